"""The journal begins. Frozen: what changes later is a step of its own.

Moments are BIGINT microseconds since 1970, UTC.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
    _identities()
    _consignments()
    _deliveries()
    _positions()
    _refusals()
    _acts()


def downgrade() -> None:
    """A journal is never unmade."""
    raise RuntimeError("there is nothing before the journal; restore a backup instead")


def _identities() -> None:
    texts = ("party", "number", "link", "kind", "dialect")
    op.create_table("identity", _key("party"), _key("number"), _text("message"), sqlite_with_rowid=False)
    op.create_table(
        "message",
        _key("id"),
        *(_text(name) for name in texts),
        _big("received_at"),
        _text("content"),
        sa.Column("answers", sa.Text()),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("bears", "losses", "notes")),
        _bytes("receipt"),
        _bytes("raw"),
    )
    op.create_index("ix_message_number", "message", ["number"])
    op.create_index("ix_message_received_at", "message", ["received_at"])
    keys = (_key("party"), _key("name"), _key("number"))
    op.create_table("learned", *keys, _text("message"), sqlite_with_rowid=False)
    op.create_table("counter", _key("name"), _big("next"))


def _consignments() -> None:
    op.create_table("consignment", _counted(), sa.Column("cluster", BIG), sqlite_autoincrement=True)
    op.create_index("ix_consignment_cluster", "consignment", ["cluster"])
    consignment = sa.Column("consignment", BIG, sa.ForeignKey("consignment.id"))
    op.create_table("alias", _key("alias"), consignment, sqlite_with_rowid=False)


def _deliveries() -> None:
    op.create_table("document", _counted(), _bytes("bytes"), sqlite_autoincrement=True)
    op.create_table(
        "delivery",
        _counted(),
        sa.Column("message", sa.Text(), sa.ForeignKey("message.id"), nullable=False),
        *(_text(name) for name in ("link", "party", "number")),
        sa.Column("home", BIG, sa.ForeignKey("consignment.id"), nullable=False),
        _text("state"),
        _integer("attempts"),
        _integer("base"),
        _big("created_at"),
        _big("due_at"),
        *(sa.Column(name, sa.BigInteger()) for name in ("not_after", "settled_at", "claimed_until")),
        sa.Column("worker", sa.Text()),
        _text("code"),
        _text("reason"),
        sa.Column("losses", sa.JSON(), nullable=False),
        sa.Column("replay_of", BIG, sa.ForeignKey("delivery.id")),
        sa.Column("document", BIG, sa.ForeignKey("document.id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_message", "delivery", ["message"])
    op.create_index("ix_delivery_number", "delivery", ["number"])
    op.create_index("delivery_link_state", "delivery", ["link", "state"])
    _partial("delivery_waiting_due", "delivery", ["due_at"], "waiting")
    _partial("delivery_waiting_age", "delivery", ["link", "created_at"], "waiting")
    _partial("delivery_dead", "delivery", ["settled_at"], "dead")


def _positions() -> None:
    op.create_table(
        "position",
        _key("link"),
        sa.Column("consignment", BIG, sa.ForeignKey("consignment.id"), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("delivery", BIG, sa.ForeignKey("delivery.id"), nullable=False),
        _text("state"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_position_delivery", "position", ["delivery"])
    _partial("position_open", "position", ["link", "consignment", "position"], "open")
    op.create_table(
        "attempt",
        sa.Column("delivery", BIG, sa.ForeignKey("delivery.id"), primary_key=True, autoincrement=False),
        sa.Column("attempt", sa.Integer(), primary_key=True, autoincrement=False),
        _text("worker"),
        _big("began_at"),
        _big("ended_at"),
        *(_text(name) for name in ("verdict", "code", "reason")),
        _bytes("receipt"),
    )


def _refusals() -> None:
    texts = ("link", "party", "number", "code", "place", "reason", "digest")
    op.create_table(
        "refusal",
        _counted(),
        _big("at"),
        *(_text(name) for name in texts),
        _big("size"),
        _bytes("head"),
        sa.Column("security", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_refusal_at", "refusal", ["at"])
    security: sa.Column[bool] = sa.Column("security", sa.Boolean(), primary_key=True, autoincrement=False)
    op.create_table("refusal_count", _key("link"), _key("day"), security, _big("refusals"))


def _acts() -> None:
    texts = ("actor", "verb", "target", "reason")
    columns = (_counted(), _big("at"), *(_text(name) for name in texts), sa.Column("message", sa.Text()))
    op.create_table("act", *columns, sqlite_autoincrement=True)
    op.create_index("ix_act_message", "act", ["message"])
    op.create_table("pause", _key("link"), sa.Column("act", BIG, sa.ForeignKey("act.id"), nullable=False))


def _partial(name: str, table: str, columns: list[str], state: str) -> None:
    where = sa.text(f"state = '{state}'")
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _counted() -> sa.Column[Any]:
    return sa.Column("id", BIG, primary_key=True, autoincrement=True)


def _key(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _big(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)
