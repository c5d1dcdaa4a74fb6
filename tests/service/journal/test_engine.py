from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError

from gateway.model.errors import AgainError, GatewayError, SetupError
from gateway.service.journal import engine
from gateway.service.journal.engine import Engines, engines, parse, told


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Engines]:
    made = engines(f"sqlite:///{tmp_path / 'journal.sqlite'}", readers=1, wait_s=0.05)
    yield made
    made.dispose()


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_the_writer_waits_syncs_and_checks_references(opened: Engines) -> None:
    with opened.writing.connect() as connection:
        found = [pragma(connection, name) for name in ("busy_timeout", "synchronous", "foreign_keys")]
    assert found == [50, 2, 1]  # 2 is FULL


def test_a_reader_cannot_write(opened: Engines) -> None:
    with opened.reading.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("CREATE TABLE t (a)"))


def test_the_writers_transaction_excludes_another_from_its_first_moment(opened: Engines, tmp_path: Path) -> None:
    other = engines(f"sqlite:///{tmp_path / 'journal.sqlite'}", readers=1, wait_s=0.05)
    with (
        opened.writing.connect() as first,
        other.writing.connect() as second,
        first.begin(),
        pytest.raises(OperationalError, match="locked"),
    ):
        second.begin()
    other.dispose()


def test_an_engine_without_its_driver_is_named() -> None:
    with pytest.raises(SetupError, match="no driver"):
        engines("postgresql+asyncpg_of_nobody://db/eport", readers=1, wait_s=1)
    with pytest.raises(SetupError, match="no driver"):
        engines("postgresql+psycopg2://db/eport", readers=1, wait_s=1)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sqlite://", "memory"),
        ("sqlite:///:memory:", "memory"),
        ("sqlite:///file:x?mode=memory&uri=true", "memory"),
        ("sqlite:////no/such/folder/journal.sqlite", "does not exist"),
        ("mysql://localhost/journal", "SQLite or PostgreSQL"),
        ("journal.sqlite", "URL"),
    ],
)
def test_a_place_that_can_never_hold_the_journal_is_named(url: str, why: str) -> None:
    with pytest.raises(SetupError, match=why):
        parse(url)


def test_a_network_filesystem_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "remote_filesystem", lambda _path: "nfs4")
    with pytest.raises(SetupError, match="nfs4"):
        parse(f"sqlite:///{tmp_path / 'journal.sqlite'}")


def test_a_url_of_postgresql_is_taken() -> None:
    assert parse("postgresql+psycopg://localhost/journal").get_backend_name() == "postgresql"


@pytest.mark.parametrize(
    ("error", "family", "code"),
    [
        (OperationalError("x", None, Exception("database is locked")), AgainError, "4901"),
        (IntegrityError("x", None, Exception("NOT NULL")), AgainError, "4999"),
        (DataError("x", None, Exception("too long")), AgainError, "4999"),
        (StatementError("x", "x", None, TypeError("no datetime")), AgainError, "4999"),
    ],
)
def test_no_error_of_the_engine_leaves_bare(error: Exception, family: type[GatewayError], code: str) -> None:
    made = told(error)
    assert isinstance(made, family)
    assert made.fault.code == code


def test_our_own_errors_pass() -> None:
    error = ValueError("ours")
    assert told(error) is error
