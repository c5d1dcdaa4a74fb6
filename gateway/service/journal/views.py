"""What readers see of the journal: plain frozen records, nothing masked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gateway.routing.delivery import State, Verdict
from gateway.service.journal.records import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """A message in a list; `states` by link, of the latest delivery to each."""

    message: str
    party: str
    number: str
    link: str
    kind: str
    dialect: str
    received_at: datetime
    states: Mapping[str, State]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """One try as it was recorded; `attempt` counts over the delivery's whole life."""

    attempt: int
    worker: str
    began_at: datetime
    ended_at: datetime
    verdict: Verdict
    code: str
    reason: str
    receipt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """One delivery with all its attempts; `document` is empty where none could be written."""

    delivery_id: int
    link: str
    party: str
    number: str
    state: State
    code: str
    reason: str
    created_at: datetime
    due_at: datetime
    not_after: datetime | None
    settled_at: datetime | None
    claimed_until: datetime | None
    replay_of: int | None
    losses: tuple[str, ...]
    document: bytes
    attempts: tuple[AttemptView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a timeline; `what` is a word: received, queued, refused, attempt, a state, or an operator's verb."""

    at: datetime
    what: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """Everything the journal knows of one message."""

    row: MessageRow
    content: str
    answers: str | None
    references: Mapping[str, str]
    losses: tuple[str, ...]
    notes: Mapping[str, str]
    raw: bytes
    receipt: bytes
    deliveries: tuple[DeliveryView, ...]
    acts: tuple[Act, ...]
    timeline: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A delivery that parks its mailboxes until an operator acts; `writable` tells whether redelivering can help."""

    delivery_id: int
    message: str
    link: str
    party: str
    number: str
    kind: str
    code: str
    reason: str
    attempts: int
    dead_at: datetime
    writable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """Rule 3 of docs/architecture.md: deliveries are the sum of their states, and no final one holds anything back."""

    deliveries: int
    by_state: Mapping[State, int]
    misplaced: int
    """Positions that are open for a final delivery, or closed for one that is not."""

    @property
    def holds(self) -> bool:
        """Whether nothing is missing and nothing stands twice."""
        return self.deliveries == sum(self.by_state.values()) and self.misplaced == 0
