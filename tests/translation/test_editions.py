"""One pair of bytes, two characters: what was signed over GB18030 must verify whichever edition its signer read by.

Before 2022 A6D9, A8BC, FE59 … were private characters, and so they are to every program that is older (Python, JDK 8).
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from lxml import etree

from gateway.document.canonical import canonical
from gateway.document.charset import encode
from gateway.document.gb18030 import MOVED
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.declaration import Declaration
from gateway.model.errors import GatewayError
from gateway.translation.giving import give, reseal
from gateway.translation.receipts import read_receipt, refused, word
from gateway.translation.taking import Taken, open_document, understand
from gateway.translation.terms import Terms
from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.trust_store import TrustStore
from gateway.trust.xmldsig_seal import seal
from gateway.trust.xmldsig_verify import verify
from tests.samples.messages import LEAN_BODY, LEAN_DECLARATION
from tests.translation.agreed import ON, OURS, SM2, THEIRS, inner, terms, theirs
from tests.trust.made import AT, UNTIL, Party, party

NUMBER = "201410150000000007"
LATER = UNTIL + timedelta(days=1)
NEW, OLD = "".join(MOVED.values()), "".join(MOVED)
GOODS = replace(LEAN_BODY.goods[0], name=f"朱{NEW}")
NAMED = replace(LEAN_DECLARATION, body=replace(LEAN_BODY, goods=(GOODS,)))
PLAIN = terms("beijing-eciq", charset="GB18030")
CONSTANTS = {"SWImpData/DecMessage/DecHead/CopCode": "110000001"}
BOTH = terms("hebei-dec", "dxp", charset="GB18030", constants=CONSTANTS, document_profile=SM2)


def declared(edition: str) -> str:
    """Canonical, as who reads by an edition has it in memory."""
    unsigned = give(NAMED, replace(PLAIN, profile=None, charset="UTF-8"), number=NUMBER, at=AT, on=ON).document
    return canonical(parse(unsigned).root).decode().replace(NEW, edition)


def signed(edition: str, by: Party = THEIRS) -> bytes:
    """Signed over the characters of an edition, and written in the bytes of both."""
    raw = encode(seal(declared(edition).encode(), by.signer).decode(), "GB18030")
    assert bytes.fromhex("FE59") in raw
    assert b"&#" not in raw
    return raw


def taken(document: bytes, agreed: Terms = PLAIN) -> Taken:
    opened = open_document(document, agreed, header=None, at=AT, on=ON)
    return understand(opened, agreed, on=ON)


def name(of: Taken) -> str:
    assert isinstance(of.message.body, Declaration)
    return of.message.body.goods[0].name


@pytest.mark.parametrize("edition", [NEW, OLD], ids=["2022", "2000"])
def test_a_document_signed_by_either_edition_verifies_and_says_the_public_characters(edition: str) -> None:
    got = taken(signed(edition))
    assert name(got) == f"朱{NEW}"
    assert (got.notes["repairs"], got.notes["profile"]) == ("1", SM2.name)


def test_the_same_bytes_are_one_content_whoever_signed_them_and_so_is_a_copy_in_utf_8() -> None:
    copy = encode(seal(declared(NEW).encode(), THEIRS.signer).decode(), "UTF-8")
    unsigned = encode(declared(OLD), "GB18030")
    contents = {taken(one).content for one in (signed(NEW), signed(OLD), copy)}
    assert contents == {taken(unsigned, replace(PLAIN, profile=None)).content}


def test_private_characters_in_utf_8_are_what_they_are() -> None:
    raw = encode(seal(declared(OLD).encode(), THEIRS.signer).decode(), "UTF-8")
    assert (name(taken(raw)), taken(raw).notes["repairs"]) == (f"朱{OLD}", "0")


@pytest.mark.parametrize("edition", [NEW, OLD], ids=["2022", "2000"])
@pytest.mark.parametrize(
    ("old", "new"), [(b"<EntUuid>", b"<EntUuid>9"), (b"\xfe\x59", b"\xfe\x61"), (b"\xfe\x59", "鞒".encode("gbk"))]
)
def test_what_was_changed_verifies_in_no_reading(edition: str, old: bytes, new: bytes) -> None:
    raw = signed(edition)
    assert old in raw
    with pytest.raises(GatewayError) as caught:
        taken(raw.replace(old, new, 1))
    assert caught.value.fault is faults.DIGEST_MISMATCH


def test_a_signature_of_nobody_known_is_refused_in_both_readings() -> None:
    with pytest.raises(GatewayError) as caught:
        taken(signed(OLD, party(name="nobody")))
    assert caught.value.fault is faults.CERTIFICATE_UNTRUSTED


def test_the_document_inside_an_envelope_as_well() -> None:
    envelope = terms("beijing-eciq", "dxp", document_profile=SM2)
    outer = give(NAMED, replace(envelope, signers={SM2.name: THEIRS.signer}), number=NUMBER, at=AT, on=ON).document
    data = base64.b64encode(signed(OLD))
    unsealed = re.sub(rb"<ds:Signature.*</ds:Signature>", b"", outer, flags=re.DOTALL)
    wrapped = seal(re.sub(rb"(<Data>|<DxpMsg:Data>)[^<]*", rb"\g<1>" + data, unsealed), THEIRS.signer)
    got = taken(wrapped, replace(envelope, our_address=envelope.address, address=envelope.our_address))
    assert (name(got), got.notes["document.repairs"]) == (f"朱{NEW}", "1")


@pytest.mark.parametrize("agreed", [PLAIN, BOTH], ids=["bare", "in an envelope"])
def test_what_we_sign_is_read_alike_by_every_edition(agreed: Terms) -> None:
    document = give(NAMED, agreed, number=NUMBER, at=AT, on=ON).document
    business = inner(document) if agreed.envelope else document
    assert NEW in "".join(map(str, verified_by_2000(business).itertext()))
    assert name(taken(document, theirs(agreed))) == f"朱{NEW}"


def verified_by_2000(document: bytes, by: Party = OURS, at: datetime = AT) -> etree._Element:
    """As a program that knows no later edition has it; Python's codec is such a one."""
    root = etree.fromstring(document.decode("gb18030").split("?>", 1)[1])
    verify(root, SM2, TrustStore.of([("gateway", by.certificate)]), party="gateway", at=at)
    return root


def test_what_nobody_signs_is_written_in_the_two_bytes_that_every_reader_knows() -> None:
    document = give(NAMED, replace(PLAIN, profile=None), number=NUMBER, at=AT, on=ON).document
    assert b"\xfe\x59" in document
    assert b"&#" not in document


def test_a_new_seal_is_over_the_same_characters() -> None:
    """Written before, in two bytes, or as now: the document waits while its certificate runs out."""
    pem = self_signed(OURS.key, "gateway", serial=0x7E57, not_before=AT, not_after=LATER + timedelta(days=1))
    heir = replace(OURS, pem=pem, certificate=read_pem(pem))
    for document in (signed(NEW, OURS), give(NAMED, PLAIN, number=NUMBER, at=AT, on=ON).document):
        anew = reseal(document, replace(PLAIN, signers={SM2.name: heir.signer}), at=LATER)
        assert NEW in "".join(map(str, verified_by_2000(anew, heir, LATER).itertext()))


def test_a_receipt_that_quotes_such_a_character_verifies_too() -> None:
    error = faults.CODE_UNKNOWN.error("no such code", value="龴")
    said = refused(error, b"<a/>", PLAIN, number="7", envelope=None, at=AT)
    raw = word(said, PLAIN, on=ON)
    assert "龴" in read_receipt(raw, theirs(PLAIN), header=None, at=AT, on=ON).reason
    verified_by_2000(raw)


def test_a_receipt_signed_by_an_earlier_edition_is_believed() -> None:
    error = faults.CODE_UNKNOWN.error("no such code", value="龴")
    said = refused(error, b"<a/>", PLAIN, number="7", envelope=None, at=AT)
    unsigned = word(said, replace(PLAIN, profile=None, charset="UTF-8"), on=ON)
    text = canonical(parse(unsigned).root).decode().replace("龴", "\ue81e")
    raw = encode(seal(text.encode(), THEIRS.signer).decode(), "GB18030")
    assert "龴" in read_receipt(raw, PLAIN, header=None, at=AT, on=ON).reason
