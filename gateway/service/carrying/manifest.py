"""What a bundle says of itself, `bundle.json`: canonical JSON, read back strictly. The format is our own design.

`what` is "documents" or "receipts"; sender and receiver are the addresses that both sides of the link agreed on;
`answers` is the digest of the bundle that receipts answer. Digests are `sm3:` and hex, moments ISO 8601 in UTC.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateway.evidence.records import encoded, moment
from gateway.model import faults
from gateway.model.errors import GatewayError, Place

FILE = "bundle.json"
DOCUMENTS, RECEIPTS = "documents", "receipts"
NUMBER_CHARS = 32
ITEMS_MAX = 4000
"""Below the members of a container."""
BROKEN = (ValueError, LookupError, TypeError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document, or the receipt for one."""

    number: str
    """Of the document: the message id that its receiver sees."""
    file: str
    """Within the bundle; "" for a receipt that there is none of, as the document's time was over when it came."""
    digest: str
    """Of the file; "" where there is none."""
    document: str = ""
    """Of a receipt: the digest of the document that it answers."""
    charset: str = ""
    """The label that would go beside it over the line."""
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The whole of it; the order of items is the order in which they are to be taken."""

    what: str
    number: str
    """Of the bundle of documents, by its sender; receipts bear the number of what they answer."""
    sender: str
    receiver: str
    made_at: datetime
    expires_at: datetime | None
    """None for receipts: what was received stays so."""
    answers: str = ""
    items: tuple[Item, ...]


def written(manifest: Manifest) -> bytes:
    """The bytes of bundle.json."""
    names = ("what", "number", "sender", "receiver", "answers")
    said: dict[str, object] = {name: getattr(manifest, name) for name in names}
    said |= {"made_at": moment(manifest.made_at), "expires_at": _moment(manifest.expires_at)}
    said |= {"count": len(manifest.items), "items": [_item(one) for one in manifest.items]}
    return encoded(said)


def read(raw: bytes) -> Manifest:
    """What was written. CARRY_INVALID for anything that `written` would not write."""
    try:
        found = _manifest(json.loads(raw))
        good = written(found) == raw
    except BROKEN as error:
        raise invalid(f"it is no manifest of ours ({type(error).__name__})", FILE) from None
    if not good or found.what not in (DOCUMENTS, RECEIPTS) or not 0 < len(found.items) <= ITEMS_MAX:
        raise invalid("it is no manifest of ours", FILE)
    if not (found.number.isascii() and found.number.isalnum() and len(found.number) <= NUMBER_CHARS):
        raise invalid("a bundle's number has digits and letters", FILE)
    return found


def invalid(reason: str, path: str) -> GatewayError:
    """CARRY_INVALID at a file of the bundle."""
    return faults.CARRY_INVALID.error(reason, place=Place(path=path))


def _item(item: Item) -> dict[str, object]:
    names = ("number", "file", "digest", "document", "charset")
    said: dict[str, object] = {name: getattr(item, name) for name in names}
    return said | {"not_after": _moment(item.not_after)}


def _moment(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _manifest(said: dict[str, Any]) -> Manifest:
    """Whatever is of another type is worded otherwise than it came, and refused for that."""
    return Manifest(
        what=str(said["what"]),
        number=str(said["number"]),
        sender=str(said["sender"]),
        receiver=str(said["receiver"]),
        made_at=datetime.fromisoformat(said["made_at"]),
        expires_at=_at(said["expires_at"]),
        answers=str(said["answers"]),
        items=tuple(_read_item(one) for one in said["items"]),
    )


def _read_item(said: dict[str, Any]) -> Item:
    names = ("number", "file", "digest", "document", "charset")
    return Item(**{name: str(said[name]) for name in names}, not_after=_at(said["not_after"]))


def _at(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
