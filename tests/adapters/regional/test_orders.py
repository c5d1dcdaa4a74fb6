"""What orders between offices mean, in words; and what their strict schemas refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.regional.orders import ORDERS
from gateway.model import faults
from gateway.model.orders import Finding, ReleaseGround
from gateway.translation.form import Form
from tests.adapters.regional.reading import read, refused
from tests.adapters.regional.strictness import each, flaw, flaw_swapped, left_out, taken

LINES = "<GoodsLines>\n    <Line>2</Line>\n  </GoodsLines>"
BOXES = "<ContainerNumbers>\n    <ContainerNumber>CSQU3054383</ContainerNumber>\n  </ContainerNumbers>"


def body(name: str, *changes: tuple[str, str]) -> Any:
    return read(name, *changes).message.body


class TestExamination:
    def test_beijing_orders_and_tianjin_examines(self) -> None:
        order = body("exam-order")
        assert (order.issuing_office, order.executing_office) == ("0110", "0202")
        assert order.due_by - order.issued_at == timedelta(days=1)

    def test_an_item_without_a_line_is_of_all_goods(self) -> None:
        counted, sealed = body("exam-order").items
        assert (counted.goods_line, sealed.goods_line) == (1, None)

    def test_an_order_that_no_office_gave_is_none(self) -> None:
        error = refused("exam-order", ("<IssuingOffice>0110</IssuingOffice>", ""))
        assert (error.fault, error.place.path) == (faults.ELEMENT_MISSING, "/ExamOrder/IssuingOffice")

    @pytest.mark.parametrize("finding", Finding)
    def test_a_finding_is_the_word_that_stands_there(self, finding: Finding) -> None:
        said = body("exam-result.undecided", ("<Finding>undecided<", f"<Finding>{finding}<"))
        assert said.finding is finding

    def test_no_finding_and_no_word_of_ours_are_no_pass(self) -> None:
        missing = refused("exam-result.passed", ("  <Finding>passed</Finding>\n  <Exec", "  <Exec"))
        assert (missing.fault, missing.place.path) == (faults.ELEMENT_MISSING, "/ExamResult/Finding")
        for other in ("PASSED", "2", "P", "true", "partly-passed"):
            assert (
                refused("exam-result.passed", ("<Finding>passed<", f"<Finding>{other}<")).fault is faults.VALUE_INVALID
            )

    def test_a_result_names_the_order_that_it_answers_and_the_office_that_gave_it(self) -> None:
        said = body("exam-result")
        assert (said.order_number, said.in_reply_to) == (body("exam-order").order_number, "201410150000000002")
        assert (said.executing_office, said.ordering_office) == ("0202", "0208")


class TestRelease:
    def test_an_order_runs_out_three_days_later_in_chinas_time(self) -> None:
        assert body("release-order").valid_until == datetime(2014, 10, 18, 8, 0, tzinfo=UTC)

    def test_an_order_without_an_end_is_none(self) -> None:
        error = refused("release-order", ("<ValidUntil>2014-10-18T16:00:00+08:00</ValidUntil>", ""))
        assert (error.fault, error.place.path) == (faults.ELEMENT_MISSING, "/ReleaseOrder/ValidUntil")

    @pytest.mark.parametrize("name", ["release-order", "release-executed"])
    def test_whether_it_is_of_a_part_is_never_guessed(self, name: str) -> None:
        assert refused(name, ("<Partial>true</Partial>", "")).fault is faults.ELEMENT_MISSING

    def test_a_part_is_a_part_and_the_whole_is_the_whole(self) -> None:
        assert (body("release-order").partial, body("release-order").goods_lines) == (True, (2,))
        assert (body("release-order.whole").partial, body("release-order.whole").goods_lines) == (False, ())

    def test_goods_go_by_an_order_or_by_their_own_examination(self) -> None:
        assert body("release-executed").ground is ReleaseGround.RELEASE_ORDER
        after = body("release-executed.after-exam")
        assert (after.ground, after.order_number) == (ReleaseGround.EXAM_PASSED, body("exam-order").order_number)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("exam-order", [("<DueBy>2014-10-16", "<DueBy>2014-10-14")]),
        ("exam-order", [("    <Line>1</Line>", "    <Line>2</Line>")]),
        ("exam-result", [("<Finding>failed</Finding>\n  <Exec", "<Finding>passed</Finding>\n  <Exec")]),
        ("exam-result", [("0202-118", "0202-101")]),
        (
            "release-order",
            [
                ("<ValidUntil>2014-10-18", "<ValidUntil>2014-10-15T15:59:59+08:00<!--"),
                ("T16:00:00+08:00</ValidUntil>", "--></ValidUntil>"),
            ],
        ),
        ("release-order", [(LINES, ""), (BOXES, "")]),
        ("release-order", [("<ReviewedBy>0110-017", "<ReviewedBy>0110-023")]),
        ("release-executed", [(LINES, ""), (BOXES, "")]),
    ],
)
def test_what_contradicts_itself_is_told_to_its_sender(name: str, changes: list[tuple[str, str]]) -> None:
    error = refused(name, *changes)
    assert error.fault is faults.CONTRADICTION
    assert error.place.path


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    each(
        ("exam-order", "IssuingOffice", "110 01100 平谷"),
        ("exam-order", "IssuedAt", "2014-10-15 2014-10-15T10:00:00Z 2014-10-15T10:00:00 2014-13-15T10:00:00+08:00"),
        ("exam-order", "GoodsLines/Line", "0 -1 1.5 1e0 一"),
        ("exam-order", "Items/Item/GoodsLine", "0 -1 x"),
        ("exam-order", "OrderNumber", "9" * 65),
        ("exam-order", "Grounds", "x" * 2001),
        ("exam-order", "Place", "x" * 256),
        ("exam-result", "Finding", "pass 2 P failed-partly"),
        ("exam-result", "Items/Item/Finding", "pass 3 N"),
        ("exam-result", "BusinessType", "x" * 33),
        ("exam-result", "FailedLines/Line", "0"),
        ("release-order", "Partial", "1 0 yes TRUE"),
        ("release-order", "ValidUntil", "2014-10-18"),
        ("release-order", "ContainerNumbers/ContainerNumber", "X" * 65),
        ("release-executed", "Ground", "exam order"),
        ("release-executed", "Partial", "1"),
        ("release-executed", "ExecutedAt", "20141015163000"),
    ),
    ids=lambda value: value[:32],
)
def test_the_strict_schema_refuses_a_value_that_is_none(kind: str, path: str, value: str) -> None:
    assert flaw(kind, path, value) is not None


def test_a_result_is_signed_by_two_or_by_nobody() -> None:
    assert flaw("exam-result", "Examiners/Examiner", None) is not None
    assert flaw("exam-result", "Examiners", None) is None


@pytest.mark.parametrize("form", ORDERS, ids=lambda form: form.root)
def test_the_strict_schema_asks_for_what_the_form_requires_and_in_its_order(form: Form) -> None:
    assert left_out(form) == []
    assert flaw_swapped(form.kind) is not None


@pytest.mark.parametrize("form", ORDERS, ids=lambda form: form.root)
def test_the_strict_schema_takes_nothing_too_long_empty_or_of_another_kind(form: Form) -> None:
    assert taken(form) == []
