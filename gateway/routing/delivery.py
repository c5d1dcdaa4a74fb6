"""A delivery's state machine: `after(delivery, outcome, now, policy, draw)`; time and chance are arguments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Deliveries = delivered + dead + waiting + superseded + expired + skipped, at every moment."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    SKIPPED = "skipped"


FINAL = frozenset({State.DELIVERED, State.SUPERSEDED, State.EXPIRED, State.SKIPPED})
"""A dead letter is not final: it parks its mailbox until an operator acts."""
UNSENT = frozenset({State.WAITING, State.DEAD})
"""Of a release, what a word that goods stay supersedes: an operator might send a dead letter again."""


def when_stopped(state: State) -> State:
    """What a release is once its goods are to stay; one on its way is so when its attempt fails."""
    return State.SUPERSEDED if state in UNSENT else state


def when_skipped(state: State) -> State:
    """What an operator's giving up makes of it: of a dead letter only."""
    return State.SKIPPED if state is State.DEAD else state


class Verdict(StrEnum):
    """How one attempt ended, as far as we know."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    """The receiver will not take these bytes, however often: no retry."""
    FAILED = "failed"
    """Not taken, or taken without our learning it: the same bytes under the same id go again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One attempt's end. `retry_after_s` is the receiver's wish, in seconds."""

    verdict: Verdict
    code: str = ""
    """Ours, of the catalogue of faults; "" when delivered."""
    reason: str = ""
    receipt: bytes = b""
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a link retries. Delays in seconds: the n-th is first_s·2ⁿ⁻¹ up to longest_s, half of it by chance."""

    first_s: float = 1.0
    longest_s: float = 300.0
    attempts: int = 100
    """After so many the delivery is dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One document on its way to one receiver."""

    state: State = State.WAITING
    attempts: int = 0
    """Begun so far, the running one included."""
    due_at: datetime
    not_after: datetime | None = None
    code: str = ""
    reason: str = ""


def after(delivery: Delivery, outcome: Outcome, now: datetime, policy: Policy, draw: float) -> Delivery:
    """What the delivery is after this attempt; `draw` is in [0, 1). Delivered is absorbing, and beats a dead letter."""
    if delivery.state in FINAL:
        return delivery
    if outcome.verdict is Verdict.DELIVERED:
        return replace(delivery, state=State.DELIVERED, code="", reason="")
    told = replace(delivery, code=outcome.code, reason=outcome.reason)
    if delivery.state is State.DEAD:
        return delivery
    if outcome.verdict is Verdict.REFUSED or delivery.attempts >= policy.attempts:
        return replace(told, state=State.DEAD)
    return replace(told, due_at=now + timedelta(seconds=delay_s(delivery.attempts, outcome, policy, draw)))


def delay_s(attempts: int, outcome: Outcome, policy: Policy, draw: float) -> float:
    """Seconds until the next attempt; never sooner than the receiver asked."""
    full: float = min(policy.longest_s, policy.first_s * 2.0 ** min(max(attempts - 1, 0), 60))
    return max(full * (0.5 + draw / 2), outcome.retry_after_s or 0.0)


def at_claim(delivery: Delivery, now: datetime) -> Delivery:
    """What a delivery is when its turn comes: expired if its time is over, else one attempt further."""
    if delivery.not_after is not None and now > delivery.not_after:
        return replace(delivery, state=State.EXPIRED)
    return replace(delivery, attempts=delivery.attempts + 1)
