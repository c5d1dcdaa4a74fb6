"""What retention reads of the journal, and what it writes there: frozen records, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Target(StrEnum):
    """What a hold may name."""

    MESSAGE = "message"
    """Our number: its whole consignment is held."""
    ALIAS = "alias"
    """A number that names a consignment, scoped as the journal keeps it: "bill:COSU1/045W"."""
    PARTY = "party"
    """Whatever it sent or was to get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A legal hold that stands: nothing that it touches leaves the journal or its archive."""

    number: int
    kind: Target
    target: str
    at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What leaves together: all messages of one consignment with those tied to it, or one that belongs to none."""

    messages: frozenset[str]
    """That still have their originals."""
    kinds: frozenset[str]
    """Of all its messages, those that left before among them."""
    last_at: datetime
    """When something happened to it last: a message came, or a delivery was settled."""
    is_open: bool
    """Some delivery waits, or is a dead letter."""
    is_sealed: bool
    """The record of each acceptance is in a sealed batch: its digests stay, whatever leaves."""
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes that leave, and their place in an archive below the message's number."""

    message: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One message that leaves, and until when it is to be kept."""

    message: str
    keep_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A file of originals, as the journal knows it."""

    name: str
    at: datetime
    keep_until: datetime
    messages: int
    statement: bytes
    destroyed_at: datetime | None = None
