"""Updates of code tables come by message. Frozen: what changes later is a step of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table; an older worker beside does not know it, and translates by the tables it started with."""
    texts = ("message", "family", "version", "effective_from", "issuer")
    op.create_table(
        "code_update",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("act", BIG, sa.ForeignKey("act.id"), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.UniqueConstraint("family", "version", name="code_update_version"),
        sqlite_autoincrement=True,
    )
