"""A sealed document written otherwise: what canonical form makes equal is the same message, all else is refused.

What a rewriting must never do is have other words read than those that were signed.
"""

from __future__ import annotations

import re

import pytest

from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.translation.taking import Taken, open_document, understand
from gateway.translation.terms import Terms
from tests.translation.agreed import AT, ON, beijing, enveloped, hebei, sealed, terms

TERMS = terms("beijing-ciq", address="")
SEALED = sealed(beijing()).decode()
CIQ = "http://www.chinaport.gov.cn/ciq"
DS = "http://www.w3.org/2000/09/xmldsig#"
VALUE = re.search(r"<ds:SignatureValue>(.*?)</ds:SignatureValue>", SEALED)
SIGNATURE = SEALED[SEALED.index("<ds:Signature ") : SEALED.index("</EEntDeclIo>")]
KEY_INFO = SEALED[SEALED.index("<ds:KeyInfo>") : SEALED.index("</ds:Signature>")]


def taken(document: bytes, agreed: Terms = TERMS, header: str | None = None) -> Taken:
    return understand(open_document(document, agreed, header=header, at=AT, on=ON), agreed, on=ON)


def changed(old: str, new: str, times: int = 1) -> bytes:
    assert old in SEALED, old
    return SEALED.replace(old, new, times).encode()


def spread(text: str) -> str:
    """In lines of 64, as many tools write base64."""
    return "\r\n\t " + "\r\n".join(text[at : at + 64] for at in range(0, len(text), 64)) + " \n"


assert VALUE is not None
SAME: dict[str, bytes] = {
    "a comment in the middle of a value": changed("18000", "18<!-- 9 -->000"),
    "a comment that splits a value from its end tag": changed("18000<", "18000<!----><"),
    "a comment before an element": changed("<Qty>", "<!-- <Qty>9</Qty> --><Qty>"),
    "a comment in SignedInfo": changed("<ds:Reference", "<!-- x --><ds:Reference"),
    "a comment in the value of the signature": changed(VALUE[1], f"{VALUE[1][:9]}<!-- x -->{VALUE[1][9:]}"),
    "a comment in the certificate": changed("<ds:X509Certificate>", "<ds:X509Certificate><!-- AAAA -->"),
    "CDATA around a value": changed("18000", "<![CDATA[18000]]>"),
    "CDATA around half of it": changed("18000", "18<![CDATA[00]]>0"),
    "empty CDATA": changed("18000", "<![CDATA[]]>18000"),
    "a character by its number": changed("18000", "&#x31;8000"),
    "blanks in the value of the signature": changed(VALUE[1], spread(VALUE[1])),
    "blanks in the tags": changed("<Qty>", "<Qty \n>").replace(b"</Qty>", b"</Qty\t>"),
    "a namespace declared once more": changed("<Qty>", f'<Qty xmlns="{CIQ}">'),
    "the signature's namespace declared again": changed("<ds:SignedInfo>", f'<ds:SignedInfo xmlns:ds="{DS}">'),
    "the other quotes": changed(f'xmlns="{CIQ}"', f"xmlns='{CIQ}'"),
    "an XML declaration": b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n' + SEALED.encode(),
    "a byte order mark": b"\xef\xbb\xbf" + SEALED.encode(),
    "another charset, well labelled": ('<?xml version="1.0" encoding="GB18030"?>' + SEALED).encode("gb18030"),
    "a comment before and behind": b"<!-- a -->\n" + SEALED.encode() + b"\n<!-- b -->",
    "no KeyName's leading zero": changed("<ds:KeyName>0a", "<ds:KeyName>a"),
    "empty parts written short": changed("></ds:CanonicalizationMethod>", "/>"),
}  # fmt: skip


@pytest.mark.parametrize("how", SAME)
def test_what_canonical_form_makes_equal_is_the_same_message(how: str) -> None:
    good, other = taken(SEALED.encode()), taken(SAME[how])
    assert (other.message, other.number, other.content) == (good.message, good.number, good.content)
    assert other.losses == good.losses


OTHER = {
    "a blank in a value": ("18000", "18000 ", "4103"),
    "a line between elements": ("<Qty>", "\n<Qty>", "4103"),
    "a carriage return by its number": ("18000", "18000&#13;", "4103"),
    "an element of another namespace inside": ("18000", '18<x xmlns="urn:x"/>000', "4103"),
    "a namespace that nobody uses, on the root": ("<EEntDeclIo ", '<EEntDeclIo xmlns:x="urn:x" ', "4102"),
    "a namespace that nobody uses, inside": ("<Qty>", '<Qty xmlns:x="urn:x">', "4103"),
    "another prefix for the same namespace": ("<Qty>18000</Qty>", f'<c:Qty xmlns:c="{CIQ}">18000</c:Qty>', "4103"),
    "an element out of its namespace": ("<Qty>", '<Qty xmlns="">', "4103"),
    "the signature's prefix bound anew": ("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="urn:x">', "4105"),
    "a language on the root": ("<EEntDeclIo ", '<EEntDeclIo xml:lang="zh" ', "4102"),
    "blanks kept on the root": ("<EEntDeclIo ", '<EEntDeclIo xml:space="preserve" ', "4102"),
    "an id on the root": ("<EEntDeclIo ", '<EEntDeclIo xml:id="a" ', "4102"),
    "a language inside": ("<Qty>", '<Qty xml:lang="zh">', "4103"),
    "an id inside": ("<Qty>", '<Qty xml:id="a">', "4103"),
    "an xml:id twice": ("<Qty>18000</Qty>", '<Qty xml:id="a">18000</Qty><Qty xml:id="a"/>', "4003"),
    "an id twice": ("<ds:Signature ", '<Qty Id="a" wsu:ID="a" xmlns:wsu="urn:w"/><ds:Signature ', "4123"),
    "an entity": ("18000", "&q;", "4003"),
    "a default attribute": ("<EEntDeclIo ", '<!DOCTYPE a [<!ATTLIST Qty u CDATA "9">]><EEntDeclIo ', "4004"),
    "an entity and its declaration": ("<EEntDeclIo ", '<!DOCTYPE EEntDeclIo [<!ENTITY q "9">]><EEntDeclIo ', "4004"),
    "a processing instruction in a value": ("18000", "18<?x y?>000", "4008"),
    "a processing instruction behind": ("</EEntDeclIo>", "</EEntDeclIo><?x y?>", "4008"),
    "text behind the signature": ("</ds:Signature>", "</ds:Signature>9", "4103"),
    "a root around it": (SEALED, f'<EEntDeclIo xmlns="{CIQ}">{SEALED}</EEntDeclIo>', "4124"),
    "two KeyInfos": (KEY_INFO, KEY_INFO * 2, "4105"),
    "an Id on SignedInfo": ("<ds:SignedInfo>", '<ds:SignedInfo Id="a">', "4105"),
    "no signature value": (VALUE[1], "", "4117"),
    "a blank of another script in it": (VALUE[1], VALUE[1][:8] + "\u3000" + VALUE[1][8:], "4102"),
    "base64 of a URL's alphabet": (VALUE[1], VALUE[1][:-4] + "--==", "4102"),
    "base64 with bits that say nothing": (VALUE[1], VALUE[1].replace("==", "")[:-1] + "/==", "4102"),
    "base64 without its end": (VALUE[1], VALUE[1].rstrip("="), "4102"),
    "more behind it": (VALUE[1], VALUE[1] + "AAAA", "4102"),
    "the digest with a blank of another script": ("<ds:DigestValue>", "<ds:DigestValue>\u00a0", "4102"),
    "another number of the certificate": ("<ds:KeyName>0a", "<ds:KeyName>00a", "4109"),
    "the number in capitals": ("<ds:KeyName>0a1b2c3d", "<ds:KeyName>0A1B2C3D", "4109"),
}  # fmt: skip


@pytest.mark.parametrize("how", OTHER)
def test_what_it_does_not_make_equal_is_refused(how: str) -> None:
    old, new, code = OTHER[how]
    with pytest.raises(SenderError) as caught:
        taken(changed(old, new))
    assert caught.value.fault.code == code, caught.value
    assert taken(SEALED.encode()).number == "7", "the original still is taken"


@pytest.mark.parametrize("prefix", ["dsig", "x"])
def test_the_signature_under_another_prefix_than_it_was_made_with_is_refused(prefix: str) -> None:
    """Under its own prefix from the start it is taken: `test_interoperation` has xmlsec1 and signxml make such."""
    text = SIGNATURE.replace("ds:", f"{prefix}:").replace("xmlns:ds", f"xmlns:{prefix}")
    with pytest.raises(SenderError) as caught:
        taken(changed(SIGNATURE, text))
    assert caught.value.fault is faults.SIGNATURE_INVALID


@pytest.mark.parametrize("name", ["xml:lang", "xml:space", "xml:id"])
def test_what_the_root_hands_down_cannot_be_moved_into_it(name: str) -> None:
    """Canonical form writes an inherited xml:* attribute at its apex: moved to a child it would digest alike there."""
    on_root = f'{name}="{"preserve" if name == "xml:space" else "zh"}"'
    good = sealed(beijing().replace("<EEntDeclIo ", f"<EEntDeclIo {on_root} ", 1)).decode()
    root = parse(good.encode()).root
    assert len(root.attrib) == 1
    moved = good.replace(f" {on_root}", "", 1)
    for inner in ("<ITF_DCL_IO_DECL>", "<ds:Signature ", "<ds:SignedInfo>"):
        at = inner.rstrip("> ")
        with pytest.raises(SenderError) as caught:
            taken(moved.replace(at, f"{at} {on_root}", 1).encode())
        assert caught.value.fault in (faults.SIGNATURE_INVALID, faults.SIGNATURE_SHAPE, faults.DIGEST_MISMATCH)


def test_a_label_that_reads_other_characters_is_refused() -> None:
    """Signed as UTF-8, sent as GB18030 under the label of UTF-8, or the other way."""
    for label, codec in (("GB18030", "utf-8"), ("UTF-8", "gb18030")):
        document = f'<?xml version="1.0" encoding="{label}"?>{SEALED}'.encode(codec)
        with pytest.raises(SenderError) as caught:
            taken(document)
        assert caught.value.fault is faults.CHARSET_MISMATCH


@pytest.mark.parametrize("old, new", [("<CopMsgId>", "<!-- 9 --><CopMsgId>"), ("<Data>", "<Data>\n  ")])
def test_the_same_holds_of_an_envelope(old: str, new: str) -> None:
    """A comment is nothing, a blank is something: also in the base64 of Data, where its reader would pass it over."""
    agreed = terms("hebei-dec", "dxp")
    good = sealed(enveloped(hebei().encode())).decode()
    document = good.replace(old, new, 1).encode()
    if "<!--" in new:
        assert taken(document, agreed) == taken(good.encode(), agreed)
    else:
        with pytest.raises(SenderError) as caught:
            taken(document, agreed)
        assert caught.value.fault is faults.DIGEST_MISMATCH
