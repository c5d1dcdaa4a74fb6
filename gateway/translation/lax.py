"""The lax view of a strict schema: what is left of it for documents that others wrote.

Real documents have their elements in any order; so a sequence becomes a choice that may be repeated, and nothing is
required. What is a pattern, an enumeration or a least length is judged by codecs and code tables, with better words;
types, greatest lengths and digits stay. Empty and unknown elements and attributes are taken out before a document comes
here.
"""

from __future__ import annotations

import copy

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
DROPPED = [f"{XS}{name}" for name in ("pattern", "enumeration", "length", "minLength", "unique", "key", "keyref")]
MODELS = (f"{XS}sequence", f"{XS}all", f"{XS}choice")
OCCURRENCE = ("minOccurs", "maxOccurs", "fixed", "default", "use")


def lax(schema: etree._Element) -> etree._Element:
    """A changed copy of a strict schema's root."""
    view = copy.deepcopy(schema)
    for element in list(view.iter(*DROPPED)):
        _without(element)
    for element in view.iter(f"{XS}element", f"{XS}attribute", f"{XS}any", *MODELS):
        for name in OCCURRENCE:
            element.attrib.pop(name, "")
    for model in view.iter(*MODELS):
        _repeatable(model)
    for limit in view.iter(f"{XS}maxLength"):
        _collapsed(limit)
    return view


def _without(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeatable(model: etree._Element) -> None:
    """Only the outermost group repeats, and each name stands in it once: else the model would not be deterministic."""
    model.tag = f"{XS}choice"
    parent = model.getparent()
    if parent is None or parent.tag in MODELS:
        return
    model.set("minOccurs", "0")
    model.set("maxOccurs", "unbounded")
    seen: set[str | None] = set()
    for element in list(model.iter(f"{XS}element")):
        if _model_of(element) is model:
            name = element.get("name") or element.get("ref")
            if name in seen:
                _without(element)
            seen.add(name)


def _model_of(element: etree._Element) -> etree._Element | None:
    """The outermost group that an element declaration stands in."""
    outermost = None
    for ancestor in element.iterancestors():
        if ancestor.tag not in MODELS:
            break
        outermost = ancestor
    return outermost


def _collapsed(limit: etree._Element) -> None:
    """A length is that of the text without the blanks around it, as it is read."""
    restriction = limit.getparent()
    if restriction is not None and restriction.find(f"{XS}whiteSpace") is None:
        restriction.insert(restriction.index(limit), limit.makeelement(f"{XS}whiteSpace", value="collapse"))
