"""The rows of a form, flat: one line for each element that can be read or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gateway.translation.form import (
    Codec,
    Coded,
    Constant,
    Field,
    Form,
    Group,
    Ignored,
    Implied,
    Inline,
    Nested,
    Repeated,
    Row,
    When,
)

NAME_CHARS = 100
"""A choice of more is told by its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row with the places around it spelt out."""

    path: str
    name: str
    row: Row


def lines(rows: tuple[Row, ...], path: str = "", name: str = "") -> Iterator[Line]:
    """Every row, those of records behind the record's own."""
    for row in rows:
        here = path + getattr(row, "path", "")
        called = name + getattr(row, "name", "")
        yield Line(path=here, name=called, row=row)
        if isinstance(row, Group | Nested):
            yield from lines(row.rows, f"{here}/", f"{called}.")
        elif isinstance(row, Inline):
            yield from lines(row.rows, path, f"{called}.")


def said_names(form: Form) -> set[str]:
    """Our names that the form or its envelope's keys can say."""
    silent = (Constant, Ignored, Implied)
    return {line.name for line in lines((*form.rows, *form.keys)) if not isinstance(line.row, silent)}


def value_of(row: Row) -> str:
    """How a value is written: the codec's name, or the code family and column."""
    if isinstance(row, Field | Repeated):
        return _codec(row.codec) + (", each" if isinstance(row, Repeated) else "")
    if isinstance(row, Group | Nested):
        return f"{'records' if isinstance(row, Group) else 'a record'} `{row.record.__name__}`"
    return f"flat: `{row.record.__name__}`" if isinstance(row, Inline) else ""


def condition_of(row: Row) -> str:
    """When the row holds; "" for always."""
    when = getattr(row, "when", None)
    return condition(when) if when else ""


def condition(when: When) -> str:
    """One condition in words."""
    value = getattr(when.equals, "value", when.equals)
    return f"{when.name} = {'nothing' if value is None else value}"


def _codec(codec: Codec | Coded) -> str:
    if isinstance(codec, Coded):
        return f"code {codec.family}, column {codec.column}"
    name = codec.name if len(codec.name) <= NAME_CHARS else f"{codec.name[:NAME_CHARS].rpartition(',')[0]} …"
    return name + (" (rounds)" if codec.rounds else "")
