"""What happened in a run, as plain records: what the checker reads, and what a person reads when it found something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge

WORDS = re.compile(r"[\w-]+")
SHOWN = 400
"""Lines of a history that a person is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the history; `about` are the numbers it concerns, none for a fault that concerns everything."""

    at: datetime
    what: str
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standstill:
    """While it lasted the ports read nothing: what came meanwhile they read after it, in an order of their own."""

    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A delivery as the journal has it at the end."""

    link: str
    number: str
    state: str
    document: bytes
    replay: bool = False
    """Whether it repeats another, whose receiver did not accept it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An accepted message as the journal has it."""

    number: str
    receipt: bytes
    deliveries: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One arrival at a port; `declared` and `code` where it is a status."""

    port: str
    number: str
    raw: bytes
    declared: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What the auditor said of the chain, and his exit code."""

    code: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A whole run; messages in the order in which they were accepted, arrivals in that in which they came."""

    kept: Sequence[Kept]
    came: Sequence[Came]
    told: Mapping[str, bytes]
    """The receipts senders have, by message."""
    lines: Mapping[str, Sequence[str]]
    """Messages of one consignment to Hebei, in the order of their receipts."""
    stopped: frozenset[str]
    """Declarations whose release was followed by 截留."""
    sum_holds: bool
    audited: Audited
    events: Sequence[Event] = field(default=())


def readable(history: History, found: Sequence[str], shown: int = SHOWN) -> list[str]:
    """What concerns the violations, by time and among the faults; the newest where nothing is named; bounded."""
    named = {word for one in found for word in WORDS.findall(one)}
    events = sorted(history.events, key=lambda one: one.at)
    about = [one for one in events if one.about & named]
    if not about:
        return _bounded(events, shown)
    first, last = about[0].at, about[-1].at
    faults = (one for one in events if not one.about and first <= one.at <= last)
    return _bounded(list(merge(about, faults, key=lambda one: one.at)), shown)


def _bounded(events: Sequence[Event], shown: int) -> list[str]:
    left_out = len(events) - shown
    return [*([f"({left_out} earlier lines left out)"] if left_out > 0 else []), *_lines(events[-shown:])]


def _lines(events: Sequence[Event]) -> Iterator[str]:
    for one in events:
        yield f"{one.at:%H:%M:%S.%f} {one.what}"
