"""The rule packs in force in this process: the files of the release and every change that the journal holds."""

from __future__ import annotations

import asyncio
from datetime import date

import structlog

from gateway.model.errors import GatewayError
from gateway.recognition.pack import Pack
from gateway.recognition.packs import pack_of
from gateway.service import blame
from gateway.service.journal.packs.front import PackJournal
from gateway.service.rule_packs import packs, packs_by

LOG = structlog.get_logger()
POLL_S = 2.0
"""So long a worker may still decide by the packs before a change that was approved."""


class PackKeeper:
    """Knows the packs of this process and brings them up to date; one a worker. RULES_INVALID for the files."""

    def __init__(self, journal: PackJournal, *, poll_s: float = POLL_S) -> None:
        self.packs = packs()
        self._journal = journal
        self._poll_s = poll_s
        self._counted = 0

    def pack(self, on: date) -> Pack:
        """The pack in force on the day customs accepted a declaration; RULES_INVALID where there is none."""
        return pack_of(self.packs, on)

    async def refresh(self) -> None:
        """Take in what was approved since the last time. JOURNAL_AWAY; RULES_INVALID for a change that does not fit."""
        counted = await self._journal.counted()
        if counted == self._counted:
            return
        changes = [one for one in await self._journal.changes() if one.number]
        if changes:
            self.packs = packs_by(changes)
            LOG.info("rule-packs", packs=[pack.name for pack in self.packs])
        self._counted = counted

    async def run(self) -> None:
        """Look for changes, for ever."""
        while True:
            await asyncio.sleep(self._poll_s)
            await self.catch_up()

    async def catch_up(self) -> None:
        """Refresh, or leave it to the next look: until then the packs of before are decided by, and that is told."""
        try:
            await self.refresh()
        except GatewayError as error:
            LOG.warning("rule-packs-behind", code=error.fault.code, reason=error.reason)
        except Exception as error:
            blame.tell(error)
