"""Steps of clearance by consignment, and until when enforcement aid is to be acknowledged. Frozen.

Moments are BIGINT microseconds since 1970, UTC.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add tables only; of what an older worker beside accepts no step is known, and no clock runs."""
    op.create_table(
        "clearance_step",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("consignment", BIG, sa.ForeignKey("consignment.id"), nullable=False),
        sa.Column("message", sa.Text(), sa.ForeignKey("message.id"), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_clearance_step_consignment", "clearance_step", ["consignment"])
    op.create_table(
        "aid_clock",
        sa.Column("message", sa.Text(), sa.ForeignKey("message.id"), primary_key=True),
        sa.Column("link", sa.Text(), primary_key=True),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("told_at", sa.BigInteger()),
        sqlite_with_rowid=False,
    )
    waits = sa.text("answered_at IS NULL")
    op.create_index("aid_clock_open", "aid_clock", ["due_at"], sqlite_where=waits, postgresql_where=waits)
