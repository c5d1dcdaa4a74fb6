"""Order for one consignment, whatever fails; and one consignment's trouble is no other's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from gateway.commands.demo.inbox import Received
from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill, sealed
from gateway.service.courier import AT_ONCE
from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.conftest import RETRY, MakeRegion
from tests.service.running.peer import answers, hangs
from tests.service.running.scene import Scene, Told

LINE, OTHER = "BJ20141015000001", "BJ20141015000002"
REMARKS = ("first", "second", "third")


async def send_all(region: Scene, documents: Sequence[bytes]) -> list[Told]:
    """One after the other: the sender's order."""
    return [await region.send_until_taken(document) for document in documents]


def ours(told: Sequence[Told]) -> list[str]:
    """Our numbers of what was taken."""
    return [one.headers["Eport-Message"] for one in told]


async def numbers_to(region: Scene, messages: Sequence[str], link: str = "hebei") -> list[str]:
    """Our outgoing numbers of these messages."""
    async with region.journal() as journal:
        views = [await journal.message(message) for message in messages]
    return [one.number for view in views if view for one in view.deliveries if one.link == link]


async def test_amendments_reach_a_receiver_that_was_away_in_order_and_once(region: Scene) -> None:
    gateway = await region.serve()
    await region.hebei.switch_off()
    told = await send_all(region, [region.declaration(LINE, remark=remark) for remark in REMARKS])
    await gateway.log.wait_for("retry", 2, link="hebei", code="4501")
    await region.hebei.switch_on()
    came = await region.hebei.came_new(3)
    assert [one.number for one in came] == await numbers_to(region, ours(told))
    await gateway.log.wait_for("delivered", 3, link="hebei")
    assert len(region.hebei.arrivals) == 3


async def test_a_consignment_that_waits_holds_back_no_other(region: Scene) -> None:
    gateway = await region.serve()
    region.hebei.script.append(hangs(region.hebei))
    first = await send_all(region, [region.declaration(LINE), region.declaration(LINE, remark="second")])
    await region.hebei.arrived(1)
    other = await send_all(region, [region.declaration(OTHER)])
    await gateway.log.wait_for("delivered", link="hebei", message=ours(other)[0])
    assert not gateway.log.found("delivered", message=ours(first)[0])
    await gateway.log.wait_for("delivered", 3, link="hebei")
    in_order = [one.number for one in region.hebei.taken]
    assert in_order == await numbers_to(region, [ours(first)[0], ours(other)[0], ours(first)[1]])


async def test_a_receiver_that_hangs_holds_back_no_other_receiver(lay: MakeRegion) -> None:
    async with lay(retry=RETRY.replace("timeout_s = 1.0", "timeout_s = 30.0")) as region:
        gateway = await region.serve()
        region.hebei.script.extend([hangs(region.hebei)] * AT_ONCE)
        declarations = [region.declaration(f"BJ{n:014d}") for n in range(AT_ONCE + 8)]
        await asyncio.gather(*map(region.send_until_taken, declarations))
        await region.hebei.arrived(AT_ONCE)
        told = await region.send_until_taken(region.declaration(to="tianjin"))
        await gateway.log.wait_for("delivered", link="tianjin", message=told.headers["Eport-Message"])
        assert not gateway.log.found("delivered", link="hebei")
        region.hebei.let_go.set()
        await gateway.log.wait_for("delivered", AT_ONCE + 8, link="hebei")
        assert len(region.hebei.arrivals) == AT_ONCE + 8, "and what had no room waited for it"


@pytest.mark.parametrize("verb", ["replays", "skips"])
async def test_a_dead_letter_parks_its_mailbox_until_an_operator_acts(region: Scene, verb: str) -> None:
    gateway = await region.serve()
    region.hebei.script.append(answers(lambda got: hebei_refuses(region, got)))
    told = await send_all(region, [region.declaration(LINE, remark=remark) for remark in REMARKS])
    (letter,) = await gateway.log.wait_for("dead", link="hebei")
    assert (letter["message"], letter["code"]) == (ours(told)[0], "4506")
    other = await send_all(region, [region.declaration(OTHER)])
    await gateway.log.wait_for("delivered", link="hebei", message=ours(other)[0])
    assert [one.number for one in region.hebei.taken[1:]] == await numbers_to(region, ours(other)), "the rest is parked"
    await operator_acts(region, verb, ours(told)[0])
    freed = ours(told) if verb == "replays" else ours(told)[1:]
    await gateway.log.wait_for("delivered", len(freed) + 1, link="hebei")
    assert [one.number for one in region.hebei.arrivals[2:]] == await numbers_to(region, freed)
    assert region.hebei.taken, "what was sent twice was the same, byte for byte"


async def operator_acts(region: Scene, verb: str, message: str) -> None:
    """Never without a reason; and it stands in the timeline."""
    act = {"message": message, "link": "hebei"}
    assert (await region.ops(f"/api/v1/{verb}", act | {"reason": " "}))[0] == 422
    status, _ = await region.ops(f"/api/v1/{verb}", act | {"reason": "their table is mended"})
    assert status == 201
    _, view = await region.ops(f"/api/v1/messages/{message}")
    assert [one["reason"] for one in view["acts"]] == ["their table is mended"]


def hebei_refuses(region: Scene, got: Received) -> bytes:
    """DxpRep 2999: another such document will never be taken."""
    text = fill("dxp-receipt", number=got.number, receiver=ADDRESSES["hebei"], kind=got.kind, digest="")
    refusal = text.replace(">0000<", ">2999<").replace("<Note></Note>", "")
    return sealed(refusal, region.region.identities["hebei"].signer)


async def test_beijing_says_1001_and_the_answer_is_a_dead_letter(region: Scene) -> None:
    gateway = await region.serve()
    await send_all(region, [region.declaration(LINE, to="tianjin")])
    (declared,) = await region.tianjin.inbox.wait_for(lambda _: True, 20)
    signer = region.region.identities["beijing"].signer

    def refused(got: Received) -> bytes:
        return sealed(fill("beijing-receipt", number=got.number).replace("1000", "1001"), signer)

    region.beijing.script.append(answers(refused))
    region.tianjin.send("a.xml", region.answer(answers=declared.text("SEND_CODE")))
    (letter,) = await gateway.log.wait_for("dead", link="beijing")
    assert letter["code"] == "4506"
    await operator_replays(region, letter["message"])
    await gateway.log.wait_for("delivered", link="beijing")
    first, again = region.beijing.arrivals
    assert first.raw == again.raw


async def operator_replays(region: Scene, message: str) -> None:
    act = {"message": message, "link": "beijing", "reason": "they made it good"}
    assert (await region.ops("/api/v1/replays", act))[0] == 201


async def test_order_holds_for_many_consignments_at_once(region: Scene) -> None:
    gateway = await region.serve()
    lines = [f"BJ{n:014d}" for n in range(6)]
    told: dict[str, bytes] = {}

    async def sender(line: str) -> list[str]:
        answers = await send_all(region, [region.declaration(line, number=f"{line[2:]}{n}") for n in range(4)])
        told.update({f"{line[2:]}{n}": one.body for n, one in enumerate(answers)})
        return ours(answers)

    by_line = await asyncio.gather(*map(sender, lines))
    await gateway.log.wait_for("delivered", 24, link="hebei")
    came = [one.number for one in region.hebei.taken]
    for messages in by_line:
        expected = await numbers_to(region, messages)
        assert [number for number in came if number in expected] == expected
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, told), region)


async def test_what_ties_two_consignments_together_comes_after_both(lay: MakeRegion, redis_url: str) -> None:
    """With Redis, where the second mailbox is called up by its own name."""
    async with lay(redis=redis_url) as region:
        gateway = await region.serve()
        region.hebei.script.extend([answers(lambda got: hebei_refuses(region, got))] * 2)
        one, two = await send_all(region, [region.declaration("B1", bill="L1"), region.declaration("B2", bill="L2")])
        await gateway.log.wait_for("dead", 2, link="hebei")
        (both,) = await send_all(region, [region.declaration("B1", bill="L2")])
        await operator_acts(region, "replays", ours([two])[0])
        await gateway.log.wait_for("delivered", link="hebei", message=ours([two])[0])
        (free,) = await send_all(region, [region.declaration("B3", bill="L3")])
        await gateway.log.wait_for("delivered", link="hebei", message=ours([free])[0])
        await operator_acts(region, "replays", ours([one])[0])
        await gateway.log.wait_for("delivered", link="hebei", message=ours([both])[0])
        expected = await numbers_to(region, ours([two, free, one, both]))
        assert [one.number for one in region.hebei.arrivals[2:]] == expected
