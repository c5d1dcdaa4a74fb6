"""A sample with one thing spoilt, before the strict schema of its kind: what we write is judged by it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gateway.document.parse import parse
from gateway.translation.form import Field, Form, Group, Nested, Repeated, Row
from gateway.translation.schema import Flaw
from tests.adapters.contract import SAMPLES, SCHEMAS

Spoilt = tuple[str, str, str]
"""A kind, a path in its sample, and the value that is put there."""


def each(*rows: Spoilt) -> list[Spoilt]:
    """One for each of the values between blanks."""
    return [(kind, path, value) for kind, path, values in rows for value in values.split()]


def flaw(kind: str, path: str, value: str | None) -> Flaw | None:
    """Of the sample with this value at the path, or (None) without the element."""
    root = _root(kind)
    element = _at(root, path)
    parent = element.getparent()
    assert parent is not None
    if value is None:
        parent.remove(element)
    element.text = value
    return _judged(kind, root)


def flaw_swapped(kind: str) -> Flaw | None:
    """Of the sample with its first two elements after the head the other way round."""
    root = _root(kind)
    root.insert(1, root[2])
    return _judged(kind, root)


def left_out(form: Form) -> list[str]:
    """The paths that a form requires, and that its strict schema does not miss."""
    required = [row.path for row in form.rows if isinstance(row, Field) and row.required]
    assert required
    return [path for path in required if flaw(form.kind, path, None) is None]


def taken(form: Form) -> list[tuple[str, str]]:
    """Paths, each with a value that the form refuses there and its strict schema takes: too long, empty, or none."""
    return [
        (path, value[:9])
        for path, row in _leaves(form.rows, "")
        for value in ("", "~" * ((row.max_length or 0) + 1))
        if flaw(form.kind, path, value) is None
    ]


def _leaves(rows: tuple[Row, ...], prefix: str) -> Iterator[tuple[str, Field | Repeated]]:
    for row in rows:
        if isinstance(row, Field | Repeated):
            yield prefix + row.path, row
        elif isinstance(row, Group | Nested):
            yield from _leaves(row.rows, f"{prefix}{row.path}/")


def _judged(kind: str, root: etree._Element) -> Flaw | None:
    return SCHEMAS.flaw_of_written(f"regional/{kind}.xsd", root)


def _root(kind: str) -> etree._Element:
    """The sample, of which the schema has nothing to say."""
    root = parse((SAMPLES / "regional" / f"{kind}.xml").read_bytes()).root
    assert _judged(kind, root) is None
    return root


def _at(root: etree._Element, path: str) -> etree._Element:
    element = root.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    assert element is not None, path
    return element
