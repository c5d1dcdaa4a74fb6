"""Two kinds by which links watch each other: `reconcile` (对账, a day's counts and digests) and `heartbeat`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind


class Flow(StrEnum):
    """Seen from whoever states it."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many documents of one kind went one way on one day, and the digest over their numbers in order."""

    message_kind: str
    flow: Flow
    count: int
    digest: str
    """`sm3:` and hex, over the message numbers, sorted, one a line."""
    first_number: str | None = None
    last_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconcile(Kind):
    """One side's statement of a day (China's); a kind that it does not name had none."""

    KIND: ClassVar[str] = "reconcile"
    FOR_US: ClassVar[bool] = True
    NUMBERS: ClassVar[tuple[str, ...]] = ("statement_number",)

    statement_number: str
    day: date
    made_at: datetime
    remark: str | None = None
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat(Kind):
    """Still there; `sequence` counts up by one, so a gap is a lost beat."""

    KIND: ClassVar[str] = "heartbeat"
    FOR_US: ClassVar[bool] = True

    at: datetime
    sequence: int
    waiting: int | None = None
    """Documents that wait to be sent."""
    oldest_waiting_at: datetime | None = None
    software: str | None = None
