"""What an accepted document leads to: receivers, numbers, aliases, and the way back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count

import pytest
import pytest_asyncio
from lxml import etree

from gateway.commands.demo.wording import sealed
from gateway.routing.delivery import State
from gateway.service.journal.records import Acceptance
from gateway.service.journal.views import MessageView
from gateway.service.metrics import Metrics
from gateway.service.planning import Plan, plan
from gateway.service.surroundings import Surroundings
from gateway.translation.taking import open_document, understand
from tests.service.laid import Laid, laid
from tests.service.receipts import told
from tests.translation.agreed import inner

in_one_loop = pytest.mark.asyncio(loop_scope="module")
NUMBERS = count(2014101500000000)
RARE = "某㐀公司"
"""㐀 stands in GB18030 and not in GBK."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Laid]:
    async with laid(tmp_path_factory.mktemp("region")) as made:
        yield made


def fresh() -> str:
    return str(next(NUMBERS))


def world(region: Laid) -> Surroundings:
    return Surroundings(observer=Metrics(), business_date=region.gateway.config.business_date)


async def planned(region: Laid, link: str, raw: bytes) -> Plan:
    adapter, around = region.gateway.adapters[link], world(region)
    on = around.today()
    taken = understand(open_document(raw, adapter.terms, header=None, at=around.now(), on=on), adapter.terms, on=on)
    return await plan(taken, adapter, region.gateway.adapters, region.gateway.journal, around)


async def acceptance(region: Laid, link: str, raw: bytes) -> Acceptance:
    return (await planned(region, link, raw)).acceptance(raw, b"<receipt/>")


async def accepted(region: Laid, link: str, raw: bytes) -> MessageView:
    answer = await region.accept(link, raw)
    assert answer.accepted, answer.receipt
    view = await region.gateway.journal.message(answer.message)
    assert view is not None
    return view


def to_both(region: Laid, number: str, name: str = "北京某某食品有限公司") -> bytes:
    """For goods that land in Tianjin and go to Hebei."""
    text = region.declared(number).replace("<PurpOrgCode>110110", "<PurpOrgCode>130402")
    return sealed_text(region, text.replace("北京某某食品有限公司", name))


def sealed_text(region: Laid, text: str) -> bytes:
    return sealed(text, region.signers["beijing"])


@in_one_loop
async def test_each_receiver_gets_a_document_under_a_number_of_its_own(region: Laid) -> None:
    view = await accepted(region, "beijing", to_both(region, fresh()))
    assert [one.link for one in view.deliveries] == ["hebei", "tianjin"]
    numbers = [view.row.message, *(one.number for one in view.deliveries)]
    assert len(set(numbers)) == 3
    assert {etree.fromstring(one.document).findtext(".//{*}CopMsgId") for one in view.deliveries} == set(numbers[1:])
    assert {one.state for one in view.deliveries} == {State.WAITING}


@pytest.fixture
def narrow(region: Laid, monkeypatch: pytest.MonkeyPatch) -> Laid:
    """Hebei reads GBK for once."""
    hebei = region.gateway.adapters["hebei"]
    monkeypatch.setitem(
        region.gateway.adapters,
        "hebei",
        replace(hebei, terms=replace(hebei.terms, charset="GBK")),
    )
    return region


@in_one_loop
async def test_what_one_receiver_cannot_be_told_is_a_dead_letter_for_it_alone(narrow: Laid) -> None:
    answer = await narrow.accept("beijing", to_both(narrow, fresh(), RARE))
    assert answer.accepted
    view = await narrow.gateway.journal.message(answer.message)
    assert view is not None
    hebei, tianjin = view.deliveries
    assert (hebei.state, hebei.code, hebei.document) == (State.DEAD, "4207", b"")
    assert "㐀" in hebei.reason
    assert (tianjin.state, tianjin.code) == (State.WAITING, "")
    assert RARE in inner(tianjin.document).decode()


@in_one_loop
async def test_what_no_receiver_can_be_told_is_refused(narrow: Laid) -> None:
    number = fresh()
    text = narrow.declared(number, port="130402").replace("北京某某食品有限公司", RARE)
    answer = await narrow.accept("beijing", sealed_text(narrow, text))
    assert (answer.code, answer.status) == ("4207", 422)
    assert told(answer.receipt, narrow.signers["gateway"]).signed
    assert (await narrow.accept("beijing", narrow.declaration(number))).accepted


@in_one_loop
async def test_losses_are_told_to_the_sender_by_receiver_and_kept_by_delivery(region: Laid) -> None:
    made = await planned(region, "beijing", to_both(region, fresh()))
    assert made.losses()
    assert {loss.split(":", 1)[0] for loss in made.losses()} <= {"tianjin", "hebei"}
    view = await accepted(region, "beijing", to_both(region, fresh()))
    assert all(one.losses for one in view.deliveries)


@in_one_loop
async def test_numbers_are_aliases_under_their_party_and_global_ones_under_nobody(region: Laid) -> None:
    number = fresh()
    made = await acceptance(region, "beijing", region.declaration(number))
    assert made.aliases == {
        f"message:{made.message}",
        f"declaration_number:beijing:D{number}",
        f"bill:B{number}/045W",
    }
    assert made.references["declaration_number"] == f"D{number}"
    assert (made.party, made.number, made.kind, made.answers) == ("beijing", number, "declaration", None)


@in_one_loop
async def test_a_receiver_is_known_to_have_learned_our_number_and_those_it_was_told(region: Laid) -> None:
    number = fresh()
    made = await acceptance(region, "beijing", region.declaration(number))
    learned = {(one.party, one.name, one.number, one.message) for one in made.learned}
    assert ("tianjin", "in_reply_to", made.deliveries[0].number, made.message) in learned
    assert ("tianjin", "declaration_number", f"D{number}", made.message) in learned
    assert {party for party, *_ in learned} == {"tianjin"}


@in_one_loop
async def test_an_answer_goes_back_to_whoever_asked_in_his_own_numbers(region: Laid) -> None:
    number = fresh()
    asked = await accepted(region, "beijing", region.declaration(number))
    theirs = etree.fromstring(inner(asked.deliveries[0].document)).findtext(".//SEND_CODE")
    assert theirs
    answer = await accepted(region, "tianjin", region.answer(fresh(), theirs))
    assert answer.answers == asked.row.message
    assert [one.link for one in answer.deliveries] == ["beijing"]
    root = etree.fromstring(answer.deliveries[0].document)
    assert (root.findtext("{*}CusCiqNo"), root.findtext("{*}RspCodes")) == (f"D{number}", "2000")


@in_one_loop
async def test_an_answer_is_of_the_consignment_it_answers(region: Laid) -> None:
    asked = await accepted(region, "beijing", region.declaration(fresh()))
    theirs = etree.fromstring(inner(asked.deliveries[0].document)).findtext(".//SEND_CODE") or ""
    made = await acceptance(region, "tianjin", region.answer(fresh(), theirs))
    assert f"message:{asked.row.message}" in made.aliases
    assert all(one.message == asked.row.message for one in made.learned)


@in_one_loop
async def test_nobody_answers_what_another_was_asked(region: Laid) -> None:
    asked = await accepted(region, "beijing", region.declaration(fresh()))
    theirs = etree.fromstring(inner(asked.deliveries[0].document)).findtext(".//SEND_CODE") or ""
    text = (
        f'<Ciqresult xmlns="http://www.chinaport.gov.cn/ciq"><CusCiqNo>{theirs}</CusCiqNo>'
        "<OperTime>2014-10-15 16:30:00</OperTime><RspCodes>2000</RspCodes></Ciqresult>"
    )
    assert (await region.accept("beijing", sealed_text(region, text))).code == "4307"


@in_one_loop
async def test_an_answer_for_a_link_that_takes_none_needs_an_operator(
    region: Laid, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await accepted(region, "beijing", region.declaration(fresh()))
    theirs = etree.fromstring(inner(asked.deliveries[0].document)).findtext(".//SEND_CODE") or ""
    monkeypatch.delitem(region.gateway.adapters, "beijing")
    answer = await region.accept("tianjin", region.answer(fresh(), theirs))
    assert answer.code == "4306"
    assert "(value 'beijing')" in told(answer.receipt, region.signers["gateway"]).info
