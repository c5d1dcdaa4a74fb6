"""What a form asks for and a document that was read does not have, or has in another place: notes, and no faults.

Documents are read laxly (docs/decisions/0007): what a sender meant to say and put beside its place is lost by name, and
who writes a first document wants to know where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from gateway.translation.form import Field, Form, Group, Inline, Nested, Repeated, Row
from gateway.translation.layout import paths_of
from gateway.translation.losses import NO_NAME, Loss
from gateway.translation.places import Places


def absent(form: Form, root: etree._Element) -> Iterator[str]:
    """Paths of elements that every document written in this form has, and this one has not."""
    yield from dict.fromkeys(_absent(form.rows, root, form.namespace, Places()))


def places_of(form: Form) -> Mapping[str, set[str]]:
    """Paths below the root, by the name of the element."""
    places: dict[str, set[str]] = {}
    for path in paths_of(form.rows):
        places.setdefault(path.split("/")[-1], set()).add(path)
    return places


def meant(places: Mapping[str, set[str]], lost: Loss) -> str:
    """The one place where a form has an element of the lost one's name, the same parent first; or ""."""
    if lost.reason != NO_NAME:
        return ""
    parent, name = re.sub(r"\[[0-9]+\]", "", lost.path).split("/")[-2:]
    named = places.get(name, set())
    found = [path for path in named if path.split("/")[-2:] == [parent, name]] or [*named]
    return found[0] if len(found) == 1 else ""


def _absent(rows: Iterable[Row], element: etree._Element, namespace: str | None, places: Places) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Inline):
            continue  # its elements are there only where one of them is
        if not isinstance(row, Field | Group | Nested | Repeated):
            continue
        found = _at(element, row.path, namespace)
        if row.required and getattr(row, "when", None) is None and not any(map(_says, found)):
            yield places.path(element, row.path)
        if isinstance(row, Group | Nested):
            for one in found:
                yield from _absent(row.rows, one, namespace, places)


def _at(element: etree._Element, path: str, namespace: str | None) -> list[etree._Element]:
    """The elements at a row's path; an attribute's own element, if it has the attribute."""
    steps, _, attribute = path.partition("@")
    names = [step if step == "." or not namespace else f"{{{namespace}}}{step}" for step in steps.split("/") if step]
    found = element.findall("/".join(names)) if names else [element]
    return [one for one in found if one.get(attribute)] if attribute else found


def _says(element: etree._Element) -> bool:
    return bool(element.keys()) or any(text.strip() for text in element.itertext())
