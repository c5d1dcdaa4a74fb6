"""The tables of the chain. A record is written once; only `batch` and `place` are filled in, when it is sealed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from gateway.service.journal.moments import Moment
from gateway.service.journal.tables import BIG, METADATA

__all__ = ["BATCH", "MATERIAL", "METADATA", "RECORD", "SEALED_AGAIN", "SEALED_DAY", "UNSEALED"]

RECORD = Table(
    "record",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("message", Text, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("batch", BIG),
    Column("place", Integer),  # in its batch, from 0
    sqlite_autoincrement=True,
)
UNSEALED = RECORD.c.batch.is_(None)
Index("record_unsealed", RECORD.c.id, sqlite_where=UNSEALED, postgresql_where=UNSEALED)

BATCH = Table(
    "batch",
    METADATA,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("day", Text, nullable=False),
    Column("first", BigInteger, nullable=False),  # its records are those between whose `batch` it is
    Column("last", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("statement", LargeBinary, nullable=False),
)

SEALED_DAY = Table(
    "sealed_day",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("timestamp", LargeBinary),
)

MATERIAL = Table(
    "material",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

SEALED_AGAIN = Table(
    "sealed_again",
    METADATA,
    # Every document of a delivery that was sealed anew: the newest is its own, the others may have been sent.
    Column("document", BIG, ForeignKey("document.id"), primary_key=True, autoincrement=False),
    Column("delivery", BIG, ForeignKey("delivery.id"), nullable=False, index=True),
)
