"""Whatever comes in: a code of its own, the place, the value, the remedy, in the port's own words; and work goes on."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import AsyncIterator
from itertools import count

import pytest
import pytest_asyncio
import structlog
from lxml import etree

from gateway.commands.demo.region import ADDRESSES
from gateway.model import faults
from gateway.model.errors import Turn
from gateway.service.transports.transport import Answer
from gateway.translation.receipts import digest_of
from tests.service.bad_documents import TABLE, Bad, carried
from tests.service.laid import Laid, laid
from tests.service.receipts import told

in_one_loop = pytest.mark.asyncio(loop_scope="module")
NUMBERS = count(2014101500000000)
SECURITY = {"4105", "4108", "4120", "4121", "4122", "4123", "4124", "4304", "4401"}
HEAD_BYTES = 4096
LOGGED = {"event", "log_level", "link", "code", "place"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Laid]:
    async with laid(tmp_path_factory.mktemp("region")) as made:
        yield made


def fresh() -> str:
    return str(next(NUMBERS))


@pytest.mark.parametrize("bad", TABLE, ids=[bad.name for bad in TABLE])
@in_one_loop
async def test_each_is_told_its_code_place_value_and_remedy_and_its_id_stays_free(region: Laid, bad: Bad) -> None:
    number = fresh()
    document = bad.make(region, number)
    outcome = "security" if bad.fault.code in SECURITY else "refused"
    counted = region.counted(outcome, link=bad.link, code=bad.fault.code)
    with structlog.testing.capture_logs() as logs:
        answer = await region.accept(bad.link, document, bad.charset)
    assert (answer.code, answer.status, answer.accepted) == (bad.fault.code, bad.fault.status, False)
    check_receipt(region, bad, answer, document, number)
    await check_record(region, bad, document)
    assert region.counted(outcome, link=bad.link, code=bad.fault.code) == counted + 1
    assert [log.keys() for log in logs] == [LOGGED]
    assert len(str(logs)) < 400
    assert answer.retry_after_s is None
    await mended(region, bad.mends_over or bad.link, number)


def check_receipt(region: Laid, bad: Bad, answer: Answer, document: bytes, number: str) -> None:
    said = told(answer.receipt, region.signers["gateway"])
    assert (said.accepted, said.code, said.signed) == (False, bad.fault.code, bad.known)
    assert said.info.startswith(f"{bad.fault.code} {bad.fault.name}{f' at {bad.place}' if bad.place else ''}: ")
    assert said.info.endswith(f"; {bad.fault.remedy} {bad.fault.remedy_zh}")
    if bad.value is not None:
        assert f"(value {bad.value!r})" in said.info
    assert said.number in (number, "", "Unknown")
    if bad.link in ("hebei", "tianjin"):
        assert (said.official, said.digest) == (bad.fault.official, digest_of(document))
        assert said.receiver == ADDRESSES[bad.link]


async def check_record(region: Laid, bad: Bad, document: bytes) -> None:
    [kept] = await region.gateway.journal.refusals(1)
    assert (kept.link, kept.code, kept.place) == (bad.link, bad.fault.code, bad.place)
    assert (kept.digest, kept.size) == (digest_of(document), len(document))
    assert kept.head == document[:HEAD_BYTES]
    assert kept.security is (bad.fault.code in SECURITY)
    assert bool(kept.party) is bad.known


async def mended(region: Laid, link: str, number: str) -> None:
    """The worker lives, and what was refused used up no id."""
    answer = await region.accept(link, region.good(link, number))
    assert (answer.code, answer.status, answer.copy) == ("0000", 200, False)
    assert told(answer.receipt, region.signers["gateway"]).signed


def test_every_row_has_a_name_of_its_own() -> None:
    assert len({bad.name for bad in TABLE}) == len(TABLE)


@in_one_loop
async def test_a_link_nobody_has_is_answered_unsigned_in_the_common_envelopes_words(region: Laid) -> None:
    document = region.declaration(fresh())
    counted = region.counted("refused", link="", code="4301")
    answer = await region.accept("nobody", document)
    said = told(answer.receipt, region.signers["gateway"])
    assert (answer.status, said.code, said.official, said.signed) == (404, "4301", "2002", False)
    assert "(value 'nobody')" in said.info
    assert said.number == "Unknown"
    [kept] = await region.gateway.journal.refusals(1)
    assert (kept.link, kept.party, kept.head) == ("", "", document[:HEAD_BYTES])
    assert region.counted("refused", link="", code="4301") == counted + 1


@pytest.mark.parametrize("link", ["", "北京", "\x00", "\ud800", "a" * 5000, "../../etc/passwd", "<a/>"])
@in_one_loop
async def test_whatever_a_stranger_calls_his_link_he_is_answered(region: Laid, link: str) -> None:
    with structlog.testing.capture_logs() as logs:
        answer = await region.accept(link, b"<a/>")
    assert told(answer.receipt, region.signers["gateway"]).code == "4301"
    assert [log["link"] for log in logs] == [""], "a label of the metrics is ours to choose"


@in_one_loop
async def test_a_known_sender_is_told_which_of_its_messages_is_meant(region: Laid) -> None:
    for bad in TABLE:
        if bad.fault in (faults.OFFICE_NOT_ALLOWED, faults.CODE_UNKNOWN, faults.SENDER_WRONG, faults.ENVELOPE_DATA):
            number = fresh()
            answer = await region.accept(bad.link, bad.make(region, number))
            assert told(answer.receipt, region.signers["gateway"]).number == number, bad.name


@in_one_loop
async def test_the_same_id_with_other_content_is_a_security_event_and_the_first_stands(region: Laid) -> None:
    number = fresh()
    first = await region.accept("beijing", region.declaration(number))
    other = await region.accept("beijing", region.declaration(number, remark="改"))
    said = told(other.receipt, region.signers["gateway"])
    assert (other.status, said.code, said.number, said.signed) == (409, "4401", number, True)
    assert f"(value '{number}')" in said.info
    [kept] = await region.gateway.journal.refusals(1, security=True)
    assert (kept.code, kept.number, kept.party) == ("4401", number, "beijing")
    again = await region.accept("beijing", region.declaration(number))
    assert (again.copy, again.receipt, again.message) == (True, first.receipt, first.message)


@in_one_loop
async def test_two_parties_may_use_one_id(region: Laid) -> None:
    number = fresh()
    for link in ("beijing", "hebei", "tianjin"):
        await mended(region, link, number)


@in_one_loop
async def test_gbk_under_the_label_of_gb2312_is_repaired_and_counted(region: Laid) -> None:
    number = fresh()
    text = region.hebei_text(number).replace("秦皇岛某某食品", "秦皇岛朱镕堃食品", 1)
    document = b'<?xml version="1.0" encoding="GB2312"?>' + text.encode("gbk")
    counted = region.counted("repaired", link="hebei")
    answer = await region.accept("hebei", carried(document)(region, number))
    assert answer.code == "0000"
    assert region.counted("repaired", link="hebei") == counted + 1
    view = await region.gateway.journal.message(answer.message)
    assert view is not None
    assert view.notes["document.repairs"] == "1"
    assert "镕堃" in _data(view.deliveries[0].document).decode()


@in_one_loop
async def test_what_needed_no_repair_is_not_counted(region: Laid) -> None:
    counted = region.counted("repaired")
    await mended(region, "hebei", fresh())
    assert region.counted("repaired") == counted


@in_one_loop
async def test_a_mistake_of_ours_is_told_as_ours_without_a_word_of_the_document(
    region: Laid, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("<secret/>")

    monkeypatch.setattr("gateway.service.exchange.understand", broken)
    number = fresh()
    with structlog.testing.capture_logs() as logs:
        answer = await region.accept("beijing", region.declaration(number))
    said = told(answer.receipt, region.signers["gateway"])
    assert (answer.status, said.code, said.signed, answer.retry_after_s) == (500, "4999", True, 5.0)
    assert "secret" not in answer.receipt.decode() + str(logs)
    assert [log["event"] for log in logs] == ["our-fault", "refused"]
    monkeypatch.undo()
    await mended(region, "beijing", number)


def test_no_row_says_come_back_and_nothing_was_wrong() -> None:
    assert {bad.fault.turn for bad in TABLE} <= {Turn.SENDER, Turn.SETUP}


def _data(envelope: bytes) -> bytes:
    return b64decode(etree.fromstring(envelope).findtext("{*}Data") or "")
