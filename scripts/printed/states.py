"""The delivery's state machine, by asking it: each state with each verdict, and what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from gateway.routing.delivery import (
    Delivery,
    Outcome,
    Policy,
    State,
    Verdict,
    after,
    at_claim,
    when_skipped,
    when_stopped,
)
from scripts.printed.markdown import table

NOW = datetime(2014, 10, 15, tzinfo=UTC)
POLICY = Policy(attempts=3)
LEFT, LAST = 1, 3


def states() -> str:
    """Rows for every state, with attempts left and without."""
    heads = (
        "state",
        "delivered",
        "refused",
        "failed, attempts left",
        "failed, the last attempt",
        "its time is over",
        "its goods are to stay",
        "skipped by an operator",
    )

    return table(heads, (tuple(_row(state)) for state in State))


def _row(state: State) -> Iterator[str]:
    yield f"**{state}**"
    yield _after(state, Verdict.DELIVERED, LEFT)
    yield _after(state, Verdict.REFUSED, LEFT)
    yield _after(state, Verdict.FAILED, LEFT)
    yield _after(state, Verdict.FAILED, LAST)
    yield at_claim(_delivery(state, LEFT), NOW).state if state is State.WAITING else "-"
    for then in (when_stopped(state), when_skipped(state)):
        yield "-" if then is state else f"{then}"


def _after(state: State, verdict: Verdict, attempts: int) -> str:
    found = after(_delivery(state, attempts), Outcome(verdict=verdict), NOW, POLICY, 0.0)
    return f"{found.state}, later" if found.due_at > NOW else str(found.state)


def _delivery(state: State, attempts: int) -> Delivery:
    return Delivery(state=state, attempts=attempts, due_at=NOW, not_after=NOW - timedelta(seconds=1))
