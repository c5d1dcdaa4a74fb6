"""The emergency channel's front of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gateway.service.journal.carrying import arriving, leaving
from gateway.service.journal.carrying.leaving import Bounds
from gateway.service.journal.carrying.views import BundleRow, Concluded
from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.records import Act, Claimed, Due


class CarryingJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def take(self, bundle: BundleRow, bounds: Bounds, act: Act) -> tuple[Claimed, ...]:
        """Claim what a bundle will hold, in order. CARRY_NOT_MANUAL, CARRY_NOTHING, REASON_MISSING."""
        return await self._write(lambda connection: leaving.take(connection, bundle, bounds, act))

    async def told(self, number: str, digest: str) -> None:
        """The file of a bundle of ours is written."""
        await self._write(lambda connection: leaving.told(connection, number, digest))

    async def outgoing(self, number: str) -> tuple[BundleRow, tuple[Claimed, ...]]:
        """A bundle of ours and what it holds, as it stands now. CARRY_UNKNOWN."""
        return await self._read(
            lambda connection: (leaving.outgoing(connection, number), leaving.carried(connection, number))
        )

    async def settle(self, number: str, concluded: Sequence[Concluded], act: Act) -> tuple[Due, ...]:
        """Record the receiver's answers; returns what comes up. CARRY_REPEATED, CARRY_UNKNOWN, REASON_MISSING."""
        return await self._write(lambda connection: leaving.settle(connection, number, concluded, act))

    async def recall(self, number: str, act: Act, now: datetime) -> tuple[Due, ...]:
        """Give a bundle's deliveries back to the line. CARRY_REPEATED, CARRY_UNKNOWN, REASON_MISSING."""
        return await self._write(lambda connection: leaving.recall(connection, number, act, now))

    async def begin(self, bundle: BundleRow, act: Act) -> None:
        """Begin to take a bundle in, or go on. CARRY_REPEATED, CARRY_FOREIGN, REASON_MISSING."""
        await self._write(lambda connection: arriving.begin(connection, bundle, act))

    async def finish(self, bundle: BundleRow, receipts: bytes, messages: Sequence[str], act: Act) -> None:
        """A bundle that came in is answered whole."""
        await self._write(lambda connection: arriving.finish(connection, bundle, receipts, messages, act))

    async def receipts(self, party: str, number: str) -> bytes:
        """The answer to a bundle that came in. CARRY_UNKNOWN."""
        return await self._read(lambda connection: arriving.receipts(connection, party, number))

    async def bundles(self, limit: int) -> Sequence[BundleRow]:
        """Newest first."""
        return await self._read(lambda connection: leaving.bundles(connection, limit))
