from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gateway.model.aid import AidReply, AidRequest, LeadTransfer
from gateway.model.alerts import ControlLift, ControlOrder, RiskAlert, may_lift
from gateway.model.kind import DECLARED, ContradictionError
from gateway.model.kinds import KINDS
from tests.samples.alerts import CONTROL_LIFT, CONTROL_ORDER, RISK_ALERT

ALERT: Any = RISK_ALERT.body
ORDER: Any = CONTROL_ORDER.body
LIFT: Any = CONTROL_LIFT.body
SECOND = timedelta(seconds=1)


def wrong(body: Any, **changes: Any) -> str:
    """The attribute to mend."""
    with pytest.raises(ContradictionError) as caught:
        replace(body, **changes)
    return caught.value.name


def test_only_what_offices_tell_each_other_in_confidence_is_restricted() -> None:
    restricted = {RiskAlert, ControlOrder, ControlLift, AidRequest, AidReply, LeadTransfer}
    assert {kind for kind in KINDS if kind.RESTRICTED} == restricted


def test_an_alert_is_acknowledged_within_half_an_hour_unless_it_says_when() -> None:
    said = replace(ALERT, acknowledge_by=None)
    assert said.acknowledgement_due_at == ALERT.issued_at + timedelta(minutes=30)
    early = replace(ALERT, acknowledge_by=ALERT.issued_at + SECOND)
    assert early.acknowledgement_due_at == ALERT.issued_at + SECOND


@pytest.mark.parametrize("name", ["expires_at", "acknowledge_by"])
def test_nothing_of_an_alert_lies_before_it_was_issued(name: str) -> None:
    assert wrong(ALERT, **{name: ALERT.issued_at - SECOND}) == name
    replace(ALERT, **{name: ALERT.issued_at})


def test_a_control_order_does_not_expire_before_it_was_issued() -> None:
    assert wrong(ORDER, expires_at=ORDER.issued_at - SECOND) == "expires_at"


def test_a_lift_names_the_order_or_the_alert_that_it_lifts() -> None:
    nothing = dict.fromkeys((*DECLARED, "control_number", "alert_number"))
    assert wrong(LIFT, **nothing) == "control_number"
    assert wrong(ORDER, **dict.fromkeys((*DECLARED, "control_number"))) == "control_number"
    assert replace(LIFT, control_number=None).references()["alert_number"] == LIFT.alert_number
    assert replace(LIFT, alert_number=None).references()["control_number"] == LIFT.control_number


@pytest.mark.parametrize(("office", "ordering"), [("0202", "0202"), ("0200", "0202"), ("0202", "120400")])
def test_an_order_is_lifted_by_its_issuer_or_the_office_above(office: str, ordering: str) -> None:
    assert may_lift(office, ordering)


@pytest.mark.parametrize(("office", "ordering"), [("0203", "0202"), ("0100", "0202"), ("0202", "0200")])
def test_an_order_is_lifted_by_no_other_office(office: str, ordering: str) -> None:
    assert not may_lift(office, ordering)


def test_whoever_ordered_is_told_of_the_lift() -> None:
    assert LIFT.offices()["ordering_office"] == "0202"
