"""A sample with one thing spoilt, before the strict schema of its kind: what we write is judged by it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from adapters.regional.source import AMOUNT, DAY, MOMENT, QUANTITY, YES
from gateway.document.parse import parse
from gateway.translation.codecs import INTEGER
from gateway.translation.form import Field, Form, Group, Nested, Repeated, Row
from gateway.translation.schema import Flaw
from tests.adapters.contract import SAMPLES, SCHEMAS

Spoilt = tuple[str, str, str]
"""A kind, a path in its sample, and the value that is put there."""


NEVER = {
    MOMENT.name: ("2014-10-15T10:00:00Z", "2014-10-15T10:00:00", "2014-10-15T10:00:00.5+08:00", "2014-10-15"),
    DAY.name: ("2014-10-15Z", "2014-10-15+08:00", "2014-02-29", "20141015"),
    YES.name: ("1", "0", "yes"),
    INTEGER.name: ("1" * 19, "1.5", "-1"),
    QUANTITY.name: ("9" * 20, "0.123456", "1e3"),
    AMOUNT.name: ("9" * 23, "0.12345678", "1e3"),
}
"""By codec, what a document of ours never has: other spellings of a value, and more digits than the widest family."""


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
    required = [path for path, row in _leaves(form.rows, "") if isinstance(row, Field) and row.required]
    return [path for path in ("Head", *required) if flaw(form.kind, path, None) is None]


def taken(form: Form) -> list[tuple[str, str]]:
    """Paths, each with a value that the form never writes there and that its strict schema takes."""
    return [
        (path, value[:32])
        for path, row in _leaves(form.rows, "")
        for value in ("", "~" * ((row.max_length or 0) + 1), *NEVER.get(getattr(row.codec, "name", ""), ()))
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
