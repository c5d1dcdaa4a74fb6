"""The protocol of clearance: X declares and orders, Y executes once and in time, and no person does two duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.declaration import Declaration, Direction
from gateway.model.kind import Kind
from gateway.model.orders import ExamOrder, ExamResult, Finding, ReleaseExecuted, ReleaseGround, ReleaseOrder
from gateway.model.status import DeclarationStatus
from gateway.recognition.protocol import breaches, may_break
from gateway.recognition.steps import Step, read, said, step
from gateway.recognition.transitions import KEEPING, NEXT, OUTCOMES, TRANSITIONS, Progress, may_follow

X, Y, OTHER = "0110", "0202", "0402"
AT = datetime(2014, 10, 15, 2, tzinfo=UTC)
DECLARED = {"entry_number": "011020141000000001"}


def taken(*bodies: Kind, party: str = "customs") -> list[Step]:
    """As the journal keeps and reads them, each under a message of its own."""
    kept = [(f"M{at}", body, step(body)) for at, body in enumerate(bodies)]
    return [read(said(one), message=message, party=party, answers="") for message, _, one in kept if one]


def codes(*bodies: Kind) -> list[str]:
    """The codes of what the last of them breaks."""
    *earlier, new = taken(*bodies)
    return [one.fault.code for one in breaches(new, earlier)]


def declared(**changes: object) -> Declaration:
    values = {"direction": Direction.IMPORT, "declaration_office": X, "port_office": Y, **DECLARED, **changes}
    return Declaration(**values)  # type: ignore[arg-type]


def released(number: str = "FX1", **changes: object) -> ReleaseOrder:
    values = {"order_number": number, "issuing_office": X, "executing_office": Y, "issued_at": AT, "partial": False}
    values |= {"valid_until": AT + timedelta(days=3), **DECLARED, **changes}
    return ReleaseOrder(**values)  # type: ignore[arg-type]


def executed(number: str = "FX1", **changes: object) -> ReleaseExecuted:
    values = {"order_number": number, "executing_office": Y, "executed_at": AT + timedelta(hours=1), "partial": False}
    return ReleaseExecuted(**{**values, "ground": ReleaseGround.RELEASE_ORDER, **changes})  # type: ignore[arg-type]


def by_examination(number: str = "CY1", **changes: object) -> ReleaseExecuted:
    return executed(number, ground=ReleaseGround.EXAM_PASSED, **changes)


def to_examine(number: str = "CY1", **changes: object) -> ExamOrder:
    values = {"order_number": number, "issuing_office": X, "executing_office": Y, "issued_at": AT, **DECLARED}
    return ExamOrder(**{**values, **changes})  # type: ignore[arg-type]


def examined(number: str = "CY1", finding: Finding = Finding.PASSED, **changes: object) -> ExamResult:
    values = {"order_number": number, "executing_office": Y, "finding": finding, **changes}
    return ExamResult(**values)  # type: ignore[arg-type]


def status(outcome: str, office: str = X) -> DeclarationStatus:
    return DeclarationStatus(outcome=outcome, office=office, entry_number=DECLARED["entry_number"])


def test_declared_at_x_ordered_to_y_executed_by_y_and_told_to_x_is_in_order() -> None:
    way = [declared(), status("accepted"), status("reviewed"), released(), executed(), status("released", Y)]
    way.append(status("cleared"))
    assert [codes(*way[: at + 1]) for at in range(len(way))] == [[]] * len(way)


def test_examined_by_y_and_released_by_y_is_in_order() -> None:
    way = [declared(), status("reviewed"), to_examine(), examined(), by_examination()]
    assert [codes(*way[: at + 1]) for at in range(len(way))] == [[]] * len(way)


def test_an_order_is_executed_once() -> None:
    assert codes(declared(), released(), executed(), executed()) == ["4606"]
    assert codes(declared(), released(), executed(), released()) == ["4606", "4611"]


def test_an_order_that_was_corrected_is_executed_once_as_it_stands() -> None:
    corrected = released(executing_office=OTHER)
    assert codes(declared(), released(), corrected, executed(executing_office=OTHER)) == []
    assert codes(declared(), released(), corrected, executed()) == ["4608"]


def test_another_partys_order_of_the_same_number_is_another_order() -> None:
    theirs = [replace(one, party="ciq", numbers={}) for one in taken(released(), executed())]
    ours = [replace(one, message=f"N{at}") for at, one in enumerate(taken(released(), executed()))]
    new = replace(ours[1], answers="N0", party="port")
    assert "4606" not in [one.fault.code for one in breaches(new, [*theirs, ours[0]])]
    again = replace(new, message="N9")
    assert "4606" in [one.fault.code for one in breaches(again, [*theirs, ours[0], new])]


def test_of_two_parties_orders_of_one_number_the_one_that_is_answered_is_executed() -> None:
    ours, theirs = taken(released(), released(executing_office=OTHER))
    theirs = replace(theirs, party="ciq")
    (done,) = taken(executed())
    found = [breaches(replace(done, message="N", answers=answers), [ours, theirs]) for answers in ("M0", "M1")]
    assert [[one.fault.code for one in each] for each in found] == [[], ["4608"]]


def test_nobody_executes_what_nobody_ordered() -> None:
    assert codes(declared(), executed()) == ["4605"]
    assert codes(declared(), to_examine(), examined(), executed("CY1"))[0] == "4605"
    assert codes(declared(), examined("CY9")) == ["4605"]


def test_an_examination_that_no_message_ordered_names_no_order() -> None:
    assert codes(declared(), ExamResult(finding=Finding.PASSED, entry_number=DECLARED["entry_number"])) == []


@pytest.mark.parametrize(("hours", "expected"), [(-1, ["4607"]), (0, []), (72, []), (73, ["4607"])])
def test_an_order_is_executed_while_it_is_valid(hours: int, expected: list[str]) -> None:
    assert codes(declared(), released(), executed(executed_at=AT + timedelta(hours=hours))) == expected


def test_the_office_that_an_order_names_executes_it() -> None:
    assert codes(declared(), released(), executed(executing_office=OTHER)) == ["4608"]
    assert codes(declared(), to_examine(), examined(executing_office=OTHER)) == ["4608"]


def test_after_an_order_to_examine_only_the_office_with_the_goods_releases_and_only_what_passed() -> None:
    way = (declared(), status("reviewed"), to_examine())
    assert codes(*way, status("released")) == ["4609"]
    assert codes(*way, released()) == ["4611"]
    assert codes(*way, examined(finding=Finding.FAILED), by_examination()) == ["4609"]
    assert codes(*way, examined(finding=Finding.UNDECIDED), by_examination()) == ["4609"]
    assert codes(*way, examined(), released()) == ["4611"]
    assert codes(*way, examined(), status("released")) == ["4608"]
    assert codes(*way, examined(), status("released", Y)) == []


def test_what_failed_is_released_after_it_was_examined_again() -> None:
    way = (declared(), to_examine(), examined(finding=Finding.FAILED))
    assert codes(*way, examined(), by_examination()) == []
    assert codes(*way, to_examine("CY2"), examined("CY2"), by_examination("CY2")) == ["4609"]


def test_of_two_examinations_both_are_passed() -> None:
    way = (declared(), to_examine(), to_examine("CY2"), examined())
    assert codes(*way, by_examination()) == ["4609"]
    assert codes(*way, examined("CY2"), by_examination()) == []


def test_what_is_ordered_again_under_its_number_is_examined_again() -> None:
    way = (declared(), to_examine(), examined(), to_examine())
    assert codes(*way, by_examination()) == ["4609"]
    assert codes(*way, examined(), by_examination()) == []


def test_what_is_declared_anew_owes_nothing_to_the_examination_before() -> None:
    assert codes(declared(), to_examine(), status("rejected"), declared(), status("released")) == []


def test_an_order_to_examine_takes_back_the_release_that_was_not_executed() -> None:
    way = (declared(), released(), to_examine())
    assert codes(*way) == []
    assert codes(*way, executed()) == ["4609"]
    assert codes(*way, examined(), executed()) == []


def test_what_was_refused_by_the_protocol_leads_nowhere() -> None:
    assert codes(declared(), to_examine(), released(), status("released")) == ["4609"]


@pytest.mark.parametrize("outcome", ["rejected", "detained", "cleared"])
def test_nothing_is_released_that_was_rejected_or_detained_or_closed(outcome: str) -> None:
    assert codes(declared(), status(outcome), status("released")) == ["4611"]
    assert codes(declared(), status(outcome), released()) == ["4611"]


def test_what_was_rejected_is_declared_anew_and_what_was_detained_is_reviewed_anew() -> None:
    assert codes(declared(), status("rejected"), declared(), released()) == []
    assert codes(declared(), status("detained"), status("reviewed"), released()) == []


def test_a_status_that_comes_late_changes_nothing() -> None:
    way = (declared(), released(), executed(), status("accepted"))
    assert codes(*way) == []
    assert codes(*way, status("cleared")) == []


def test_one_person_never_does_two_duties() -> None:
    way = (declared(), to_examine(issued_by="1001"))
    assert codes(*way, examined(examiners=("1001", "1002"))) == ["4610"]
    done = (*way, examined(examiners=("1002", "1003")))
    assert codes(*done) == []
    assert codes(*done, by_examination(executed_by="1003")) == ["4610"]
    assert codes(*done, by_examination(executed_by="1004")) == []
    assert codes(declared(), released(reviewed_by="1", issued_by="2"), executed(executed_by="1")) == ["4610"]
    assert codes(declared(), released(reviewed_by="1", issued_by="2"), executed(executed_by="2")) == []


def test_the_office_of_the_declaration_orders_or_the_one_above_it() -> None:
    assert codes(declared(), released(issuing_office=OTHER)) == ["4612"]
    assert codes(declared(), released(issuing_office="0100")) == []
    assert codes(declared(customs_office=OTHER), released(issuing_office=OTHER)) == []
    assert codes(declared(declaration_office=None), released(issuing_office=OTHER)) == []


def test_a_part_that_was_released_says_nothing_of_the_rest() -> None:
    parts = [released(f"FX{one}", partial=True, container_numbers=(one,)) for one in "ABC"]
    done = [executed(f"FX{one}", partial=True, container_numbers=(one,)) for one in "ABC"]
    way = (declared(), parts[0], done[0], status("partly-released", Y), parts[1], done[1], parts[2], done[2])
    assert [codes(*way[: at + 1]) for at in range(len(way))] == [[]] * len(way)
    assert codes(*way[:4], released("FX9", partial=True, container_numbers=("A",))) == ["4611"]


def test_a_part_that_is_examined_holds_the_whole_and_not_another_part() -> None:
    way = (declared(), to_examine(container_numbers=("A",)))
    assert codes(*way, status("released")) == ["4609"]
    assert codes(*way, released(partial=True, container_numbers=("B",))) == []
    assert codes(*way, released(partial=True, container_numbers=("A", "B"))) == ["4611"]
    assert codes(*way, released(partial=True, goods_lines=(1,))) == ["4611"]


def test_of_one_container_a_line_is_examined_and_another_is_released() -> None:
    way = (declared(), to_examine(goods_lines=(1,), container_numbers=("A",)), examined(finding=Finding.FAILED))
    assert codes(*way, released(partial=True, goods_lines=(2,), container_numbers=("A",))) == []
    assert codes(*way, released(partial=True, goods_lines=(1,), container_numbers=("A",))) == ["4611"]


def test_nobody_executes_more_than_was_ordered() -> None:
    way = (declared(), released(partial=True, container_numbers=("A",)))
    assert codes(*way, executed()) == ["4605"]
    assert codes(*way, executed(partial=True, container_numbers=("A", "B"))) == ["4605"]
    assert codes(*way, executed(partial=True, container_numbers=("A",))) == []
    passed = (declared(), to_examine(container_numbers=("A",)), examined())
    assert codes(*passed, by_examination(partial=True, container_numbers=("B",))) == ["4605"]


def test_another_declaration_on_the_same_bill_is_another_matter() -> None:
    second = {"entry_number": "011020141000000002"}
    way = (declared(), released(), executed(), declared(**second))
    assert codes(*way, released("FX2", **second)) == []
    assert codes(*way, released("FX2", entry_number=None)) == ["4611"]


def test_a_status_of_one_of_two_declarations_says_nothing_of_an_order_without_its_number() -> None:
    second = declared(entry_number="011020141000000002")
    unnamed = released("FX2", entry_number=None)
    assert codes(declared(), status("released"), unnamed) == ["4611"]
    assert codes(declared(), second, status("released"), unnamed) == []


def test_every_state_and_every_release_word_of_a_status_stands_in_the_table() -> None:
    assert set(NEXT) == set(Progress)
    assert {state for state, *_ in TRANSITIONS} == set(Progress)
    assert all(may_follow(state, keeping) for state in Progress for keeping in KEEPING)
    reached = {to for row in TRANSITIONS for to in row[1]} | KEEPING
    assert set(OUTCOMES.values()) <= reached


def test_what_is_no_step_of_a_clearance_makes_none() -> None:
    assert step(object()) is None
    assert step(status("tax-due")) is None


BODIES: st.SearchStrategy[Kind] = st.sampled_from(
    [
        declared(),
        status("accepted"),
        status("rejected"),
        status("reviewed"),
        status("detained"),
        status("released", Y),
        released(),
        released("FX2", partial=True, container_numbers=("A",), issued_by="7"),
        executed(),
        executed("FX2", partial=True, container_numbers=("A",)),
        to_examine(issued_by="8"),
        to_examine("CY2", container_numbers=("B",)),
        examined(examiners=("7", "8")),
        examined("CY2"),
        examined(finding=Finding.FAILED),
        by_examination(),
    ]
)
HISTORIES = st.lists(BODIES, max_size=8)


@given(HISTORIES, BODIES)
def test_the_same_history_is_always_judged_the_same(history: Sequence[Kind], new: Kind) -> None:
    assert codes(*history, new) == codes(*history, new)


@given(HISTORIES)
def test_what_was_just_ordered_to_be_examined_is_never_released_unseen(history: Sequence[Kind]) -> None:
    assert "4609" in codes(*history, to_examine("CY9"), status("released", Y))
    assert codes(*history, to_examine("CY9"), released("FX9")) != []


@given(HISTORIES, HISTORIES)
def test_an_order_is_never_executed_twice_whatever_came_between(history: Sequence[Kind], after: Sequence[Kind]) -> None:
    assert "4606" in codes(*history, released("FX9"), executed("FX9"), *after, executed("FX9"))


@given(HISTORIES)
def test_what_keeps_goods_is_never_out_of_turn(history: Sequence[Kind]) -> None:
    for keeping in (to_examine("CY9"), status("detained")):
        assert "4611" not in codes(*history, keeping)


@given(HISTORIES, BODIES)
def test_what_is_not_looked_at_breaks_nothing(history: Sequence[Kind], new: Kind) -> None:
    made = step(new)
    assert made is not None
    assert may_break(made) or codes(*history, new) == []


@given(HISTORIES)
def test_a_step_survives_the_registry(history: Sequence[Kind]) -> None:
    for body in history:
        made = step(body)
        assert made is not None
        assert read(said(made), message="", party="", answers="") == made
