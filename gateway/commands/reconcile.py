"""`reconcile`: 对账 of one link and day, on the journal itself, beside a gateway."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import Exit, told
from gateway.commands.operations import JsonOption, operator
from gateway.commands.serve import CATALOGUE
from gateway.commands.showing import say, show, show_json
from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.config import Config, Link
from gateway.service.config_file import load_config
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Act
from gateway.service.materials import read_materials
from gateway.service.notary_wiring import evidence_profile
from gateway.service.trust_keeper import TrustKeeper
from gateway.service.watching import statement_file, their_statement
from gateway.service.watching.comparing import Difference, Finding
from gateway.service.watching.reconciling import Reconciler, Sides
from gateway.service.watching.statement import Statement, bounds
from gateway.service.wiring import link_terms

COLUMNS = ("finding", "flow", "kind", "number", "message", "detail", "mend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line said."""

    config: Config
    link: Link
    day: date
    now: datetime
    theirs: Path | None
    output: Path | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What came of it; `differences` is None where the other side stated nothing."""

    ours: Statement
    differences: list[Difference] | None
    mended: list[tuple[str, str]]


@told
def reconcile(
    config: Annotated[
        Path, typer.Option(envvar="EPORT_CONFIG", help="gateway.toml: it names journal, keys and trust.")
    ],
    link: Annotated[str, typer.Option(help="Whose day.")],
    date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="A day of China that is over.")],
    theirs: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Their signed statement; else what they sent us.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write our signed statement here.")] = None,
    mend: Annotated[bool, typer.Option("--mend", help="Send again what the receiver lacks.")] = False,
    reason: Annotated[str, typer.Option(help="With --mend: why; it is journalled.")] = "",
    json: JsonOption = False,
) -> None:
    """State a link's day, compare it with the other side's statement, and name each difference. Exit 0: they agree.

    For example: eport-gateway reconcile --link tianjin --date 2026-03-01 --theirs tianjin.zip --config gateway.toml
    """
    settings = load_config(config)
    found = settings.link(link)
    if found is None:
        raise faults.LINK_UNKNOWN.error("there is no such link", value=link)
    if mend and not reason.strip():
        raise faults.REASON_MISSING.error("an act is journalled with its reason", value="reconcile")
    asked = Asked(
        config=settings, link=found, day=date.date(), now=datetime.now(UTC), theirs=theirs, output=output,
        reason=reason if mend else "",
    )  # fmt: skip
    done = asyncio.run(_done(asked))
    _tell(done, json=json)
    if done.differences is None and output is None:
        raise faults.STATEMENT_MISSING.error("the other side has stated nothing of this day", value=link)
    if any(one.finding is not Finding.OTHER_DAY for one in done.differences or ()):
        raise typer.Exit(Exit.INPUT)


async def _done(asked: Asked) -> Reconciled:
    keeper = TrustKeeper(asked.config, lambda: asked.now)
    async with open_journal(asked.config.journal) as journal:
        reconciler = Reconciler(journal.watching, sides_of(asked.config, asked.link), asked.day, asked.now)
        ours = await reconciler.ours()
        if asked.output:
            _write(asked, ours, keeper)
        found = await _differences(asked, reconciler, journal, ours, keeper)
        mended = await _mended(asked, reconciler, journal, found) if found and asked.reason else []
    return Reconciled(ours=ours, differences=found, mended=mended)


def sides_of(config: Config, link: Link) -> Sides:
    """The addresses of both sides, as envelopes bear them."""
    return Sides(link=link.name, ours=link.our_address or config.address, theirs=link.address)


async def _differences(
    asked: Asked, reconciler: Reconciler, journal: Journal, ours: Statement, keeper: TrustKeeper
) -> list[Difference] | None:
    if asked.theirs:
        raw = asked.theirs.read_bytes()
        stated = statement_file.opened(raw, keeper.trust, party=asked.link.party, now=asked.now)
        return list(await reconciler.compared(ours, stated))
    came = await journal.watching.statements(asked.link.name, bounds(asked.day)[0])
    if not came:
        return None
    terms = link_terms(asked.link, asked.config, CATALOGUE, read_materials(asked.config, keeper.trust, keeper.signers))
    told_us = their_statement.of_day(came, terms, asked.day)
    return None if told_us is None else list(reconciler.totals_compared(ours, told_us))


async def _mended(
    asked: Asked, reconciler: Reconciler, journal: Journal, found: list[Difference]
) -> list[tuple[str, str]]:
    target = f"{asked.link.name} {asked.day.isoformat()}"
    act = Act(at=asked.now, actor=operator(), verb="reconcile", target=target, reason=asked.reason)
    return list(await reconciler.mend(found, journal.redeliver, act))


def _write(asked: Asked, ours: Statement, keeper: TrustKeeper) -> None:
    signer = keeper.signers.get(evidence_profile(asked.config))
    if signer is None or asked.output is None:
        raise faults.KEY_UNUSABLE.error("no key of ours signs a statement: set one up in [[keys]]")
    try:
        with asked.output.open("xb") as file:
            file.write(statement_file.packed(ours, signer))
    except FileExistsError:
        place = Place(path=str(asked.output))
        raise faults.REQUEST_INVALID.error("the file is there already", place=place) from None


def _tell(done: Reconciled, *, json: bool) -> None:
    totals = [asdict(one) for one in done.ours.totals()]
    if json:
        found = None if done.differences is None else [asdict(one) for one in done.differences]
        show_json({"day": done.ours.day.isoformat(), "totals": totals, "differences": found, "mended": done.mended})
        return
    show(("kind", "flow", "count", "digest"), [list(one.values())[:4] for one in totals], none="nothing was exchanged")
    if done.differences is not None:
        rows = [[getattr(one, name) for name in COLUMNS] for one in done.differences]
        show(COLUMNS, rows, none="both sides agree")
    for message, code in done.mended:
        say(f"{message}: {f'not sent again: {code}' if code else 'is sent again'}")
