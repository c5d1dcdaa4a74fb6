"""Watching's front: what reconciliation and the watch may ask of the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.watching import arrivals, counting, overdue
from gateway.service.journal.watching.views import Alarm, Ask, Changes, Counted, Fate, Journeys, Overdue


class WatchingJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def day(self, link: str, since: datetime, until: datetime) -> Sequence[Counted]:
        """What came over the link, and what its receiver gave a receipt for, from `since` until before `until`."""
        return await self._read(lambda connection: counting.day(connection, link, since, until))

    async def sent(self, link: str, numbers: Collection[str]) -> Mapping[str, Fate]:
        """By number, what became of what we sent under it; none of ours are left out."""
        return await self._read(lambda connection: counting.sent(connection, link, numbers))

    async def received(self, link: str, numbers: Collection[str]) -> Mapping[str, Fate]:
        """By number, what was accepted under it; the others are left out."""
        return await self._read(lambda connection: counting.received(connection, link, numbers))

    async def refused(self, link: str, since: datetime, until: datetime, numbers: Collection[str]) -> Mapping[str, str]:
        """By number, the code under which it was refused in that time."""
        return await self._read(lambda connection: counting.refused(connection, link, since, until, numbers))

    async def statements(self, link: str, since: datetime, limit: int = 100) -> Sequence[tuple[bytes, datetime]]:
        """The statements that came over the link from `since`, newest first: bytes as they came, and when."""
        return await self._read(lambda connection: counting.statements(connection, link, since, limit))

    async def take_turn(self, now: datetime, every: timedelta) -> bool:
        """Whether it is this worker's turn to look; then no other looks before `every` is over."""
        return await self._write(lambda connection: overdue.take_turn(connection, now, every))

    async def overdue(self, asks: Collection[Ask]) -> Sequence[Overdue]:
        """Whatever of all that is asked is silent or overdue."""
        return await self._read(lambda connection: overdue.overdue(connection, asks))

    async def journeys(self, since: datetime) -> Journeys:
        """What left from `since`, and what was said of it."""
        return await self._read(lambda connection: arrivals.journeys(connection, since))

    async def settle(self, found: Collection[Overdue], now: datetime) -> Changes:
        """Keep what was found in place of what stood: what is new in it, and what is over."""
        return await self._write(lambda connection: overdue.settle(connection, found, now))

    async def alarms(self) -> Sequence[Alarm]:
        """What stood at the last look."""
        return await self._read(overdue.alarms)
