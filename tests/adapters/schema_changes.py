"""Changes of a document that are undone when they are left."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree


@contextmanager
def worded(element: etree._Element, text: str) -> Iterator[None]:
    before, element.text = element.text, text
    yield
    element.text = before


@contextmanager
def without(element: etree._Element) -> Iterator[None]:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    parent.remove(element)
    yield
    parent.insert(place, element)


@contextmanager
def repeated(element: etree._Element, times: int) -> Iterator[None]:
    more = [copy.deepcopy(element) for _ in range(times)]
    for one in more:
        element.addnext(one)
    yield
    for one in more:
        one.getparent().remove(one)  # type: ignore[union-attr]


@contextmanager
def swapped(element: etree._Element) -> Iterator[None]:
    behind = element.getnext()
    assert behind is not None
    element.addprevious(behind)
    yield
    behind.addprevious(element)


@contextmanager
def holding(element: etree._Element, place: int, tag: str) -> Iterator[None]:
    stranger = etree.Element(tag)
    element.insert(place, stranger)
    yield
    element.remove(stranger)


@contextmanager
def attributed(element: etree._Element, name: str, value: str | None) -> Iterator[None]:
    before = element.attrib.pop(name, "")
    if value is not None:
        element.set(name, value)
    yield
    element.attrib.pop(name, "")
    if before:
        element.set(name, before)
