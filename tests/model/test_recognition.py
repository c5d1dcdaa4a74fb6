from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gateway.model.recognition import Condition, ConditionName, Consequence, RecognisedItem, Recognition
from tests.model.contradicting import blamed, stands
from tests.samples.recognition import PARTIAL, RECOGNISED, REFUSED, REVOKED_LATER_BODY

ITEMS = (RecognisedItem(item="沙门氏菌"),)
BROKEN = (Condition(name=ConditionName.NO_ALERT, holds=False),)


def test_there_are_the_nine_conditions_of_the_rules() -> None:
    assert len(ConditionName) == 9


@pytest.mark.parametrize("reason", [None, ""])
def test_a_refusal_carries_a_reason(reason: str | None) -> None:
    assert blamed(REFUSED.body, reason=reason) == "reason"


def test_a_refusal_recognises_no_item() -> None:
    assert blamed(REFUSED.body, recognised_items=ITEMS) == "recognised_items"


def test_a_partial_recognition_names_what_it_recognises() -> None:
    assert blamed(PARTIAL.body, recognised_items=()) == "recognised_items"


def test_what_is_recognised_meets_every_condition() -> None:
    assert blamed(RECOGNISED.body, conditions=BROKEN) == "outcome"
    stands(RECOGNISED.body, conditions=())


@pytest.mark.parametrize("body", [PARTIAL.body, REFUSED.body, REVOKED_LATER_BODY])
def test_any_other_outcome_may_rest_on_a_condition_that_does_not_hold(body: Any) -> None:
    stands(body, conditions=BROKEN)


@pytest.mark.parametrize("body", [RECOGNISED.body, PARTIAL.body, REFUSED.body])
@pytest.mark.parametrize("consequence", Consequence)
def test_only_a_revocation_has_a_consequence(body: Any, consequence: Consequence) -> None:
    assert blamed(body, consequence=consequence) == "consequence"
    stands(REVOKED_LATER_BODY, consequence=consequence)


def test_a_refusal_can_be_answered_from_its_day_on() -> None:
    assert blamed(REFUSED.body, answer_by=date(2014, 10, 21)) == "answer_by"
    stands(REFUSED.body, answer_by=date(2014, 10, 22))


def test_a_revoked_one_tells_what_was_recognised_before() -> None:
    assert REVOKED_LATER_BODY.outcome is Recognition.REVOKED_LATER
    assert len(REVOKED_LATER_BODY.recognised_items) == 2
