"""Connections to the journal: how SQLite is opened, what is refused, and how an engine's errors are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, StatementError
from sqlalchemy.schema import Table

from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.journal.local_disk import remote_filesystem

Insert = sqlite.Insert | postgresql.Insert
"""Both know ON CONFLICT and RETURNING, in the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """One for the writer's single connection, one for readers."""

    writing: Engine
    reading: Engine

    def dispose(self) -> None:
        """Close every connection."""
        self.writing.dispose()
        self.reading.dispose()


def engines(url: str, *, readers: int, wait_s: float) -> Engines:
    """Open the journal; JOURNAL_UNUSABLE where the URL can never work. `wait_s`: for another worker's write lock."""
    where = parse(url)
    if where.get_backend_name() != "sqlite":
        return Engines(writing=_server(where, 1, wait_s), reading=_server(where, readers, wait_s))
    return Engines(
        writing=_sqlite(where, "BEGIN IMMEDIATE", 1, wait_s), reading=_sqlite(where, "BEGIN", readers, wait_s)
    )


def parse(url: str) -> URL:
    """The URL of a journal that can work: PostgreSQL, or SQLite on a local disk (docs/architecture.md, rule 7)."""
    try:
        where = make_url(url)
    except ArgumentError as error:
        raise faults.JOURNAL_UNUSABLE.error("the journal's URL is none") from error
    if where.get_backend_name() not in ("sqlite", "postgresql"):
        raise faults.JOURNAL_UNUSABLE.error("the journal is SQLite or PostgreSQL", value=where.get_backend_name())
    if where.get_backend_name() == "sqlite":
        _check_place(where.database or ":memory:")
    return where


def insert(connection: Connection, table: Table) -> Insert:
    """An INSERT in the words of this connection's engine."""
    build: Callable[[Table], Insert] = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return build(table)


def told(error: Exception) -> Exception:
    """What the caller is told: JOURNAL_AWAY for what the engine could not do now, OURS for a row it will never take."""
    if isinstance(error, IntegrityError | DataError) or (
        isinstance(error, StatementError) and not isinstance(error, DBAPIError)
    ):
        return faults.OURS.error(f"the journal takes no such row: {_in_brief(error.orig)}")
    if isinstance(error, DBAPIError):
        return faults.JOURNAL_AWAY.error(f"the journal failed: {_in_brief(error.orig)}")
    return error


def _in_brief(error: BaseException | None) -> str:
    """What a sender may read of it too: a server's own words name its host, its users, and values of rows."""
    if isinstance(error, sqlite3.Error):
        return str(error)
    state = getattr(error, "sqlstate", None)  # SQLSTATE (ISO 9075), where the server answered at all
    return f"{type(error).__name__} {state}" if state else type(error).__name__


def _check_place(database: str) -> None:
    path = Path(database)
    if database == ":memory:" or database.startswith("file:"):
        raise faults.JOURNAL_UNUSABLE.error("a journal in memory loses what it accepted", value=database)
    if not path.parent.is_dir():
        raise faults.JOURNAL_UNUSABLE.error("the journal's folder does not exist", place=Place(path=str(path.parent)))
    remote = remote_filesystem(path)
    if remote:
        raise faults.JOURNAL_UNUSABLE.error(f"the journal is on {remote}, where SQLite's locks and WAL fail")


def _server(where: URL, size: int, wait_s: float) -> Engine:
    """Whatever the server's own settings are: a commit is on disk before it is told, and nobody waits for ever.

    A connection that the server dropped is found out before it is used, or its first work would be told as failed.
    """
    wait_ms = round(wait_s * 1000)
    options = f"-c synchronous_commit=on -c lock_timeout={wait_ms} -c idle_in_transaction_session_timeout=60000"
    arguments = {"connect_timeout": max(2, round(wait_s)), "options": options}
    try:
        return create_engine(where, pool_size=size, max_overflow=0, pool_pre_ping=True, connect_args=arguments)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise faults.JOURNAL_UNUSABLE.error("no driver of this engine is installed", value=where.drivername) from None


def _sqlite(where: URL, begin: str, size: int, wait_s: float) -> Engine:
    engine = create_engine(where, pool_size=size, max_overflow=0)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # else the driver begins by itself, deferred, and two writers deadlock
        for pragma in _pragmas(begin, wait_s):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _pragmas(begin: str, wait_s: float) -> tuple[str, ...]:
    durable = (f"busy_timeout = {round(wait_s * 1000)}", "synchronous = FULL", "foreign_keys = ON")
    return durable if begin == "BEGIN IMMEDIATE" else (*durable, "query_only = ON")
