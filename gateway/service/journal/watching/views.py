"""What reconciliation and the watch read of the journal: frozen records, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gateway.model.watch import Flow
from gateway.recognition.road import Move
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
    releases: bool = False
    """Of what was sent: it lets goods go."""


class What(StrEnum):
    """What the watch finds; also the name of its event."""

    SILENT = "feed-silent"
    RECEIPT = "receipt-overdue"
    RELEASE = "release-overdue"
    AID = "aid-overdue"
    ARRIVAL = "arrival-overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to look for on one link; None: not at all. Moments are of this look."""

    link: str
    silent_since: datetime | None = None
    """Something should have come since."""
    receipts_before: datetime | None = None
    """What was accepted before should have its receipt."""
    releases: tuple[datetime, datetime] | None = None
    """What was declared between these should have been released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """What left lately, by which link that was told, and everything said of it."""

    links: Mapping[Move, str]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What is silent or overdue on one link."""

    link: str
    what: What
    count: int
    """Documents, or boxes; 1 for a feed."""
    oldest_at: datetime | None
    """Since when the oldest waits; None for a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The same, as it stands in the journal."""

    overdue: Overdue
    began_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a look changed."""

    began: tuple[Overdue, ...]
    ended: tuple[tuple[str, What], ...]
