"""Codecs: the pairs that turn an element's text into a value and back. No one else converts.

Law: from_text(to_text(v)) == v unless the codec `rounds`; both raise ValueError on what they cannot carry, no other.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from gateway.translation.form import Codec
from gateway.translation.moments import (
    CHINA,
    MOMENT_14,
    MOMENT_16,
    MOMENT_17,
    MOMENT_ISO,
    MOMENT_SPACED,
    day,
    moment,
)

__all__ = [
    "BASE64",
    "CHINA",
    "DIGITS",
    "INTEGER",
    "MOMENT_14",
    "MOMENT_16",
    "MOMENT_17",
    "MOMENT_ISO",
    "MOMENT_SPACED",
    "TEXT",
    "bits",
    "choice",
    "day",
    "decimal",
    "digits",
    "flag",
    "joined",
    "legal",
    "moment",
    "numbers",
    "places",
    "writable",
]

BLANKS = " \t\r\n"
# Control characters, and what XML 1.0 (2.2) forbids. C1 controls are legal there, but show a charset taken for another.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
INTEGER_TEXT = re.compile("-?[0-9]{1,18}")
DECIMAL_TEXT = re.compile(r"([+-]?)0*([0-9]*)(?:\.([0-9]*?)0*)?")
DECIMAL_CHARS = 80  # more is refused before it is matched: matching takes time by the square of the length


def legal(text: str) -> str:
    """The text, of characters that a document may hold. Raises ValueError."""
    if not text.isprintable() and (found := FORBIDDEN.search(text)):
        raise ValueError(f"U+{ord(found[0]):04X} is a control character or no character")
    return text


def writable(value: object) -> str:
    """The value as a text that comes back as it is: reading strips blanks, and takes empty for absent."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    if not value or value[0] in BLANKS or value[-1] in BLANKS:
        raise ValueError("empty, or blank at its beginning or end")
    return legal(value)


def digits(text: object) -> str:
    """The text, of the digits 0-9 and nothing else. Raises ValueError."""
    if not (isinstance(text, str) and text.isascii() and text.isdigit()):
        raise ValueError("not made of the digits 0-9")
    return text


def _integer(text: str) -> int:
    if not INTEGER_TEXT.fullmatch(text):
        raise ValueError("not a whole number of at most 18 digits")
    return int(text)


def _integer_text(value: object) -> str:
    if type(value) is not int or abs(value) >= 10**18:
        raise ValueError("not a whole number of at most 18 digits")
    return str(value)


def _bytes(text: str) -> bytes:
    if not text.isascii():
        raise ValueError("not base64")
    return base64.b64decode("".join(text.split()), validate=True)


def _base64(value: object) -> str:
    if not isinstance(value, bytes):
        raise ValueError("not bytes")
    return base64.b64encode(value).decode("ascii")


TEXT = Codec(name="text", from_text=legal, to_text=writable)
DIGITS = Codec(name="digits", from_text=digits, to_text=digits)
INTEGER = Codec(name="integer", from_text=_integer, to_text=_integer_text)
BASE64 = Codec(name="base64", from_text=_bytes, to_text=_base64)


def decimal(total: int, fraction: int) -> Codec:
    """A decimal of at most `total` digits, `fraction` of them behind the point, counted as XSD does.

    That is without idle zeros, and so it is written; no exponent, no NaN.
    """
    whole = total - fraction

    def from_text(text: str) -> Decimal:
        found = DECIMAL_TEXT.fullmatch(text) if len(text) <= DECIMAL_CHARS else None
        if not found or not any(digit in text for digit in "0123456789"):
            raise ValueError("not a decimal number")
        sign, left, right = found.groups(default="")
        _within(len(left), len(right))
        value = Decimal(f"{sign}{left or 0}.{right or 0}" if right else f"{sign}{left or 0}")
        return value or Decimal(0)

    def to_text(value: object) -> str:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise ValueError("not a finite decimal")
        if not value:
            return "0"
        _within(value.adjusted() + 1, 0)
        _within(0, -1 - value.adjusted())  # before it is spelt out: an exponent of a million would be a long text
        text = f"{value:f}"
        left, _, right = text.partition(".")
        right = right.rstrip("0")
        _within(0, len(right))
        return f"{left}.{right}" if right else left

    def _within(left: int, right: int) -> None:
        if left > whole or right > fraction:
            raise ValueError(f"more than {whole} digits before or {fraction} behind the point")

    return Codec(name=f"decimal {total},{fraction}", from_text=from_text, to_text=to_text)


def choice(table: Mapping[str, Hashable], also: Mapping[str, Hashable] | None = None) -> Codec:
    """A fixed list; `also` are further texts that are read and never written.

    Raises ValueError at import where two texts mean one value, or `also` names a value that cannot be written.
    """
    texts = {value: text for text, value in table.items()}
    values = {**(also or {}), **table}
    if len(texts) < len(table) or set(also or ()) & set(table) or not set(values.values()) <= set(texts):
        raise ValueError(f"this choice cannot be read back: {table}, also {also}")
    listed = ", ".join(table)

    def from_text(text: str) -> Hashable:
        if text not in values:
            raise ValueError(f"none of {listed}")
        return values[text]

    def to_text(value: object) -> str:
        try:
            return texts[value]
        except (KeyError, TypeError):
            raise ValueError(f"not in the choice of {listed}") from None

    return Codec(name=f"one of {listed}", from_text=from_text, to_text=to_text)


def flag(true: str, false: str) -> Codec:
    """A yes or no in a family's own words."""
    return choice({true: True, false: False})


def bits(names: Sequence[Hashable]) -> Codec:
    """0 and 1 by position against a tuple of those named whose bit is 1; bits beyond the names must be 0."""
    order = tuple(names)

    def from_text(text: str) -> tuple[Hashable, ...]:
        if set(text) - {"0", "1"} or "1" in text[len(order) :]:
            raise ValueError(f"not a row of 0 and 1, of which the first {len(order)} have a meaning")
        return tuple(name for name, bit in zip(order, text, strict=False) if bit == "1")

    def to_text(value: object) -> str:
        if not isinstance(value, tuple) or value != tuple(name for name in order if name in value):
            raise ValueError("not a tuple in the order of the bits")
        return "".join("1" if name in value else "0" for name in order)

    return Codec(name=f"{len(order)} bits", from_text=from_text, to_text=to_text)


def places(*members: StrEnum | None, also: Sequence[StrEnum] = ()) -> Codec:
    """0 and 1 by position, in one of several elements that hold a tuple together; None: a position without a meaning.

    `also` are positions behind them that are read and never written. Fewer may be read; what is written has them all.
    """
    share = tuple(member for member in members if member is not None)
    known = (*members, *also)

    def from_text(text: str) -> tuple[Hashable, ...]:
        said = [member for member, bit in zip(known, text, strict=False) if bit == "1"]
        if set(text) - {"0", "1"} or "1" in text[len(known) :] or None in said:
            meant = ", ".join(str(number) for number, member in enumerate(known, 1) if member is not None)
            raise ValueError(f"not a row of 0 and 1, of which the positions {meant} have a meaning")
        return tuple(said)

    def to_text(value: object) -> str:
        if not isinstance(value, tuple) or set(value) - set(share):
            raise ValueError("not a tuple of what these positions mean")
        return "".join("1" if member is not None and member in value else "0" for member in members)

    return Codec(name=f"{len(members)} positions", from_text=from_text, to_text=to_text, share=share)


def joined(separator: str, item: Codec = TEXT) -> Codec:
    """Several values in one element; empty ones between separators are passed over when read."""

    def from_text(text: str) -> tuple[Any, ...]:
        parts = (part.strip(BLANKS) for part in text.split(separator))
        return tuple(item.from_text(part) for part in parts if part)

    def to_text(value: object) -> str:
        if not isinstance(value, tuple):
            raise ValueError("not a tuple")
        parts = [item.to_text(one) for one in value]
        if any(separator in part for part in parts) or not all(parts):
            raise ValueError(f"a value is empty or has the separator {separator!r} in it")
        return separator.join(parts)

    return Codec(name=f"{item.name} joined by {separator!r}", from_text=from_text, to_text=to_text)


def numbers(separator: str) -> Codec:
    """Whole numbers in one element, as "1,2,3"."""
    return joined(separator, INTEGER)
