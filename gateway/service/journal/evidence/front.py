"""The chain's front: what the notary, the ops port and the commands may ask of the journal about evidence."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, RowMapping, Select, select

from gateway.evidence.dossier import Dossier
from gateway.evidence.statements import BatchStatement, DayStatement
from gateway.service.journal.evidence import checking, dossiers, sealing
from gateway.service.journal.evidence.tables import BATCH, SEALED_DAY
from gateway.service.journal.evidence.views import ChainPart, ChainReport, ChainState, Unsealed, UnsealedDay
from gateway.service.journal.writer import Work
from gateway.trust.trust_store import TrustStore

T = TypeVar("T")


class Doing(Protocol):
    """Runs work on the journal, reading or writing."""

    def __call__(self, work: Work[T]) -> Awaitable[T]:
        """The work's result."""


class EvidenceJournal:
    """Every method may raise JOURNAL_AWAY. Moments are aware."""

    def __init__(self, write: Doing, read: Doing) -> None:
        self._write = write
        self._read = read

    async def unsealed(self, limit: int) -> Unsealed | None:
        """The oldest records that no batch has; None: all are sealed."""
        return await self._read(lambda connection: sealing.unsealed(connection, limit))

    async def seal(self, found: Unsealed, stated: BatchStatement, statement: bytes) -> None:
        """Append a batch. BUSY: the chain does not end there any more, nothing is written; begin anew."""
        await self._write(lambda connection: sealing.seal(connection, found, stated, statement))

    async def unsealed_day(self, before: date) -> UnsealedDay | None:
        """The first day before `before` that has batches and no statement."""
        return await self._read(lambda connection: sealing.unsealed_day(connection, before))

    async def seal_day(self, stated: DayStatement, statement: bytes) -> None:
        """Append a day. BUSY as in `seal`."""
        await self._write(lambda connection: sealing.seal_day(connection, stated, statement))

    async def unstamped(self, limit: int) -> Sequence[tuple[str, bytes]]:
        """Days without a time-stamp and their statements, the oldest first."""
        return await self._read(lambda connection: sealing.unstamped(connection, limit))

    async def stamp(self, day: str, timestamp: bytes) -> None:
        """Keep a day's time-stamp, which the caller has verified; the first stays."""
        await self._write(lambda connection: sealing.stamp(connection, day, timestamp))

    async def state(self) -> ChainState:
        """How the chain stands."""
        return await self._read(sealing.state)

    async def dossier(self, message: str, now: datetime) -> Dossier | None:
        """Everything about the message of our number; None where there is none."""
        return await self._read(lambda connection: dossiers.dossier(connection, message, now))

    async def earlier(self, delivery: int) -> Sequence[bytes]:
        """The bytes of a delivery under seals that ran out, the first ones first; usually none."""
        return await self._read(lambda connection: dossiers.earlier(connection, [delivery]))

    async def batches(self, first: int, limit: int) -> Sequence[ChainPart]:
        """The statements of the batches from number `first` on, in their order."""
        query = select(BATCH.c.number, BATCH.c.statement).where(BATCH.c.number >= first)
        return await self._read(lambda connection: _parts(connection, query.order_by(BATCH.c.number).limit(limit)))

    async def days(self, since: date, limit: int) -> Sequence[ChainPart]:
        """The statements of the days from `since` on, in their order."""
        query = select(SEALED_DAY.c.day, SEALED_DAY.c.statement, SEALED_DAY.c.timestamp)
        query = query.where(SEALED_DAY.c.day >= since.isoformat()).order_by(SEALED_DAY.c.day).limit(limit)
        return await self._read(lambda connection: _parts(connection, query))

    async def verify_chain(self, trust: TrustStore, *, party: str) -> ChainReport:
        """Check all that was ever sealed; EVIDENCE_WRONG with the first place that is wrong."""
        return await self._read(lambda connection: checking.verify_chain(connection, trust, party=party))


def _parts(connection: Connection, query: Select[Any]) -> Sequence[ChainPart]:
    rows = connection.execute(query).mappings()
    return [_part(row) for row in rows]


def _part(row: RowMapping) -> ChainPart:
    name = row.get("number", row.get("day"))
    return ChainPart(name=str(name), statement=row["statement"], timestamp=row.get("timestamp") or b"")
