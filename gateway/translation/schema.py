"""XML Schemas: the strict one judges what we write, its lax view what we read. lxml judges, `xmlschema` words it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import xmlschema
from lxml import etree

from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, Place
from gateway.translation.lax import XS, lax
from gateway.translation.places import Places, line

# The first XMLSchema of a process must not be built by two threads at once: libxml2 initialises its types without a
# lock, and the heap can be corrupted. So one is built here, at import, before anybody has started a thread.
etree.XMLSchema(etree.XML(f'<schema xmlns="{XS[1:-1]}"/>'))

WORDED_ELEMENTS = 2000  # xmlschema costs 70 times what lxml does: of greater documents lxml's own words are told
VALUE_FAULTS = re.compile(
    "SCHEMAV_CVC_(DATATYPE|FACET|.*_FACET|.*LENGTH|.*DIGITS|.*INCLUSIVE|PATTERN|ENUMERATION|TYPE)"
)
EXPECTED = re.compile(r"Expected is \(? ?(?:one of \( )?(?:\{[^}]*\})?([^ ,)]+)")
PREFIX = re.compile(r"^Element '[^']*'(?:, attribute '[^']*')?: (?:\[[^]]*\] )?")
NAMESPACE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What lxml says is wrong, and of which element (None: it cannot be told)."""

    element: etree._Element | None
    rule: str
    reason: str
    line: int

    @property
    def of_value(self) -> bool:
        """Whether a value is wrong, and not where an element stands."""
        return bool(VALUE_FAULTS.match(self.rule))

    @property
    def expected(self) -> str:
        """The element that ought to stand there, "" if none is missing."""
        found = EXPECTED.search(self.reason)
        return found[1] if found else ""

    @property
    def is_missing(self) -> bool:
        """Whether the element lacks something in it, and is not itself out of place."""
        return "Missing child" in self.reason

    def words(self) -> str:
        """Lxml's reason without what the place says already."""
        return NAMESPACE.sub("", PREFIX.sub("", self.reason))


Stray = tuple[etree._Element, str]
"""An element, and the name of an attribute of it."""


class Schemas:
    """Every strict schema below xsd/, with its lax view; all built at start: building is not safe among threads."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        trees = {path: _tree(path, content) for path, content in files.items()}
        self._strict = {path: _built(path, tree) for path, tree in trees.items()}
        self._views = {path: lax(tree) for path, tree in trees.items()}
        self._lax = {path: _built(path, view) for path, view in self._views.items()}

    def __contains__(self, path: str) -> bool:
        return path in self._strict

    def check_read(
        self, path: str, root: etree._Element, absent: Iterable[etree._Element], strays: Iterable[Stray] = ()
    ) -> None:
        """Judge a document that came in, without `absent` elements and stray attributes; SCHEMA, VALUE_INVALID."""
        twins = _pruned(root, set(absent), set(strays))
        judged = next(iter(twins))
        schema = self._schema(self._lax, path)
        if not schema.validate(judged):
            flaw = _flaw(schema, judged, twins)
            raise _refusal(flaw, self._worded(path, judged) or flaw.words())

    def flaw_of_written(self, path: str, root: etree._Element) -> Flaw | None:
        """Judge a document that we wrote."""
        schema = self._schema(self._strict, path)
        return None if schema.validate(root) else _flaw(schema, root, {})

    def _schema(self, schemas: Mapping[str, etree.XMLSchema], path: str) -> etree.XMLSchema:
        if path not in schemas:
            raise faults.CONFIGURATION.error(f"there is no schema {path}")
        return schemas[path]

    def _worded(self, path: str, root: etree._Element) -> str:
        """The words of xmlschema, which takes some values for good that lxml does not ("")."""
        if sum(1 for _ in root.iter()) > WORDED_ELEMENTS:
            return ""
        try:
            error = next(_wordy(etree.tostring(self._views[path])).iter_errors(root), None)
        except xmlschema.XMLSchemaException:  # it does not word, but raise, where xsi:type names what is not there
            return ""
        return (error.reason or "") if error else ""


def read_schemas(folder: Path) -> Schemas:
    """All *.xsd below a folder, by their paths in it; raises CONFIGURATION."""
    return Schemas({path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.xsd"))})


@cache
def _wordy(source: bytes) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(source.decode(), allow="none")


def _tree(path: str, content: bytes) -> etree._Element:
    """A schema says everything itself: nothing is fetched from files or networks that a schema names."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _unusable(path, error) from None
    elsewhere = next(tree.iter(f"{XS}include", f"{XS}redefine", f"{XS}import"), None)
    if elsewhere is not None or tree.getroottree().docinfo.internalDTD is not None:
        raise _unusable(path, "it refers to something outside it")
    return tree


def _built(path: str, tree: etree._Element) -> etree.XMLSchema:
    try:
        return etree.XMLSchema(tree)
    except etree.XMLSchemaParseError as error:
        raise _unusable(path, error) from None


def _unusable(path: str, reason: object) -> GatewayError:
    return faults.CONFIGURATION.error(str(reason), place=Place(path=path))


def _pruned(
    root: etree._Element, absent: set[etree._Element], strays: set[Stray]
) -> dict[etree._Element, etree._Element]:
    """A copy without what is not judged, each element beside its original; the root itself if all of it is judged."""
    if not absent and not strays:
        return {root: root}
    twins = dict(zip(copy.deepcopy(root).iter(), root.iter(), strict=True))
    made = {original: element for element, original in twins.items()}
    for element, name in strays:
        del made[element].attrib[name]
    for element in absent:
        _remove(made[element])
    return twins


def _remove(element: etree._Element) -> None:
    """The text behind an element is not part of it: it is left to be judged. The root stays."""
    parent = element.getparent()
    if parent is not None:
        parent.text = (parent.text or "") + (element.tail or "")
        parent.remove(element)


def _flaw(schema: etree.XMLSchema, root: etree._Element, twins: Mapping[etree._Element, etree._Element]) -> Flaw:
    error = cast("Any", schema.error_log)[0]  # the stubs know nothing of its entries
    element = _found(root, error.path)
    if element is not None:
        element = twins.get(element, element)
    return Flaw(element, error.type_name, error.message, error.line)


def _found(root: etree._Element, path: str | None) -> etree._Element | None:
    """The paths of lxml have the document's prefixes in them, without saying what they stand for."""
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.getroottree().xpath(path or "", namespaces=prefixes)
    except etree.XPathError:
        return None
    return cast("list[etree._Element]", found)[0] if isinstance(found, list) and found else None


def _refusal(flaw: Flaw, words: str) -> GatewayError:
    fault: Fault = faults.VALUE_INVALID if flaw.of_value else faults.SCHEMA
    if flaw.element is None:
        return fault.error(words, place=Place(line=flaw.line))
    place = Place(path=Places().path(flaw.element), line=line(flaw.element))
    return fault.error(words, place=place, value=flaw.element.text if flaw.of_value else None)
