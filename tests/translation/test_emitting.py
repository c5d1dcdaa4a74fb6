"""What is written directly is what lxml's C14N would have made of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gateway.model.errors import SenderError
from gateway.translation.emitting import Emit, Writing, bare, branch, in_attribute, in_text, leaf
from tests.translation.invented import BODY, ON

legal = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"'"),
    min_size=1,
)


def run() -> Writing:
    return Writing(ON, BODY, None, {}, "/Root")


def emitted(emit: Emit) -> bytes:
    out: list[str] = []
    emit(run(), BODY, out)
    return "".join(out).encode()


def element(text: str | None, attribute: str | None, *, always: bool = True) -> Emit:
    def say_text(run: Writing, record: Any) -> str | None:
        return text

    def say_attribute(run: Writing, record: Any) -> str | None:
        return attribute

    inner = leaf("Leaf", say_text, "Leaf")
    return branch("<Root", "</Root>", [("a", say_attribute, "@a")], [inner, bare(say_text, ".")], always=always)


@given(legal, legal)
def test_texts_and_attributes_are_escaped_as_c14n_does(text: str, attribute: str) -> None:
    written = emitted(element(text, attribute))
    made = etree.Element("Root", a=attribute)
    etree.SubElement(made, "Leaf").text = text
    made[0].tail = text
    assert written == etree.tostring(made, method="c14n")
    read = etree.fromstring(written)
    assert (read.get("a"), read.findtext("Leaf"), read[0].tail) == (attribute, text, text)


@pytest.mark.parametrize("character", list("\t\n\r&<>\"'"))
def test_each_special_character_comes_back_where_it_stands_alone(character: str) -> None:
    test_texts_and_attributes_are_escaped_as_c14n_does.hypothesis.inner_test(character, character)  # type: ignore[attr-defined]


def test_an_element_without_anything_in_it_is_not_written() -> None:
    assert emitted(element(None, None, always=False)) == b""
    assert emitted(element(None, None)) == b"<Root></Root>"
    assert emitted(element(None, "1", always=False)) == b'<Root a="1"></Root>'


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_refused_with_its_place(character: str) -> None:
    for emit in (element(f"a{character}", None), element(None, f"a{character}")):
        with pytest.raises(SenderError, match="XML has no character") as refused:
            emitted(emit)
        assert refused.value.fault.code == "4203"
        assert refused.value.place.path in ("/Root/Leaf", "/Root/@a")
    for escape in (in_text, in_attribute):
        with pytest.raises(ValueError, match="XML has no character"):
            escape(character)
