"""The registries' front: what decides may ask of the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from gateway.recognition.facts import Case, Facts
from gateway.recognition.gathering import Kept, asked, gather, led_to
from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.registries import closing, keeping


class RegistryJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, read: Doing) -> None:
        self._read = read

    async def facts(self, case: Case, before: Facts, *, at: datetime | None = None) -> Facts:
        """`before`, and what the registries add for the case, as known at that moment; None: now."""
        return await self._read(lambda connection: _facts(connection, case, before, at))

    async def clearing(self, under: Collection[str]) -> Sequence[Kept]:
        """The steps of closing that are found under these subjects, and all that they lead to."""
        return await self._read(lambda connection: closing.clearing(connection, under))


def _facts(connection: Connection, case: Case, before: Facts, at: datetime | None) -> Facts:
    first = keeping.known(connection, asked(case), at)
    results = led_to(first)
    more = keeping.known(connection, results, at) if results else ()
    return gather(case, list({one.number: one for one in (*first, *more)}.values()), before)
