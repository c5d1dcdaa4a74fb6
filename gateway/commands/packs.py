"""`packs`: the rule packs in force, and a change of them that one person proposes and another approves."""

from __future__ import annotations

import asyncio
import os
import pwd
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gateway.commands.ending import told
from gateway.commands.operations import JsonOption, ReasonOption
from gateway.commands.showing import say, show, show_json
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.recognition.changing import changed, differences, read_change, write_change
from gateway.recognition.pack import Pack
from gateway.recognition.packs import read_pack
from gateway.service.config_file import load_config
from gateway.service.journal.journal import open_journal
from gateway.service.journal.packs.views import Change
from gateway.service.journal.records import Act
from gateway.service.rule_packs import judge, packs_by

HELP = """Show the rule packs, and change them: what one person proposes another approves.

For example: eport-gateway packs list --config gateway.toml
"""
app = typer.Typer(no_args_is_help=True, add_completion=False, help=HELP)

ConfigOption = Annotated[Path, typer.Option(envvar="EPORT_CONFIG", help="gateway.toml: it names the journal.")]
PACKS = ("pack", "version", "from", "until", "approved by")
CHANGES = ("digest", "state", "packs", "proposed by", "approved by", "since", "reason")
LOGIN, NOBODY = Path("/proc/self/loginuid"), 4294967295
SHOWN = 16
"""Characters of a digest that are shown, and enough to name it."""


@app.command("list")
@told
def list_packs(config: ConfigOption, json: JsonOption = False) -> None:
    """Tell which packs are in force, and every change with who proposed and who approved it.

    For example: eport-gateway packs list --config gateway.toml
    """
    changes = asyncio.run(_changes(load_config(config).journal))
    found = packs_by(changes)
    if json:
        show_json({"packs": [_plain(pack) for pack in found], "changes": [_told(one) for one in changes]})
        return
    show(PACKS, [tuple(_plain(pack).values()) for pack in found], none="no pack")
    show(CHANGES, [_row(one) for one in changes], none="no change")


@app.command()
@told
def propose(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Whole packs, TOML; one change.")],
    config: ConfigOption,
    reason: ReasonOption,
    json: JsonOption = False,
) -> None:
    """Keep a change of packs, after it was checked, and say what it does; nothing is decided by it yet.

    For example: eport-gateway packs propose current.toml --reason "announcement 12/2027" --config gateway.toml
    """
    name, lines = asyncio.run(_proposed(load_config(config).journal, files, reason))
    if json:
        show_json({"digest": name, "differences": list(lines)})
        return
    for line in lines:
        typer.echo(line)
    say(f"{_short(name)} waits for another person: packs approve {_short(name)}")


@app.command()
@told
def approve(
    digest: Annotated[str, typer.Argument(help="Of the change, or its beginning, as packs list shows it.")],
    config: ConfigOption,
    reason: ReasonOption,
    json: JsonOption = False,
) -> None:
    """Put a change in force that another person proposed: what is accepted from now on is decided by it.

    For example: eport-gateway packs approve 3fa1c5 --reason "compared with the announcement" --config gateway.toml
    """
    change = asyncio.run(_approved(load_config(config).journal, digest, reason))
    if json:
        show_json(_told(change))
        return
    say(f"{_short(change.digest)} is in force: {', '.join(pack.name for pack in read_change(change.content)[0])}")


def account(login: Path = LOGIN) -> str:
    """Who logged in, as the system says: an environment can be made to name anybody, and `sudo -u` changes all else."""
    try:
        said = int(login.read_text(encoding="ascii"))
    except (OSError, ValueError):  # no such file where the system keeps no audit
        said = NOBODY
    number = os.getuid() if said == NOBODY else said
    try:
        return pwd.getpwuid(number).pw_name.encode("ascii", "replace").decode()[:64]
    except KeyError:  # a container may have no name for its user
        return f"uid-{number}"


def _act(reason: str) -> Act:
    return Act(at=datetime.now(UTC), actor=account(), verb="", target="", reason=reason)


async def _changes(url: str) -> Sequence[Change]:
    async with open_journal(url) as journal:
        return await journal.packs.changes()


async def _proposed(url: str, files: Sequence[Path], reason: str) -> tuple[str, Sequence[str]]:
    texts, by = [path.read_text(encoding="utf-8") for path in files], [_read(path) for path in files]
    async with open_journal(url) as journal:
        before = packs_by(await journal.packs.changes())
        changed(before, by)
        name = await journal.packs.propose(write_change(texts, before), _act(reason))
    return name, differences(before, by)


async def _approved(url: str, digest: str, reason: str) -> Change:
    async with open_journal(url) as journal:
        return await journal.packs.approve(digest, _act(reason), judge)


def _read(path: Path) -> Pack:
    try:
        return read_pack(path.read_text(encoding="utf-8"))
    except GatewayError as error:
        place = Place(path=f"{path.name}: {error.place.path}".rstrip(": "))
        raise faults.RULES_INVALID.error(error.reason, place=place, value=error.value) from None


def _plain(pack: Pack) -> dict[str, str]:
    days = {"from": pack.valid_from.isoformat(), "until": pack.valid_until.isoformat()}
    return {"pack": pack.id, "version": pack.version, **days, "approved_by": pack.approved_by}


def _told(one: Change) -> dict[str, object]:
    return {
        "digest": one.digest,
        "packs": [pack.name for pack in read_change(one.content)[0]],
        "in_force": bool(one.number),
        "proposed_by": one.proposed_by,
        "proposed_at": one.proposed_at.isoformat(),
        "reason": one.reason,
        "approved_by": one.approved_by,
        "approved_at": one.approved_at.isoformat() if one.approved_at else None,
    }


def _row(one: Change) -> tuple[object, ...]:
    names = ", ".join(pack.name for pack in read_change(one.content)[0])
    state = "in force" if one.number else "waits"
    since = one.approved_at or one.proposed_at
    return _short(one.digest), state, names, one.proposed_by, one.approved_by, since, one.reason


def _short(digest: str) -> str:
    return digest.removeprefix("sm3:")[:SHOWN]
