"""What a message that is about to be accepted makes the gateway owe to tax and foreign exchange."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gateway.model.feeds import FeedRecord
from gateway.recognition.entries import Entry
from gateway.recognition.feeding import feeding, led_to, says, subjects
from gateway.recognition.feeds import FEEDS
from gateway.service.adapter import Adapter
from gateway.service.journal.registries.front import RegistryJournal


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """`asked` and `newest` as an acceptance has them: what came meanwhile makes it plan again."""

    entries: tuple[Entry, ...] = ()
    records: tuple[tuple[FeedRecord, Entry], ...] = ()
    """To be said beside it, each with what it adds to the registries beside its own words."""
    asked: tuple[str, ...] = ()
    newest: int = 0
    lacking: Mapping[str, str] = field(default_factory=dict)
    """By kind, why a record that is due cannot be made."""


def wanted(adapters: Iterable[Adapter]) -> frozenset[str]:
    """The feeds that some link receives; where there is none, nothing is kept for them either."""
    return frozenset(kind for one in adapters for kind in one.route.receives if kind in FEEDS)


async def owed(
    body: object, aliases: Collection[str], kinds: Collection[str], journal: RegistryJournal, on: date
) -> Owed:
    """By the numbers as the exchange scopes them. Raises JOURNAL_AWAY."""
    if not kinds or not says(body):
        return Owed()
    under = subjects(aliases)
    found = await journal.clearing(under)
    fed = feeding(body, found, under, on, kinds)
    return Owed(
        entries=fed.entries,
        records=fed.records,
        asked=tuple(sorted(led_to(found) | set(under))),
        newest=max((one.number for one in found), default=0),
        lacking=fed.lacking or {},
    )
