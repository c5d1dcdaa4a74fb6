"""What every test may ask for: a real Redis, the same for the session, empty for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest
import redis

from gateway.service.private_redis import PrivateRedis, PrivateRedisError
from tests.private_postgres import PostgresError, PrivatePostgres

# Shared suites are no test modules by name: they must be rewritten before anything imports them.
pytest.register_assert_rewrite(
    "tests.adapters.contract",
    "tests.service.evidence_contract",
    "tests.service.journal.material",
    "tests.service.journal_contract",
    "tests.service.transports.contract",
)

REDIS_SAYS = pytest.StashKey[str]()
IN_CI = os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REDIS_SAYS] = "not used"


@pytest.fixture(scope="session")
def redis_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a Redis: the configured one (its database is flushed: never name one in use), else a private one."""
    configured = os.environ.get("EPORT_REDIS_URL")
    if configured:
        request.config.stash[REDIS_SAYS] = "the one of EPORT_REDIS_URL"
        yield configured
        return
    try:
        server = PrivateRedis()
    except PrivateRedisError as missing:
        request.config.stash[REDIS_SAYS] = "MISSING"
        without_redis(str(missing))
    with server:
        request.config.stash[REDIS_SAYS] = f"{server.version} ({server.binary.name})"
        yield server.url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL whose user may create databases: the configured one, else a private one."""
    configured = os.environ.get("EPORT_POSTGRES_URL")
    if configured:
        yield configured
        return
    try:
        server = PrivatePostgres()
    except PostgresError as missing:
        without_postgres(str(missing))
    with server:
        yield server.url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The URL of an empty Redis."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushdb()
    return redis_server


def without_redis(reason: str) -> NoReturn:
    """Fail in CI, where a skip would go unseen; skip elsewhere."""
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(f"NO REDIS: {reason}")


def without_postgres(reason: str) -> NoReturn:
    """The same for PostgreSQL."""
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(f"NO POSTGRESQL: {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One of several processes tells the one that sums up."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["redis"] = session.config.stash[REDIS_SAYS]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """One of several processes has ended."""
    told = getattr(node, "workeroutput", {}).get("redis", "not used")
    if told != "not used":
        node.config.stash[REDIS_SAYS] = told  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say on one line what the run amounts to."""
    count = {word: len(terminalreporter.stats.get(word, ())) for word in ("passed", "failed", "error", "skipped")}
    figures = ", ".join(f"{number} {word}" for word, number in count.items())
    terminalreporter.write_line(f"tests: {figures}; Redis: {config.stash[REDIS_SAYS]}")
    if count["skipped"]:
        terminalreporter.write_line("some tests were SKIPPED: the reasons stand above", yellow=True, bold=True)
