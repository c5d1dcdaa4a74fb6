"""What exchange and courier take from the world: the clock, chance, the business date, and who watches."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8))


class Observer(Protocol):
    """Who is told what happens: metrics, logs, and the tests that stop a process between two steps."""

    def step(self, name: str, link: str) -> None:
        """One message or delivery reached a step: verified, planned, committed, queued, claimed, sent and so on."""

    def event(self, name: str, link: str, **facts: str) -> None:
        """Something to count and to log; facts never hold payloads or secrets."""


def utc_now() -> datetime:
    """The real time, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Handed in, so that a test may hold time still and a demo may live in 2014."""

    now: Callable[[], datetime] = utc_now
    """Certificates and the journal go by this clock."""
    draw: Callable[[], float] = random.SystemRandom().random
    business_date: date | None = None
    observer: Observer

    def today(self) -> date:
        """The day whose codes and rules hold: the configured one, else today in China."""
        return self.business_date or self.now().astimezone(CHINA).date()
