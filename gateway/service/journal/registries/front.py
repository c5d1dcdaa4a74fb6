"""The registries' front: what decides may ask of the journal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from gateway.model.message import Body
from gateway.recognition.facts import Case, Facts
from gateway.recognition.gathering import Kept
from gateway.service.journal.acceptance import message_origin
from gateway.service.journal.evidence.front import Doing
from gateway.service.journal.records import Origin
from gateway.service.journal.registries import cases, closing, hearing
from gateway.service.journal.registries.cases import Recorded
from gateway.service.journal.registries.hearing import Known


class RegistryJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, read: Doing) -> None:
        self._read = read

    async def heard(self, body: Body, answers: str) -> Known | None:
        """What is known of a message before it is accepted; `answers`: our number of what it answers."""
        return await self._read(lambda connection: hearing.heard(connection, body, answers))

    async def origin(self, message: str) -> Origin | None:
        """What an answer to the message of that number of ours answers."""
        return await self._read(lambda connection: message_origin(connection, message))

    async def aliases(self, messages: Sequence[str]) -> frozenset[str]:
        """Names of the consignments in which these messages stand."""
        return await self._read(lambda connection: hearing.aliases(connection, messages))

    async def facts(self, case: Case, before: Facts, *, at: datetime | None = None) -> Facts:
        """`before`, and what the registries add for the case, as known at that moment; None: now."""
        return await self._read(lambda connection: cases.facts(connection, case, before, at))

    async def declared(
        self, number: str, before: Facts, *, at: datetime | None = None
    ) -> tuple[Recorded, Facts] | None:
        """The last declaration that bears the number and what is known of it, both as known at that moment."""
        return await self._read(lambda connection: _declared(connection, number, before, at))

    async def traffic(
        self, begin: datetime | None, end: datetime | None, before: Facts
    ) -> Sequence[tuple[str, Case, Facts]]:
        """Every declaration that came from `begin` until before `end`, with the facts of its decision or time."""
        return await self._read(lambda connection: cases.traffic(connection, begin, end, before))

    async def clearing(self, under: Collection[str]) -> Sequence[Kept]:
        """The steps of closing that are found under these subjects, and all that they lead to."""
        return await self._read(lambda connection: closing.clearing(connection, under))


def _declared(connection: Connection, number: str, before: Facts, at: datetime | None) -> tuple[Recorded, Facts] | None:
    one = cases.declared(connection, number, at)
    return None if one is None else (one, cases.known_of(connection, one, before, at))
