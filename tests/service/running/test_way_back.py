"""Answers find their way back, in the numbers of whoever asked."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.service.running.log import PATIENCE_S
from tests.service.running.scene import Running, Scene

DECLARATION = "BJ20141015000001"


async def declared(region: Scene) -> str:
    """Beijing declares, Tianjin gets it; returns the number under which Tianjin knows it."""
    await region.send_until_taken(region.declaration(DECLARATION, to="tianjin"))
    (got,) = await region.tianjin.inbox.wait_for(lambda _: True, PATIENCE_S)
    return got.text("SEND_CODE")


async def answer_of(region: Scene, gateway: Running, name: str) -> str:
    """What Tianjin's folder got for the file of that name: the code in our receipt."""
    inbox = region.tianjin.inbox
    while not (found := [text for file, text in region.tianjin.answers.items() if name in file]):
        inbox.changed.clear()
        await inbox.changed.wait()
    code = etree.fromstring(found[0]).findtext(".//{*}Result/{*}Code")
    assert code
    return code


@pytest.mark.parametrize(("said", "told"), [("4", "2000"), ("5", "9205")])
async def test_an_outcome_returns_to_who_declared_and_stays_what_it_is(region: Scene, said: str, told: str) -> None:
    """5 is partly released: never told as released."""
    gateway = await region.serve()
    region.tianjin.send("a.xml", region.answer(answers=await declared(region), code=said))
    (status,) = await region.beijing.arrived(1)
    assert (status.kind, status.text("RspCodes")) == ("Ciqresult", told)
    assert status.text("CusCiqNo") == DECLARATION, "Beijing's own number, not ours and not Tianjin's"
    assert await answer_of(region, gateway, "a") == "0000"
    await gateway.log.wait_for("delivered", link="beijing")
    assert not region.hebei.arrivals, "nobody else is bothered"


async def test_an_answer_to_a_number_we_never_gave_is_refused_and_a_good_one_after_it_taken(region: Scene) -> None:
    gateway = await region.serve()
    answers = await declared(region)
    region.tianjin.send("a.xml", region.answer(answers="201410159999999999", number="1"))
    assert await answer_of(region, gateway, "a") == "4307"
    region.tianjin.send("b.xml", region.answer(answers=answers, number="2"))
    (status,) = await region.beijing.arrived(1)
    assert status.text("RspCodes") == "2000"


async def test_the_way_back_is_found_after_a_restart(region: Scene) -> None:
    gateway = await region.serve()
    answers = await declared(region)
    gateway.kill()
    await gateway.ended()
    region.tianjin.send("a.xml", region.answer(answers=answers))
    heir = await region.serve()
    (status,) = await region.beijing.arrived(1)
    assert status.text("CusCiqNo") == DECLARATION
    await heir.log.wait_for("delivered", link="beijing")


async def test_the_same_answer_in_another_file_is_a_copy(region: Scene) -> None:
    gateway = await region.serve()
    document = region.answer(answers=await declared(region))
    region.tianjin.send("a.xml", document)
    assert await answer_of(region, gateway, "a") == "0000"
    region.tianjin.send("b.xml", document)
    assert await answer_of(region, gateway, "b") == "0000"
    first, again = (text for name, text in sorted(region.tianjin.answers.items()))
    assert first == again, "the same receipt, byte for byte"
    await gateway.log.wait_for("delivered", link="beijing")
    assert len(region.beijing.arrivals) == 1
