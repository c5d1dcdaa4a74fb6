"""What is silent or overdue on links, and whose turn it is to look. Frozen: what changes is a new step.

Moments are BIGINT microseconds since 1970, UTC.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables only: an older worker beside does not look."""
    op.create_table(
        "alarm",
        sa.Column("link", sa.Text(), primary_key=True),
        sa.Column("what", sa.Text(), primary_key=True),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("oldest_at", sa.BigInteger()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "watch",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
