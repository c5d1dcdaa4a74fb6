"""Originals back from an archive, for as long as somebody needs them; the next run takes them out again unless held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, update

from gateway.model import faults
from gateway.service.journal import acts
from gateway.service.journal.engine import insert
from gateway.service.journal.evidence import payloads
from gateway.service.journal.evidence.tables import RECORD, SEALED_AGAIN
from gateway.service.journal.numbers import reserve
from gateway.service.journal.records import Act
from gateway.service.journal.retention.holds import TURN
from gateway.service.journal.retention.views import Payload
from gateway.service.journal.retention_tables import RETIRED
from gateway.service.journal.tables import ATTEMPT, DELIVERY, DOCUMENT, MESSAGE


def archive_of(connection: Connection, message: str) -> str:
    """The file that has the message's originals. RETIRED where none has: they were destroyed, or never left."""
    name: str | None = connection.execute(select(RETIRED.c.archive).where(RETIRED.c.message == message)).scalar()
    if name is None:
        raise faults.RETIRED.error("no archive has its originals", value=message)
    return name


def restore(connection: Connection, message: str, originals: Sequence[Payload], act: Act) -> None:
    """Put them back where they stood. RETIRED, REASON_MISSING; EVIDENCE_WRONG for others than the chain names."""
    reserve(connection, TURN, 1)
    archive_of(connection, message)
    acts.act(connection, act, message)
    documents: defaultdict[int, list[int]] = defaultdict(list)
    for one in originals:
        what, _, key = one.path.partition("/")
        if what == "received":
            connection.execute(update(MESSAGE).where(MESSAGE.c.id == message).values(raw=one.content))
        elif what == "sent":
            delivery, document = map(int, key.split("-"))
            connection.execute(update(DOCUMENT).where(DOCUMENT.c.id == document).values(bytes=one.content))
            documents[delivery].append(document)
        elif what == "answered":
            delivery, attempt = map(int, key.split("-"))
            mine = (ATTEMPT.c.delivery == delivery) & (ATTEMPT.c.attempt == attempt)
            connection.execute(update(ATTEMPT).where(mine).values(receipt=one.content))
    for delivery, numbers in documents.items():
        _point(connection, delivery, numbers)
    connection.execute(delete(RETIRED).where(RETIRED.c.message == message))
    _refuse_other(connection, message)


def _point(connection: Connection, delivery: int, documents: Sequence[int]) -> None:
    """Its own is the newest; several: it was sealed anew."""
    connection.execute(update(DELIVERY).where(DELIVERY.c.id == delivery).values(document=max(documents)))
    if len(documents) > 1:
        rows = [{"document": one, "delivery": delivery} for one in documents]
        connection.execute(insert(connection, SEALED_AGAIN).on_conflict_do_nothing(), rows)


def _refuse_other(connection: Connection, message: str) -> None:
    accepted = select(RECORD.c.id, RECORD.c.body).where(RECORD.c.message == message, RECORD.c.what == "accepted")
    for row in connection.execute(accepted):
        payloads.refuse_other(connection, message, row.body, f"record {row.id}")
