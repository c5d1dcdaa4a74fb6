"""Everything the journal has about one message, with the way of each record up to the roots that seal it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from gateway.evidence import merkle
from gateway.evidence.dossier import Dossier, Proven, SealedBatch, SealedDay, Sent, SentReceipt
from gateway.model import faults
from gateway.service.journal.evidence.sealing import day_leaves
from gateway.service.journal.evidence.tables import BATCH, MATERIAL, RECORD, SEALED_AGAIN, SEALED_DAY
from gateway.service.journal.retention_tables import RETIRED
from gateway.service.journal.tables import ATTEMPT, DELIVERY, DOCUMENT, MESSAGE

DIGEST = re.compile(rb'"(sm3:[0-9a-f]{64})"')


def dossier(connection: Connection, message: str, now: datetime) -> Dossier | None:
    """Of the message of our number; None where there is none. RETIRED where its originals have left the journal."""
    found = connection.execute(select(MESSAGE.c.raw, MESSAGE.c.receipt).where(MESSAGE.c.id == message)).first()
    if found is None:
        return None
    left = connection.execute(select(RETIRED).where(RETIRED.c.message == message)).first()
    if left is not None:
        raise faults.RETIRED.error(f"its originals left the journal: {left.archive or 'destroyed'}", value=message)
    rows = connection.execute(select(RECORD).where(RECORD.c.message == message).order_by(RECORD.c.id)).all()
    batches = _batches(connection, {row.batch for row in rows if row.batch is not None})
    days = _days(connection, {batch.day for batch in batches.values()})
    return Dossier(
        message=message,
        received=found.raw,
        receipt=found.receipt,
        sent=tuple(sent(connection, message)),
        records=_proven(connection, rows, batches),
        batches=tuple(_sealed(connection, batch, days) for batch in batches.values()),
        days=tuple(
            SealedDay(day=date.fromisoformat(day.day), statement=day.statement, timestamp=day.timestamp or b"")
            for day in days.values()
        ),
        materials=_materials(connection, (row.body for row in rows if row.what == "accepted")),
        made_at=now,
    )


def _batches(connection: Connection, numbers: set[int]) -> Mapping[int, Row[Any]]:
    rows = connection.execute(select(BATCH).where(BATCH.c.number.in_(numbers)).order_by(BATCH.c.number))
    return {row.number: row for row in rows}


def _days(connection: Connection, days: set[str]) -> Mapping[str, Row[Any]]:
    rows = connection.execute(select(SEALED_DAY).where(SEALED_DAY.c.day.in_(days)).order_by(SEALED_DAY.c.day))
    return {row.day: row for row in rows}


def _proven(connection: Connection, rows: Sequence[Row[Any]], batches: Mapping[int, Row[Any]]) -> tuple[Proven, ...]:
    leaves = {number: _leaves(connection, batch) for number, batch in batches.items()}
    return tuple(
        Proven(body=row.body, batch=row.batch, index=row.place, path=merkle.path(leaves[row.batch], row.place))
        if row.batch in leaves
        else Proven(body=row.body, batch=None)
        for row in rows
    )


def _leaves(connection: Connection, batch: Row[Any]) -> list[bytes]:
    within = RECORD.c.id.between(batch.first, batch.last) & (RECORD.c.batch == batch.number)
    bodies = connection.execute(select(RECORD.c.body).where(within).order_by(RECORD.c.place)).scalars()
    return [merkle.leaf(body) for body in bodies]


def _sealed(connection: Connection, batch: Row[Any], days: Mapping[str, Row[Any]]) -> SealedBatch:
    day = days.get(batch.day)
    if day is None:
        return SealedBatch(number=batch.number, statement=batch.statement, day=None)
    within = BATCH.c.number.between(day.first, day.last)
    digests = connection.execute(select(BATCH.c.digest).where(within).order_by(BATCH.c.number)).scalars()
    index = batch.number - day.first
    return SealedBatch(
        number=batch.number,
        statement=batch.statement,
        day=date.fromisoformat(day.day),
        index=index,
        path=merkle.path(day_leaves(list(digests)), index),
    )


def sent(connection: Connection, message: str) -> Iterable[Sent]:
    """One for each number that we gave out, whatever was redelivered under it."""
    query: Select[Any] = (
        select(DELIVERY.c.id, DELIVERY.c.link, DELIVERY.c.number, DELIVERY.c.document, DOCUMENT.c.bytes)
        .join(DOCUMENT, DOCUMENT.c.id == DELIVERY.c.document, isouter=True)
        .where(DELIVERY.c.message == message)
        .order_by(DELIVERY.c.id)
    )
    by_number: defaultdict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        by_number[row.link, row.number].append(row)
    for (link, number), rows in by_number.items():
        document = rows[-1].bytes or b""
        yield Sent(
            link=link,
            number=number,
            document=document,
            earlier=_earlier(connection, rows, document),
            receipts=_receipts(connection, [row.id for row in rows]),
        )


def _earlier(connection: Connection, rows: Sequence[Row[Any]], newest: bytes) -> tuple[bytes, ...]:
    found = [*earlier(connection, [row.id for row in rows]), *(row.bytes for row in rows if row.bytes)]
    return tuple(dict.fromkeys(one for one in found if one != newest))


def earlier(connection: Connection, deliveries: Sequence[int]) -> Sequence[bytes]:
    """All bytes of deliveries that were sealed anew, in the order in which they were made."""
    resealed = select(SEALED_AGAIN.c.document).where(SEALED_AGAIN.c.delivery.in_(deliveries))
    known = select(DOCUMENT.c.bytes).where(DOCUMENT.c.id.in_(resealed)).order_by(DOCUMENT.c.id)
    return connection.execute(known).scalars().all()


def _receipts(connection: Connection, deliveries: Sequence[int]) -> tuple[SentReceipt, ...]:
    """Counted over all attempts of the number: one that was redelivered begins at 1 again in the journal."""
    query = select(ATTEMPT.c.receipt).where(ATTEMPT.c.delivery.in_(deliveries))
    rows = connection.execute(query.order_by(ATTEMPT.c.delivery, ATTEMPT.c.attempt)).scalars()
    return tuple(SentReceipt(attempt=number, receipt=receipt) for number, receipt in enumerate(rows, 1) if receipt)


def _materials(connection: Connection, bodies: Iterable[bytes]) -> Mapping[str, bytes]:
    names = {name.decode() for body in bodies for name in DIGEST.findall(body)}
    rows = connection.execute(select(MATERIAL.c.digest, MATERIAL.c.bytes).where(MATERIAL.c.digest.in_(names)))
    return {row.digest: row.bytes for row in rows}
