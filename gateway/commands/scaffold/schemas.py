"""The text of a schema: the elements of the document in their order, every one of them a text that may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from gateway.commands.scaffold.outline import Outline

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- {root}. Source: to be named. Drawn from one document: put in what is required, lengths, patterns and lists. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"{namespaces}>
  <xs:simpleType name="Text"><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType>

"""
SIGNATURE = '<xs:any namespace="http://www.w3.org/2000/09/xmldsig#" processContents="skip" minOccurs="0"/>'


def schema(made: Outline, namespace: str | None) -> str:
    """A schema that takes the document, and nothing that has an element more."""
    own = f" xmlns={quoteattr(namespace)} targetNamespace={quoteattr(namespace)}" if namespace else ""
    head = HEAD.format(root=made.name, namespaces=f'{own} elementFormDefault="qualified"' if namespace else "")
    return "\n".join([head.rstrip("\n"), "", *_element(made, "  ", top=True), "</xs:schema>", ""])


def _element(made: Outline, indent: str, *, top: bool = False) -> Iterator[str]:
    occurs = "" if top else ' minOccurs="0"' + (' maxOccurs="unbounded"' if made.repeats else "")
    if not made.children and not made.attributes:
        yield f'{indent}<xs:element name="{made.name}" type="Text"{occurs}/>'
        return
    yield f'{indent}<xs:element name="{made.name}"{occurs}>'
    yield f"{indent}  <xs:complexType>"
    yield from _content(made, indent + "    ", top=top)
    yield f"{indent}  </xs:complexType>"
    yield f"{indent}</xs:element>"


def _content(made: Outline, indent: str, *, top: bool) -> Iterator[str]:
    attributes = [f'<xs:attribute name="{name}" type="xs:string"/>' for name in made.attributes]
    if not made.children:
        extension = f'<xs:extension base="Text">{"".join(attributes)}</xs:extension>'
        yield f"{indent}<xs:simpleContent>{extension}</xs:simpleContent>"
        return
    yield f"{indent}<xs:sequence>"
    for child in made.children.values():
        yield from _element(child, indent + "  ")
    if top:
        yield f"{indent}  {SIGNATURE}"
    yield f"{indent}</xs:sequence>"
    yield from (f"{indent}{attribute}" for attribute in attributes)
