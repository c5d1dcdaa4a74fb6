"""A worker that is frozen between its claim and its send: it sends nothing once its claim is all but over."""

from __future__ import annotations

import os
import signal

from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.scene import Scene


async def test_a_worker_that_was_frozen_behind_its_claim_sends_nothing_late(region: Scene) -> None:
    frozen = await region.serve_until("claimed/freeze")
    document = region.declaration(number="1")
    told = await region.send_until_taken(document)
    await frozen.log.wait_for("retry", link="hebei", code="4502")
    assert region.hebei.arrivals == []
    await frozen.log.wait_for("delivered", link="hebei")
    os.kill(frozen.pid, signal.SIGKILL)
    await frozen.ended()
    assert_delivered_once(await audit(region, {"1": told.body}), region)
