from __future__ import annotations

import pytest

from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.trust.dsig import NAMESPACE
from gateway.trust.signature_shape import read_shape
from gateway.trust.xmldsig_seal import seal
from tests.trust.made import DOCUMENT, party

SEALED = seal(DOCUMENT, party().signer).decode()
SIGNATURE = SEALED[SEALED.index("<ds:Signature ") : SEALED.index("</ceb:M>")]
VALUE = SEALED[SEALED.index("</ds:SignedInfo>") : SEALED.index("<ds:KeyInfo>")]
KEY_NAME = "<ds:KeyName>0a1b2c3d</ds:KeyName>"

# What is found, and what stands in its place: each a way to have something read that is not what is signed.
CHANGES = {
    "two signatures": ("</ceb:M>", f"{SIGNATURE}</ceb:M>"),
    "something behind it": ("</ceb:M>", "<ceb:x/></ceb:M>"),
    "deeper in the document": (SIGNATURE, f"<ceb:x>{SIGNATURE}</ceb:x>"),
    "one more inside an Object": ("</ds:Signature>", f"<ds:Object>{SIGNATURE}</ds:Object></ds:Signature>"),
    "an Object": ("</ds:Signature>", "<ds:Object/></ds:Signature>"),
    "no KeyInfo": (SIGNATURE[SIGNATURE.index("<ds:KeyInfo>") : -len("</ds:Signature>")], ""),
    "no certificate": ("<ds:X509Certificate>", "<ds:X509SKI>"),
    "two certificates": ("</ds:X509Data>", "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>"),
    "a RetrievalMethod": (KEY_NAME, '<ds:RetrievalMethod URI="http://192.0.2.1/"/>'),
    "a KeyValue": (KEY_NAME, "<ds:KeyValue/>"),
    "a reference by id": ('URI=""', 'URI="#x"'),
    "a reference to elsewhere": ('URI=""', 'URI="file:///etc/passwd"'),
    "a reference to nothing": ('<ds:Reference URI="">', "<ds:Reference>"),
    "a typed reference": ('URI=""', 'URI="" Type="urn:x"'),
    "two references": ("</ds:SignedInfo>", '<ds:Reference URI=""/></ds:SignedInfo>'),
    "two transforms": ("</ds:Transforms>", '<ds:Transform Algorithm="urn:x"/></ds:Transforms>'),
    "no transform": ("<ds:Transforms>", "<ds:Transforms/><ds:Transforms>"),
    "a short HMAC": ("</ds:SignatureMethod>", "<ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>"),
    "an XPath": ("</ds:Transform>", "<ds:XPath>true()</ds:XPath></ds:Transform>"),
    "included namespaces": ("</ds:CanonicalizationMethod>", "<x/></ds:CanonicalizationMethod>"),
    "the right parts inside each other": (VALUE, f"{VALUE.removeprefix('</ds:SignedInfo>')}</ds:SignedInfo>"),
    "text in SignedInfo": ("<ds:SignedInfo>", "<ds:SignedInfo>x"),
    "text in KeyInfo": (KEY_NAME, f"{KEY_NAME}x"),
    "text in a method": ("</ds:DigestMethod>", "x</ds:DigestMethod>"),
    "an element in a value": ("<ds:DigestValue>", "<ds:DigestValue><ds:x/>"),
    "an id inside": ("<ds:SignedInfo>", '<ds:SignedInfo Id="a">'),
    "a namesake of another namespace": ("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="urn:x">'),
    "parts without a namespace": ("ds:KeyName", "KeyName"),
    "parts in another order": (KEY_NAME, ""),
}


def changed(what: str) -> bytes:
    old, new = CHANGES[what]
    assert old in SEALED
    text = SEALED.replace("ds:X509Certificate>", "ds:X509SKI>") if "SKI" in new else SEALED.replace(old, new)
    if what == "parts in another order":
        text = text.replace("</ds:KeyInfo>", f"{KEY_NAME}</ds:KeyInfo>")
    return text.encode()


@pytest.mark.parametrize("what", CHANGES)
def test_every_other_shape_is_refused(what: str) -> None:
    with pytest.raises(SenderError) as caught:
        read_shape(parse(changed(what)).root)
    assert caught.value.fault is faults.SIGNATURE_SHAPE
    assert caught.value.place.line


def test_without_a_signature_it_says_so() -> None:
    for text in ("<a/>", "<a><Signature/></a>", '<a><Signature xmlns="urn:x"/></a>'):
        with pytest.raises(SenderError) as caught:
            read_shape(parse(text.encode()).root)
        assert caught.value.fault is faults.SIGNATURE_MISSING


def test_a_signature_as_the_root_signs_nothing() -> None:
    with pytest.raises(SenderError) as caught:
        read_shape(parse(f'<Signature xmlns="{NAMESPACE}"/>'.encode()).root)
    assert caught.value.fault is faults.SIGNATURE_SHAPE


def test_the_signature_may_have_an_id_that_is_its_own() -> None:
    one = SEALED.replace("<ds:Signature ", '<ds:Signature Id="s" ')
    assert read_shape(parse(one.encode()).root).signature.get("Id") == "s"
    twin = one.replace("<ceb:note>", '<ceb:note Id="s">')
    with pytest.raises(SenderError) as caught:
        read_shape(parse(twin.encode()).root)
    assert "Id" in caught.value.reason


def test_blanks_between_its_parts_and_no_key_name_are_read() -> None:
    spread = SEALED.replace("><ds:", ">\n  <ds:").replace(KEY_NAME, "")
    shape = read_shape(parse(spread.encode()).root)
    assert (shape.key_name, shape.transform[-9:]) == (None, "signature")
