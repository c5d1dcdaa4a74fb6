"""A link's circuit breaker: after failures in a row nothing is tried but one probe at a time; time is an argument.

Our own design (docs/decisions/0024). Moments are seconds of any clock that does not go back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Phase(StrEnum):
    """What a breaker lets through: all, nothing, one probe."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerPolicy:
    """The n-th time in a row that it opens it stays so for cool_s·2ⁿ⁻¹ seconds, at most longest_s."""

    failures: int = 5
    """≥ 1, in a row, until it opens."""
    cool_s: float = 5.0
    longest_s: float = 120.0
    probe_s: float = 60.0
    """A probe that is not heard of for so long was its worker's last: the next may go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """As it was left by the last attempt."""

    failures: int = 0
    """In a row, while it is closed."""
    opened: int = 0
    """Times in a row that it opened; 0: it is closed."""
    until: float = 0.0
    """Nothing is tried before; the end of the cool-down, or of the wait for a probe."""


CLOSED = Breaker()


def phase(breaker: Breaker, now: float) -> Phase:
    """What it lets through at `now`."""
    if not breaker.opened:
        return Phase.CLOSED
    return Phase.OPEN if now < breaker.until else Phase.HALF_OPEN


def wait_s(breaker: Breaker, now: float) -> float:
    """Seconds until something may be tried; 0 where it may be now."""
    return max(0.0, breaker.until - now) if breaker.opened else 0.0


def admitted(breaker: Breaker, now: float, policy: BreakerPolicy) -> Breaker | None:
    """What it is once an attempt begins at `now`, None: none may. Half open, that attempt is the one probe."""
    match phase(breaker, now):
        case Phase.CLOSED:
            return breaker
        case Phase.OPEN:
            return None
        case Phase.HALF_OPEN:
            return replace(breaker, until=now + policy.probe_s)


def unused(breaker: Breaker, now: float) -> Breaker:
    """An admitted attempt found nothing to send: the next may be the probe."""
    return replace(breaker, until=min(breaker.until, now)) if breaker.opened else breaker


def reached(_breaker: Breaker) -> Breaker:
    """The other side answered, whatever it said."""
    return CLOSED


def failed(breaker: Breaker, now: float, policy: BreakerPolicy, *, probe: bool) -> Breaker:
    """The other side did not answer. Only a probe makes an open one cool longer: what began before it is no news."""
    if breaker.opened and not probe:
        return breaker
    failures = breaker.failures + 1
    if not breaker.opened and failures < policy.failures:
        return replace(breaker, failures=failures)
    opened = breaker.opened + 1
    return Breaker(opened=opened, until=now + _cool_down_s(opened, policy))


def _cool_down_s(opened: int, policy: BreakerPolicy) -> float:
    return float(min(policy.longest_s, policy.cool_s * 2.0 ** min(opened - 1, 60)))
