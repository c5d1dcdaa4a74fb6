from __future__ import annotations

import pytest

from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import Fault, SenderError
from gateway.trust.dsig import NAMESPACE
from gateway.trust.signature_place import find_signature

DS = f'xmlns:ds="{NAMESPACE}"'
ONE = f"<ds:Signature {DS}/>"

PLACES = {
    "none": ("<a/>", faults.SIGNATURE_MISSING),
    "none of the right namespace": ('<a><Signature/><Signature xmlns="urn:x"/></a>', faults.SIGNATURE_MISSING),
    "the root itself": (ONE, faults.SIGNATURE_MISPLACED),
    "deeper in the document": (f"<a><b>{ONE}</b></a>", faults.SIGNATURE_MISPLACED),
    "deep and in its place": (f"<a><b><c>{ONE}</c></b>{ONE}</a>", faults.SIGNATURE_MISPLACED),
    "inside the one in its place": (f"<a><ds:Signature {DS}><ds:Object>{ONE}</ds:Object></ds:Signature></a>", None),
    "behind itself, inside another root": (f"<a><a>{ONE}</a></a>", faults.SIGNATURE_MISPLACED),
    "not the last": (f"<a>{ONE}<b/></a>", faults.SIGNATURE_MISPLACED),
    "two beside each other": (f"<a>{ONE}{ONE}</a>", faults.SIGNATURE_SEVERAL),
    "two, and something between": (f"<a>{ONE}<b/>{ONE}</a>", faults.SIGNATURE_SEVERAL),
}


@pytest.mark.parametrize("where", PLACES)
def test_a_signature_elsewhere_than_in_its_place_is_refused(where: str) -> None:
    text, fault = PLACES[where]
    with pytest.raises(SenderError) as caught:
        find_signature(parse(f"\n{text}".encode()).root)
    assert caught.value.fault is (fault or faults.SIGNATURE_MISPLACED)
    assert (caught.value.place.line == 2) == (fault is not faults.SIGNATURE_MISSING)


@pytest.mark.parametrize("first", ["Id", "ID", "id", "xml:id", "w:Id"])
@pytest.mark.parametrize("second", ["Id", "ID", "id", "xml:id", "w:Id"])
def test_no_id_stands_twice_however_it_is_written(first: str, second: str) -> None:
    text = f'<a xmlns:w="urn:w"><b {first}="x"/><b id="y"/>\n<b {second}=" x "/>{ONE}</a>'
    assert refused(text) == (faults.ID_TWICE, 2)


def test_an_id_of_the_signature_is_one_too() -> None:
    assert refused(f'<a Id="s"><ds:Signature Id="s" {DS}/></a>') == (faults.ID_TWICE, 1)


def test_different_ids_and_other_attributes_may_stand() -> None:
    text = f'<a Id="1" guid="1"><b ID="2" idx="1" paid="2"/><b id="3" name="2"/>{ONE}</a>'
    assert find_signature(parse(text.encode()).root).tag.endswith("}Signature")


def test_a_misplaced_signature_is_told_before_a_repeated_id() -> None:
    assert refused(f'<a Id="x"><b Id="x">{ONE}</b></a>')[0] is faults.SIGNATURE_MISPLACED


def refused(text: str) -> tuple[Fault, int | None]:
    with pytest.raises(SenderError) as caught:
        find_signature(parse(text.encode()).root)
    return caught.value.fault, caught.value.place.line
