"""Walk a document once: its texts fall into the slots of the form's layout, and what no row knows is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from lxml import etree

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.translation.form import Ignored
from gateway.translation.layout import Kind, Node, Scope
from gateway.translation.losses import NO_NAME, Loss, loss
from gateway.translation.places import Places, line

BLANKS = " \t\r\n"
STRANGERS_MAX = 1000  # an element no row knows costs a named loss: a document made of them must not cost us a million
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
ATTRIBUTES = etree.XPath(f"count(descendant-or-self::*/@*[namespace-uri() != '{XSI[1:-1]}'])")

Raw = list[Any]
"""By slot: None, (text, element), a list of these, or a list of (Raw, element)."""


@dataclass(slots=True)
class Walk:
    """What was met on the way."""

    places: Places = field(default_factory=Places)
    strangers: list[etree._Element] = field(default_factory=list)
    ignored: list[tuple[etree._Element, Ignored]] = field(default_factory=list)
    empty: list[etree._Element] = field(default_factory=list)
    """Absent ones, of which the schema is not asked; nor of a signature, which was verified before."""
    attributes: set[tuple[etree._Element, str]] = field(default_factory=set)

    def scope(self, element: etree._Element, scope: Scope) -> Raw:
        """The slots of the root, or of one repeated element."""
        raw: Raw = [None] * (len(scope.slots) + scope.branches)
        self._node(element, scope.top, raw)
        return raw

    def _node(self, element: etree._Element, node: Node, raw: Raw) -> None:
        if node.attributes:
            self._attributes(element, node, raw)
        if node.kind is Kind.LEAF:
            self._leaf(element, node, raw)
        else:
            self._children(element, node.children, raw)

    def _children(self, element: etree._Element, children: dict[str, Node], raw: Raw) -> None:
        for child in element:
            node = children.get(child.tag)
            if node is None:
                self._stranger(child)
            elif node.plain:
                text = child.text
                if text and not len(child) and raw[node.slot] is None and (text := text.strip(BLANKS)):
                    raw[node.slot] = (text, child)  # what `_leaf` does, without its calls: most elements are such
                else:
                    self._leaf(child, node, raw)
            else:
                self._other(child, node, raw)

    def _leaf(self, element: etree._Element, node: Node, raw: Raw) -> None:
        text = self._text(element)
        if not text:
            return
        if raw[node.slot] is not None:
            raise self._repeated(element)
        raw[node.slot] = (text, element)

    def _text(self, element: etree._Element) -> str | None:
        """Without blanks around it; an empty element is an absent one."""
        if len(element):
            raise faults.VALUE_INVALID.error("it has elements in it where a value belongs", place=self.place(element))
        text = element.text
        if text is None or not (text := text.strip(BLANKS)):
            self.empty.append(element)
        return text

    def _other(self, element: etree._Element, node: Node, raw: Raw) -> None:
        match node.kind:
            case Kind.LEAF:
                self._node(element, node, raw)
            case Kind.BRANCH:
                self._branch(element, node, raw)
            case Kind.MANY:
                if text := self._text(element):
                    _append(raw, node.slot, (text, element))
            case Kind.GROUP:
                self._record(element, node, raw)
            case Kind.IGNORED:
                self.ignored.append((element, cast("Ignored", node.ignored)))

    def _branch(self, element: etree._Element, node: Node, raw: Raw) -> None:
        """A second container is passed over only if there is nothing in it."""
        if raw[node.slot] is not None and len(element):
            raise self._repeated(element)
        raw[node.slot] = element
        self._node(element, node, raw)

    def _record(self, element: etree._Element, node: Node, raw: Raw) -> None:
        """A repeated element in which nothing is said is no record: real documents have whole empty groups."""
        scope = cast("Scope", node.scope)
        inner = self.scope(element, scope)
        if any(slot is not None for slot in inner[: len(scope.slots)]):
            _append(raw, node.slot, (inner, element))

    def _attributes(self, element: etree._Element, node: Node, raw: Raw) -> None:
        for name, slot in node.attributes.items():
            text = (element.get(name) or "").strip(BLANKS)
            if text:
                self.attributes.add((element, name))
                raw[slot] = (text, element)

    def _stranger(self, element: etree._Element) -> None:
        """A comment, too, would be a stranger: the parser leaves none."""
        known = element.tag == SIGNATURE
        (self.empty if known else self.strangers).append(element)
        if len(self.strangers) > STRANGERS_MAX:
            raise too_strange(element)

    def _repeated(self, element: etree._Element) -> GatewayError:
        return faults.VALUE_INVALID.error(
            "it stands there more than once", place=self.place(element), value=element.text
        )

    def place(self, element: etree._Element) -> Place:
        """The path and the line of an element."""
        return self.places.place(element)

    def losses(self, root: etree._Element) -> list[Loss]:
        """Everything in the document that no row has taken, by its path; raises SCHEMA if it is most of a document."""
        found = list(islice(self._losses(root), STRANGERS_MAX + 1))
        if len(found) > STRANGERS_MAX:
            raise too_strange(root)
        return found

    def _losses(self, root: etree._Element) -> Iterator[Loss]:
        for stranger in self.strangers:
            yield from (self._loss(one, text, NO_NAME) for one, text in leaves(stranger))
        for ignored, row in self.ignored:
            yield from (self._loss(one, "" if row.secret else text, row.reason) for one, text in leaves(ignored))
        secret = {one for ignored, row in self.ignored if row.secret for one in ignored.iter()}
        for element, name in self.stray_attributes(root):
            if element not in secret and (text := str(element.get(name)).strip(BLANKS)):
                yield self._loss(element, text, NO_NAME, f"@{etree.QName(name).localname}")

    def _loss(self, element: etree._Element, text: str, reason: str, attribute: str = "") -> Loss:
        path = self.places.path(element, attribute)
        return loss(path, path, text, reason)

    def stray_attributes(self, root: etree._Element) -> list[tuple[etree._Element, str]]:
        """Attributes that no row takes, or that are empty; hints for a schema are no content."""
        if ATTRIBUTES(root) == len(self.attributes):
            return []
        every = ((element, str(name)) for element in root.iter(etree.Element) for name in element.keys())  # noqa: SIM118
        return [one for one in every if one not in self.attributes and not one[1].startswith(XSI)]

    def not_judged(self) -> list[etree._Element]:
        """What is taken out before the schema judges: absent elements, and those it cannot know."""
        return [*self.empty, *self.strangers, *(element for element, _ in self.ignored)]


def leaves(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The elements with a text of their own, `element` among them, and the text."""
    for one in element.iter(etree.Element):
        if text := "".join([one.text or "", *(child.tail or "" for child in one)]).strip(BLANKS):
            yield one, text


def too_strange(element: etree._Element) -> GatewayError:
    """A document of another kind under our root."""
    reason = f"more than {STRANGERS_MAX} elements that no row knows"
    return faults.SCHEMA.error(reason, place=Place(line=line(element)))


def _append(raw: Raw, slot: int, item: object) -> None:
    if raw[slot] is None:
        raw[slot] = []
    raw[slot].append(item)
