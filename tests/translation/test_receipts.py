from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from gateway.commands.demo.region import ADDRESSES
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, Place
from gateway.model.faults import FAULTS
from gateway.model.message import Receipt
from gateway.translation.receipts import REASON_CHARS, accepted, digest_of, read_receipt, refused, word
from gateway.translation.taking import prove, read_head
from gateway.translation.terms import Terms
from gateway.trust.md5_prefix import Md5Prefix
from tests.translation.agreed import AT, ON, OTHERS, SM2, THEIRS, enveloped, hebei, sealed, terms, theirs

EACH = {
    "beijing-ciq": terms("beijing-ciq"),
    "tianjin-ciq": terms("tianjin-ciq"),
    "hebei-dec": terms("hebei-dec"),
    "dxp": terms("hebei-dec", "dxp"),
}
each = pytest.mark.parametrize("agreed", EACH.values(), ids=EACH)
ERROR = faults.CODE_UNKNOWN.error("no such code", place=Place(path="/a/b", line=2), value="999")
RAW = b"<what-was-received/>"


def read(receipt: bytes, agreed: Terms) -> Receipt:
    return read_receipt(receipt, theirs(agreed), header=None, at=AT, on=ON)


@each
def test_the_sender_reads_that_its_document_was_taken_and_under_which_number(agreed: Terms) -> None:
    receipt = replace(accepted(RAW, agreed, number="7", envelope=None, at=AT), gateway_number="2014")
    said = read(word(receipt, agreed, on=ON), agreed)
    assert (said.accepted, said.number) == (True, "7")
    if "gateway_number" not in (agreed.envelope or agreed.translator).dialect.receipt.lacks:
        assert said.gateway_number == "2014"


@each
def test_the_sender_reads_that_it_was_refused_and_why(agreed: Terms) -> None:
    receipt = refused(ERROR, RAW, agreed, number="7", envelope=None, at=AT)
    said = read(word(receipt, agreed, on=ON), agreed)
    assert (said.accepted, said.number) == (False, "7")
    assert "4204 code-unknown at /a/b, line 2: no such code (value '999'); use a code" in said.reason
    assert "请使用公布代码表中的代码" in said.reason


@each
def test_a_refusal_without_a_number_can_be_said(agreed: Terms) -> None:
    said = read(word(refused(ERROR, b"", agreed, number="", envelope=None, at=AT), agreed, on=ON), agreed)
    assert said.number in ("", "Unknown")


@each
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_every_fault_can_be_told_with_its_remedy_however_much_there_is_to_say(agreed: Terms, fault: Fault) -> None:
    error = fault.error("x" * 5000, place=Place(path="/" + "a" * 5000, line=2), value="\x00" * 5000)
    said = read(word(refused(error, RAW, agreed, number="7", envelope=None, at=AT), agreed, on=ON), agreed)
    assert said.reason.startswith(f"{fault.code} {fault.name} at ")
    assert said.reason.endswith(f"; {fault.remedy} {fault.remedy_zh}")
    assert len(said.reason) == REASON_CHARS


@each
def test_a_receipt_for_strangers_is_not_signed_and_says_the_same(agreed: Terms) -> None:
    receipt = refused(ERROR, RAW, agreed, number="", envelope=None, at=AT)
    document = word(receipt, agreed, on=ON, signed=False)
    assert b"Signature" not in document
    with pytest.raises(GatewayError) as caught:
        read(document, agreed)
    assert caught.value.fault is faults.SIGNATURE_MISSING
    assert not read(document, replace(agreed, profile=None)).accepted


def test_dxp_rep_repeats_the_head_it_answers_and_names_the_bytes() -> None:
    agreed = EACH["dxp"]
    raw = sealed(enveloped(hebei().encode(), "E7"))
    opened = read_head(prove(raw, agreed, header=None, at=AT), agreed, on=ON)
    said = read(word(accepted(raw, agreed, number="E7", envelope=opened.envelope, at=AT), agreed, on=ON), agreed)
    assert said.original is not None
    assert (said.original.number, said.original.message_type) == ("E7", "SWDEC001")
    assert (said.digest, said.receiver, said.answerer) == (digest_of(raw), ADDRESSES["hebei"], ADDRESSES["gateway"])
    assert (said.code, said.official) == ("0000", "0000")


def test_dxp_rep_tells_both_codes() -> None:
    said = read(
        word(refused(ERROR, RAW, EACH["dxp"], number="7", envelope=None, at=AT), EACH["dxp"], on=ON), EACH["dxp"]
    )
    assert (said.code, said.official) == ("4204", "0002")


def test_a_receipt_goes_to_the_link_whoever_the_envelope_says_sent_it() -> None:
    agreed = EACH["dxp"]
    text = enveloped(hebei().encode()).replace(ADDRESSES["hebei"], ADDRESSES["tianjin"], 1)
    opened = read_head(prove(sealed(text), agreed, header=None, at=AT), agreed, on=ON)
    error = faults.SENDER_WRONG.error("not you")
    said = refused(error, RAW, agreed, number="E7", envelope=opened.envelope, at=AT)
    assert said.receiver == ADDRESSES["hebei"]


def test_losses_are_told_as_far_as_there_is_room() -> None:
    losses = tuple(f"loss {n} of the document" for n in range(100))
    receipt = replace(accepted(RAW, EACH["dxp"], number="7", envelope=None, at=AT), losses=losses)
    said = read(word(receipt, EACH["dxp"], on=ON), EACH["dxp"])
    assert said.losses[:10] == losses[:10]


@each
def test_a_receipt_of_somebody_else_or_changed_on_the_way_is_not_believed(agreed: Terms) -> None:
    document = word(accepted(RAW, agreed, number="7", envelope=None, at=AT), agreed, on=ON)
    seen = theirs(agreed)
    for raw, trusting in (
        (document.replace(b">7<", b">8<"), seen),
        (document, replace(seen, trust=replace(seen.trust, pins={}))),
        (document, replace(seen, party="others")),
        (document, replace(seen, profile=replace(SM2, name="other", digest_method="urn:other"))),
        (document[:-10], seen),
        (b"", seen),
        (document + b" " * 2**20, seen),
    ):
        with pytest.raises(GatewayError):
            read_receipt(raw, trusting, header=None, at=AT, on=ON)


def test_a_receipt_that_is_another_document_is_refused() -> None:
    agreed = EACH["beijing-ciq"]
    for text in ("<Other/>", hebei()):
        with pytest.raises(GatewayError) as caught:
            read_receipt(sealed(text, THEIRS), agreed, header=None, at=AT, on=ON)
        assert caught.value.fault is faults.ROOT_UNKNOWN
    with pytest.raises(GatewayError) as caught:
        read_receipt(sealed(hebei(), OTHERS), agreed, header=None, at=AT, on=ON)
    assert caught.value.fault is faults.CERTIFICATE_OTHER_PARTY


def test_a_digest_names_bytes_and_not_their_meaning() -> None:
    assert digest_of(b"<a/>") != digest_of(b"<a />")
    assert digest_of(b"abc") == "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@each
def test_a_receipt_is_well_formed_in_the_links_charset(agreed: Terms) -> None:
    charset = agreed.outer_charset()
    document = word(refused(ERROR, RAW, agreed, number="7", envelope=None, at=AT), agreed, on=ON)
    assert document.startswith(f'<?xml version="1.0" encoding="{charset.upper()}"?>'.encode())
    assert etree.fromstring(document) is not None


def test_receipts_on_a_link_behind_the_md5_prefix_bear_none() -> None:
    agreed = terms("tianjin-customs", profile=None, prefix=Md5Prefix(key=b"a made-up key of a test"))
    for receipt in (
        accepted(RAW, agreed, number="7", envelope=None, at=AT),
        refused(ERROR, RAW, agreed, number="7", envelope=None, at=AT),
    ):
        said = word(receipt, agreed, on=ON)
        assert said.startswith(b"<?xml")
        assert read(said, agreed).accepted == receipt.accepted
