"""The envelope of Guangzhou's e-port and its answer: the public names, and what they mean."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from adapters.guangzhou.gzeport import DIALECT
from adapters.guangzhou.gzeport.receipt import NOT_SAID
from gateway.model.errors import GatewayError
from gateway.model.message import Envelope, Receipt
from gateway.translation.tables import faults_of_dialect
from gateway.translation.translator import EnvelopeTranslator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.samples.messages import ACCEPTED, BUSINESS_DATE, ENVELOPE, REFUSED

FOLDER = SAMPLES / "gzeport"
SAID = replace(ENVELOPE, keys=(), identity=None)
"""Of the envelope that all samples mean, what this one can say."""


@cache
def translator() -> EnvelopeTranslator:
    return EnvelopeTranslator(DIALECT, CODES, SCHEMAS)


def sample(name: str, *changes: tuple[str, str]) -> etree._Element:
    text = (FOLDER / name).read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    return etree.fromstring(text.encode(), etree.XMLParser(remove_blank_text=True, remove_comments=True))


def read(root: etree._Element) -> Envelope:
    envelope, losses = translator().read(root, on=BUSINESS_DATE)
    assert losses == ()
    return envelope


def written(envelope: Envelope) -> bytes:
    return translator().write(envelope, on=BUSINESS_DATE)[0]


def receipt(said: Receipt) -> bytes:
    return translator().write_receipt(said, on=BUSINESS_DATE)


def read_receipt(document: bytes) -> Receipt:
    return translator().read_receipt(etree.fromstring(document), on=BUSINESS_DATE)


def test_every_attribute_has_a_row_or_a_reason() -> None:
    assert faults_of_dialect(DIALECT, CODES) == []


def test_the_sample_envelope_reads_to_the_envelope_and_back() -> None:
    assert read(sample("message.xml")) == SAID
    document, losses = translator().write(ENVELOPE, on=BUSINESS_DATE)
    assert document == etree.tostring(sample("message.xml"), method="c14n")
    assert {loss.name.partition("[")[0] for loss in losses} == {"keys", "identity"}


def test_an_envelope_with_all_it_may_have_keeps_it() -> None:
    full = replace(
        SAID,
        number="N" * 60,
        message_type="T" * 15,
        sender="S" * 30,
        receivers=tuple(f"{digit}" * 30 for digit in range(10)),
        data=bytes(range(256)),
        version="1.1",
    )
    assert read(etree.fromstring(written(full))) == full


def test_an_envelope_without_what_is_optional_is_read() -> None:
    least = sample("message.xml", ("<FileName>120_2014101500000001.xml</FileName>", ""), ("<ZipFlag>0</ZipFlag>", ""))
    assert read(least) == replace(SAID, file_name=None)


@pytest.mark.parametrize(
    ("envelope", "fault"),
    [
        (replace(SAID, receivers=()), "target-lacks"),
        (replace(SAID, receivers=tuple("ABCDEFGHIJK")), "target-length"),
        (replace(SAID, sender="S" * 31), "target-length"),
        (replace(SAID, number="N" * 61), "target-length"),
        (replace(SAID, message_type="T" * 16), "target-length"),
        (replace(SAID, message_type=""), "target-lacks"),
        (replace(SAID, data=b""), "target-lacks"),
    ],
)
def test_what_the_public_schema_does_not_hold_is_refused(envelope: Envelope, fault: str) -> None:
    with pytest.raises(GatewayError, match=fault):
        written(envelope)


def test_more_than_ten_receivers_are_refused() -> None:
    with pytest.raises(GatewayError, match="at most 10"):
        read(sample("message.xml", ("</Receivers>", "<Receiver>R</Receiver>" * 10 + "</Receivers>")))


@pytest.mark.parametrize("flag", ["1", "-1", "true", "2"])
def test_data_that_is_zipped_is_refused_for_that_and_never_read(flag: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("120.xml", "<RequestMessage/>")
    data = base64.b64encode(packed.getvalue()).decode()
    was = base64.b64encode(ENVELOPE.data).decode()
    with pytest.raises(GatewayError) as caught:
        read(sample("message.xml", (">0</ZipFlag>", f">{flag}</ZipFlag>"), (was, data)))
    assert (caught.value.place.path, caught.value.value) == ("/GzeportTransfer/Head/ZipFlag", flag)
    assert caught.value.fault.turn == "sender"


def test_data_that_is_not_base64_is_refused_with_its_place() -> None:
    with pytest.raises(GatewayError) as caught:
        read(sample("message.xml", ("<Data>", "<Data>***")))
    assert caught.value.place.path == "/GzeportTransfer/Data"


def test_the_sample_receipt_reads_to_the_refusal_and_back() -> None:
    assert receipt(REFUSED) == etree.tostring(sample("receipt.xml"), method="c14n")
    head = replace(SAID, data=b"", file_name=None, created_at=NOT_SAID)
    expected = replace(REFUSED, original=head, code="4506", official="0000", digest="")
    assert read_receipt(receipt(REFUSED)) == expected


def test_acceptance_tells_what_the_receivers_cannot_say() -> None:
    said = replace(ACCEPTED, reason="", losses=("goods[2].brand", "remark"))
    answer = read_receipt(receipt(said))
    assert (answer.accepted, answer.losses, answer.code) == (True, said.losses, "0000")
    assert b"<Notes>" not in receipt(said)


def test_a_long_reason_is_cut_and_the_receipt_goes_out() -> None:
    assert read_receipt(receipt(replace(REFUSED, reason="不" * 2000))).reason == "不" * 1000


def test_what_had_several_receivers_is_answered_as_such() -> None:
    assert ACCEPTED.original is not None
    several = replace(ACCEPTED, original=replace(ACCEPTED.original, receivers=("A", "B")), answerer="B")
    answer = read_receipt(receipt(several))
    assert answer.original is not None
    assert (answer.original.receivers, answer.answerer) == (("A", "B"), "B")


def test_an_answer_as_the_platform_gives_it_is_read() -> None:
    root = sample(
        "receipt.xml",
        ("<Version>3.0<", "<FunctionCode></FunctionCode><SignerInfo></SignerInfo><Version>2.0<"),
        ("<RespondBy>01<", "<OrgRecTime>20141015090001</OrgRecTime><RespondBy>02<"),
    )
    answer = translator().read_receipt(root, on=BUSINESS_DATE)
    assert (answer.accepted, answer.number, answer.reason) == (False, "2014101500000001", REFUSED.reason)
