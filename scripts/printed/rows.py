"""How a row is told: its value, its condition."""

from __future__ import annotations

from gateway.translation.form import Codec, Coded, Field, Group, Inline, Nested, Repeated, Row, When

NAME_CHARS = 100
"""A choice of more is told by its beginning."""


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
