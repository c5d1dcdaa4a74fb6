from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.document.parse import ATTRIBUTES_MAX, DEPTH_MAX, NAMESPACES_MAX, TAGS_MAX, line_of, parse, parse_text
from gateway.model import faults
from gateway.model.errors import VALUE_CHARS, Fault, SenderError

BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'
OUTSIDE = b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a/>'


def refusal(raw: bytes, limit: int = 10_000_000) -> SenderError:
    with pytest.raises(SenderError) as caught:
        parse(raw, limit=limit)
    return caught.value


def nested(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


def test_a_mark_blanks_a_declaration_and_comments_before_the_root_are_read() -> None:
    document = parse(b"\xef\xbb\xbf \n<?xml version='1.0' encoding='UTF-8'?>\n<!-- by a tool --> <a>1<!-- x -->2</a>\n")
    assert (document.root.tag, document.root.text, len(document.root)) == ("a", "12", 0)
    assert (document.charset, document.source, document.repairs) == ("utf-8", "bom", 0)


def test_a_document_in_gbk_is_read_under_a_narrower_name() -> None:
    document = parse('<?xml version="1.0" encoding="gb2312"?><a>朱镕基</a>'.encode("gbk"))
    assert (document.root.text, document.charset, document.repairs) == ("朱镕基", "gb2312", 1)


def test_lines_are_those_of_the_senders_file() -> None:
    assert line_of(parse(b"\n\n<?xml version='1.0'?>\n<a>\n<b/></a>").root[0]) == 5


@pytest.mark.parametrize(
    ("raw", "fault", "line"),
    [
        (b"", faults.EMPTY, None),
        (b" \r\n\t", faults.EMPTY, None),
        (b"\xef\xbb\xbf \n", faults.EMPTY, None),
        (b"hello", faults.NOT_XML, 1),
        (b'{"a": 1}', faults.NOT_XML, 1),
        (b"<a>\n<b></a>", faults.NOT_XML, 2),
        (b"<a/><b/>", faults.NOT_XML, 1),
        (b"<a>\n&foo;</a>", faults.NOT_XML, 2),
        (b"<a>\n\x01</a>", faults.NOT_XML, 2),
        (b"<a>&#2;</a>", faults.NOT_XML, 1),
        (b"<a>\x00</a>", faults.NOT_XML, 1),
        (b"<a/>\x00", faults.NOT_XML, 1),
        (b"<x:a/>", faults.NOT_XML, 1),
        (b"<a b='1' b='2'/>", faults.NOT_XML, 1),
        (b"<!-- no end <a/>", faults.NOT_XML, 1),
        (b"<?xml version='1.0'?>", faults.NOT_XML, None),
        (BOMB, faults.DOCTYPE, 1),
        (OUTSIDE, faults.DOCTYPE, 1),
        (b"\n<!-- <a> -->\n<!DOCTYPE a><a/>", faults.DOCTYPE, 3),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><a/>", faults.DOCTYPE, 2),
        (b"\n<?php x?><a/>", faults.INSTRUCTION, 2),
        (b"<?xml version='1.0'?><?xml version='1.0'?><a/>", faults.INSTRUCTION, 1),
        (b"<a>\n<b><?x y?></b></a>", faults.INSTRUCTION, 2),
        (b"<a/>\n<?x y?>", faults.INSTRUCTION, 2),
        (b"<a>\n<b xmlns:x='urn:a&amp;b'/></a>", faults.NAMESPACE_WRONG, None),
        (b'<a xmlns = "urn:a?&#38;lt;"/>', faults.NAMESPACE_WRONG, None),
        (b"<a xmlns:x='urn:&lt;'/>", faults.NOT_XML, 1),
        (b"<a xmlns:x='urn:&quot;'/>", faults.NOT_XML, 1),
        (nested(DEPTH_MAX + 1), faults.TOO_DEEP, None),
        (nested(257), faults.TOO_DEEP, None),
        (nested(100_000), faults.TOO_DEEP, None),
    ],
)
def test_bad_input_gets_its_own_fault_and_line(raw: bytes, fault: Fault, line: int | None) -> None:
    error = refusal(raw)
    assert error.fault is fault
    assert line is None or error.place.line == line


def test_a_document_of_instructions_costs_no_more_than_its_first() -> None:
    """Listed by XPath these took minutes, in which nobody else was served."""
    raw = b"<a>" + b"<?x?>" * 400_000 + b"</a>"
    assert refusal(raw).fault is faults.INSTRUCTION


def test_the_limit_is_in_bytes_and_is_included() -> None:
    assert parse(b"<a/>", limit=4).root.tag == "a"
    error = refusal(b"<a/>", limit=3)
    assert (error.fault, error.reason) == (faults.TOO_LARGE, "4 bytes; the limit is 3")


def test_more_tags_than_any_document_has_are_refused_before_they_are_parsed() -> None:
    few, many = b"<b/>" * (TAGS_MAX - 2), b"<b/>" * (TAGS_MAX - 1)
    assert len(parse(b"<a>" + few + b"</a>").root) == TAGS_MAX - 2
    with pytest.raises(SenderError) as caught:
        parse(b"<a>" + many + b"</a>")
    assert (caught.value.fault, caught.value.reason) == (faults.TOO_LARGE, "more than 500000 tags")


def test_the_greatest_depth_is_read() -> None:
    assert sum(1 for _ in parse(nested(DEPTH_MAX)).root.iter()) == DEPTH_MAX


@pytest.mark.parametrize(
    "text", ["<![CDATA[<?x?>]]>", "&lt;?x?&gt;", "<!-- <?x?> -->", "<![CDATA[<!DOCTYPE a>]]>", "xmlns='&amp;'"]
)
def test_what_only_looks_like_markup_that_is_refused_is_text(text: str) -> None:
    assert parse(f"<a>{text}</a>".encode()).root.tag == "a"


def test_a_refusal_says_no_more_of_the_document_than_a_value_may() -> None:
    secret = "x" * 500
    error = refusal(f"<{secret}>".encode())
    assert len(error.reason) <= VALUE_CHARS
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_text_that_is_decoded_already_is_read_the_same() -> None:
    assert parse_text('<?xml version="1.0" encoding="GBK"?><a>京</a>').text == "京"


def with_namespaces(count: int, elements: str = "") -> bytes:
    declarations = " ".join(f"xmlns:n{i}='urn:{i}'" for i in range(count))
    return f"<a {declarations}>{elements}</a>".encode()


def with_attributes(count: int) -> bytes:
    attributes = " ".join(f"n{i}='{i}'" for i in range(count))
    return f"<a><b {attributes}/></a>".encode()


def test_namespaces_in_scope_are_bounded_for_each_costs_at_every_element() -> None:
    assert refusal(with_namespaces(NAMESPACES_MAX + 1)).fault is faults.NAMESPACE_WRONG
    assert refusal(with_namespaces(NAMESPACES_MAX, '<b xmlns="urn:x"/>')).fault is faults.NAMESPACE_WRONG
    side_by_side = '<b xmlns="urn:x"/>' * 100
    assert len(parse(with_namespaces(NAMESPACES_MAX - 1, side_by_side)).root) == 100


def test_attributes_of_one_element_are_bounded() -> None:
    assert len(parse(with_attributes(ATTRIBUTES_MAX)).root[0].attrib) == ATTRIBUTES_MAX
    assert refusal(with_attributes(ATTRIBUTES_MAX + 1)).fault is faults.NOT_XML
    assert len(parse(b"<a>" + b"<b c='1'/>" * 2 * ATTRIBUTES_MAX + b"</a>").root) == 2 * ATTRIBUTES_MAX


MARKUP = st.text(st.sampled_from("<>/!?-[]&;#x1aDOCTYPE \n'\"=京"), max_size=40)


@given(MARKUP)
@settings(max_examples=300, deadline=None)
def test_no_text_gets_anything_but_a_tree_or_a_refusal(text: str) -> None:
    try:
        document = parse(text.encode())
    except SenderError:
        return
    assert isinstance(document.root.tag, str)
