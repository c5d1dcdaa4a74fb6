"""The front of the rule packs' changes: what commands and the keeper of packs may ask of the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.packs import changes
from gateway.service.journal.packs.views import Change
from gateway.service.journal.records import Act


class PackJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def propose(self, content: bytes, act: Act) -> str:
        """Keep a change, which then waits: its digest. REASON_MISSING."""
        return await self._write(lambda connection: changes.propose(connection, content, act))

    async def approve(self, name: str, act: Act, judge: Callable[[Change, Sequence[Change]], None]) -> Change:
        """Put the change whose digest begins so in force. CHANGE_UNKNOWN, FOUR_EYES, what `judge` raises."""
        return await self._write(lambda connection: changes.approve(connection, name, act, judge))

    async def counted(self) -> int:
        """How many proposals and approvals there were."""
        return await self._read(changes.counted)

    async def changes(self) -> Sequence[Change]:
        """Those in force in their order, then those that wait."""
        return await self._read(changes.listed)
