"""The same message again, in every way it can come: one acceptance, one delivery, one receipt."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from gateway.commands.demo.wording import fill, sealed
from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.conftest import MakeRegion
from tests.service.running.scene import OFFICE, Scene, Told

NUMBER = "2014101500000042"
COPIES = 12


async def all_at_once(region: Scene, documents: Sequence[bytes]) -> list[Told]:
    return list(await asyncio.gather(*map(region.send_until_taken, documents)))


async def assert_one(region: Scene, told: Sequence[Told]) -> None:
    """All were told the same, and it stands once."""
    (receipt,) = {one.body for one in told}
    assert len({one.headers["Eport-Message"] for one in told}) == 1
    assert sum("Eport-Copy" not in one.headers for one in told) == 1, "one of them was the first"
    await region.hebei.came_new(1)
    assert await region.started[-1].stop() == 0
    assert_delivered_once(await audit(region, {NUMBER: receipt}), region)
    assert len(region.hebei.arrivals) == 1


async def test_copies_that_come_at_once_are_one(region: Scene) -> None:
    await region.serve()
    await assert_one(region, await all_at_once(region, [region.declaration(number=NUMBER)] * COPIES))


async def test_copies_that_were_signed_anew_are_one(region: Scene) -> None:
    copies = [region.declaration(number=NUMBER) for _ in range(COPIES)]
    assert len(set(copies)) == COPIES, "SM2 is randomised"
    await region.serve()
    await assert_one(region, await all_at_once(region, copies))


@pytest.mark.parametrize("with_redis", [False, True])
async def test_copies_through_two_workers_are_one(lay: MakeRegion, redis_url: str, with_redis: bool) -> None:
    async with lay(redis=redis_url if with_redis else "none") as region:
        await region.serve(workers=2)
        await assert_one(region, await all_at_once(region, [region.declaration(number=NUMBER)] * COPIES))


@pytest.mark.parametrize("with_redis", [False, True])
async def test_a_copy_with_other_content_is_a_security_event(lay: MakeRegion, redis_url: str, with_redis: bool) -> None:
    async with lay(redis=redis_url if with_redis else "none") as region:
        gateway = await region.serve()
        first = await region.send_until_taken(region.declaration(number=NUMBER))
        forged = await region.send(region.declaration(number=NUMBER, remark="other"))
        assert (forged.status, b"4401" in forged.body) == (409, True)
        _, told = await region.ops("/api/v1/refusals?security=true")
        (refusal,) = told["refusals"]
        assert (refusal["code"], refusal["number"], refusal["party"]) == ("4401", NUMBER, "beijing")
        await gateway.log.wait_for("security", code="4401")
        again = await region.send_until_taken(region.declaration(number=NUMBER))
        assert again.body == first.body, "the first stands"
        await assert_one(region, [first, again])


async def test_conflicting_copies_at_once_let_one_in(region: Scene) -> None:
    await region.serve()
    documents = [region.declaration(number=NUMBER, remark=f"version {n}") for n in range(COPIES)]
    told = await asyncio.gather(*map(region.send, documents))
    (taken,) = [one for one in told if one.status == 200]
    assert [one.status for one in told].count(409) == COPIES - 1
    await assert_one(region, [taken])


async def test_a_forgery_under_a_message_id_does_not_take_it(region: Scene) -> None:
    gateway = await region.serve()
    blanks = {"declaration": "B1", "bill": "B1", "port": OFFICE["hebei"], "unit": "035", "origin": "036"}
    text = fill("beijing-declaration", number=NUMBER, remark="forged", **blanks)
    stranger = await region.send(sealed(text, region.region.identities["hebei"].signer))
    assert (stranger.status, b"4108" in stranger.body) == (403, True), "Hebei's certificate on Beijing's link"
    await gateway.log.wait_for("security", code="4108")
    await assert_one(region, [await region.send_until_taken(region.declaration(number=NUMBER))])
