"""The tables of the emergency channel: bundles that were carried out or in by a person, and what went in each."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text

from gateway.service.journal.moments import Moment
from gateway.service.journal.tables import BIG, METADATA

__all__ = ["BUNDLE", "BUNDLE_ITEM"]

BUNDLE = Table(
    "bundle",
    METADATA,
    Column("way", Text, primary_key=True),  # "out" or "in"
    Column("party", Text, primary_key=True),  # whose it is: for whom, or from whom
    Column("number", Text, primary_key=True),  # the sending gateway's
    Column("link", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of the file; "" until it is written
    Column("state", Text, nullable=False),  # out: carried, settled, recalled; in: begun, done
    Column("receipts", LargeBinary),  # in and done: the bundle that goes back, which may be asked for again
    sqlite_with_rowid=False,
)

BUNDLE_ITEM = Table(
    "bundle_item",
    METADATA,
    Column("bundle", Text, primary_key=True),  # only of those that went out, whose numbers are ours
    Column("delivery", BIG, ForeignKey("delivery.id"), primary_key=True),
    Column("attempt", Integer, nullable=False),  # the fence of the claim that the bundle holds
    sqlite_with_rowid=False,
)
