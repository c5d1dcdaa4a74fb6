"""One row an attack on the shape of a Signature: what is found in a good one, what stands there instead, the code."""

from __future__ import annotations

import pytest

from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.trust.dsig import ENVELOPED, NAMESPACE
from gateway.trust.signature_attacks import ROWS
from gateway.trust.signature_shape import read_shape
from gateway.trust.xmldsig_seal import seal
from tests.trust.made import DOCUMENT, party

SEALED = seal(DOCUMENT, party().signer).decode()
KEY_NAME = "<ds:KeyName>0a1b2c3d</ds:KeyName>"
TRANSFORM = f'<ds:Transform Algorithm="{ENVELOPED}"></ds:Transform>'
METHOD = "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3"
HMAC = f"{NAMESPACE}hmac-sha1"
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
XSLT = "http://www.w3.org/TR/1999/REC-xslt-19991116"
REFERENCE = SEALED[SEALED.index("<ds:Reference ") : SEALED.index("</ds:SignedInfo>")]

ATTACKS = {
    "two references": (REFERENCE, REFERENCE * 2, "4121"),
    "a second reference to elsewhere": (REFERENCE, f'{REFERENCE}<ds:Reference URI="http://192.0.2.1/"/>', "4121"),
    "a reference over http": ('URI=""', 'URI="http://192.0.2.1/evil.xml"', "4119"),
    "a reference to a file": ('URI=""', 'URI="file:///etc/passwd"', "4119"),
    "a reference to a neighbour": ('URI=""', 'URI="other.xml"', "4119"),
    "a reference to a neighbour's part": ('URI=""', 'URI="other.xml#x"', "4119"),
    "a reference to a blank": ('URI=""', 'URI=" "', "4119"),
    "a reference to nothing said": (' URI=""', "", "4119"),
    "a reference by id": ('URI=""', 'URI="#x"', "4122"),
    "a reference by xpointer": ('URI=""', "URI=\"#xpointer(id('x'))\"", "4122"),
    "a reference to the whole by xpointer": ('URI=""', 'URI="#xpointer(/)"', "4122"),
    "an XPath": (TRANSFORM, f'<ds:Transform Algorithm="{XPATH}"><ds:XPath>1</ds:XPath></ds:Transform>', "4118"),
    "an XPath beside": (TRANSFORM, f'{TRANSFORM}<ds:Transform Algorithm="{XPATH}"/>', "4118"),
    "an XPath inside": (TRANSFORM, TRANSFORM.replace("></", "><ds:XPath>true()</ds:XPath></"), "4118"),
    "a stylesheet": (TRANSFORM, f'<ds:Transform Algorithm="{XSLT}"><x/></ds:Transform>', "4118"),
    "the right transform twice": (TRANSFORM, TRANSFORM * 2, "4118"),
    "no transform": (TRANSFORM, "", "4118"),
    "no transforms": (f"<ds:Transforms>{TRANSFORM}</ds:Transforms>", "", "4118"),
    "the length of an HMAC": (
        "</ds:SignatureMethod>",
        "<ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>",
        "4117",
    ),
    "an HMAC without a certificate": (METHOD, HMAC, "4116"),
    "a RetrievalMethod": (KEY_NAME, '<ds:RetrievalMethod URI="http://192.0.2.1/"/>', "4120"),
    "a RetrievalMethod beside": (KEY_NAME, f'{KEY_NAME}<ds:RetrievalMethod URI="#x"/>', "4120"),
    "a KeyValue": (KEY_NAME, "<ds:KeyValue><ds:RSAKeyValue/></ds:KeyValue>", "4120"),
    "an X509SKI": ("<ds:X509Certificate>", "<ds:X509SKI/><ds:X509Certificate>", "4120"),
    "two certificates": ("</ds:X509Data>", "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>", "4120"),
    "anything foreign": (KEY_NAME, '<x xmlns="urn:x"/>', "4120"),
    "parts without a namespace": ("ds:KeyName", "KeyName", "4120"),
    "parameters of PSS": ("</ds:SignatureMethod>", '<p:RSAPSSParams xmlns:p="urn:p"/></ds:SignatureMethod>', "4104"),
    "included namespaces": ("</ds:CanonicalizationMethod>", "<x/></ds:CanonicalizationMethod>", "4104"),
    "parameters of a digest": ("</ds:DigestMethod>", "<x/></ds:DigestMethod>", "4104"),
}


@pytest.mark.parametrize("what", ATTACKS)
def test_each_attack_is_refused_by_its_own_code(what: str) -> None:
    old, new, code = ATTACKS[what]
    assert code_of(changed(old, new) if code != "4116" else changed(old, new).replace(KEY_NAME, "<x/>")) == code


@pytest.mark.parametrize("what", ATTACKS)
@pytest.mark.parametrize("other", ATTACKS)
def test_of_two_attacks_the_row_that_stands_first_is_told(what: str, other: str) -> None:
    order = [fault.code for _, fault, _ in ROWS]
    text = changed(*ATTACKS[what][:2])
    old, new, code = ATTACKS[other]
    codes = {code, ATTACKS[what][2]}
    if old in text and len(codes) == 2 and "4116" not in codes:
        assert code_of(text.replace(old, new)) == min(codes, key=order.index)


def test_every_row_has_an_attack() -> None:
    assert {fault.code for _, fault, _ in ROWS} == {code for _, _, code in ATTACKS.values()}
    assert faults.SIGNATURE_SHAPE not in {fault for _, fault, _ in ROWS}


def changed(old: str, new: str) -> str:
    assert old in SEALED, old
    return SEALED.replace(old, new)


def code_of(text: str) -> str:
    with pytest.raises(SenderError) as caught:
        read_shape(parse(text.encode()).root)
    assert caught.value.place.line
    return caught.value.fault.code
