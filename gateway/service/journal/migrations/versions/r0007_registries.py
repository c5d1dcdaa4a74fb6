"""What messages say of credit, alerts and results is kept as entries that are never changed. Frozen.

Moments are BIGINT microseconds since 1970, UTC.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add tables only; what an older worker beside accepts is in no registry."""
    op.create_table(
        "registry_entry",
        sa.Column("id", BIG, primary_key=True, autoincrement=True),
        sa.Column("registry", sa.Text(), nullable=False),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Text(), sa.ForeignKey("message.id"), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_registry_entry_message", "registry_entry", ["message"])
    op.create_table(
        "registry_subject",
        sa.Column("subject", sa.Text(), primary_key=True),
        sa.Column("entry", BIG, sa.ForeignKey("registry_entry.id"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_registry_subject_entry", "registry_subject", ["entry"])
