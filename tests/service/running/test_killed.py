"""kill -9 between any two steps: nothing is lost, nothing comes twice as new, and every receipt is true."""

from __future__ import annotations

import signal

import aiohttp
import pytest

from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.conftest import MakeRegion
from tests.service.running.scene import Scene, Told

WAY_IN = ("verified", "understood", "planned", "signed", "committed", "remembered", "queued")
WAY_OUT = ("claimed", "sent", "judged", "concluded")
STEPS = (*WAY_IN, *WAY_OUT)
POINTS = ("begin", "written", "committed")
WRITER = tuple(f"{step}/{point}" for step in ("understood", "signed", "committed", "judged") for point in POINTS)
"""The four transactions of a message's way: its numbers, its acceptance, the claim, the conclusion."""
EARLY = [pytest.param(step, marks=pytest.mark.slow) for step in WAY_IN[:3]]
"""Before anything is written Redis makes no difference."""
NUMBER = "2014101500000042"
OVER = {"concluded", "judged/committed"}
"""Killed here, nothing is left to do."""


@pytest.mark.parametrize("step", STEPS + WRITER)
async def test_a_worker_killed_at_any_step_loses_nothing_with_the_journal_alone(region: Scene, step: str) -> None:
    await killed_and_started_again(region, step, "")


@pytest.mark.parametrize("step", [*EARLY, *STEPS[len(EARLY) :], "signed/begin", "signed/written"])
async def test_a_worker_killed_at_any_step_loses_nothing_with_redis(lay: MakeRegion, redis_url: str, step: str) -> None:
    async with lay(redis=redis_url) as region:
        await killed_and_started_again(region, step, redis_url)


async def killed_and_started_again(region: Scene, step: str, redis: str) -> None:
    document = region.declaration(number=NUMBER)
    victim = await region.serve_until(step, redis)
    early = await send_to(region, document)
    assert await victim.ended() == -signal.SIGKILL
    heir = await region.serve()
    late = await region.send_until_taken(document)
    assert early is None or early.body == late.body, "a sender who asks again is told the same"
    if step not in OVER:
        await heir.log.wait_for("delivered", link="hebei")
    assert await heir.stop() == 0
    assert_delivered_once(await audit(region, {NUMBER: late.body}), region)
    if step in {"sent", "judged", "judged/begin", "judged/written"}:
        assert len(region.hebei.arrivals) >= 2, "Hebei had it, we did not know: it goes again, at least once"


async def send_to(region: Scene, document: bytes) -> Told | None:
    try:
        return await region.send(document)
    except (aiohttp.ClientError, OSError):
        return None
