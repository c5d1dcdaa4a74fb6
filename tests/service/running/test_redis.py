"""Redis is motion only: flushed, killed or away, nothing is lost, and readiness warns and does not fail."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
import redis

from gateway.service.private_redis import PrivateRedis, find_server
from tests.conftest import without_redis
from tests.service.running.conftest import MakeRegion
from tests.service.running.scene import Running
from tests.service.running.traffic import Traffic

WARNS = (200, "warn: redis is away, the journal alone works\n")
FINE = (200, "ok\n")


@pytest.fixture(autouse=True)
def _server() -> None:
    if find_server() is None:
        without_redis("no server binary was found")


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
async def test_flushing_redis_under_load_loses_nothing(lay: MakeRegion, redis_url: str, workers: int) -> None:
    async with lay(redis=redis_url) as region:
        gateway = await region.serve(workers=workers)
        traffic = Traffic(region)
        with redis.Redis.from_url(redis_url) as client:
            await traffic.run(client.flushall)
        await traffic.carried(gateway)


@pytest.mark.parametrize("workers", [1, 2])
async def test_the_private_redis_killed_under_load_costs_nothing_and_is_started_anew(
    lay: MakeRegion, workers: int
) -> None:
    async with lay(redis="") as region:
        gateway = await region.serve(workers=workers)
        assert await region.ops("/readyz") == FINE
        traffic = Traffic(region)
        await traffic.run(lambda: os.kill(redis_of(gateway), signal.SIGKILL))
        await gateway.log.wait_for("redis-away", workers)
        await gateway.log.wait_for("redis-in-use", workers * 2)
        assert await region.ops("/readyz") == FINE
        await traffic.carried(gateway)


async def test_a_redis_that_is_away_is_a_warning_until_it_comes(lay: MakeRegion, tmp_path: Path) -> None:
    server = PrivateRedis(tmp_path / "redis")
    async with lay(redis=server.url) as region:
        gateway = await region.serve()
        assert await region.ops("/readyz") == WARNS
        _, told = await region.ops("/health")
        assert (told["status"], told["checks"]["redis:answers"]) == ("warn", [{"status": "warn"}])
        traffic = Traffic(region)
        with server:
            await traffic.run(lambda: None)
            await gateway.log.wait_for("redis-in-use")
            assert await region.ops("/readyz") == FINE
            await traffic.carried(gateway)


async def test_a_redis_that_goes_and_comes_back_is_used_again(lay: MakeRegion, tmp_path: Path) -> None:
    with PrivateRedis(tmp_path / "redis") as server:
        async with lay(redis=server.url) as region:
            gateway = await region.serve()
            traffic = Traffic(region)
            await traffic.run(server.kill)
            await gateway.log.wait_for("redis-away")
            assert await region.ops("/readyz") == WARNS
            server.start()
            await gateway.log.wait_for("redis-in-use", 2)
            assert await region.ops("/readyz") == FINE
            await traffic.carried(gateway)


async def test_a_redis_that_hangs_stops_nobody(lay: MakeRegion, tmp_path: Path) -> None:
    """Stopped, not dead: connections stand and nothing answers."""
    with PrivateRedis(tmp_path / "redis") as server:
        async with lay(redis=server.url) as region:
            gateway = await region.serve()
            assert server.pid is not None
            pid = server.pid
            traffic = Traffic(region)
            try:
                await traffic.run(lambda: os.kill(pid, signal.SIGSTOP))
                await gateway.log.wait_for("redis-away")
                assert await region.ops("/readyz") == WARNS
            finally:
                os.kill(pid, signal.SIGCONT)
            await gateway.log.wait_for("redis-in-use", 2)
            await traffic.carried(gateway)


def redis_of(gateway: Running) -> int:
    """The process id of the server that the gateway started for itself."""
    children = Path(f"/proc/{gateway.pid}/task").glob("*/children")
    pids = [int(pid) for file in children for pid in file.read_text().split()]
    (pid,) = [pid for pid in pids if b"-server " in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return pid


@pytest.mark.parametrize("journal_place", ["sqlite"], indirect=True)
async def test_a_redis_that_remembers_another_journal_answers_nobody_in_its_name(
    lay: MakeRegion, redis_url: str
) -> None:
    async with lay(redis=redis_url) as region:
        gateway = await region.serve()
        document = region.declaration(number="1")
        first = await region.send_until_taken(document)
        assert await gateway.stop() == 0
        for file in (region.region.folder / "var").glob("journal.sqlite*"):
            file.unlink()
        gateway = await region.serve()
        told = await region.send_until_taken(document)
        assert "Eport-Copy" not in told.headers
        assert told.body != first.body
        assert await gateway.stop() == 0
        async with region.journal() as journal:
            assert await journal.identity("beijing", "1") is not None
