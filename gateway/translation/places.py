"""Where an element stands: "/DecMessage/DecLists/DecList[2]/GUnit", numbered where there are several."""

from __future__ import annotations

from collections import Counter
from typing import cast

from lxml import etree

from gateway.model.errors import Place


class Places:
    """Paths within one tree; each parent's children are counted once, or many losses would cost its square."""

    def __init__(self) -> None:
        self._steps: dict[etree._Element, dict[etree._Element, str]] = {}

    def path(self, element: etree._Element, below: str = "") -> str:
        """The path of `element`, or of `below` it: a row's path, or an attribute."""
        steps = [self._step(element)]
        steps += [self._step(ancestor) for ancestor in element.iterancestors()]
        path = "/" + "/".join(reversed(steps))
        return path if below in ("", ".") else f"{path}/{below}"

    def place(self, element: etree._Element, below: str = "") -> Place:
        """The path and the line."""
        return Place(path=self.path(element, below), line=line(element))

    def _step(self, element: etree._Element) -> str:
        parent = element.getparent()
        if parent is None:
            return local(element)
        steps = self._steps.get(parent)
        if steps is None:
            steps = self._steps[parent] = _steps(parent)
        return steps[element]


def line(element: etree._Element) -> int | None:
    """Of the element's start, from 1; the stubs do not know its type."""
    return cast("int | None", element.sourceline)


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)


def _steps(parent: etree._Element) -> dict[etree._Element, str]:
    children = list(parent.iterchildren(etree.Element))
    totals = Counter(child.tag for child in children)
    seen: Counter[object] = Counter()
    steps = {}
    for child in children:
        seen[child.tag] += 1
        steps[child] = local(child) + (f"[{seen[child.tag]}]" if totals[child.tag] > 1 else "")
    return steps
