"""The tables of the protocol: steps of clearance by consignment, and until when aid is to be acknowledged."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, Text

from gateway.service.journal.moments import Moment
from gateway.service.journal.tables import BIG, METADATA

__all__ = ["AID_CLOCK", "CLEARANCE_STEP"]

CLEARANCE_STEP = Table(
    "clearance_step",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("consignment", BIG, ForeignKey("consignment.id"), nullable=False, index=True),  # the cluster's, as it was
    Column("message", Text, ForeignKey("message.id"), nullable=False),
    Column("said", JSON, nullable=False),
    sqlite_autoincrement=True,
)

AID_CLOCK = Table(
    "aid_clock",
    METADATA,
    Column("message", Text, ForeignKey("message.id"), primary_key=True),
    Column("link", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("party", "kind")),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("answered_at", Moment),
    Column("told_at", Moment),  # once it was overdue, somebody was told
    sqlite_with_rowid=False,
)
_open = AID_CLOCK.c.answered_at.is_(None)
Index("aid_clock_open", AID_CLOCK.c.due_at, sqlite_where=_open, postgresql_where=_open)
