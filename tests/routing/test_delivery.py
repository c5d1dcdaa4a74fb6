from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.routing.delivery import FINAL, Delivery, Outcome, Policy, State, Verdict, after, at_claim, delay_s

NOW = datetime(2014, 10, 15, 8, tzinfo=UTC)
POLICY = Policy(first_s=1.0, longest_s=300.0, attempts=3)
STATES, VERDICTS = st.sampled_from(State), st.sampled_from(Verdict)
OUTCOMES = st.builds(Outcome, verdict=VERDICTS, code=st.just("4501"), reason=st.just("why"))
POLICIES = st.builds(Policy, first_s=st.floats(0.01, 10), longest_s=st.floats(10, 3600), attempts=st.integers(1, 200))
DRAWS = st.floats(0, 1, exclude_max=True)


def delivery(state: State = State.WAITING, attempts: int = 1, not_after: datetime | None = None) -> Delivery:
    return Delivery(state=state, attempts=attempts, due_at=NOW, not_after=not_after)


def told(verdict: Verdict, retry_after_s: float | None = None) -> Outcome:
    return Outcome(verdict=verdict, code="4501", reason="why", retry_after_s=retry_after_s)


@pytest.mark.parametrize(
    ("state", "verdict", "attempts", "becomes"),
    [
        (State.WAITING, Verdict.DELIVERED, 1, State.DELIVERED),
        (State.WAITING, Verdict.DELIVERED, 3, State.DELIVERED),
        (State.WAITING, Verdict.REFUSED, 1, State.DEAD),
        (State.WAITING, Verdict.FAILED, 1, State.WAITING),
        (State.WAITING, Verdict.FAILED, 2, State.WAITING),
        (State.WAITING, Verdict.FAILED, 3, State.DEAD),
        (State.WAITING, Verdict.FAILED, 4, State.DEAD),
        (State.DEAD, Verdict.DELIVERED, 3, State.DELIVERED),
        (State.DEAD, Verdict.REFUSED, 3, State.DEAD),
        (State.DEAD, Verdict.FAILED, 1, State.DEAD),
        *((state, verdict, 1, state) for state in sorted(FINAL) for verdict in Verdict),
    ],
)
def test_what_an_outcome_makes_of_a_delivery(state: State, verdict: Verdict, attempts: int, becomes: State) -> None:
    assert after(delivery(state, attempts), told(verdict), NOW, POLICY, 0.5).state is becomes


def test_the_table_knows_every_state() -> None:
    assert {*FINAL, State.WAITING, State.DEAD} == set(State)


def test_a_failure_keeps_why_and_when_it_goes_again() -> None:
    again = after(delivery(attempts=2), told(Verdict.FAILED), NOW, POLICY, 0.0)
    assert (again.code, again.reason, again.attempts) == ("4501", "why", 2)
    assert again.due_at == NOW + timedelta(seconds=1)


def test_a_success_forgets_what_went_wrong_before() -> None:
    dead = after(delivery(), told(Verdict.REFUSED), NOW, POLICY, 0.5)
    assert (dead.code, dead.reason) == ("4501", "why")
    done = after(dead, told(Verdict.DELIVERED), NOW, POLICY, 0.5)
    assert (done.state, done.code, done.reason) == (State.DELIVERED, "", "")


def test_a_late_word_does_not_change_why_a_letter_is_dead() -> None:
    dead = after(delivery(), Outcome(verdict=Verdict.REFUSED, code="4506", reason="no"), NOW, POLICY, 0.5)
    assert after(dead, told(Verdict.FAILED), NOW, POLICY, 0.5) == dead


@pytest.mark.parametrize(
    ("attempts", "draw", "seconds"),
    [(0, 0.0, 0.5), (1, 0.0, 0.5), (1, 0.5, 0.75), (2, 0.0, 1.0), (5, 0.0, 8.0), (20, 0.0, 150.0), (10**6, 0.5, 225.0)],
)
def test_delays_double_from_the_first_to_the_longest_half_of_it_by_chance(
    attempts: int, draw: float, seconds: float
) -> None:
    assert delay_s(attempts, told(Verdict.FAILED), POLICY, draw) == seconds


@pytest.mark.parametrize(("wish", "seconds"), [(None, 0.5), (0.1, 0.5), (7.0, 7.0), (86400.0, 86400.0)])
def test_the_receivers_wish_is_a_least_delay(wish: float | None, seconds: float) -> None:
    assert delay_s(1, told(Verdict.FAILED, wish), POLICY, 0.0) == seconds


@given(state=STATES, outcome=OUTCOMES, attempts=st.integers(0, 300), policy=POLICIES, draw=DRAWS)
def test_a_final_state_is_absorbing(state: State, outcome: Outcome, attempts: int, policy: Policy, draw: float) -> None:
    before = delivery(state, attempts)
    result = after(before, outcome, NOW, policy, draw)
    if state in FINAL:
        assert result == before
    if outcome.verdict is Verdict.DELIVERED and state not in FINAL:
        assert result.state is State.DELIVERED


@given(outcomes=st.lists(st.tuples(OUTCOMES, DRAWS)), policy=POLICIES)
def test_once_delivered_it_stays_so_whatever_comes_late(outcomes: list[tuple[Outcome, float]], policy: Policy) -> None:
    one, delivered = delivery(attempts=0), False
    for outcome, draw in outcomes:
        one = after(at_claim(one, NOW), outcome, NOW, policy, draw)
        delivered = delivered or outcome.verdict is Verdict.DELIVERED
        assert (one.state is State.DELIVERED) is delivered


@given(attempts=st.integers(0, 10_000), policy=POLICIES, draw=DRAWS)
def test_delays_grow_and_are_bounded(attempts: int, policy: Policy, draw: float) -> None:
    now, later = (delay_s(n, told(Verdict.FAILED), policy, draw) for n in (attempts, attempts + 1))
    assert policy.first_s / 2 <= now <= later <= policy.longest_s


@given(policy=POLICIES, draws=st.lists(DRAWS, min_size=200, max_size=200))
def test_a_receiver_that_never_takes_it_ends_in_a_dead_letter_after_so_many_attempts(
    policy: Policy, draws: list[float]
) -> None:
    one = delivery(attempts=0)
    begun = 0
    for draw in draws:
        if one.state is not State.WAITING:
            break
        one, begun = after(at_claim(one, NOW), told(Verdict.FAILED), NOW, policy, draw), begun + 1
    assert (one.state, begun) == (State.DEAD, policy.attempts)


@pytest.mark.parametrize(
    ("not_after", "state", "attempts"),
    [
        (None, State.WAITING, 1),
        (NOW + timedelta(seconds=1), State.WAITING, 1),
        (NOW, State.WAITING, 1),
        (NOW - timedelta(microseconds=1), State.EXPIRED, 0),
    ],
)
def test_what_is_over_expires_unsent_when_its_turn_comes(
    not_after: datetime | None, state: State, attempts: int
) -> None:
    claimed = at_claim(delivery(attempts=0, not_after=not_after), NOW)
    assert (claimed.state, claimed.attempts) == (state, attempts)
