"""The DXP envelope and its receipt: the official names, and what they mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from adapters.national.dxp import DIALECT
from gateway.model.errors import GatewayError
from gateway.model.message import Envelope, Key, Receipt
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.schema import read_schemas
from gateway.translation.translator import EnvelopeTranslator
from tests.samples.messages import ACCEPTED, BUSINESS_DATE, ENVELOPE, REFUSED

SAMPLES = Path(__file__).parents[2] / "samples" / "dxp"
DXP = "{http://www.chinaport.gov.cn/dxp}"


@cache
def translator() -> EnvelopeTranslator:
    return EnvelopeTranslator(DIALECT, read_codes(data_folder("config") / "codes"), read_schemas(data_folder("xsd")))


def sample(name: str) -> etree._Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    return etree.parse(SAMPLES / name, parser).getroot()


def written(envelope: Envelope) -> bytes:
    return translator().write(envelope, on=BUSINESS_DATE)[0]


def receipt(said: Receipt) -> bytes:
    return translator().write_receipt(said, on=BUSINESS_DATE)


def read_receipt(document: bytes | etree._Element) -> Receipt:
    root = etree.fromstring(document) if isinstance(document, bytes) else document
    return translator().read_receipt(root, on=BUSINESS_DATE)


def told(document: bytes, path: str) -> str | None:
    return etree.fromstring(document).findtext("/".join(f"{DXP}{step}" for step in path.split("/")))


def test_the_sample_envelope_reads_to_the_envelope_and_back() -> None:
    assert translator().read(sample("message.xml"), on=BUSINESS_DATE) == (ENVELOPE, ())
    assert written(ENVELOPE) == etree.tostring(sample("message.xml"), method="c14n")


def test_the_sample_receipt_reads_to_the_refusal_and_back() -> None:
    assert receipt(REFUSED) == etree.tostring(sample("receipt.xml"), method="c14n")
    head = replace(ENVELOPE, data=b"", file_name=None, keys=(), identity=None)
    midnight = datetime(2014, 10, 14, 16, 0, tzinfo=UTC)
    assert read_receipt(sample("receipt.xml")) == replace(REFUSED, original=head, at=midnight)


def test_an_envelope_with_all_it_may_have_keeps_it() -> None:
    full = replace(
        ENVELOPE,
        receivers=tuple(f"DXPENT000000020{digit}" for digit in range(5)),
        keys=tuple(Key(name=f"K{digit}", value="号" * 64) for digit in range(5)),
        data=bytes(range(256)),
    )
    assert translator().read(etree.fromstring(written(full)), on=BUSINESS_DATE) == (full, ())


def test_an_envelope_with_the_least_it_may_have_keeps_it() -> None:
    least = replace(ENVELOPE, file_name=None, keys=(), identity=None)
    document = written(least)
    assert b"AddInfo" not in document
    assert translator().read(etree.fromstring(document), on=BUSINESS_DATE) == (least, ())


def test_an_empty_message_type_is_read_for_the_official_schema_allows_it() -> None:
    document = written(ENVELOPE).replace(b"<MsgType>120</MsgType>", b"<MsgType></MsgType>")
    assert translator().read(etree.fromstring(document), on=BUSINESS_DATE)[0].message_type == ""


@pytest.mark.parametrize(
    ("envelope", "fault"),
    [
        (replace(ENVELOPE, receivers=()), "target-lacks"),
        (replace(ENVELOPE, sender="DXPENT00000001100"), "target-length"),
        (replace(ENVELOPE, message_type=""), "target-lacks"),
        (replace(ENVELOPE, data=b""), "target-lacks"),
    ],
)
def test_what_the_official_schema_does_not_hold_is_refused(envelope: Envelope, fault: str) -> None:
    with pytest.raises(GatewayError, match=fault):
        written(envelope)


def test_an_envelope_of_another_namespace_is_refused() -> None:
    document = written(ENVELOPE).replace(b"chinaport.gov.cn/dxp", b"chinaport.gov.cn/ceb")
    with pytest.raises(GatewayError, match="namespace-wrong"):
        translator().read(etree.fromstring(document), on=BUSINESS_DATE)


def test_data_that_is_not_base64_is_refused_with_its_place() -> None:
    document = written(ENVELOPE).replace(b"<Data>", b"<Data>***")
    with pytest.raises(GatewayError) as caught:
        translator().read(etree.fromstring(document), on=BUSINESS_DATE)
    assert caught.value.place.path == "/DxpMsg/Data"


def test_acceptance_is_0000_and_tells_our_number_and_the_digest() -> None:
    document = receipt(ACCEPTED)
    assert told(document, "Response/ResponseCode") == "0000"
    assert told(document, "Response/Results/Result/Info") == "G2014101500000001"
    assert told(document, "Response/Results/Result/Note") == "sm3:" + "0f" * 32
    assert read_receipt(document).accepted


def test_a_refusal_tells_the_official_code_and_ours() -> None:
    document = receipt(REFUSED)
    assert told(document, "Response/ResponseCode") == "0002"
    assert told(document, "Response/Results/Result/Code") == "4204"
    assert not read_receipt(document).accepted


def test_the_result_is_that_of_the_receiver_which_the_sender_named() -> None:
    assert told(receipt(ACCEPTED), "Response/Results/Result/RecId") == "DXPENT0000000202"
    assert told(receipt(ACCEPTED), "RecevierId") == "DXPENT0000000110"


def test_the_notice_is_a_day_in_china() -> None:
    late = replace(ACCEPTED, at=datetime(2014, 10, 15, 17, 0, tzinfo=UTC))
    assert told(receipt(late), "Response/NoticeTime") == str(date(2014, 10, 16))


def test_a_long_reason_is_cut_and_the_receipt_goes_out() -> None:
    document = receipt(replace(REFUSED, reason="不" * 1000))
    assert told(document, "Response/ResponseInfo") == "不" * 300


def test_losses_stand_in_the_note() -> None:
    said = replace(ACCEPTED, losses=("goods[2].brand", "remark"))
    assert told(receipt(said), "Response/Note") == "goods[2].brand; remark"
    assert read_receipt(receipt(said)).losses == said.losses


def test_a_platforms_refusal_without_results_is_a_refusal_by_a_peer() -> None:
    root = sample("receipt.xml")
    response = root.find(f"{DXP}Response")
    results = root.find(f".//{DXP}Results")
    assert response is not None
    assert results is not None
    response.remove(results)
    said = read_receipt(root)
    assert (said.accepted, said.official, said.code) == (False, "0002", "4506")


def test_without_the_head_of_what_it_answers_no_receipt_is_written() -> None:
    with pytest.raises(GatewayError, match="target-lacks"):
        receipt(replace(ACCEPTED, original=None))


def test_a_stand_in_for_a_head_that_could_not_be_read_satisfies_the_schema() -> None:
    head = replace(ENVELOPE, number="Unknown", message_type="Unknown", data=b"")
    assert read_receipt(receipt(replace(REFUSED, number="", original=head))).number == "Unknown"
