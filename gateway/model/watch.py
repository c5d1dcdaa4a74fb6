"""Two kinds by which links watch each other: `reconcile` (对账, a day's counts and digests) and `heartbeat`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, not_before, refuse


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

    def __post_init__(self) -> None:
        """Raises ContradictionError where it names more documents than it counts."""
        named = {number for number in (self.first_number, self.last_number) if number}
        refuse(self.count < len(named), "count", f"there were {self.count}, and {len(named)} are named")


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

    def __post_init__(self) -> None:
        """Raises ContradictionError where the day had not begun, or a kind is counted twice one way."""
        not_before(self, "day", "made_at")
        counted = {(total.message_kind, total.flow) for total in self.totals}
        refuse(len(counted) < len(self.totals), "totals", "a kind is counted twice one way")


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

    def __post_init__(self) -> None:
        """Raises ContradictionError where none waits and one waits since, or since later than now."""
        oldest = self.oldest_waiting_at is not None
        refuse(oldest and self.waiting == 0, "waiting", "none waits, and the oldest is named")
        not_before(self, "oldest_waiting_at", "at")
