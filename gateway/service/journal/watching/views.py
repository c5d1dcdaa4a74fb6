"""What reconciliation reads of the journal: frozen records, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gateway.model.watch import Flow
from gateway.routing.delivery import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One document of a day, as a statement counts it."""

    kind: str
    flow: Flow
    number: str
    """The message id that both sides know: ours of what we sent, the sender's of what we received."""
    message: str
    """Our number of the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one number that we sent, or received."""

    kind: str
    message: str
    state: State | None
    """Of its latest delivery; None: it was received."""
    at: datetime | None
    """When it was received, or its delivery became final; None: it waits."""
