"""Originals leave the journal when their time is over, unless a hold keeps them. Frozen: what changes is a new step.

Moments are BIGINT microseconds since 1970, UTC.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add tables only; an older worker beside never looks for what left the journal years after it was settled."""
    op.create_table(
        "archive",
        sa.Column("name", sa.Text(), primary_key=True),
        _moment("at"),
        _moment("keep_until"),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.Column("destroyed_at", sa.BigInteger()),
    )
    op.create_table(
        "retired",
        sa.Column("message", sa.Text(), sa.ForeignKey("message.id"), primary_key=True),
        _moment("at"),
        _moment("keep_until"),
        sa.Column("archive", sa.Text(), sa.ForeignKey("archive.name")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_retired_archive", "retired", ["archive"])
    op.create_table(
        "hold",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("act", BIG, sa.ForeignKey("act.id"), nullable=False),
        sa.Column("released_by", BIG, sa.ForeignKey("act.id")),
        sqlite_autoincrement=True,
    )
    standing = sa.text("released_by IS NULL")
    columns = ["kind", "target"]
    op.create_index("hold_standing", "hold", columns, unique=True, sqlite_where=standing, postgresql_where=standing)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)
