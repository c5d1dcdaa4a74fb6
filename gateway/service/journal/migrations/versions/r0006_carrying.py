"""Bundles that are carried by hand while a line is down. Frozen: what changes is a new step.

Moments are BIGINT microseconds since 1970, UTC.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add tables only: to an older worker beside, what a bundle holds is claimed by somebody else."""
    op.create_table(
        "bundle",
        *(sa.Column(name, sa.Text(), primary_key=True) for name in ("way", "party", "number")),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("receipts", sa.LargeBinary()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bundle_item",
        sa.Column("bundle", sa.Text(), primary_key=True),
        sa.Column("delivery", BIG, sa.ForeignKey("delivery.id"), primary_key=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
