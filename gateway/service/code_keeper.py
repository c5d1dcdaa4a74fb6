"""The code tables in force: those on disk, and every update that the journal holds; adapters are made anew by them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from gateway.model.code_table import CodeTable
from gateway.model.errors import AgainError, GatewayError
from gateway.model.message import Message
from gateway.service import blame
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Act, CodeUpdate
from gateway.translation.code_updates import updated
from gateway.translation.codes import Codes

LOG = structlog.get_logger()
POLL_S = 2.0
"""So long another worker may still translate by the tables before an update that this one accepted."""

Wire = Callable[[Codes], object]


class CodeKeeper:
    """Knows the tables of this process and brings them up to date; one a worker."""

    def __init__(self, codes: Codes, journal: Journal, wire: Wire, *, poll_s: float = POLL_S) -> None:
        self.codes = codes
        self._journal = journal
        self._wire = wire
        self._poll_s = poll_s
        self._last = 0
        self._lock = asyncio.Lock()

    def effect(self, message: Message, party: str, at: datetime) -> CodeUpdate | None:
        """What a message does to the tables, None if nothing. Raises CODE_TABLE_REFUSED: nothing is accepted then."""
        body = message.body
        if not isinstance(body, CodeTable):
            return None
        updated(self.codes, body)
        reason = f"{body.issuer}, from {body.effective_from}, {len(body.rows)} rows; {body.source or 'no source named'}"
        act = Act(at=at, actor=party, verb="code-table", target=f"{body.family} {body.version}", reason=reason)
        return CodeUpdate(update=body, act=act, after=self._last)

    async def refresh(self) -> None:
        """Take in what came since the last time, own or another worker's. Raises JOURNAL_AWAY."""
        async with self._lock:
            found = await self._journal.code_updates(self._last)
            if not found:
                return
            codes = self.codes
            for number, update in found:
                codes = self._taken(codes, number, update)
            self._wire(codes)
            self.codes, self._last = codes, found[-1][0]
            LOG.info("code-tables", version=codes.version, updates=len(found))

    async def run(self) -> None:
        """Look for other workers' updates, for ever."""
        while True:
            await asyncio.sleep(self._poll_s)
            await self.catch_up()

    async def catch_up(self) -> None:
        """Refresh, or leave it to the next look: what was committed is never refused for it."""
        try:
            await self.refresh()
        except AgainError as error:
            LOG.warning("code-tables-behind", code=error.fault.code)
        except Exception as error:
            blame.tell(error)

    def _taken(self, codes: Codes, number: int, update: CodeTable | None) -> Codes:
        """One that this release cannot read, or that its tables on disk contradict, changes nothing and is told."""
        try:
            if update is not None:
                return updated(codes, update)
            LOG.error("code-table-unreadable", update=number)
        except GatewayError as error:
            LOG.error("code-table-unusable", update=number, code=error.fault.code)
        return codes
