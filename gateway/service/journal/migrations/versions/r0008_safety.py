"""What stops goods supersedes what lets them go, and overtakes what is neither. Frozen: what changes is a new step."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns with defaults; what an older worker beside accepts neither stops anything nor is stopped."""
    op.add_column("delivery", _no("releases"))
    op.add_column("delivery", sa.Column("stopped_by", sa.Text()))
    op.add_column("position", _no("urgent"))
    urgent = sa.text("state = 'open' AND urgent")
    columns = ["link", "consignment", "position"]
    op.create_index("position_urgent", "position", columns, sqlite_where=urgent, postgresql_where=urgent)


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
