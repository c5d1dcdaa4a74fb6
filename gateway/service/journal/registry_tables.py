"""The tables of the registries: entries as messages said them, never changed, and what they are about."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, Text

from gateway.service.journal.moments import Moment
from gateway.service.journal.tables import BIG, METADATA

__all__ = ["ENTRY", "SUBJECT"]

ENTRY = Table(
    "registry_entry",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),  # grows with what is known: the version of a decision
    Column("registry", Text, nullable=False),
    Column("known_at", Moment, nullable=False),
    Column("message", Text, ForeignKey("message.id"), nullable=False, index=True),
    Column("said", JSON, nullable=False),
    sqlite_autoincrement=True,
)

SUBJECT = Table(
    "registry_subject",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("entry", BIG, ForeignKey("registry_entry.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("ix_registry_subject_entry", SUBJECT.c.entry)
