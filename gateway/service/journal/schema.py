"""Bringing a journal's schema up to date, by the migrations beside this file.

Expand, then contract: a migration adds what the new release needs so that the old one still works beside it, and what
nobody needs any more is taken away one release later. So a journal that a newer release has migrated is taken as it is.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from gateway.model import faults
from gateway.service.journal.engine import engines, told

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "journal_version"
TURN = 0x65706F7274
"""The advisory lock of those who migrate: "eport"."""


def upgrade(url: str, *, wait_s: float = 5.0) -> None:
    """Make the journal's tables, or add what they lack, in one transaction; workers that start together take turns.

    JOURNAL_UNUSABLE for a place that cannot hold a journal and for a database that is not one; JOURNAL_AWAY if locked.
    """
    opened = engines(url, readers=1, wait_s=wait_s)
    try:
        with _one_at_a_time(url), opened.writing.connect() as connection:
            _write_ahead(connection)
            with connection.begin():
                _wait_in_turn(connection)
                _migrate(connection)
    except DatabaseError as error:
        if "not a database" in str(error.orig):
            raise faults.JOURNAL_UNUSABLE.error("the file is no database") from error
        raise told(error) from error
    finally:
        opened.dispose()


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings: where the migrations stand, and the connection to run them on."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def _wait_in_turn(connection: Connection) -> None:
    """On a server the others wait for the end of this transaction; two that make one table would both fail."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({TURN})"))


def _migrate(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if tables and VERSION_TABLE not in tables:
        raise faults.JOURNAL_UNUSABLE.error("the database holds tables, and they are not the journal's")
    settings = config(connection)
    if not tables or _version(connection) in _known(settings):
        command.upgrade(settings, "head")


def _version(connection: Connection) -> str | None:
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return found


def _known(settings: Config) -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}


def _write_ahead(connection: Connection) -> None:
    """SQLite keeps the mode in the file; it can be set outside a transaction only."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.cursor()
        mode = driver.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        driver.close()
        if mode != "wal":
            raise faults.JOURNAL_UNUSABLE.error("the disk does not let SQLite write ahead", value=mode)


@contextmanager
def _one_at_a_time(url: str) -> Iterator[None]:
    """Changing SQLite's journal mode does not wait for others, so they wait here.

    The lock is on the folder, never on the file: closing that would drop the locks SQLite holds on it.
    """
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        yield
        return
    folder = os.open(Path(where.database or "").parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
