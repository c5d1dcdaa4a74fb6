from __future__ import annotations

import pytest

from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.trust.signature_shape import read_shape
from gateway.trust.xmldsig_seal import seal
from tests.trust.made import DOCUMENT, party

SEALED = seal(DOCUMENT, party().signer).decode()
SIGNATURE = SEALED[SEALED.index("<ds:Signature ") : SEALED.index("</ceb:M>")]
VALUE = SEALED[SEALED.index("</ds:SignedInfo>") : SEALED.index("<ds:KeyInfo>")]
KEY_NAME = "<ds:KeyName>0a1b2c3d</ds:KeyName>"

NO_KEY_INFO = (SIGNATURE[SIGNATURE.index("<ds:KeyInfo>") : -len("</ds:Signature>")], "")
INSIDE_OUT = (VALUE, f"{VALUE.removeprefix('</ds:SignedInfo>')}</ds:SignedInfo>")

# What is found, and what stands in its place: each another shape, and none of the attacks that have a name.
CHANGES = {
    "an Object": ("</ds:Signature>", "<ds:Object/></ds:Signature>"),
    "a Manifest in an Object": ("</ds:Signature>", "<ds:Object><ds:Manifest/></ds:Object></ds:Signature>"),
    "no KeyInfo": NO_KEY_INFO,
    "a typed reference": ('URI=""', 'URI="" Type="urn:x"'),
    "the right parts inside each other": INSIDE_OUT,
    "text in SignedInfo": ("<ds:SignedInfo>", "<ds:SignedInfo>x"),
    "text in KeyInfo": (KEY_NAME, f"{KEY_NAME}x"),
    "text in a method": ("</ds:DigestMethod>", "x</ds:DigestMethod>"),
    "an element in a value": ("<ds:DigestValue>", "<ds:DigestValue><ds:x/>"),
    "an id inside": ("<ds:SignedInfo>", '<ds:SignedInfo Id="a">'),
    "a namesake of another namespace": ("<ds:SignedInfo>", '<ds:SignedInfo xmlns:ds="urn:x">'),
    "parts in another order": (KEY_NAME, ""),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_other_shape_is_refused(what: str) -> None:
    old, new = CHANGES[what]
    text = SEALED.replace(old, new)
    assert text != SEALED
    if what == "parts in another order":
        text = text.replace("</ds:KeyInfo>", f"{KEY_NAME}</ds:KeyInfo>")
    with pytest.raises(SenderError) as caught:
        read_shape(parse(text.encode()).root)
    assert caught.value.fault is faults.SIGNATURE_SHAPE
    assert caught.value.place.line


def test_the_signature_may_have_an_id_that_is_its_own() -> None:
    one = SEALED.replace("<ds:Signature ", '<ds:Signature Id="s" ')
    assert read_shape(parse(one.encode()).root).signature.get("Id") == "s"


def test_blanks_between_its_parts_and_no_key_name_are_read() -> None:
    spread = SEALED.replace("><ds:", ">\n  <ds:").replace(KEY_NAME, "")
    shape = read_shape(parse(spread.encode()).root)
    assert (shape.key_name, shape.transform[-9:]) == (None, "signature")
