"""Codecs of texts that must have one shape: so many digits, so many characters, one word and no list."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from enum import StrEnum
from urllib.parse import quote_plus, unquote_plus

from gateway.translation.codecs import INTEGER, choice, digits, legal, writable
from gateway.translation.form import Codec

WHOLE_TEXT = re.compile(r"([0-9]{1,18})(?:\.0{0,18})?")


def _whole(text: str) -> int:
    found = WHOLE_TEXT.fullmatch(text)
    if not found:
        raise ValueError("not a whole number of at most 18 digits")
    return int(found[1])


WHOLE = Codec(name="whole number", from_text=_whole, to_text=INTEGER.to_text)
"""A count in an element that holds decimals: 900.0 is 900, and 900.5 is refused."""


def padded(width: int) -> Codec:
    """Digits of one width, kept as text: zeros that a sender left out in front are put back."""

    def from_text(text: str) -> str:
        if len(digits(text)) > width:
            raise ValueError(f"more than {width} digits")
        return text.zfill(width)

    def to_text(value: object) -> str:
        text = digits(value)
        if len(text) != width:
            raise ValueError(f"not {width} digits")
        return text

    return Codec(name=f"{width} digits", from_text=from_text, to_text=to_text)


def sized(width: int, beside: int | None = None) -> Codec:
    """A text of exactly `width` characters: where one element holds codes of two lengths, only one of them is ours.

    One of `beside` characters is read as absent: another row of the same element reads it.
    """

    def of_width(text: str) -> str:
        if len(text) != width:
            raise ValueError(f"not of {width} characters")
        return text

    return Codec(
        name=f"text of {width}",
        from_text=lambda text: None if len(text) == beside else of_width(legal(text)),
        to_text=lambda value: of_width(writable(value)),
    )


def single(separators: str) -> Codec:
    """A text that is one value: with a separator or a line break in it, it is several, and is read and not written."""

    def to_text(value: object) -> str:
        text = writable(value)
        if any(one in text for one in f"{separators}\t\r\n"):
            raise ValueError("several values in one text")
        return text

    return Codec(name="one text", from_text=legal, to_text=to_text)


URL_ENCODED = Codec(
    name="URL-encoded text",
    from_text=lambda text: legal(unquote_plus(text, errors="strict")),
    to_text=lambda value: quote_plus(writable(value)),
)
"""UTF-8 in percents, a blank as +. Text that was left as it is reads as it is, unless it has a + or a % of its own."""


def words(values: type[StrEnum]) -> Codec:
    """The words of one of our own lists, written as they are: for our own namespace."""
    return choice({value.value: value for value in values})


def noted(label: str) -> Codec:
    """The digits that a sentence has behind `label` and a colon, None where it has none; no sentence is written."""
    behind = re.compile(f"{re.escape(label)}[:：]\\s*([0-9]+)")

    def from_text(text: str) -> str | None:
        found = behind.search(text)
        return found[1] if found else None

    return Codec(name=f"digits behind {label}", from_text=from_text, to_text=lambda value: f"{label}：{digits(value)}")


def at_place(place: int, table: Mapping[str, Hashable]) -> Codec:
    """What one character of a text says, from 1; None where it says nothing of the table. Read only.

    Blanks in front are gone when it is read: a text that begins with a sign of the table begins at that place.
    """

    def from_text(text: str) -> Hashable:
        return table.get(text[0] if text[0] in table else text[place - 1 : place])

    def to_text(value: object) -> str:
        raise ValueError("another row writes it")

    return Codec(name=f"place {place}: {', '.join(table)}", from_text=from_text, to_text=to_text)
