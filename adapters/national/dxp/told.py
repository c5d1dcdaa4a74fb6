"""Words of a receipt, cut to what DxpRep holds.

A receipt goes out whatever there is to tell; the journal keeps the whole.
"""

from __future__ import annotations

from gateway.translation.codecs import TEXT
from gateway.translation.form import Codec

SEPARATOR = "; "


def opening(width: int) -> Codec:
    """A text, cut to its first `width` characters."""

    def to_text(value: str) -> str:
        return TEXT.to_text(value.strip()[:width].rstrip())

    return Codec(name=f"text cut to {width}", from_text=TEXT.from_text, to_text=to_text, rounds=True)


def listed(width: int) -> Codec:
    """Several texts in one, cut to its first `width` characters."""
    whole = opening(width)

    def from_text(text: str) -> tuple[str, ...]:
        return tuple(part for part in whole.from_text(text).split(SEPARATOR) if part)

    def to_text(value: tuple[str, ...]) -> str:
        return whole.to_text(SEPARATOR.join(value))

    return Codec(name=f"texts cut to {width}", from_text=from_text, to_text=to_text, rounds=True)
