"""A revocation reaches every office that used the result, once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gateway.model.recognition import Consequence
from gateway.recognition.revoke import Used, follow_ups

HELD = Used(decision_number="D1", result_number="R1", office="0202", declaration="E1", released=False)
GONE = Used(decision_number="D2", result_number="R1", office="0410", declaration="E2", released=True)


def test_goods_that_are_not_released_are_held_and_others_are_followed() -> None:
    told = [(one.office, one.consequence) for one in follow_ups("R1", [GONE, HELD])]
    assert told == [("0202", Consequence.HELD), ("0410", Consequence.FOLLOW_UP)]


def test_other_results_and_consequences_already_drawn_are_left_out() -> None:
    assert list(follow_ups("R1", [replace(HELD, result_number="R2"), replace(GONE, followed=True)])) == []


@given(st.permutations([HELD, GONE, replace(HELD, decision_number="D3", released=True)]))
def test_the_order_in_which_uses_are_known_changes_nothing(used: list[Used]) -> None:
    assert [one.decision_number for one in follow_ups("R1", used)] == ["D1", "D2", "D3"]
