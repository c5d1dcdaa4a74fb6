"""Two statements of one day beside each other: every difference by its name, and what mends it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gateway.model.watch import Flow, Total
from gateway.routing.delivery import State
from gateway.service.journal.watching.views import Fate
from gateway.service.watching.statement import OTHER_WAY, Line

NEAR = timedelta(minutes=15)
"""Of midnight: what is under way then belongs to one day here and to the next there. Our own choice."""


class Finding(StrEnum):
    """What is different."""

    NOT_THERE = "not-there"
    """We hold a receipt, and the receiver does not count it."""
    NO_RECEIPT = "no-receipt"
    """The receiver counts it, and we hold no receipt."""
    NOT_HERE = "not-here"
    """The sender counts it as sent, and it was never accepted."""
    NOT_COUNTED = "not-counted"
    """We accepted it, and the sender does not count it."""
    UNKNOWN = "unknown"
    """The receiver counts a number that we never sent to this link."""
    OTHER_DAY = "other-day"
    """Both have it, or may: one side's day is the next one's. Nothing is wrong."""
    TOTAL = "total"
    """Counts or digests of a kind differ, and no numbers are told: ask for the statement's file."""


class Mend(StrEnum):
    """Whose turn it is."""

    REDELIVER = "redeliver"
    """Sent again under its number; a receiver that has it answers with its receipt, and takes it once."""
    BY_HAND = "replay by hand"
    """It lets goods go: a revocation may have come since it was sent first, and nobody sends it again unseen."""
    WAIT = "wait"
    SENDER = "the sender sends again"
    ASK = "ask the other side"
    NONE = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One of them; `flow` is seen from us."""

    finding: Finding
    flow: Flow
    kind: str
    number: str = ""
    message: str = ""
    """Our number of the message; "" where we know none."""
    detail: str = ""
    mend: Mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Numbers that only one side names, one way as we see it."""

    flow: Flow
    ours: frozenset[str]
    theirs: Mapping[str, str]
    """With the kind that they say."""


def apart(ours: Collection[Line], theirs: Collection[Line]) -> tuple[Apart, Apart]:
    """Of what we sent, and of what we received; kinds do not matter, for a number names one document."""
    return _apart(Flow.SENT, ours, theirs), _apart(Flow.RECEIVED, ours, theirs)


def of_sent(found: Apart, fates: Mapping[str, Fate], day: tuple[datetime, datetime]) -> Iterator[Difference]:
    """Differences in what we sent; `fates` tells of every number of ours in `found`."""
    for number in sorted(found.ours):
        fate = fates[number]
        same = {"flow": Flow.SENT, "kind": fate.kind, "number": number, "message": fate.message}
        if _is_near(fate.at, day):
            yield _made(Finding.OTHER_DAY, Mend.NONE, "near midnight", same)
        else:
            mend = Mend.BY_HAND if fate.releases else Mend.REDELIVER
            yield _made(Finding.NOT_THERE, mend, "delivered here", same)
    for number, kind in sorted(found.theirs.items()):
        yield _only_there(number, kind, fates.get(number))


def of_received(
    found: Apart, fates: Mapping[str, Fate], refused: Mapping[str, str], day: tuple[datetime, datetime]
) -> Iterator[Difference]:
    """Differences in what we received; `fates` tells of every number of ours in `found`."""
    for number in sorted(found.ours):
        fate = fates[number]
        near = _is_near(fate.at, day)
        same = {"flow": Flow.RECEIVED, "kind": fate.kind, "number": number, "message": fate.message}
        finding, mend = (Finding.OTHER_DAY, Mend.NONE) if near else (Finding.NOT_COUNTED, Mend.ASK)
        yield _made(finding, mend, "near midnight" if near else "accepted here", same)
    for number, kind in sorted(found.theirs.items()):
        fate_here = fates.get(number)
        same = {
            "flow": Flow.RECEIVED,
            "kind": kind,
            "number": number,
            "message": fate_here.message if fate_here else "",
        }
        if fate_here:
            yield _made(Finding.OTHER_DAY, Mend.NONE, f"accepted at {fate_here.at:%Y-%m-%d %H:%M:%S}Z", same)
        else:
            detail = f"refused: {refused[number]}" if number in refused else "it never came"
            yield _made(Finding.NOT_HERE, Mend.SENDER, detail, same)


def of_totals(ours: Sequence[Total], theirs: Sequence[Total]) -> Iterator[Difference]:
    """Where only totals are told: each kind and way whose count or digest differs."""
    here = {(one.flow, one.message_kind): one for one in ours}
    there = {(OTHER_WAY[one.flow], one.message_kind): one for one in theirs}
    for key in sorted(here.keys() | there.keys()):
        mine, other = _told(here.get(key)), _told(there.get(key))
        if mine != other:
            detail = f"{mine[0]} here, {other[0]} there"
            yield Difference(finding=Finding.TOTAL, flow=key[0], kind=key[1], detail=detail, mend=Mend.ASK)


def _apart(flow: Flow, ours: Collection[Line], theirs: Collection[Line]) -> Apart:
    here = {number for line in ours if line.flow is flow for number in line.numbers}
    there = {number: line.kind for line in theirs if line.flow is OTHER_WAY[flow] for number in line.numbers}
    only = {number: kind for number, kind in there.items() if number not in here}
    return Apart(flow=flow, ours=frozenset(here - there.keys()), theirs=only)


def _only_there(number: str, kind: str, fate: Fate | None) -> Difference:
    if fate is None:
        same = {"flow": Flow.SENT, "kind": kind, "number": number, "message": ""}
        return _made(Finding.UNKNOWN, Mend.ASK, "no document of ours to this link bears it", same)
    same = {"flow": Flow.SENT, "kind": fate.kind, "number": number, "message": fate.message}
    if fate.state is State.DELIVERED:
        return _made(Finding.OTHER_DAY, Mend.NONE, f"delivered at {fate.at:%Y-%m-%d %H:%M:%S}Z", same)
    mend = Mend.WAIT if fate.state is State.WAITING else Mend.ASK
    if fate.state is State.DEAD:
        mend = Mend.BY_HAND if fate.releases else Mend.REDELIVER
    return _made(Finding.NO_RECEIPT, mend, f"{fate.state} here", same)


def _made(finding: Finding, mend: Mend, detail: str, same: Mapping[str, str]) -> Difference:
    return Difference(finding=finding, mend=mend, detail=detail, **same)  # type: ignore[arg-type]  # flow is a Flow


def _is_near(at: datetime | None, day: tuple[datetime, datetime]) -> bool:
    return at is not None and min(abs(at - day[0]), abs(day[1] - at)) <= NEAR


def _told(total: Total | None) -> tuple[int, str]:
    """A kind that is counted as none is as one that is not named."""
    return (total.count, total.digest) if total and total.count else (0, "")
