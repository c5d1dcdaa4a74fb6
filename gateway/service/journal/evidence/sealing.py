"""Sealing in two steps: what is to be stated is read; once signed it is written, if the chain still ends there.

So nothing is signed under the journal's write lock, and of two workers that read the same end one begins anew.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update

from gateway.evidence import merkle
from gateway.evidence.records import digest
from gateway.evidence.statements import FIRST, BatchStatement, DayStatement
from gateway.model import faults
from gateway.service.journal.evidence.tables import BATCH, RECORD, SEALED_DAY, UNSEALED
from gateway.service.journal.evidence.views import ChainState, Tip, Unsealed, UnsealedDay
from gateway.service.journal.numbers import reserve

TURN = "evidence"
"""Counts statements and so holds back the next until this one is committed."""


def tip(connection: Connection) -> Tip:
    """The end of the chain."""
    closed = select(func.max(SEALED_DAY.c.day))
    last_day = connection.execute(closed).scalar_one()
    day = date.fromisoformat(last_day) + timedelta(days=1) if last_day else date.min
    query = select(BATCH.c.number, BATCH.c.digest, BATCH.c.at, BATCH.c.day).order_by(BATCH.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return Tip(day=day)
    return Tip(number=row.number, digest=row.digest, at=row.at, day=max(day, date.fromisoformat(row.day)))


def unsealed(connection: Connection, limit: int) -> Unsealed | None:
    """The oldest records that no batch has. The end is read first: who seals them meanwhile moves it."""
    end = tip(connection)
    query = select(RECORD.c.id, RECORD.c.body).where(UNSEALED).order_by(RECORD.c.id).limit(limit)
    rows = connection.execute(query).all()
    if not rows:
        return None
    root = merkle.root([merkle.leaf(row.body) for row in rows])
    return Unsealed(tip=end, ids=tuple(row.id for row in rows), root=root)


def seal(connection: Connection, found: Unsealed, stated: BatchStatement, statement: bytes) -> None:
    """Append the batch and mark its records. BUSY: another worker was first, or closed the day; begin anew."""
    reserve(connection, TURN, 1)
    end = tip(connection)
    if end.number + 1 != stated.number or stated.day < end.day:
        raise faults.BUSY.error("another worker sealed meanwhile")
    row = {"number": stated.number, "at": stated.at, "day": stated.day.isoformat(), "first": stated.first}
    row |= {"last": stated.last, "digest": digest(statement), "statement": statement}
    connection.execute(insert(BATCH), row)
    mark = update(RECORD).where(RECORD.c.id == bindparam("record")).values(batch=stated.number, place=bindparam("at_"))
    connection.execute(mark, [{"record": record, "at_": place} for place, record in enumerate(found.ids)])


def unsealed_day(connection: Connection, before: date) -> UnsealedDay | None:
    """The first day before `before` that has batches and no statement."""
    last = _last_day(connection)
    behind = BATCH.c.number > (last.last if last else 0)
    day = connection.execute(select(func.min(BATCH.c.day)).where(behind)).scalar_one()
    if day is None or date.fromisoformat(day) >= before:
        return None
    rows = connection.execute(
        select(BATCH.c.number, BATCH.c.digest).where(behind, BATCH.c.day == day).order_by(BATCH.c.number)
    ).all()
    return UnsealedDay(
        day=date.fromisoformat(day),
        previous=last.digest if last else FIRST,
        first=rows[0].number,
        last=rows[-1].number,
        root=day_root([row.digest for row in rows]),
        tip=rows[-1].digest,
    )


def day_root(digests: list[str]) -> bytes:
    """The root over the digests of batches' statements."""
    return merkle.root(day_leaves(digests))


def day_leaves(digests: list[str]) -> list[bytes]:
    """Each digest's 32 bytes are a leaf's body."""
    return [merkle.leaf(bytes.fromhex(one.removeprefix("sm3:"))) for one in digests]


def seal_day(connection: Connection, stated: DayStatement, statement: bytes) -> None:
    """Append the day. BUSY: another worker was first, or a batch of that day came meanwhile."""
    reserve(connection, TURN, 1)
    day, last = stated.day.isoformat(), _last_day(connection)
    of_day = connection.execute(select(func.max(BATCH.c.number)).where(BATCH.c.day == day)).scalar_one()
    if stated.previous != (last.digest if last else FIRST) or of_day != stated.last:
        raise faults.BUSY.error("another worker sealed meanwhile")
    row = {"day": day, "at": stated.at, "first": stated.first, "last": stated.last}
    connection.execute(insert(SEALED_DAY), row | {"digest": digest(statement), "statement": statement})


def unstamped(connection: Connection, limit: int) -> list[tuple[str, bytes]]:
    """Days without a time-stamp and their statements, the oldest first."""
    query = select(SEALED_DAY.c.day, SEALED_DAY.c.statement).where(SEALED_DAY.c.timestamp.is_(None))
    return [(row.day, row.statement) for row in connection.execute(query.order_by(SEALED_DAY.c.day).limit(limit))]


def stamp(connection: Connection, day: str, timestamp: bytes) -> None:
    """Keep a day's first time-stamp; a second says nothing more."""
    mine = (SEALED_DAY.c.day == day) & SEALED_DAY.c.timestamp.is_(None)
    connection.execute(update(SEALED_DAY).where(mine).values(timestamp=timestamp))


def state(connection: Connection) -> ChainState:
    """How the chain stands."""
    count, oldest = connection.execute(select(func.count(), func.min(RECORD.c.at)).where(UNSEALED)).one()
    days = select(func.count()).select_from(SEALED_DAY).where(SEALED_DAY.c.timestamp.is_(None))
    without = connection.execute(days).scalar_one()
    return ChainState(unsealed=count, oldest_at=oldest, tip=tip(connection), unstamped=without)


def _last_day(connection: Connection) -> Row[Any] | None:
    query: Select[Any] = select(SEALED_DAY.c.last, SEALED_DAY.c.digest).order_by(SEALED_DAY.c.day.desc()).limit(1)
    return connection.execute(query).first()
