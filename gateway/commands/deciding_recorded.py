"""`decide` by the journal: one declaration as it was known and true, or all of them by another pack."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from gateway.commands.showing import say, show, show_json
from gateway.model import faults
from gateway.model.errors import Place
from gateway.recognition.changing import changed
from gateway.recognition.facts import Case, Facts
from gateway.recognition.pack import Pack
from gateway.recognition.packs import pack_of, read_pack
from gateway.recognition.statistics.periods import By, Span
from gateway.recognition.trying import Trial, tried
from gateway.service.config_file import load_config
from gateway.service.journal.journal import open_journal
from gateway.service.rule_packs import packs_by

COLUMNS = ("number 编号", "now 现行", "would be 试算", "rows now 现行命中", "rows then 试算命中")
SUMS = ("now 现行", "would be 试算", "count 数量")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A recorded case with its facts and the pack of its day; `said` stands beside the decision."""

    case: Case
    facts: Facts
    pack: Pack
    said: dict[str, object]


def instant(text: str) -> datetime | None:
    """A moment with its offset; None for "". REQUEST_INVALID."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        place = Place(path="--as-known")
        raise faults.REQUEST_INVALID.error("an ISO 8601 moment with its offset", place=place, value=text)
    return moment


def recorded(config: Path, number: str, before: Facts, day: date | None, at: datetime | None) -> Found:
    """As known at `at` (None: now) and true on `day` (None: the day it came). REQUEST_INVALID: no such declaration."""
    return asyncio.run(_recorded(load_config(config).journal, number, before, day, at))


def again(config: Path, pack: Path, before: Facts, first: date | None, last: date | None, *, json: bool) -> bool:
    """Decide recorded declarations by the packs in force and with this one in its place; whether any ends otherwise.

    RULES_INVALID for a pack that could not be proposed.
    """
    candidate = read_pack(pack.read_text(encoding="utf-8"))
    trial = asyncio.run(_tried(load_config(config).journal, candidate, before, first, last))
    _tell(trial, json=json)
    return trial.same != trial.cases


async def _recorded(place: str, number: str, before: Facts, day: date | None, at: datetime | None) -> Found:
    async with open_journal(place) as journal:
        found = await journal.registries.declared(number, before, at=at)
        changes = await journal.packs.changes()
    if found is None:
        when = f" was known by {at.isoformat()}" if at else " was accepted here"
        raise faults.REQUEST_INVALID.error(f"no declaration of this number{when}", value=number)
    one, facts = found
    case = replace(one.case, on=day or one.case.on)
    said: dict[str, object] = {"number": one.name, "message": one.message, "accepted_here": one.known_at.isoformat()}
    said |= {"as_known": at.isoformat() if at else None, "as_true": case.on.isoformat()}
    return Found(case=case, facts=facts, pack=pack_of(packs_by(changes, at), case.on), said=said)


async def _tried(place: str, candidate: Pack, before: Facts, first: date | None, last: date | None) -> Trial:
    begin, end = _bound(first, 0), _bound(last, 1)
    async with open_journal(place) as journal:
        packs = packs_by(await journal.packs.changes())
        after = changed(packs, (candidate,))
        return tried(await journal.registries.traffic(begin, end, before), packs, after)


def _bound(day: date | None, end: int) -> datetime | None:
    """When a day of China begins, or is over."""
    return None if day is None else Span(first=day, last=day, by=By.DAY).bounds[end]


def _tell(trial: Trial, *, json: bool) -> None:
    if json:
        sums = [{"before": now, "after": then, "count": n} for (now, then), n in trial.changed.items()]
        others = [asdict(one) for one in trial.others]
        show_json({"cases": trial.cases, "same": trial.same, "changed": sums, "others": others})
        return
    show(SUMS, [(now, then, count) for (now, then), count in trial.changed.items()], none="nothing changes 无变化")
    if trial.others:
        rows = [
            (one.name, one.before, one.after, *map(_rows, (one.fired_before, one.fired_after))) for one in trial.others
        ]
        show(COLUMNS, rows)
    other = trial.cases - trial.same
    say(f"{trial.cases} declarations, {other} end otherwise / 共 {trial.cases} 份申报，{other} 份结果不同")


def _rows(fired: tuple[str, ...]) -> str:
    return " ".join(fired)
