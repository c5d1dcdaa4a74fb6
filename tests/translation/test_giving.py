from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from gateway.commands.demo.region import ADDRESSES
from gateway.document.charset import encode
from gateway.model import faults
from gateway.model.declaration import ClearanceMode
from gateway.model.errors import GatewayError, SenderError
from gateway.translation.codecs import CHINA
from gateway.translation.giving import Given, give, numbered, reseal
from gateway.translation.taking import Taken, open_document, understand
from gateway.translation.terms import Terms
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.md5_prefix import Md5Prefix
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_verify import verify
from tests.samples.cargo import MANIFEST
from tests.samples.messages import LEAN_BODY, LEAN_DECLARATION, RELEASED, RELEASED_BODY
from tests.translation.agreed import ON, OURS, SM2, inner, terms, theirs
from tests.trust.made import AT, UNTIL

NUMBER = "201410150000000007"
CONSTANTS = {"SWImpData/DecMessage/DecHead/CopCode": "110000001"}
EACH = {
    "beijing": terms("beijing-ciq"),
    "tianjin": terms("tianjin-ciq", "dxp"),
    "tianjin, both signed": terms("tianjin-ciq", "dxp", document_profile=SM2),
    "tianjin, as at Guangzhou": terms("tianjin-ciq", "gzeport"),
    "tianjin, between nodes": terms("tianjin-ciq", "dxp-sv", node="12000001", our_node="11000001"),
    "hebei": terms("hebei-dec", "dxp", charset="GB18030", constants=CONSTANTS),
    "nobody signs": terms("tianjin-ciq", profile=None),
}
each = pytest.mark.parametrize("agreed", EACH.values(), ids=EACH)


def given(agreed: Terms) -> Given:
    return give(LEAN_DECLARATION, agreed, number=NUMBER, at=AT, on=ON)


def taken(document: bytes, agreed: Terms, at: datetime = AT) -> Taken:
    seen = theirs(agreed)
    return understand(open_document(document, seen, header=None, at=at, on=ON), seen, on=ON)


@each
def test_what_we_give_the_receiver_takes_under_our_number_and_our_name(agreed: Terms) -> None:
    got = taken(given(agreed).document, agreed)
    assert got.number == NUMBER
    assert got.message.body.KIND == "declaration"
    signed_layers = [name for name in got.notes if name.endswith("certificate")]
    assert len(signed_layers) == sum(profile is not None for profile in (agreed.profile, agreed.document_profile))
    if agreed.envelope:
        assert (got.message.sender, got.message.receivers) == (agreed.our_address, (agreed.address,))


@each
def test_the_body_that_is_told_has_the_numbers_that_the_receiver_will_know(agreed: Terms) -> None:
    told = given(agreed).body.references()
    assert told["declaration_number"] == LEAN_DECLARATION.body.references()["declaration_number"]
    assert dict(taken(given(agreed).document, agreed).message.body.references()).items() <= dict(told).items()


def test_the_business_document_is_in_the_links_charset_and_the_envelope_in_utf_8() -> None:
    document = given(EACH["hebei"]).document
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert inner(document).startswith(b'<?xml version="1.0" encoding="GB18030"?>')
    assert "北京" in inner(document).decode("gb18030")


def test_what_only_an_envelope_could_say_is_a_named_loss_where_there_is_none() -> None:
    body = replace(LEAN_BODY, clearance_mode=ClearanceMode.REGIONAL, certificate_office="0110")
    sent = replace(LEAN_DECLARATION, body=body)
    for agreed, lost in (
        (EACH["nobody signs"], {"clearance_mode": "RI", "certificate_office": "110110"}),
        (EACH["tianjin"], {}),
    ):
        losses = give(sent, agreed, number=NUMBER, at=AT, on=ON).losses
        assert {one.name: one.value for one in losses if one.name in lost or one.name == "clearance_mode"} == lost


def test_of_an_envelope_only_key_words_are_lost_for_the_rest_of_it_is_ours() -> None:
    body = replace(LEAN_BODY, clearance_mode=ClearanceMode.REGIONAL)
    later = AT.replace(microsecond=250_000)
    sent, agreed = replace(LEAN_DECLARATION, body=body), terms("tianjin-ciq", "gzeport")
    outer = {one.name for one in give(sent, agreed, number=NUMBER, at=later, on=ON).losses}
    inner_only = {one.name for one in give(sent, EACH["tianjin"], number=NUMBER, at=later, on=ON).losses}
    assert outer - inner_only == {"clearance_mode", "certificate_office"}
    assert not inner_only & {"created_at", "identity", "file_name", "hop"}


def test_an_envelope_says_which_document_it_carries() -> None:
    root = etree.fromstring(given(EACH["tianjin"]).document)
    said = {name: root.findtext(f".//{{*}}{name}") for name in ("CopMsgId", "MsgType", "FileName", "SenderId")}
    assert said == {
        "CopMsgId": NUMBER,
        "MsgType": "120",
        "FileName": f"120_{NUMBER}.xml",
        "SenderId": ADDRESSES["gateway"],
    }
    assert root.get("Id") == f"M{NUMBER}"


def test_a_value_the_target_cannot_say_is_named() -> None:
    assert given(EACH["tianjin"]).losses
    assert all(loss.name and loss.reason for loss in given(EACH["tianjin"]).losses)


def test_a_required_element_that_nobody_says_is_taken_from_the_link_or_refused() -> None:
    message = replace(LEAN_DECLARATION, body=replace(LEAN_BODY, declaration_office=None))
    path = "MessageHead/RECIPT_CODE"
    with pytest.raises(GatewayError) as caught:
        give(message, EACH["nobody signs"], number=NUMBER, at=AT, on=ON)
    assert (caught.value.fault, caught.value.place.path) == (faults.TARGET_LACKS, f"/RequestMessage/{path}")
    agreed = replace(EACH["nobody signs"], constants={path: "110110"})
    assert b"<RECIPT_CODE>110110<" in give(message, agreed, number=NUMBER, at=AT, on=ON).document


def test_a_character_the_charset_lacks_is_refused_or_written_as_a_reference() -> None:
    name = "某㐀公司"
    message = replace(LEAN_DECLARATION, body=replace(LEAN_BODY, consignee_name=name))
    gbk = terms("tianjin-ciq", charset="GB2312", profile=None)
    with pytest.raises(GatewayError) as caught:
        give(message, gbk, number=NUMBER, at=AT, on=ON)
    assert caught.value.fault is faults.TARGET_CHARSET
    document = give(message, replace(gbk, character_references=True), number=NUMBER, at=AT, on=ON).document
    assert b"&#13312;" in document


def test_where_the_platform_gives_a_number_and_none_is_known_it_is_ours() -> None:
    known = numbered(LEAN_DECLARATION, "declaration_number", number=NUMBER, at=AT)
    assert known.body.references()["declaration_number"] != NUMBER
    body = replace(LEAN_BODY, declaration_number=None)
    bare = numbered(replace(LEAN_DECLARATION, body=body), "declaration_number", number=NUMBER, at=AT)
    assert bare.body.references()["declaration_number"] == NUMBER


def test_an_answer_is_given_no_number_that_it_does_not_have() -> None:
    body = replace(RELEASED_BODY, declaration_number=None)
    said = numbered(replace(RELEASED, body=body), "declaration_number", number=NUMBER, at=AT)
    assert "declaration_number" not in said.body.references()


def test_a_kind_to_which_the_platform_gives_no_number_keeps_its_own() -> None:
    told = numbered(MANIFEST, "unified_number", number=NUMBER, at=AT)
    assert (told.number, told.body) == (NUMBER, MANIFEST.body)


def test_we_are_the_sender_now_and_the_moment_is_ours() -> None:
    said = numbered(replace(LEAN_DECLARATION, sender="x", receivers=("y",)), None, number=NUMBER, at=AT)
    assert (said.number, said.sent_at, said.sender, said.receivers) == (NUMBER, AT, "", ())


# A seal that outlives its certificate

LATER = UNTIL + timedelta(days=1)


def renewed(agreed: Terms) -> Terms:
    """The same key under its next certificate."""
    pem = self_signed(
        OURS.key, "gateway", serial=0x7E57, not_before=UNTIL - timedelta(days=30), not_after=UNTIL + timedelta(days=400)
    )
    signer = Signer(profile=SM2, key=OURS.key, certificate=read_pem(pem))
    return replace(agreed, signers={SM2.name: signer})


@each
def test_a_seal_that_is_valid_stays_byte_for_byte(agreed: Terms) -> None:
    document = given(agreed).document
    assert reseal(document, agreed, at=AT) == document
    assert reseal(document, renewed(agreed), at=UNTIL) == document, "the old certificate still is"


@pytest.mark.parametrize("name", ["beijing", "tianjin", "tianjin, both signed", "hebei"])
def test_a_document_that_outlived_its_certificate_gets_a_new_seal_and_keeps_data_and_id(name: str) -> None:
    agreed = EACH[name]
    document = given(agreed).document
    now = renewed(agreed)
    again = reseal(document, now, at=LATER)
    assert again != document
    trust = TrustStore.of([("gateway", now.signers[SM2.name].certificate)])
    seen = verify(etree.fromstring(again), SM2, trust, party="gateway", at=LATER)
    assert seen.certificate.serial_hex == "7e57"
    assert b"Signature" not in seen.content
    old = verify(etree.fromstring(document), SM2, theirs(agreed).trust, party="gateway", at=AT)
    assert seen.content == old.content, "Data and message id are what they were"


def test_a_seal_of_our_present_certificate_is_never_made_again() -> None:
    document = given(EACH["beijing"]).document
    assert reseal(document, EACH["beijing"], at=LATER) == document, "a second one would be no better"


def test_what_nobody_signed_is_not_sealed_late() -> None:
    agreed = EACH["nobody signs"]
    document = given(agreed).document
    assert reseal(document, renewed(agreed), at=LATER) == document
    bare = encode("<a>1</a>", "UTF-8")
    assert reseal(bare, renewed(EACH["beijing"]), at=LATER) == bare


def test_the_md5_prefix_is_of_the_very_bytes_behind_it_in_the_links_charset() -> None:
    prefix = Md5Prefix(key=b"a made-up key of a test")
    agreed = terms("hebei-dec", profile=None, charset="GB18030", constants=CONSTANTS, prefix=prefix)
    document = given(agreed).document
    assert prefix.stripped(document) == given(replace(agreed, prefix=None)).document
    assert reseal(document, renewed(agreed), at=LATER) == document


def test_moments_are_aware() -> None:
    assert AT.tzinfo is UTC


def test_between_nodes_the_way_is_ours_to_theirs_and_a_strange_node_is_refused() -> None:
    agreed = EACH["tianjin, between nodes"]
    document = given(agreed).document
    way = {name: etree.fromstring(document).findtext(f".//{{*}}{name}") for name in ("StaNode", "EndNode", "MsgId")}
    number = f"11000001{AT.astimezone(CHINA):%Y%m%d%H%M%S}0000000007"
    assert way == {"StaNode": "11000001", "EndNode": "12000001", "MsgId": number}
    with pytest.raises(SenderError) as caught:
        taken(document, replace(agreed, our_node="13000001"))
    assert (caught.value.fault, caught.value.value) == (faults.SENDER_WRONG, "11000001")
