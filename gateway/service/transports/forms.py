"""A document as one field of an HTML form (application/x-www-form-urlencoded), as the e-port of Guangzhou takes it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote_from_bytes

FORM = "application/x-www-form-urlencoded"
QUOTED = re.compile(rb"%([0-9A-Fa-f]{2})")
BYTES = {f"{byte:02x}".encode(): bytes((byte,)) for byte in range(256)}


def as_form(field: str, document: bytes) -> bytes:
    """The body of a POST with the document in `field`."""
    return f"{field}={quote_from_bytes(document, safe='')}".encode("ascii")


def from_form(field: str, body: bytes) -> bytes:
    """What stands in `field`, the first time; b"" if it is not there: an empty document is refused for what it is.

    In one pass, and never cut to pieces: megabytes of "&" or "%" come from whoever can reach the port.
    """
    found = _value_of(field).search(body)
    return _unquoted(found[1].replace(b"+", b" ")) if found else b""


@lru_cache
def _value_of(field: str) -> re.Pattern[bytes]:
    """The field's name may be quoted too, each character of it."""
    name = b"".join(b"(?:%s|(?i:%%%02x))" % (re.escape(byte), byte[0]) for byte in _each(field.encode("ascii")))
    return re.compile(rb"(?:^|&)\s*%s\s*=([^&]*)" % name)


def _each(text: bytes) -> tuple[bytes, ...]:
    return tuple(bytes((byte,)) for byte in text)


def _unquoted(text: bytes) -> bytes:
    return QUOTED.sub(lambda found: BYTES[found[1].lower()], text)
