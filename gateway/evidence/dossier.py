"""Everything there is about one message, as the journal gives it and a container holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """One record of the chain, and how to come from it to the root of its batch."""

    body: bytes
    """As it was written: canonical JSON (`records.encoded`)."""
    batch: int | None
    """The number of its batch; None: not sealed yet."""
    index: int = 0
    """Its place in the batch, from 0."""
    path: tuple[bytes, ...] = ()
    """The siblings from the leaf to the root (`merkle`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBatch:
    """One batch's signed statement (`statements`), and its place in its day."""

    number: int
    statement: bytes
    day: date | None
    """The day (UTC) whose root covers it; None: that day is not over."""
    index: int = 0
    path: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDay:
    """One day's signed statement, and its time-stamp if an authority gave one."""

    day: date
    statement: bytes
    timestamp: bytes = b""
    """TimeStampResp of RFC 3161, DER, over SHA-256 of the statement; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReceipt:
    """What the receiver answered to one attempt."""

    attempt: int
    receipt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One outgoing document."""

    link: str
    number: str
    document: bytes
    """The last bytes under this number; empty: it could not be written for this receiver."""
    earlier: tuple[bytes, ...] = ()
    """The same Data under seals that ran out."""
    receipts: tuple[SentReceipt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Raw material of a container; nothing in it is believed because it stands here."""

    message: str
    """Our number, 18 digits."""
    received: bytes
    receipt: bytes
    """Ours to the sender."""
    sent: tuple[Sent, ...] = ()
    records: tuple[Proven, ...] = ()
    """Of this message, in the order in which they were written: the timeline, and the decision with its trace."""
    batches: tuple[SealedBatch, ...] = ()
    days: tuple[SealedDay, ...] = ()
    materials: Mapping[str, bytes] = field(default_factory=dict)
    """By digest (`sm3:` and hex): the terms of each link, code tables, certificates and revocation lists, as used."""
    made_at: datetime
