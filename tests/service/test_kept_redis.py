"""The private Redis of a gateway: started anew when it dies, and no reason to stop when it does not start."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from gateway.service import kept_redis
from gateway.service.kept_redis import KeptRedis
from gateway.service.private_redis import PrivateRedis, PrivateRedisError, find_server
from tests.conftest import without_redis


@pytest.fixture(autouse=True)
def _server() -> None:
    if find_server() is None:
        without_redis("no server binary was found")


@pytest.fixture
def log() -> Iterator[LogCapture]:
    capture = LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture])
    yield capture
    structlog.configure(**before)


def test_a_server_that_dies_tells_its_code_once_and_may_be_started_again(tmp_path: Path) -> None:
    with PrivateRedis(tmp_path / "redis") as server:
        assert server.ended() is None
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
        assert [server.ended(), server.ended()] == [-signal.SIGKILL, None]
        server.start()
        assert server.ended() is None


def test_one_that_does_not_start_is_told_and_its_address_holds(
    tmp_path: Path, log: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: PrivateRedis) -> None:
        raise PrivateRedisError("the append-only file is broken")

    monkeypatch.setattr(kept_redis, "POLL_S", 0.001)
    monkeypatch.setattr(PrivateRedis, "start", fails)
    with KeptRedis(tmp_path / "redis") as url:
        assert url.startswith("unix://")
    assert log.entries[0]["event"] == "private-redis-does-not-start"
    assert log.entries[0]["reason"] == "the append-only file is broken"
