"""The parser that trusts nothing: bounded, without DTD, entities, network or processing instructions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import cast

from lxml import etree

from gateway.document.charset import Believed, Text, decode, without_declaration
from gateway.model import faults
from gateway.model.errors import VALUE_CHARS, GatewayError, Place

LIMIT_BYTES = 10 * 2**20
DEPTH_MAX = 100
NAMESPACES_MAX = 32
TAGS_MAX = 500_000
"""Thousands of goods lines. Each tag costs a microsecond and more before anybody has proved who sent it."""
ATTRIBUTES_MAX = 256
# What may stand before the root: blank space and comments. Possessive, so that hostile input costs linear time.
PROLOG = re.compile(r"(?:\s++|<!--.*?-->)*+", re.DOTALL)
POSITION = re.compile(r"\s*, line \d+, column \d+.*", re.DOTALL)  # lxml's addition to what libxml2 says
# libxml2 writes the & of a namespace unescaped into the canonical form, which then cannot be read back. It refuses the
# other characters that need escaping itself. No quantifier here can pass over the beginning of another match.
AMPERSAND = re.compile(r"""xmlns(?::[^\s=:"'<>]*)?\s*=\s*(?:"[^"]*&|'[^']*&)""")
MANY_ATTRIBUTES = etree.XPath(f"boolean(//@*[position() > {ATTRIBUTES_MAX}])")
TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEPTH_MAX + 1) + ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed document: its root without comments, and how its bytes were read (see `charset.Text`)."""

    root: etree._Element
    charset: str
    source: str
    repairs: int
    newer: bool


def parse(
    raw: bytes,
    *,
    limit: int = LIMIT_BYTES,
    header: str | None = None,
    default: str = "utf-8",
    believed: Believed = Believed.HEADER,
    published: bool = True,
) -> Document:
    """Read `raw` (at most `limit` bytes), decoded as `charset.decode` does.

    Raises EMPTY, TOO_LARGE, NOT_XML, DOCTYPE, TOO_DEEP, INSTRUCTION, CHARSET_UNKNOWN, CHARSET_MISMATCH, and
    NAMESPACE_WRONG for a namespace that cannot be written canonically.
    """
    _refuse_size(raw, limit)
    text = decode(raw, header=header, default=default, believed=believed, published=published)
    root = parse_text(text.content)
    return _document(root, text)


def parse_text(content: str) -> etree._Element:
    """The root of a document that is decoded already; an XML declaration in it is passed over."""
    body = without_declaration(content)
    _refuse_prolog(body)
    root = _tree(body)
    if TOO_DEEP(root):
        raise _too_deep()
    if "<?" in body:
        _refuse_instructions(root)
    _refuse_uncanonical(body, root)
    return root


def line_of(element: etree._Element) -> int | None:
    """The line, from 1, of an element that a parser made."""
    return cast("int | None", element.sourceline)


def _document(root: etree._Element, text: Text) -> Document:
    return Document(root=root, charset=text.charset, source=text.source, repairs=text.repairs, newer=text.newer)


def _refuse_size(raw: bytes, limit: int) -> None:
    if len(raw) > limit:
        raise faults.TOO_LARGE.error(f"{len(raw)} bytes; the limit is {limit}")
    if raw.count(b"<") > TAGS_MAX:
        raise faults.TOO_LARGE.error(f"more than {TAGS_MAX} tags")
    if not raw.removeprefix(b"\xef\xbb\xbf").strip():
        raise faults.EMPTY.error("there is nothing in it")


def _refuse_prolog(body: str) -> None:
    """A DOCTYPE is well-formed only here, and is refused before the parser sees it."""
    found = PROLOG.match(body)
    start = found.end() if found else 0
    line = body.count("\n", 0, start) + 1
    if body.startswith("<!DOCTYPE", start):
        raise faults.DOCTYPE.error("documents carry no DOCTYPE here", place=Place(line=line))
    if body.startswith("<?", start):
        raise _instruction(line)


def _tree(body: str) -> etree._Element:
    """A fresh parser each time: a shared one makes threads wait for each other, and a new one costs a microsecond."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(body.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise _not_xml(error) from None


def _not_xml(error: etree.XMLSyntaxError) -> GatewayError:
    """libxml2's own depth limit is met before ours in documents that are very deep."""
    message = error.msg or "not well-formed"
    if message.startswith("Excessive depth"):
        return _too_deep()
    return faults.NOT_XML.error(POSITION.sub("", message)[:VALUE_CHARS], place=Place(line=error.lineno))


def _too_deep() -> GatewayError:
    return faults.TOO_DEEP.error(f"elements are nested deeper than {DEPTH_MAX}")


def _refuse_instructions(root: etree._Element) -> None:
    """In the tree and behind it; the first is enough, and XPath would take quadratic time to list them all."""
    for found in chain(root.iter(etree.ProcessingInstruction), root.itersiblings(etree.ProcessingInstruction)):
        raise _instruction(line_of(found))


def _refuse_uncanonical(body: str, root: etree._Element) -> None:
    """What libxml2's canonical form is wrong for, or takes quadratic time for: 50 s for a namespace-laden 100 kB."""
    if body.count("xmlns") > NAMESPACES_MAX or AMPERSAND.search(body):
        _refuse_namespaces(root)
    if body.count("=") > ATTRIBUTES_MAX and MANY_ATTRIBUTES(root):
        raise faults.NOT_XML.error(f"an element with more than {ATTRIBUTES_MAX} attributes")


def _refuse_namespaces(root: etree._Element) -> None:
    in_scope = 0
    for event, found in etree.iterwalk(root, events=("start-ns", "end-ns")):
        in_scope += 1 if event == "start-ns" else -1
        if in_scope > NAMESPACES_MAX:
            raise faults.NAMESPACE_WRONG.error(f"more than {NAMESPACES_MAX} namespaces at one place")
        if found is not None and "&" in found[1]:
            raise faults.NAMESPACE_WRONG.error("a namespace with & in it", value=found[1])


def _instruction(line: int | None) -> GatewayError:
    return faults.INSTRUCTION.error("processing instructions are not accepted", place=Place(line=line))
