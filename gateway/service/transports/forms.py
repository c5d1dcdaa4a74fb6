"""A document as one field of an HTML form (application/x-www-form-urlencoded), as the e-port of Guangzhou takes it."""

from __future__ import annotations

from urllib.parse import quote_from_bytes, unquote_to_bytes

FORM = "application/x-www-form-urlencoded"


def as_form(field: str, document: bytes) -> bytes:
    """The body of a POST with the document in `field`."""
    return f"{field}={quote_from_bytes(document, safe='')}".encode("ascii")


def from_form(field: str, body: bytes) -> bytes:
    """What stands in `field`, the first time; b"" if it is not there: an empty document is refused for what it is."""
    for part in body.split(b"&"):
        name, _, value = part.partition(b"=")
        if unquote_to_bytes(name.strip()) == field.encode("ascii"):
            return unquote_to_bytes(value.replace(b"+", b" "))
    return b""
