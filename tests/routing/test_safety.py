"""What lets goods go and what stops them, told from the message alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.model.alerts import ControlOrder
from gateway.model.kinds import KINDS
from gateway.model.orders import ExamOrder, ReleaseOrder
from gateway.model.recognition import Consequence, Recognition, RecognitionDecision
from gateway.model.results import ResultRevocation
from gateway.model.status import DeclarationStatus
from gateway.model.two_stage import TwoStageStatus
from gateway.resources import data_folder
from gateway.routing.safety import HELD, RELEASED, TABLE, lets_go, not_after, rests_on, stops

AT = datetime(2014, 10, 15, tzinfo=UTC)
ORDER: dict[str, Any] = {"order_number": "O1", "issuing_office": "0110", "executing_office": "0202", "issued_at": AT}


def recognition(outcome: Recognition, **more: Any) -> RecognitionDecision:
    said: dict[str, Any] = {"result_number": "R1", "deciding_office": "0202", "decided_at": AT} | more
    return RecognitionDecision(outcome=outcome, **said)


@pytest.mark.parametrize("outcome", sorted(RELEASED))
def test_an_outcome_that_lets_goods_go_does(outcome: str) -> None:
    assert lets_go(DeclarationStatus(outcome=outcome))
    assert not stops(DeclarationStatus(outcome=outcome))


@pytest.mark.parametrize("outcome", sorted(HELD))
def test_an_outcome_that_keeps_goods_does(outcome: str) -> None:
    assert stops(DeclarationStatus(outcome=outcome))
    assert not lets_go(DeclarationStatus(outcome=outcome))


@pytest.mark.parametrize("outcome", ["accepted", "reviewed-for-paperless-release", "rejected", "exam-ordered"])
def test_any_other_outcome_does_neither(outcome: str) -> None:
    assert not lets_go(DeclarationStatus(outcome=outcome))
    assert not stops(DeclarationStatus(outcome=outcome))


def test_every_outcome_named_is_in_the_code_table() -> None:
    codes = (data_folder("config") / "codes" / "outcome.csv").read_text(encoding="utf-8")
    known = {line.split(",")[0] for line in codes.splitlines()}
    assert known >= RELEASED | HELD


def test_orders_release_or_stop() -> None:
    release = ReleaseOrder(valid_until=AT, partial=False, **ORDER)
    assert lets_go(release)
    assert not_after(release) == AT
    assert stops(ExamOrder(**ORDER))
    assert not_after(ExamOrder(**ORDER)) is None
    assert stops(ControlOrder(control_number="K1"))
    assert stops(ResultRevocation(result_number="R1", issuing_office="0110", revoked_at=AT, reason="r"))


@pytest.mark.parametrize(
    ("body", "goes", "stays", "result"),
    [
        (recognition(Recognition.RECOGNISED), True, False, "R1"),
        (recognition(Recognition.REFUSED, reason="r"), False, False, ""),
        (recognition(Recognition.REVOKED_LATER, consequence=Consequence.HELD), False, True, ""),
    ],
)
def test_a_recognition_lets_go_and_its_end_stops(
    body: RecognitionDecision, goes: bool, stays: bool, result: str
) -> None:
    assert (lets_go(body), stops(body), rests_on(body)) == (goes, stays, result)


def test_a_two_stage_status_that_allows_nothing_lets_nothing_go() -> None:
    assert not lets_go(TwoStageStatus(office="0202", may_leave_port=False, may_sell_or_use=False))
    assert lets_go(TwoStageStatus(office="0202", may_leave_port=True, may_sell_or_use=False))


def test_the_table_for_the_documents_names_kinds_that_there_are() -> None:
    assert TABLE.keys() <= {kind.KIND for kind in KINDS}
