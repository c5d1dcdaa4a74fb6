"""Every rule of a strict schema, each with a change of a whole document that breaks it; derived from the schema alone.

A document is built that has every element once; its values come from our samples. A construct that is not known here
is an error, so that no rule goes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tests.adapters.schema_changes import attributed, holding, repeated, swapped, without, worded
from tests.adapters.schema_values import XS, Facets, children

CONTENT = (f"{XS}sequence", f"{XS}choice")
Broken = tuple[str, AbstractContextManager[None]]
"""What a change is called, and the change, undone when it is left."""


@dataclass(frozen=True)
class Particle:
    """One element of a content model."""

    declaration: etree._Element
    least: int
    most: int | None
    ordered: bool


class Grammar:
    """One schema file."""

    def __init__(self, tree: etree._Element) -> None:
        self.tree = tree
        self.types = {str(one.get("name")): one for one in children(tree, "simpleType", "complexType")}
        self.roots = children(tree, "element")
        self.namespace = tree.get("targetNamespace")

    @cached_property
    def alternatives(self) -> int:
        """How many documents it takes to have every alternative of every choice."""
        return max([1, *(len(children(one, "element", "sequence")) for one in self.tree.iter(f"{XS}choice"))])

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}" if self.namespace else name

    def type_of(self, declaration: etree._Element) -> etree._Element | str:
        """The type: a definition, or the name of one of XML Schema's own."""
        inline = children(declaration, "simpleType", "complexType")
        if inline:
            return inline[0]
        name = str(declaration.get("type"))
        return name.removeprefix("xs:") if name.startswith("xs:") else self.types[name.rpartition(":")[2]]

    def facets(self, declaration: etree._Element) -> Facets | None:
        """Of its text; None where it has no text."""
        kind = self.type_of(declaration)
        while not isinstance(kind, str) and kind.tag == f"{XS}complexType":
            extended = kind.find(f"{XS}simpleContent/{XS}extension")
            if extended is None:
                return None
            kind = self.type_of(self._based(extended))
        return Facets.of(kind, self._base)

    def _base(self, name: str) -> etree._Element | str:
        return name.removeprefix("xs:") if name.startswith("xs:") else self.types[name.rpartition(":")[2]]

    def _based(self, extended: etree._Element) -> etree._Element:
        return extended.makeelement("element", type=str(extended.get("base")))

    def attributes(self, declaration: etree._Element) -> list[etree._Element]:
        kind = self.type_of(declaration)
        if isinstance(kind, str):
            return []
        extended = kind.find(f"{XS}simpleContent/{XS}extension")
        return children(kind if extended is None else extended, "attribute")

    def particles(self, declaration: etree._Element, branch: int) -> list[Particle]:
        kind = self.type_of(declaration)
        model = None if isinstance(kind, str) else next(iter(children(kind, "sequence", "choice")), None)
        return [] if model is None else list(self._of_model(model, branch, least=1))

    def _of_model(self, model: etree._Element, branch: int, *, least: int) -> Iterator[Particle]:
        inner, ordered = list(model.iterchildren(etree.Element)), model.tag == f"{XS}sequence"
        if not ordered:
            inner = [inner[branch % len(inner)]]
        for one in inner:
            fewest = min(least, 1) * int(one.get("minOccurs", "1"))
            if one.tag == f"{XS}element":
                most = one.get("maxOccurs", "1")
                yield Particle(one, fewest, None if most == "unbounded" else int(most), ordered)
            elif one.tag in CONTENT:
                yield from self._of_model(one, branch, least=fewest)
            else:
                assert one.tag == f"{XS}any", one.tag

    @property
    def signed(self) -> bool:
        """Whether a signature may end the document."""
        return next(self.tree.iter(f"{XS}any"), None) is not None


class Specimen:
    """A document that has everything (of one branch of each choice), and what breaks it."""

    def __init__(self, grammar: Grammar, root: etree._Element, branch: int) -> None:
        self.grammar, self.branch = grammar, branch
        self.made: list[tuple[etree._Element, Particle]] = []
        self.root = self._build(Particle(root, least=0, most=None, ordered=False), None)

    def _build(self, particle: Particle, parent: etree._Element | None) -> etree._Element:
        declaration = particle.declaration
        tag = self.grammar.tag(str(declaration.get("name")))
        element = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
        self.made.append((element, particle))
        facets = self.grammar.facets(declaration)
        if facets:
            element.text = facets.value()
        for attribute in self.grammar.attributes(declaration):
            element.set(str(attribute.get("name")), self._valued(attribute))
        for inner in self.grammar.particles(declaration, self.branch):
            for _ in range(max(1, inner.least)):
                self._build(inner, element)
        return element

    def _valued(self, attribute: etree._Element) -> str:
        facets = self._facets_of(attribute)
        value = attribute.get("fixed") or facets.value()
        return f"{value}{len(self.made)}" if facets.base == "ID" else value

    def _facets_of(self, declaration: etree._Element) -> Facets:
        facets = self.grammar.facets(declaration)
        assert facets is not None
        return facets

    def paths(self) -> Iterator[str]:
        """Of every element from the root on, in the order in which they stand."""
        yield from (path_of(element) for element, _ in self.made)

    def ruled(self) -> Iterator[tuple[str, Particle, Facets]]:
        """Every element with a text, by its path, and its rules."""
        for element, particle in self.made:
            if facets := self.grammar.facets(particle.declaration):
                yield path_of(element), particle, facets

    def broken(self) -> Iterator[Broken]:
        """Every rule, broken alone."""
        for element, particle in self.made:
            path = self.root.getroottree().getpath(element)
            for words, change in (*self._in_place(element, particle), *self._within(element, particle)):
                yield f"{path}: {words}", change

    def _in_place(self, element: etree._Element, particle: Particle) -> Iterator[Broken]:
        if particle.least:
            yield "is not there", without(element)
        if particle.most is not None:
            yield f"is there {particle.most + 1} times", repeated(element, particle.most)
        behind = element.getnext()
        if particle.ordered and behind is not None and behind.tag != element.tag:
            yield "stands behind the next", swapped(element)

    def _within(self, element: etree._Element, particle: Particle) -> Iterator[Broken]:
        facets = self.grammar.facets(particle.declaration)
        for words, text in facets.broken() if facets else [("has a text", "x")]:
            yield words, worded(element, text)
        for place in {0, len(element)}:
            yield "has a stranger in it", holding(element, place, self.grammar.tag("Stranger"))
        yield "has a stranger of another namespace in it", holding(element, len(element), "{urn:other}Stranger")
        yield "has a strange attribute", attributed(element, "stranger", "1")
        for attribute in self.grammar.attributes(particle.declaration):
            yield from self._attribute(element, attribute)

    def _attribute(self, element: etree._Element, attribute: etree._Element) -> Iterator[Broken]:
        name = str(attribute.get("name"))
        if attribute.get("use") == "required":
            yield f"has no {name}", attributed(element, name, None)
        if fixed := attribute.get("fixed"):
            yield f"has another {name}", attributed(element, name, f"{fixed}1")
        for words, text in self._facets_of(attribute).broken():
            yield f"its {name} {words}", attributed(element, name, text)

    def taken(self) -> Iterator[Broken]:
        """What the rules allow to the utmost, which no other rule may forbid."""
        for element, particle in self.made:
            facets = self.grammar.facets(particle.declaration)
            path = self.root.getroottree().getpath(element)
            for words, text in facets.utmost() if facets else []:
                yield f"{path}: {words}", worded(element, text)
        if self.grammar.signed:
            signature = "{http://www.w3.org/2000/09/xmldsig#}Signature"
            yield "is signed", holding(self.root, len(self.root), signature)


def path_of(element: etree._Element) -> str:
    """From the root on, without numbers and namespaces."""
    return "/".join(etree.QName(one).localname for one in (*reversed(list(element.iterancestors())), element))
