"""The tables of the watch: what is silent or overdue now, and who looks next."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from gateway.service.journal.moments import Moment
from gateway.service.journal.tables import METADATA

__all__ = ["ALARM", "WATCH"]

ALARM = Table(
    "alarm",
    METADATA,
    Column("link", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("began_at", Moment, nullable=False),
    Column("count", Integer, nullable=False),
    Column("oldest_at", Moment),
    sqlite_with_rowid=False,
)

WATCH = Table(
    "watch",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("next_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
