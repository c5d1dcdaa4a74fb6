from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import timedelta
from typing import Any

import pytest

from gateway.model.kind import Kind
from gateway.model.orders import ExaminedItem, ExamItem, Finding
from tests.model.contradicting import blamed, stands
from tests.samples.orders import (
    EXAM_ORDER_BODY,
    EXAM_RESULT_BODY,
    PASSED,
    RELEASE_EXECUTED_BODY,
    RELEASE_ORDER_BODY,
    UNDECIDED,
    WHOLE_RELEASE,
)

FAILED_ITEM = ExaminedItem(name="核对封志", finding=Finding.FAILED)
OPEN_ITEM = ExaminedItem(name="核对封志", finding=Finding.UNDECIDED)


class TestExamOrder:
    def test_is_not_due_before_it_is_issued(self) -> None:
        assert blamed(EXAM_ORDER_BODY, due_by=EXAM_ORDER_BODY.issued_at - timedelta(seconds=1)) == "due_by"
        stands(EXAM_ORDER_BODY, due_by=EXAM_ORDER_BODY.issued_at)

    def test_names_no_item_of_a_line_that_is_not_to_be_examined(self) -> None:
        assert blamed(EXAM_ORDER_BODY, goods_lines=(2,)) == "items"

    def test_without_lines_is_of_all_lines(self) -> None:
        stands(EXAM_ORDER_BODY, goods_lines=(), items=(ExamItem(name="x", goods_line=9),))

    def test_without_items_of_lines_takes_any_lines(self) -> None:
        stands(EXAM_ORDER_BODY, goods_lines=(2,), items=(ExamItem(name="核对封志"),))

    def test_names_its_consignment_by_the_bill_with_the_voyage_as_a_declaration_does(self) -> None:
        assert ("bill", "COSU6098765430/045W") in EXAM_ORDER_BODY.aliases()
        assert ("order_number", "CY2014101500001") in EXAM_ORDER_BODY.aliases()
        assert not [pair for pair in stands(EXAM_ORDER_BODY, bill_number=None).aliases() if pair[0] == "bill"]


class TestExamResult:
    @pytest.mark.parametrize("said", [{"failed_lines": (1,)}, {"items": (FAILED_ITEM,)}, {"items": (OPEN_ITEM,)}])
    def test_has_not_passed_where_something_did_not(self, said: dict[str, Any]) -> None:
        assert blamed(PASSED.body, **said) == "finding"

    @pytest.mark.parametrize("said", [{"failed_lines": (1,)}, {"items": (FAILED_ITEM,)}])
    def test_may_be_undecided_while_a_part_has_failed(self, said: dict[str, Any]) -> None:
        stands(UNDECIDED.body, **said)

    @pytest.mark.parametrize("examiners", [("0202-101",), ("0202-101", "0202-101")])
    def test_is_signed_by_two_persons(self, examiners: tuple[str, ...]) -> None:
        assert blamed(EXAM_RESULT_BODY, examiners=examiners) == "examiners"

    def test_may_not_say_who_signed_it(self) -> None:
        assert stands(EXAM_RESULT_BODY, examiners=()).examiners == ()

    def test_may_be_signed_by_three(self) -> None:
        stands(EXAM_RESULT_BODY, examiners=("1", "2", "3"))


class TestRelease:
    def test_does_not_run_out_before_it_is_ordered(self) -> None:
        before = RELEASE_ORDER_BODY.issued_at - timedelta(seconds=1)
        assert blamed(RELEASE_ORDER_BODY, valid_until=before) == "valid_until"

    @pytest.mark.parametrize("release", [RELEASE_ORDER_BODY, RELEASE_EXECUTED_BODY], ids=["ordered", "executed"])
    def test_of_a_part_says_which_part(self, release: Kind) -> None:
        assert blamed(release, goods_lines=(), container_numbers=()) == "partial"
        stands(release, goods_lines=())
        stands(release, container_numbers=())

    def test_of_all_names_nothing_or_everything(self) -> None:
        stands(WHOLE_RELEASE.body, container_numbers=())
        stands(RELEASE_ORDER_BODY, partial=False)

    def test_is_not_ordered_by_who_reviewed_the_declaration(self) -> None:
        assert blamed(RELEASE_ORDER_BODY, reviewed_by=RELEASE_ORDER_BODY.issued_by) == "issued_by"
        stands(RELEASE_ORDER_BODY, reviewed_by=None, issued_by=None)

    def test_always_says_its_ground_for_by_it_the_number_is_of_one_order_or_the_other(self) -> None:
        assert {one.name: one.default for one in fields(RELEASE_EXECUTED_BODY)}["ground"] is MISSING
