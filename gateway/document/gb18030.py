"""GB18030 as of 2022, for reading the whole GB family: Python's codec is that of 2000.

Mappings: GB 18030-2022 as the Unicode Technical Committee recommends it and the WHATWG Encoding Standard has it:
19 two-byte codes that stood for private characters have public ones; the four-byte codes of these are read as before.

So one pair of bytes is two characters, by the edition of whoever reads: what was signed over the one has another digest
as the other (`published` False reads as before, and what we sign has references there: `referenced`).
"""

from __future__ import annotations

import codecs
import re

MOVED = {
    "\ue78d": "\ufe10",
    "\ue78e": "\ufe12",
    "\ue78f": "\ufe11",
    "\ue790": "\ufe13",
    "\ue791": "\ufe14",
    "\ue792": "\ufe15",
    "\ue793": "\ufe16",
    "\ue794": "\ufe17",
    "\ue795": "\ufe18",
    "\ue796": "\ufe19",
    "\ue7c7": "\u1e3f",  # public since 2005
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue832": "\u9fb8",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue864": "\u9fbb",
}
"""By the character that Python reads; A6D9 … A6F3, A8BC, FE59 … FEA0."""
PRIVATE = re.compile(f"[{''.join(MOVED)}]")
PUBLIC = re.compile(f"[{''.join(MOVED.values())}]")
EITHER = re.compile(f"[{''.join(MOVED)}{''.join(MOVED.values())}]")
TO_PUBLIC = str.maketrans(MOVED)
TO_PRIVATE = str.maketrans({public: private for private, public in MOVED.items()})
EURO = 0x80
"""Windows' code page 936 has the euro there; no GB standard has anything."""


def decode(raw: bytes, *, published: bool = True) -> tuple[str, bool]:
    """The text, and whether it needed more than the standard of 2000; raises UnicodeDecodeError."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError as error:
        if raw[error.start] != EURO:
            raise
        text = raw.decode("gb18030", "eport-euro")
        return (as_published(text) if published else text), True
    moved = PRIVATE.search(text) is not None
    return (as_published(text) if moved and published else text), moved


def as_published(text: str) -> str:
    """The text with the public characters of 2022 for the private ones of before."""
    return text.translate(TO_PUBLIC)


def referenced(text: str) -> str:
    """The text with references for what readers of different editions read differently in its two bytes."""
    return EITHER.sub(lambda found: f"&#{ord(found[0])};", text) if EITHER.search(text) else text


def encode(text: str) -> bytes:
    """The bytes; what moved in 2022 is written in the two bytes that every reader of any edition knows."""
    return (text.translate(TO_PRIVATE) if PUBLIC.search(text) else text).encode("gb18030")


def _euro(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError) or error.object[error.start] != EURO:
        raise error
    return "€", error.start + 1


codecs.register_error("eport-euro", _euro)
