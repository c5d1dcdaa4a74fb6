"""The circuit breaker of a link."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.routing.breaker import (
    CLOSED,
    Breaker,
    BreakerPolicy,
    Phase,
    admitted,
    failed,
    phase,
    reached,
    unused,
    wait_s,
)

POLICY = BreakerPolicy(failures=3, cool_s=5.0, longest_s=60.0, probe_s=30.0)
MOMENTS = st.floats(0, 1e9)
OPENED = st.builds(Breaker, opened=st.integers(1, 2000), until=MOMENTS)


def opened_at(now: float) -> Breaker:
    breaker = CLOSED
    for _ in range(POLICY.failures):
        breaker = failed(breaker, now, POLICY, probe=False)
    return breaker


@given(MOMENTS)
def test_it_opens_at_the_last_of_the_failures_in_a_row_and_not_before(now: float) -> None:
    breaker = CLOSED
    for _ in range(POLICY.failures - 1):
        breaker = failed(breaker, now, POLICY, probe=False)
        assert phase(breaker, now) is Phase.CLOSED
    assert phase(failed(breaker, now, POLICY, probe=False), now) is Phase.OPEN


def test_an_answer_between_failures_begins_the_count_anew() -> None:
    twice = failed(failed(CLOSED, 0, POLICY, probe=False), 0, POLICY, probe=False)
    assert phase(failed(reached(twice), 0, POLICY, probe=False), 0) is Phase.CLOSED


def test_nothing_is_admitted_until_it_has_cooled_and_then_one_probe() -> None:
    breaker = opened_at(100)
    assert admitted(breaker, 104.9, POLICY) is None
    assert wait_s(breaker, 104) == 1
    probing = admitted(breaker, 105, POLICY)
    assert probing is not None
    assert admitted(probing, 105, POLICY) is None
    assert admitted(probing, 134.9, POLICY) is None


def test_a_probe_whose_worker_died_makes_room_for_the_next() -> None:
    probing = admitted(opened_at(100), 105, POLICY)
    assert probing is not None
    assert admitted(probing, 135, POLICY) is not None


def test_a_probe_that_found_nothing_to_send_makes_room_at_once() -> None:
    probing = admitted(opened_at(100), 105, POLICY)
    assert probing is not None
    assert admitted(unused(probing, 106), 106, POLICY) is not None
    assert unused(CLOSED, 106) == CLOSED


@given(OPENED, MOMENTS)
def test_a_probe_that_fails_cools_at_least_as_long_as_before_and_no_longer_than_agreed(
    breaker: Breaker, now: float
) -> None:
    once = failed(breaker, now, POLICY, probe=True)
    twice = failed(once, now, POLICY, probe=True)
    assert phase(once, now) is Phase.OPEN
    assert once.until <= twice.until <= now + POLICY.longest_s


@given(OPENED, MOMENTS)
def test_a_late_failure_of_what_began_before_changes_nothing(breaker: Breaker, now: float) -> None:
    assert failed(breaker, now, POLICY, probe=False) == breaker


@given(OPENED, MOMENTS)
def test_whoever_answers_is_sent_to_again_at_once(breaker: Breaker, now: float) -> None:
    assert phase(reached(breaker), now) is Phase.CLOSED
    assert admitted(reached(breaker), now, POLICY) == CLOSED
    assert wait_s(reached(breaker), now) == 0
