"""A journal has a name of its own, so that nobody takes what was remembered of another one for its own. Frozen."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME_BYTES = 8


def upgrade() -> None:
    """Add the table and its one row; an older worker beside goes on under the keys that have no name."""
    named = op.create_table("journal", sa.Column("name", sa.Text(), primary_key=True))
    op.bulk_insert(named, [{"name": secrets.token_hex(NAME_BYTES)}])
