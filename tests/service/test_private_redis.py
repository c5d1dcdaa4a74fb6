from __future__ import annotations

import os
import select
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from structlog.testing import capture_logs

from gateway.service import private_redis
from gateway.service.private_redis import SOCKET_PATH_BYTES, PrivateRedis, PrivateRedisError, find_server

pytestmark = pytest.mark.usefixtures("redis_server")  # skips, or fails in CI, where there is no server at all

PARENT = """\
import sys, time
from pathlib import Path
from gateway.service.private_redis import PrivateRedis
server = PrivateRedis(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _server_at_hand() -> None:
    if find_server() is None:
        pytest.skip("NO REDIS: only a remote one is configured")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PrivateRedis]:
    with PrivateRedis(tmp_path / "redis") as started:
        yield started


def client(server: PrivateRedis) -> redis.Redis:
    return redis.Redis.from_url(server.url, decode_responses=True)


def wait_for_end(pid: int) -> None:
    handle = os.pidfd_open(pid)
    try:
        ready, _, _ = select.select([handle], [], [], 10)
    finally:
        os.close(handle)
    assert ready, f"process {pid} still runs"


def test_it_answers_as_soon_as_start_returns(server: PrivateRedis) -> None:
    with client(server) as ours:
        assert ours.ping()
        assert ours.info("server")["redis_version"]


def test_it_has_no_tcp_port_and_its_folder_is_ours_alone(server: PrivateRedis) -> None:
    with client(server) as ours:
        assert ours.config_get("port") == {"port": "0"}
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_it_is_durable_and_never_evicts(server: PrivateRedis) -> None:
    wanted = {
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
        "protected-mode": "yes",
    }
    with client(server) as ours:
        # One at a time: Redis 6.2 takes no list.
        assert {name: ours.config_get(name)[name] for name in wanted} == wanted


def test_what_was_written_stands_after_a_stop_and_a_start(server: PrivateRedis) -> None:
    with client(server) as ours:
        ours.set("consignment", "京津冀")
    before = server.url
    server.stop()
    server.start()
    assert server.url == before
    with client(server) as ours:
        assert ours.get("consignment") == "京津冀"


def test_what_reached_the_file_stands_after_a_sigkill(server: PrivateRedis) -> None:
    with client(server) as ours:
        ours.config_set("appendfsync", "always")
        ours.set("consignment", "京津冀")
    server.kill()
    server.start()
    with client(server) as ours:
        assert ours.get("consignment") == "京津冀"


def test_it_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        wait_for_end(pid)


def test_a_second_server_waits_until_the_first_has_left_the_folder(
    server: PrivateRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_redis, "START_S", 0.05)
    second = PrivateRedis(server.folder)
    with capture_logs() as logs, pytest.raises(PrivateRedisError, match="another Redis server still works in"):
        second.start()
    assert [one["event"] for one in logs] == ["private-redis-waits"], "once: the wait is long and would be silent"
    with client(server) as ours:
        assert ours.ping()


def test_a_folder_with_a_long_path_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 40)
    with PrivateRedis(deep) as server:
        assert len(bytes(server.socket)) <= SOCKET_PATH_BYTES
        assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
        assert (deep / "redis.log").exists()
        elsewhere = server.socket.parent
    assert not elsewhere.exists()


def test_a_folder_of_its_own_goes_with_it() -> None:
    with PrivateRedis() as server:
        folder = server.folder
        assert folder.is_dir()
    assert not folder.exists()


def test_a_server_that_gives_up_is_told_with_its_own_words(tmp_path: Path) -> None:
    server = PrivateRedis(tmp_path, binary=Path(shutil.which("ls") or "/bin/ls"))
    with pytest.raises(PrivateRedisError, match=r"ended with code 2: .*--port"):
        server.start()
    assert server.pid is None


def test_a_missing_server_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_redis, "find_server", lambda: None)
    with pytest.raises(PrivateRedisError, match="apt-get install redis-server"):
        PrivateRedis(tmp_path)


def test_valkey_on_path_comes_before_redis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("redis-server", "valkey-server"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_server() == tmp_path / "valkey-server"


def test_its_version_is_told(server: PrivateRedis) -> None:
    with client(server) as ours:
        info = ours.info("server")
    assert server.version == info.get("valkey_version", info["redis_version"])
