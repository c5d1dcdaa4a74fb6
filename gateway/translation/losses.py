"""Losses: what a document says and the other side cannot, named one by one and never silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from gateway.model.errors import VALUE_CHARS, GatewayError
from gateway.translation.conditions import is_empty

NO_NAME = "no name of ours"
MASK = "…"
NO_ELEMENT = "this form has no element for it"
NUMBERED = re.compile(r"\[[0-9]+\]")
LINES, LINE_CHARS = 500, 300
"""Of what a receipt tells: whoever reads receipts, we among them, takes a megabyte of one at most."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One value that is not carried, or not whole; `value` is cut as in errors."""

    name: str
    """Ours ("goods[2].brand"), or the document's path where no name of ours is known."""
    path: str
    """Where in the document read or written; "" where it has no place."""
    value: str
    reason: str

    def __str__(self) -> str:
        """One line for a receipt or a record."""
        where = f" at {self.path}" if self.path and self.path != self.name else ""
        return f"{self.name}{where} = {self.value!r}: {self.reason}"


def loss(name: str, path: str, value: object, reason: str) -> Loss:
    """Make a loss, its value in words that fit into a reply."""
    return Loss(name, path, shown(value)[:VALUE_CHARS], reason)


def each(name: str, value: object) -> Iterator[tuple[str, object]]:
    """What is lost with `value`, by name: of a record each thing that it says, or nobody could tell what is gone."""
    if isinstance(value, tuple) and any(map(is_dataclass, value)):
        for number, one in enumerate(value, 1):
            yield from each(f"{name}[{number}]", one)
    elif is_dataclass(value):
        for part in fields(value):
            if not is_empty(said := getattr(value, part.name)):
                yield from each(f"{name}.{part.name}", said)
    else:
        yield name, value


def shown(value: object) -> str:
    """A value as an operator reads it: records are counted, not spelt out (`each` does)."""
    if isinstance(value, tuple):
        return f"{len(value)} of them" if any(map(is_dataclass, value)) else ", ".join(map(str, value))
    if is_dataclass(value):
        return "a record"
    return f"{len(value)} bytes" if isinstance(value, bytes) else str(value)


def in_words(losses: Iterable[Loss], *, restricted: bool) -> tuple[str, ...]:
    """As views and receipts show them; of what is restricted without the values, which only the payload may show."""
    return tuple(str(replace(loss, value=MASK) if restricted else loss) for loss in losses)


def refusal_in_words(error: GatewayError, *, restricted: bool) -> str:
    """Why nothing could be written for one receiver, as records and views say it."""
    return str(error.fault.error(error.reason, place=error.place) if restricted else error)


def in_brief(losses: Iterable[str]) -> tuple[str, ...]:
    """Losses in words, for a receipt: what is lost of many lines of goods alike is told of the first, with a count."""
    alike: dict[str, list[str]] = {}
    for text in losses:
        alike.setdefault(NUMBERED.sub("", text.partition(" = ")[0]), []).append(text)
    told = [
        f"{one[0][:LINE_CHARS]}{f' (and {len(one) - 1} more like it)' if one[1:] else ''}" for one in alike.values()
    ]
    rest = sum(map(len, [*alike.values()][LINES:]))
    return (*told[:LINES], *([f"and {rest} more; our record has them all"] if rest else ()))
