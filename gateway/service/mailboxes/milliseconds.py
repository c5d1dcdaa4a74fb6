"""Moments and spans as Redis scores: whole milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MS = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Ms since 1970, rounded up: a mailbox taken too early would be claimed in vain."""
    return -((EPOCH - moment) // MS)


def from_ms(ms: int) -> datetime:
    """The moment, in UTC."""
    return EPOCH + ms * MS


def span_ms(seconds: float) -> int:
    """A length in ms, at least 1."""
    return max(1, round(seconds * 1000))
