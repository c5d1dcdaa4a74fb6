"""Until when enforcement aid is to be acknowledged, by whom, and what is late: an alert 30 minutes, a request 24 hours.

The terms are our proposal until the authority sets some (no published one was found); they stand with the kinds
(`ACKNOWLEDGED_WITHIN`). A document that names its own moment is taken at its word; else the clock starts when we
accepted it, never when its sender says it was issued.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gateway.model.aid import AidRequest, LeadTransfer
from gateway.model.alerts import RiskAlert


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a message asks of everyone it is told to."""

    due_at: datetime
    expires_at: datetime | None
    """After it nobody may act upon it, so nobody needs to acknowledge it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """One acknowledgement by one receiver."""

    message: str
    """Our number."""
    kind: str
    link: str
    """Of who is to acknowledge it."""
    since: datetime
    due_at: datetime
    expires_at: datetime | None = None
    answered_at: datetime | None = None
    """When any answer came, or its need ended: it was lifted."""


def asked(body: object, at: datetime) -> Asked | None:
    """What a message that was accepted at `at` asks; None: no acknowledgement."""
    if not isinstance(body, RiskAlert | AidRequest | LeadTransfer):
        return None
    return Asked(due_at=body.acknowledge_by or at + body.ACKNOWLEDGED_WITHIN, expires_at=body.expires_at)


def due(facts: Iterable[Awaited], now: datetime) -> tuple[Awaited, ...]:
    """Those that are late at `now`, the longest first."""
    return tuple(
        sorted((one for one in facts if _is_late(one, now)), key=lambda one: (one.due_at, one.message, one.link))
    )


def _is_late(one: Awaited, now: datetime) -> bool:
    return one.answered_at is None and one.due_at <= now and (one.expires_at is None or now < one.expires_at)
