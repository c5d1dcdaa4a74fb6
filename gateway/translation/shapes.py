"""Codecs of texts that must have one shape: so many digits, so many characters, one word and no list."""

from __future__ import annotations

from enum import StrEnum

from gateway.translation.codecs import choice, digits, legal, writable
from gateway.translation.form import Codec


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


def sized(width: int) -> Codec:
    """A text of exactly `width` characters: where one element holds codes of two lengths, only one of them is ours."""

    def of_width(text: str) -> str:
        if len(text) != width:
            raise ValueError(f"not of {width} characters")
        return text

    return Codec(
        name=f"text of {width}",
        from_text=lambda text: of_width(legal(text)),
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


def words(values: type[StrEnum]) -> Codec:
    """The words of one of our own lists, written as they are: for our own namespace."""
    return choice({value.value: value for value in values})
