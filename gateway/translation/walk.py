"""Walk a document once: its texts fall into the slots of the form's layout, and what no row knows is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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
            text = element.get(name)
            if text is not None:
                self.attributes.add((element, name))
                raw[slot] = (text.strip(BLANKS), element) if text.strip(BLANKS) else raw[slot]

    def _stranger(self, element: etree._Element) -> None:
        """A comment, too, would be a stranger: the parser leaves none."""
        known = element.tag == SIGNATURE
        (self.empty if known else self.strangers).append(element)
        if len(self.strangers) > STRANGERS_MAX:
            reason = f"more than {STRANGERS_MAX} elements that no row knows"
            raise faults.SCHEMA.error(reason, place=Place(line=line(element)))

    def _repeated(self, element: etree._Element) -> GatewayError:
        return faults.VALUE_INVALID.error(
            "it stands there more than once", place=self.place(element), value=element.text
        )

    def place(self, element: etree._Element) -> Place:
        """The path and the line of an element."""
        return self.places.place(element)

    def losses(self, root: etree._Element) -> list[Loss]:
        """Everything in the document that no row has taken, by its path."""
        found = [self._loss(leaf, NO_NAME) for stranger in self.strangers for leaf in leaves(stranger)]
        found += [self._loss(leaf, row.reason, row.secret) for one, row in self.ignored for leaf in leaves(one)]
        if ATTRIBUTES(root) != len(self.attributes):
            found += self._attribute_losses(root)
        return found

    def not_judged(self) -> list[etree._Element]:
        """What is taken out before the schema judges: absent elements, and those it cannot know."""
        return [*self.empty, *self.strangers, *(element for element, _ in self.ignored)]

    def _loss(self, element: etree._Element, reason: str, secret: bool = False) -> Loss:
        path = self.places.path(element)
        return loss(path, path, "" if secret else (element.text or "").strip(BLANKS), reason)

    def _attribute_losses(self, root: etree._Element) -> list[Loss]:
        found = []
        for element in root.iter(etree.Element):
            for name, text in map(str_pair, element.items()):
                if (element, name) not in self.attributes and not name.startswith(XSI) and text.strip(BLANKS):
                    path = self.places.path(element, f"@{etree.QName(name).localname}")
                    found.append(loss(path, path, text, NO_NAME))
        return found


def str_pair(item: tuple[str | bytes, str | bytes]) -> tuple[str, str]:
    """An attribute as lxml gives it: the stubs allow for bytes, which it never gives."""
    return str(item[0]), str(item[1])


def leaves(element: etree._Element) -> Iterator[etree._Element]:
    """The elements with a text of their own, `element` among them."""
    return (one for one in element.iter(etree.Element) if one.text and one.text.strip(BLANKS))


def _append(raw: Raw, slot: int, item: object) -> None:
    if raw[slot] is None:
        raw[slot] = []
    raw[slot].append(item)
