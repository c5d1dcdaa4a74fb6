"""Watching's front: what reconciliation and the watch may ask of the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.watching import counting
from gateway.service.journal.watching.views import Counted, Fate


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
