from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from gateway.model.kind import ContradictionError
from gateway.model.predecision import PreDecision, PreDecisionSubject
from tests.samples.alerts import PRE_DECISION

WITHDRAWN: Any = PRE_DECISION.body
DECISION: Any = replace(WITHDRAWN, withdrawn=False)


def wrong(**changes: Any) -> str:
    with pytest.raises(ContradictionError) as caught:
        replace(DECISION, **changes)
    return caught.value.name


def test_a_decision_does_not_end_before_it_begins() -> None:
    assert wrong(valid_until=DECISION.valid_from - timedelta(days=1)) == "valid_until"


@pytest.mark.parametrize(("subject", "name"), [("classification", "hs_code"), ("origin", "origin_country")])
def test_a_decision_says_what_it_decides_on(subject: str, name: str) -> None:
    assert wrong(subject=PreDecisionSubject(subject), **{name: None}) == name
    taken_back = replace(WITHDRAWN, subject=PreDecisionSubject(subject), **{name: None})
    assert taken_back.withdrawn


def test_a_value_may_be_decided_as_a_method_in_words() -> None:
    said = replace(DECISION, subject=PreDecisionSubject.VALUE, value=None, text="按某方法估价")
    assert said.text == "按某方法估价"


def test_a_value_has_a_currency() -> None:
    assert wrong(currency=None) == "currency"
    assert replace(DECISION, currency=None, value=None).currency is None


def test_a_permit_of_temporary_entry_is_no_identification() -> None:
    assert wrong(subject=PreDecisionSubject.TEMPORARY) == "identification"
    assert replace(DECISION, subject=PreDecisionSubject.TEMPORARY, identification=False)


@pytest.mark.parametrize("name", ["identification", "withdrawn"])
def test_it_always_says_what_it_is_and_whether_it_is_in_force(name: str) -> None:
    assert {one.name: one.default for one in fields(PreDecision)}[name] is MISSING
