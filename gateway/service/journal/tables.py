"""The journal's tables, as the newest migration leaves them; documents stand apart from what changes about them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnClause,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from gateway.service.journal.moments import Moment

BIG = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER PRIMARY KEY counts up by itself in SQLite
WAITING: ColumnClause[str] = literal_column(
    "'waiting'"
)  # written out, never bound: a partial index serves only a query that shows its condition
DEAD: ColumnClause[str] = literal_column("'dead'")

METADATA = MetaData()

JOURNAL = Table("journal", METADATA, Column("name", Text, primary_key=True))  # one row, made with the tables

IDENTITY = Table(
    "identity",
    METADATA,
    Column("party", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("message", Text, nullable=False),
    sqlite_with_rowid=False,
)

MESSAGE = Table(
    "message",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("party", Text, nullable=False),
    Column("number", Text, nullable=False, index=True),
    Column("link", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("dialect", Text, nullable=False),
    Column("received_at", Moment, nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("answers", Text),
    Column("bears", JSON, nullable=False),  # the numbers it bears, by name
    Column("losses", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)

LEARNED = Table(
    "learned",
    METADATA,
    Column("party", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("message", Text, nullable=False),
    sqlite_with_rowid=False,
)

CONSIGNMENT = Table(
    "consignment",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    # The smallest member of the cluster; NULL at that one itself and at one that stands alone.
    Column("cluster", BIG, index=True),
    sqlite_autoincrement=True,
)

ALIAS = Table(
    "alias",
    METADATA,
    Column("alias", Text, primary_key=True),
    Column("consignment", BIG, ForeignKey("consignment.id")),  # NULL only between the two steps of one transaction
    sqlite_with_rowid=False,
)

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

DELIVERY = Table(
    "delivery",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("message", Text, ForeignKey("message.id"), nullable=False, index=True),
    Column("link", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("number", Text, nullable=False, index=True),
    Column("home", BIG, ForeignKey("consignment.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),  # over its whole life: the fence
    Column("base", Integer, nullable=False),  # `attempts` at the last redelivery: the backoff counts from here
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("not_after", Moment),
    Column("settled_at", Moment),
    Column("claimed_until", Moment),
    Column("worker", Text),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("losses", JSON, nullable=False),
    Column("replay_of", BIG, ForeignKey("delivery.id")),
    Column("document", BIG, ForeignKey("document.id")),
    Column("releases", Boolean, nullable=False),  # goods may go on its word: what stops them supersedes it
    Column("stopped_by", Text),  # the message that did, be it that the release was gone by then
    sqlite_autoincrement=True,
)
Index("delivery_link_state", DELIVERY.c.link, DELIVERY.c.state)
for _name, _columns, _state in (
    ("delivery_waiting_due", (DELIVERY.c.due_at,), WAITING),
    ("delivery_waiting_age", (DELIVERY.c.link, DELIVERY.c.created_at), WAITING),
    ("delivery_dead", (DELIVERY.c.settled_at,), DEAD),
):
    _where = DELIVERY.c.state == _state
    Index(_name, *_columns, sqlite_where=_where, postgresql_where=_where)

POSITION = Table(
    "position",
    METADATA,
    Column("link", Text, primary_key=True),
    Column("consignment", BIG, ForeignKey("consignment.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("delivery", BIG, ForeignKey("delivery.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),  # "open" until the delivery is final
    Column("urgent", Boolean, nullable=False),  # a hold waits behind nothing but its like
    sqlite_with_rowid=False,
)
OPEN: ColumnClause[str] = literal_column("'open'")
URGENT = (POSITION.c.state == OPEN) & POSITION.c.urgent
Index(
    "position_urgent",
    POSITION.c.link,
    POSITION.c.consignment,
    POSITION.c.position,
    sqlite_where=URGENT,
    postgresql_where=URGENT,
)
Index(
    "position_open",
    POSITION.c.link,
    POSITION.c.consignment,
    POSITION.c.position,
    sqlite_where=POSITION.c.state == OPEN,
    postgresql_where=POSITION.c.state == OPEN,
)

ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("delivery", BIG, ForeignKey("delivery.id"), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("worker", Text, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
)

REFUSAL = Table(
    "refusal",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("link", "party", "number", "code", "place", "reason", "digest")),
    Column("size", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("security", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

REFUSAL_COUNT = Table(
    "refusal_count",
    METADATA,
    Column("link", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("security", Boolean, primary_key=True, autoincrement=False),  # a flood of rubbish must not hide an attack
    Column("refusals", BigInteger, nullable=False),
)

ACT = Table(
    "act",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("actor", "verb", "target", "reason")),
    Column("message", Text, index=True),
    sqlite_autoincrement=True,
)

CODE_UPDATE = Table(
    "code_update",
    METADATA,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("message", Text, nullable=False),
    Column("act", BIG, ForeignKey("act.id"), nullable=False),
    Column("family", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("effective_from", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("rows", JSON, nullable=False),
    UniqueConstraint("family", "version", name="code_update_version"),
    sqlite_autoincrement=True,
)

PAUSE = Table(
    "pause",
    METADATA,
    Column("link", Text, primary_key=True),
    Column("act", BIG, ForeignKey("act.id"), nullable=False),
)

COUNTER = Table(
    "counter",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("next", BigInteger, nullable=False),
)
