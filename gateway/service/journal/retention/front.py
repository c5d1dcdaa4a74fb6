"""Retention's front: what its runs and its commands may ask of the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.records import Act
from gateway.service.journal.retention import groups, holds, leaving, restoring
from gateway.service.journal.retention.leaving import Due
from gateway.service.journal.retention.views import Archived, Group, Hold, Leaving, Payload, Target


class RetentionJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def hold(self, kind: Target, target: str, act: Act) -> int:
        """Keep whatever it touches until the hold is let go: its number. HOLD_TARGET_UNKNOWN, REASON_MISSING."""
        return await self._write(lambda connection: holds.hold(connection, kind, target, act))

    async def release(self, number: int, act: Act) -> Hold:
        """Let a hold go. HOLD_UNKNOWN, REASON_MISSING."""
        return await self._write(lambda connection: holds.release(connection, number, act))

    async def holds(self) -> Sequence[Hold]:
        """Those that stand, the oldest first."""
        return await self._read(holds.standing)

    async def newest(self) -> datetime | None:
        """When the last message came; None: none ever did."""
        return await self._read(leaving.newest)

    async def page(self, after: str, before: datetime, limit: int) -> Sequence[str]:
        """Messages that still have their originals and came before that moment, behind the number `after`."""
        return await self._read(lambda connection: groups.page(connection, after, before, limit))

    async def groups(self, messages: Collection[str]) -> Sequence[Group]:
        """The groups of these messages, each once and whole."""
        return await self._read(lambda connection: groups.groups(connection, messages))

    async def payloads(self, messages: Collection[str]) -> Sequence[Payload]:
        """Their originals, for an archive."""
        return await self._read(lambda connection: leaving.payloads(connection, messages))

    async def leave(
        self, messages: Collection[str], due: Due, act: Act, archive: Archived | None = None
    ) -> Sequence[Leaving]:
        """Take out the originals of those groups that may leave now, the holds seen afresh: which did."""
        return await self._write(lambda connection: leaving.leave(connection, messages, due, act, archive))

    async def archive_of(self, message: str) -> str:
        """The file that has the message's originals. RETIRED where none has."""
        return await self._read(lambda connection: restoring.archive_of(connection, message))

    async def restore(self, message: str, originals: Sequence[Payload], act: Act) -> None:
        """Put originals back where they stood. RETIRED, REASON_MISSING, EVIDENCE_WRONG."""
        await self._write(lambda connection: restoring.restore(connection, message, originals, act))

    async def archives(self) -> Sequence[Archived]:
        """Every file that originals went to, by name."""
        return await self._read(leaving.archives)

    async def archived_in(self, name: str) -> Sequence[str]:
        """The messages whose originals are in this file."""
        return await self._read(lambda connection: leaving.archived_in(connection, name))

    async def destroy_archive(self, name: str, due: Due, act: Act) -> bool:
        """Mark a file destroyed if all that it holds may go now; only then its bytes may be removed."""
        return await self._write(lambda connection: leaving.destroy_archive(connection, name, due, act))

    async def drop_refusals(self, before: datetime, limit: int) -> int:
        """Delete some of what was refused before that moment: how many; call again until 0."""
        return await self._write(lambda connection: leaving.drop_refusals(connection, before, limit))
