"""What a receiver may answer instead of a receipt: never taken for a delivery; the same bytes and id go again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from aiohttp import web

from gateway.commands.demo.inbox import Received
from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill, sealed
from gateway.translation.receipts import digest_of
from tests.service.running.audit import assert_delivered_once, audit
from tests.service.running.peer import Behaviour, BrokenOffError, answers, hangs
from tests.service.running.scene import Running, Scene

NUMBER = "2014101500000042"
Wrong = Callable[[Scene], Behaviour]


async def breaks_off(_: Received) -> web.Response:
    raise BrokenOffError


def says(body: bytes, status: int = 200) -> Wrong:
    return lambda _: answers(lambda _: body, status)


def receipt(region: Scene, got: Received, *, by: str = "hebei", **other: str) -> bytes:
    """A good receipt but for what is said otherwise."""
    blanks = {"number": got.number, "receiver": ADDRESSES["hebei"], "kind": got.kind, "digest": digest_of(got.raw)}
    return sealed(fill("dxp-receipt", **(blanks | other)), region.region.identities[by].signer)


def unsigned(region: Scene, got: Received) -> bytes:
    blanks = {"number": got.number, "receiver": ADDRESSES["hebei"], "kind": got.kind, "digest": digest_of(got.raw)}
    return fill("dxp-receipt", **blanks).encode()


def changed(region: Scene, got: Received) -> bytes:
    """A refusal turned into an acceptance after it was signed."""
    text = sealed(fill("dxp-receipt", number=got.number, receiver=ADDRESSES["hebei"], kind=got.kind, digest="")
                  .replace("0000", "2999"), region.region.identities["hebei"].signer)  # fmt: skip
    return text.replace(b"2999", b"0000")


WRONG: dict[str, tuple[Wrong, str]] = {
    "503 and when to come back": (lambda _: answers(lambda _: b"", 503, Retry_After="0"), "4503"),
    "429": (lambda _: answers(lambda _: b"slower", 429), "4503"),
    "500": (says(b"<html>error</html>", 500), "4501"),
    "a redirect": (lambda _: answers(lambda _: b"", 302, Location="/elsewhere"), "4504"),
    "no answer in time": (lambda region: hangs(region.hebei), "4502"),
    "a connection that breaks": (lambda _: breaks_off, "4501"),
    "nothing": (says(b""), "4504"),
    "a page": (says(b"<!DOCTYPE html><html><body>Welcome</body></html>"), "4504"),
    "no XML": (says(b"<DxpRep><open></DxpRep>"), "4504"),
    "noise": (says(bytes(range(256))), "4504"),
    "another document": (says(b"<a xmlns='urn:b'/>"), "4504"),
    "a bomb": (says(b"<!DOCTYPE a [<!ENTITY b 'bb'>]><a>&b;</a>"), "4504"),
    "more than a receipt may hold": (says(b"<a>" + b"x" * 2**20 + b"</a>"), "4504"),
    "a receipt for another document": (lambda region: answers(lambda got: receipt(region, got, number="1")), "4505"),
    "a receipt for other bytes": (
        lambda region: answers(lambda got: receipt(region, got, digest=digest_of(b"other"))),
        "4505",
    ),
    "a receipt signed by another party": (
        lambda region: answers(lambda got: receipt(region, got, by="beijing")),
        "4504",
    ),
    "a receipt that nobody signed": (lambda region: answers(lambda got: unsigned(region, got)), "4504"),
    "a receipt changed on its way": (lambda region: answers(lambda got: changed(region, got)), "4504"),
}


@pytest.fixture
async def gateway(region: Scene) -> Running:
    return await region.serve()


async def test_no_answer_but_a_good_receipt_is_a_delivery(region: Scene, gateway: Running) -> None:
    """All of them one after the other, each upon the same delivery."""
    region.hebei.script.extend(wrong(region) for wrong, _ in WRONG.values())
    told = await region.send_until_taken(region.declaration(number=NUMBER))
    await gateway.log.wait_for("delivered", link="hebei")
    retries = dict(zip(WRONG, (line["code"] for line in gateway.log.found("retry")), strict=True))
    assert retries == {name: code for name, (_, code) in WRONG.items()}
    lies = [line["code"] for line in gateway.log.found("security", link="hebei")]
    assert lies == [code for _, code in WRONG.values() if code == "4505"] != [], "each told to the security desk once"
    assert not gateway.log.found("our-fault")
    assert len(region.hebei.arrivals) == len(WRONG) + 1
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, {NUMBER: told.body}), region)


async def test_a_receiver_that_asks_for_time_gets_it(region: Scene, gateway: Running) -> None:
    region.hebei.script.append(answers(lambda _: b"", 503, Retry_After="1"))
    await region.send_until_taken(region.declaration())
    first, again = await region.hebei.arrived(2)
    assert (again.at - first.at).total_seconds() >= 1, "backoff alone would be a tenth of it"
    assert first.raw == again.raw


async def test_a_port_that_is_closed_costs_nothing_but_time(region: Scene, gateway: Running) -> None:
    await region.hebei.switch_off()
    told = await region.send_until_taken(region.declaration(number=NUMBER))
    await gateway.log.wait_for("retry", 2, link="hebei", code="4501")
    await region.hebei.switch_on()
    await gateway.log.wait_for("delivered", link="hebei")
    assert await gateway.stop() == 0
    assert_delivered_once(await audit(region, {NUMBER: told.body}), region)
