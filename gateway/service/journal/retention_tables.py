"""The tables of retention: what left the journal and where it went, and what may not leave it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from gateway.service.journal.moments import Moment
from gateway.service.journal.tables import BIG, METADATA

__all__ = ["ARCHIVE", "HOLD", "LEFT", "RETIRED", "STANDING"]

ARCHIVE = Table(
    "archive",
    METADATA,
    Column("name", Text, primary_key=True),  # of the file: the month in which its messages' time ends, and a number
    Column("at", Moment, nullable=False),
    Column("keep_until", Moment, nullable=False),  # the latest of its messages
    Column("messages", Integer, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("destroyed_at", Moment),
)

RETIRED = Table(
    "retired",
    METADATA,
    Column("message", Text, ForeignKey("message.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("keep_until", Moment, nullable=False),
    Column("archive", Text, ForeignKey("archive.name"), index=True),  # NULL: destroyed where it stood
    sqlite_with_rowid=False,
)

LEFT = frozenset({"archive", "destroy"})
"""The verbs of the acts by which originals leave."""

HOLD = Table(
    "hold",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("act", BIG, ForeignKey("act.id"), nullable=False),
    Column("released_by", BIG, ForeignKey("act.id")),
    sqlite_autoincrement=True,
)
STANDING = HOLD.c.released_by.is_(None)
Index("hold_standing", HOLD.c.kind, HOLD.c.target, unique=True, sqlite_where=STANDING, postgresql_where=STANDING)
