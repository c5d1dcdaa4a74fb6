"""两段准入: leaving the port and being sold are two permissions, by the cases of the day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.two_stage import LeaveGround
from gateway.recognition.two_stage import Checks, two_stage
from tests.recognition.conftest import PackOn

BEFORE, SINCE = date(2025, 4, 7), date(2025, 4, 8)
DONE = {"release_notice": True, "licences_written_off": True, "assessed": True}


@pytest.mark.parametrize(
    ("checks", "on", "ground"),
    [
        (Checks(), BEFORE, LeaveGround.NO_CHECK),
        (Checks(destination=True), BEFORE, LeaveGround.DESTINATION_CHECK_ONLY),
        (Checks(port=True), BEFORE, None),
        (Checks(port=True, port_done=True), BEFORE, LeaveGround.PORT_CHECK_DONE),
        (Checks(port=True, port_done=True, transferred=True), BEFORE, LeaveGround.TRANSFERRED_CHECK),
        (Checks(port=True, port_done=True, transferred=True), SINCE, None),
        (
            Checks(port=True, port_done=True, transferred=True, listed=frozenset({LeaveGround.TRANSFERRED_CHECK})),
            SINCE,
            LeaveGround.TRANSFERRED_CHECK,
        ),
        (Checks(port=True, port_done=True, destination=True, merged=True), BEFORE, LeaveGround.CHECKS_MERGED),
        (Checks(port=True, sampled=True), BEFORE, None),
        (
            Checks(port=True, sampled=True, listed=frozenset({LeaveGround.ON_CONDITION})),
            SINCE,
            LeaveGround.ON_CONDITION,
        ),
    ],
)
def test_goods_leave_the_port_by_one_of_the_cases(
    pack_on: PackOn, checks: Checks, on: date, ground: LeaveGround | None
) -> None:
    made = two_stage(checks, pack_on(on), on)
    assert made is not None
    assert (made.leave_ground, made.may_leave_port) == (ground, ground is not None)


def test_what_left_on_condition_is_not_sold_before_the_check_is_done(pack_on: PackOn) -> None:
    checks = Checks(port=True, sampled=True, listed=frozenset({LeaveGround.ON_CONDITION}), **DONE)
    made = two_stage(checks, pack_on(SINCE), SINCE)
    assert made is not None
    assert (made.may_leave_port, made.may_sell_or_use, made.lacking) == (True, False, ("port-check",))


def test_there_were_no_two_stages_in_2014(pack_on: PackOn) -> None:
    on = date(2014, 10, 15)
    assert two_stage(Checks(), pack_on(on), on) is None


BOOL = st.booleans()


@given(
    checks=st.builds(
        Checks,
        port=BOOL,
        port_done=BOOL,
        destination=BOOL,
        destination_done=BOOL,
        transferred=BOOL,
        merged=BOOL,
        sampled=BOOL,
        listed=st.frozensets(st.sampled_from(LeaveGround)),
        release_notice=BOOL,
        licences_written_off=BOOL,
        assessed=BOOL,
    )
)
def test_nothing_is_sold_that_may_not_leave_or_lacks_a_check(pack_on: PackOn, checks: Checks) -> None:
    made = two_stage(checks, pack_on(SINCE), SINCE)
    assert made is not None
    if made.may_sell_or_use:
        assert made.may_leave_port
        assert checks.release_notice
        assert checks.port_done or not checks.port
