"""A worker's breakers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import pytest

from gateway.model import faults
from gateway.routing.breaker import BreakerPolicy
from gateway.routing.delivery import Outcome, Policy, Verdict
from gateway.service.adapter import Adapter
from gateway.service.breakers import Breakers

GOT = Outcome(verdict=Verdict.DELIVERED)
REFUSED = Outcome(verdict=Verdict.REFUSED, code=faults.PEER_REFUSED.code, receipt=b"<r/>")
OURS = Outcome(verdict=Verdict.FAILED, code=faults.OURS.code)
FAILURES = BreakerPolicy().failures


@dataclass
class Way:
    """As much of an adapter as a breaker knows."""

    policy: Policy = field(default_factory=lambda: Policy(first_s=2.0, longest_s=8.0))
    timeout_s: float = 10.0


@dataclass
class World:
    now: float = 0.0
    events: list[tuple[str, str]] = field(default_factory=list)

    def breakers(self) -> Breakers:
        links = cast("dict[str, Adapter]", {"dead": Way(), "well": Way()})
        return Breakers(links, lambda: self.now, lambda event, link: self.events.append((event, link)))


def attempt(breakers: Breakers, link: str, outcome: Outcome) -> bool:
    passage = breakers.enter(link)
    if passage is None:
        return False
    breakers.told(passage, outcome)
    breakers.leave(passage)
    return True


def away(fault: str) -> Outcome:
    return Outcome(verdict=Verdict.FAILED, code=fault)


def broken(world: World) -> Breakers:
    breakers = world.breakers()
    for _ in range(FAILURES):
        assert attempt(breakers, "dead", away(faults.UNREACHABLE.code))
    return breakers


@pytest.mark.parametrize("fault", [faults.UNREACHABLE.code, faults.TIMEOUT.code])
def test_a_link_that_does_not_answer_is_left_alone_and_another_is_not(fault: str) -> None:
    world = World()
    breakers = world.breakers()
    for _ in range(FAILURES):
        assert attempt(breakers, "dead", away(fault))
    assert breakers.open_to(["dead", "well"]) == ("well",)
    assert not attempt(breakers, "dead", GOT)
    assert attempt(breakers, "well", GOT)
    assert world.events == [("breaker-opened", "dead")]


@pytest.mark.parametrize("outcome", [REFUSED, OURS])
def test_what_tells_nothing_of_the_way_opens_nothing(outcome: Outcome) -> None:
    breakers = World().breakers()
    assert all(attempt(breakers, "dead", outcome) for _ in range(3 * FAILURES))


def test_one_probe_goes_and_an_answer_lets_all_go() -> None:
    world = World()
    breakers = broken(world)
    world.now = 2.0
    probe = breakers.enter("dead")
    assert probe is not None
    assert breakers.enter("dead") is None
    breakers.told(probe, GOT)
    breakers.leave(probe)
    assert breakers.enter("dead") is not None
    assert world.events == [("breaker-opened", "dead"), ("breaker-closed", "dead")]


def test_a_probe_that_fails_cools_twice_as_long() -> None:
    world = World()
    breakers = broken(world)
    world.now = 2.0
    assert attempt(breakers, "dead", away(faults.TIMEOUT.code))
    world.now = 5.9
    assert breakers.open_to(["dead"]) == ()
    world.now = 6.0
    assert breakers.open_to(["dead"]) == ("dead",)


def test_a_probe_that_met_an_error_of_ours_makes_room_at_once() -> None:
    world = World()
    breakers = broken(world)
    world.now = 2.0
    assert attempt(breakers, "dead", OURS)
    assert breakers.open_to(["dead"]) == ("dead",)
