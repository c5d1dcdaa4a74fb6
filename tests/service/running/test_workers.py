"""Several workers and one supervisor: any of them may be killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.service.running.conftest import MakeRegion
from tests.service.running.scene import Running
from tests.service.running.traffic import Traffic


@pytest.mark.parametrize("with_redis", [False, True])
async def test_a_worker_killed_under_load_loses_nothing(lay: MakeRegion, redis_url: str, with_redis: bool) -> None:
    async with lay(redis=redis_url if with_redis else "none") as region:
        gateway = await region.serve(workers=2)
        victim, _ = workers_of(gateway)
        traffic = Traffic(region)
        await traffic.run(lambda: os.kill(victim, signal.SIGKILL))
        await gateway.log.wait_for("worker-died", code=-signal.SIGKILL)
        await gateway.log.wait_for("started", 3)
        await traffic.carried(gateway)


def workers_of(gateway: Running) -> list[int]:
    children = Path(f"/proc/{gateway.pid}/task").glob("*/children")
    pids = [int(pid) for file in children for pid in file.read_text().split()]
    return [pid for pid in pids if b"\0worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def test_workers_do_not_outlive_their_supervisor(lay: MakeRegion) -> None:
    """Else they would go on beside those of the next one, on the same port, and nobody would look after them."""
    async with lay() as region:
        gateway = await region.serve(workers=2)
        workers = workers_of(gateway)
        gateway.kill()
        await gateway.ended()
        try:
            await gateway.log.closed()
        except TimeoutError:
            for worker in workers:
                os.kill(worker, signal.SIGKILL)
            raise
        heir = await region.serve(workers=2)
        traffic = Traffic(region)
        await traffic.run(lambda: None)
        await traffic.carried(heir)
