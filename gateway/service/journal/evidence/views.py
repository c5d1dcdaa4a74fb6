"""What the notary reads of the chain: where it ends, and what is to be stated next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gateway.evidence.statements import FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """The end of the chain; what is stated next goes on from it."""

    number: int = 0
    """Of the last batch; 0: there is none."""
    digest: str = FIRST
    at: datetime | None = None
    day: date = date.min
    """The first day that the next batch may belong to: no statement has closed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsealed:
    """Records to be sealed together, as far as a batch holds, and where they are to be sealed."""

    tip: Tip
    ids: tuple[int, ...]
    """In their order; at least one."""
    root: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealedDay:
    """The first day without a statement that has batches; whether it is over the notary knows."""

    day: date
    previous: str
    first: int
    last: int
    root: bytes
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """How the chain stands, for health and metrics."""

    unsealed: int
    oldest_at: datetime | None
    """Of the unsealed."""
    tip: Tip
    unstamped: int
    """Days with a statement and without a time-stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPart:
    """One statement, as it is given to an auditor."""

    name: str
    """Number of a batch, or a day."""
    statement: bytes
    timestamp: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What was checked and is right."""

    batches: int
    records: int
    days: int
    unsealed: int
