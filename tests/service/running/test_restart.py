"""Stopping, as operators do it, and starting again: nothing waits in vain."""

from __future__ import annotations

import os
import signal

from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.conftest import MakeRegion
from tests.service.running.peer import hangs
from tests.service.running.scene import Scene


async def test_what_waits_survives_a_stop_and_a_start(region: Scene) -> None:
    gateway = await region.serve_afresh()
    await region.hebei.switch_off()
    told = {f"{n}": (await region.send_until_taken(region.declaration(number=f"{n}"))).body for n in range(5)}
    assert await gateway.stop() == 0
    await region.hebei.switch_on()
    heir = await region.serve()
    await heir.log.wait_for("delivered", 5, link="hebei")
    assert await heir.stop() == 0
    views = await audit(region, told)
    assert_delivered_once(views, region)
    assert [one.number for one in region.hebei.arrivals] == [view.deliveries[0].number for view in views]


async def test_a_stop_says_not_ready_first_and_lets_what_is_under_way_end(region: Scene) -> None:
    gateway = await region.serve()
    region.hebei.script.append(hangs(region.hebei))
    first = await region.send_until_taken(region.declaration("B1", number="1"))
    await region.hebei.arrived(1)
    assert (await region.ops("/readyz"))[0] == 200
    gateway.terminate()
    await gateway.log.wait_for("draining")
    assert await region.ops("/readyz") == (503, "draining\n")
    second = await region.send_until_taken(region.declaration("B2", number="2"))
    region.hebei.let_go.set()
    assert await gateway.ended() == 0
    assert gateway.log.found("delivered", message=first.headers["Eport-Message"])
    assert len(region.hebei.arrivals) == 1, "nothing new was begun"
    heir = await region.serve()
    await heir.log.wait_for("delivered", message=second.headers["Eport-Message"])
    assert await heir.stop() == 0
    assert_delivered_once(await audit(region, {"1": first.body, "2": second.body}), region)
    assert len(region.hebei.arrivals) == 2


async def test_a_stop_with_redis_leaves_no_lease_behind(lay: MakeRegion, redis_url: str) -> None:
    """The next worker need not wait for a lease of ours: what was taken and not begun was given back."""
    async with lay(redis=redis_url) as region:
        gateway = await region.serve()
        await region.hebei.switch_off()
        told = {f"{n}": (await region.send_until_taken(region.declaration(f"B{n}", number=f"{n}"))).body
                for n in range(5)}  # fmt: skip
        await gateway.log.wait_for("retry", 5, link="hebei")
        assert await gateway.stop() == 0
        await region.hebei.switch_on()
        heir = await region.serve()
        await heir.log.wait_for("delivered", 5, link="hebei")
        assert await heir.stop() == 0
        assert_delivered_once(await audit(region, told), region)


async def test_a_keyboard_interrupt_stops_as_well(region: Scene) -> None:
    gateway = await region.serve()
    os.kill(gateway.pid, signal.SIGINT)
    assert await gateway.ended() == 0
    assert gateway.log.found("draining")
