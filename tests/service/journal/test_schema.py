from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from gateway.model.errors import AgainError, SetupError
from gateway.service.journal.engine import engines
from gateway.service.journal.schema import config, upgrade
from gateway.service.journal.tables import METADATA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_the_migrations_make_exactly_the_tables_we_use(path: Path) -> None:
    upgrade(url(path))
    made = engines(url(path), readers=1, wait_s=1)
    with made.writing.connect() as connection:
        settings = {"version_table": "journal_version", "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=settings), METADATA) == []
    made.dispose()


def test_the_migrations_make_the_same_sql_as_the_tables(path: Path, tmp_path: Path) -> None:
    """Autogenerate does not see partial indexes' conditions nor WITHOUT ROWID."""
    upgrade(url(path))
    other = engines(url(tmp_path / "other.sqlite"), readers=1, wait_s=1)
    with other.writing.begin() as connection:
        METADATA.create_all(connection)
    other.dispose()
    assert marks(path) == marks(tmp_path / "other.sqlite")


def marks(path: Path) -> dict[str, tuple[str, ...]]:
    words = (
        "WITHOUT ROWID",
        "AUTOINCREMENT",
        "WHERE state = 'waiting'",
        "WHERE state = 'dead'",
        "WHERE state = 'open'",
        "WHERE batch IS NULL",
    )
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'journal_%' AND sql NOT NULL")
        found = {name: tuple(word for word in words if word in sql) for name, sql in rows}
    database.close()
    return found


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_upgrading_again_changes_nothing(path: Path) -> None:
    upgrade(url(path))
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO counter VALUES ('20141015', 7)")
    database.close()
    upgrade(url(path))
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT next FROM counter").fetchall() == [(7,)]
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_a_journal_of_a_newer_release_is_taken_as_it_is(path: Path) -> None:
    upgrade(url(path))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE journal_version SET version_num = '9999'")
    database.close()
    upgrade(url(path))


def test_somebody_elses_database_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE theirs (a)")
    database.close()
    with pytest.raises(SetupError, match="not the journal's"):
        upgrade(url(path))
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name FROM sqlite_schema").fetchall() == [("theirs",)]
    database.close()


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_bytes(b"<xml/>" * 1000)
    with pytest.raises(SetupError, match="no database"):
        upgrade(url(path))
    assert path.read_bytes() == b"<xml/>" * 1000


def test_a_journal_that_stays_locked_is_away(path: Path) -> None:
    upgrade(url(path))
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        with pytest.raises(AgainError, match="locked"):
            upgrade(url(path), wait_s=0.01)
    database.close()


def test_workers_that_start_together_make_it_once(path: Path) -> None:
    code = f"from gateway.service.journal.schema import upgrade; upgrade({url(path)!r})"
    workers = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [worker.wait() for worker in workers] == [0, 0, 0]
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM journal_version").fetchone() == (1,)
    database.close()
