"""Aid's front: what the watch and the ops port may ask of the journal about enforcement aid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gateway.recognition.acknowledging import Awaited
from gateway.service.journal.aid import clocks
from gateway.service.journal.evidence.front import Doing


class AidJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def open(self, limit: int) -> Sequence[Awaited]:
        """What is to be acknowledged and was not yet, the first due first."""
        return await self._read(lambda connection: clocks.open_clocks(connection, limit))

    async def late(self, now: datetime) -> Sequence[Awaited]:
        """What is overdue now, the longest first."""
        return await self._read(lambda connection: clocks.late(connection, now))

    async def tell(self, now: datetime) -> Sequence[Awaited]:
        """What is overdue and was not told before; from now on it was."""
        return await self._write(lambda connection: clocks.tell(connection, now))
