"""What is accepted, sent and done leaves records that are sealed into a chain. Frozen: what changes is a new step.

Moments are BIGINT microseconds since 1970, UTC; days are ISO 8601 in UTC.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add tables only; an older worker beside knows none of them, and what it takes has no record."""
    _records()
    _statements()
    op.create_table(
        "material", sa.Column("digest", sa.Text(), primary_key=True), _text("kind"), _bytes("bytes"), _moment("at")
    )
    op.create_table(
        "sealed_again",
        sa.Column("document", BIG, sa.ForeignKey("document.id"), primary_key=True, autoincrement=False),
        sa.Column("delivery", BIG, sa.ForeignKey("delivery.id"), nullable=False),
    )
    op.create_index("ix_sealed_again_delivery", "sealed_again", ["delivery"])


def _records() -> None:
    op.create_table(
        "record",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        _moment("at"),
        _text("what"),
        sa.Column("message", sa.Text()),
        _bytes("body"),
        sa.Column("batch", BIG),
        sa.Column("place", sa.Integer()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_message", "record", ["message"])
    unsealed = sa.text("batch IS NULL")
    op.create_index("record_unsealed", "record", ["id"], sqlite_where=unsealed, postgresql_where=unsealed)


def _statements() -> None:
    span = (_big("first"), _big("last"))
    op.create_table(
        "batch",
        sa.Column("number", BIG, primary_key=True, autoincrement=False),
        _moment("at"),
        _text("day"),
        *span,
        _text("digest"),
        _bytes("statement"),
    )
    op.create_table(
        "sealed_day",
        sa.Column("day", sa.Text(), primary_key=True),
        _moment("at"),
        _big("first"),
        _big("last"),
        _text("digest"),
        _bytes("statement"),
        sa.Column("timestamp", sa.LargeBinary()),
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _big(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return _big(name)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)
