"""Views tell of no person, and nothing of what is restricted; what else a document says stays readable."""

from __future__ import annotations

import base64
import dataclasses
import typing

import pytest
from lxml import etree

from adapters import DIALECTS
from gateway.model.errors import GatewayError
from gateway.model.kinds import KINDS
from gateway.model.personal import PERSONAL
from gateway.translation.losses import loss
from gateway.translation.masking import masked, masked_loss, personal_names

NAMES = personal_names(DIALECTS)
SIGNED = (
    '<Decl a="1"><No>BJ1</No><Contact>张三</Contact><Goods><Contact kind="x"><Tel>138</Tel>tail</Contact></Goods>'
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignatureValue>abcd</ds:SignatureValue></ds:Signature>'
    "</Decl>"
)
NARROW = frozenset({"Contact", "kind"})


def view(raw: bytes, *, restricted: bool = False, names: frozenset[str] = NARROW) -> str:
    return etree.tostring(etree.fromstring(masked(raw, names, restricted=restricted)), encoding="unicode")


def test_a_person_is_masked_wherever_the_element_stands_and_the_rest_is_read() -> None:
    said = view(SIGNED.encode())
    assert "<No>BJ1</No><Contact>…</Contact>" in said
    assert '<Contact kind="…"><Tel>…</Tel>…</Contact>' in said
    assert "abcd" in said
    assert '<Decl a="1">' in said


def test_of_what_is_restricted_only_its_shape_and_its_signature_are_seen() -> None:
    said = view(SIGNED.encode(), restricted=True)
    assert not [word for word in ("BJ1", "张三", "138", "tail", 'a="1"', 'kind="x"') if word in said]
    assert "abcd" in said
    assert "<No>…</No>" in said


@pytest.mark.parametrize("restricted", [False, True])
def test_a_document_in_an_envelope_is_masked_within_it(restricted: bool) -> None:
    data = base64.encodebytes(SIGNED.encode("gb18030")).decode()
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    said = view(
        f"{head}<DxpMsg><SenderId>DXPENT</SenderId><Data>{data}</Data></DxpMsg>".encode(), restricted=restricted
    )
    inner = base64.b64decode(said.partition("<Data>")[2].partition("</Data>")[0]).decode()
    assert "DXPENT" in said
    assert "张三" not in inner
    assert ("BJ1" in inner) is not restricted


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(GatewayError):
        masked(b"no xml", NAMES, restricted=False)


@pytest.mark.parametrize("name", ["declarant_person", "goods[2].contact_phone", "contact_person"])
def test_the_loss_of_a_person_is_named_without_its_value(name: str) -> None:
    told = str(loss(name, "Head/Tel", "138: 'x'", "this form has no element for it"))
    assert masked_loss(told, NAMES, restricted=False) == f"{name} at Head/Tel = '…': this form has no element for it"


def test_another_loss_stays_unless_the_message_is_restricted() -> None:
    told = str(loss("goods[1].brand", "", "a: b", "no name of ours"))
    assert masked_loss(told, NAMES, restricted=False) == told
    assert masked_loss(told, NAMES, restricted=True) == "goods[1].brand = '…': no name of ours"
    assert masked_loss("no loss of ours", NAMES, restricted=True) == "no loss of ours"


def test_every_personal_attribute_is_one_that_a_kind_has() -> None:
    found: set[str] = set()
    seen: set[object] = set()

    def walk(kind: object) -> None:
        if dataclasses.is_dataclass(kind) and kind not in seen:
            seen.add(kind)
            found.update(field.name for field in dataclasses.fields(kind))
            for hint in typing.get_type_hints(kind).values():
                walk(hint)
        for part in typing.get_args(kind):
            walk(part)

    for kind in KINDS:
        walk(kind)
    assert found >= PERSONAL


def test_elements_of_persons_are_known_in_every_family_of_formats() -> None:
    assert {"ConsigneeIdNum", "LAW_MAN_TEL", "SEAL_KEY"} <= NAMES
    assert "Sign" in NAMES
    assert "GName" not in NAMES
