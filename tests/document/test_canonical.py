from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gateway.document.canonical import canonical, without_signature
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import SenderError


def root_of(text: str) -> etree._Element:
    return parse(text.encode()).root


def test_a_document_is_written_in_canonical_form() -> None:
    text = "<a  c='1' b=\"x>y\n\"><!-- gone --><b/>京<![CDATA[<&]]>\r\n</a>"
    assert canonical(root_of(text)).decode() == '<a b="x>y " c="1"><b></b>京&lt;&amp;\n</a>'


def test_an_inner_element_inherits_the_default_namespace_and_its_descendants_keep_it() -> None:
    inner = root_of('<r xmlns="urn:d" xmlns:c="urn:c"><b><e/></b> tail</r>')[0]
    assert canonical(inner) == b'<b xmlns="urn:d" xmlns:c="urn:c"><e></e></b>'


def test_an_inner_element_inherits_xml_attributes_the_nearest_first() -> None:
    inner = root_of('<r xml:lang="zh" xml:space="preserve"><s xml:lang="en"><b a="1"/></s></r>')[0][0]
    assert canonical(inner) == b'<b a="1" xml:lang="en" xml:space="preserve"></b>'


def test_an_inner_elements_own_xml_attribute_stays() -> None:
    assert canonical(root_of('<r xml:lang="zh"><b xml:lang="en"/></r>')[0]) == b'<b xml:lang="en"></b>'


def test_an_undeclared_default_namespace_stays_undeclared() -> None:
    root = root_of('<r xmlns="urn:d"><b xmlns=""><e/></b></r>')
    assert canonical(root) == b'<r xmlns="urn:d"><b xmlns=""><e></e></b></r>'
    assert canonical(root[0]) == b"<b><e></e></b>"


def test_a_relative_namespace_has_no_canonical_form() -> None:
    with pytest.raises(SenderError) as caught:
        canonical(root_of('<a xmlns="relative"/>'))
    assert caught.value.fault is faults.NAMESPACE_WRONG


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("<a>x<b/>y<S/>z</a>", 1, "<a>x<b></b>yz</a>"),
        ("<a>x<S/>z</a>", 0, "<a>xz</a>"),
        ("<a><S/></a>", 0, "<a></a>"),
        ("<a><S/>z<b/></a>", 0, "<a>z<b></b></a>"),
        ("<a><b/>\n<S><c/></S>\n</a>", 1, "<a><b></b>\n\n</a>"),
    ],
)
def test_what_stands_behind_a_signature_stays(text: str, index: int, expected: str) -> None:
    root = root_of(text)
    before = etree.tostring(root)
    assert without_signature(root, root[index]).decode() == expected
    assert etree.tostring(root) == before


def test_namespaces_that_only_the_signature_used_stay_where_they_are_declared() -> None:
    root = root_of('<a xmlns:ds="urn:ds"><ds:S><ds:T/></ds:S></a>')
    assert without_signature(root, root[0]) == b'<a xmlns:ds="urn:ds"></a>'
    assert canonical(root[0]) == b'<ds:S xmlns:ds="urn:ds"><ds:T></ds:T></ds:S>'


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    prefixes: dict[str | None, str] = {p: f"urn:{p or 'd'}:{draw(st.integers(0, 1))}" for p in (None, "p", "q")}
    chosen = {prefix: uri for prefix, uri in prefixes.items() if draw(st.booleans())}
    space = draw(st.sampled_from(["", *(f"{{{uri}}}" for uri in chosen.values())]))
    element = etree.Element(f"{space}{draw(st.sampled_from('ab'))}", nsmap=cast("dict[str, str]", chosen))
    element.text, element.tail = draw(TEXT), draw(TEXT) if depth < 3 else None
    if draw(st.booleans()):
        element.set("{http://www.w3.org/XML/1998/namespace}lang", draw(TEXT))
    element.extend(draw(st.lists(trees(depth=depth - 1), max_size=2)) if depth else [])
    return element


@given(trees())
@settings(max_examples=60, deadline=None)
def test_canonical_form_is_its_own_canonical_form_of_every_element(tree: etree._Element) -> None:
    read = parse(etree.tostring(tree, encoding="utf-8", xml_declaration=False)).root
    assert canonical(parse(canonical(read)).root) == canonical(read)
    for element in read.iter():
        apex = parse(canonical(element)).root
        assert canonical(apex) == canonical(element)
        assert [one.tag for one in apex.iter()] == [one.tag for one in element.iter()]
