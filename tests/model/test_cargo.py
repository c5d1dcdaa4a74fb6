"""Reports of cargo and their answers: what they are ordered by, and what they cannot say."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.cargo import (
    ANSWERS_TO_REPORTS,
    OF_BILLS,
    BillAnswer,
    ContainerAnswer,
    ManifestStatus,
    ReportAct,
)
from gateway.model.kind import ContradictionError
from tests.samples import cargo

REPORTS: list[Any] = [
    cargo.MANIFEST.body,
    cargo.ARRIVAL_REPORT.body,
    cargo.TALLY_REPORT.body,
    cargo.LOADING_REPORT.body,
]
BILL = BillAnswer(bill_number="COSU6098765430")
BOX = ContainerAnswer(container_number="CSQU3054383")
WORDS = st.sampled_from([None, *ANSWERS_TO_REPORTS])


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.KIND)
def test_a_report_is_ordered_by_its_voyage_and_ties_its_bills_together_by_nothing(report: Any) -> None:
    names = {name for name, _ in report.aliases()}
    assert names == {"report_number", "voyage"}
    assert ("voyage", "UN9133329/045W") in report.aliases()
    assert not any(bill.bill_number in number for bill in report.bills for _, number in report.aliases())


def test_a_vehicle_without_number_is_known_by_its_name_and_one_without_either_by_nothing() -> None:
    unnumbered = replace(REPORTS[0], transport_id=None)
    assert ("voyage", "XIN TIAN JIN/045W") in unnumbered.aliases()
    unknown = replace(unnumbered, transport_name=None, voyage_number=None)
    assert unknown.aliases() == {("report_number", unknown.report_number)}


@pytest.mark.parametrize("report", REPORTS[1:3], ids=lambda report: report.KIND)
def test_an_arrival_and_a_tally_are_never_original(report: Any) -> None:
    with pytest.raises(ContradictionError, match="only a manifest is original") as caught:
        replace(report, act=ReportAct.ORIGINAL)
    assert caught.value.name == "act"


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.KIND)
def test_a_report_always_says_its_act_and_an_act_is_never_guessed(report: Any) -> None:
    assert {one.name: one.default for one in fields(report)}["act"] is MISSING


def test_a_tally_ends_after_it_began() -> None:
    tally: Any = cargo.TALLY_REPORT.body
    with pytest.raises(ContradictionError, match="before started_at"):
        replace(tally, tallied_at=tally.started_at, started_at=tally.tallied_at)


def test_an_empty_vehicle_has_no_bills() -> None:
    with pytest.raises(ContradictionError, match="no bills"):
        replace(REPORTS[3], empty=True)


@pytest.mark.parametrize(
    "release",
    ["released", "released-paperless", "released-on-guarantee", "partly-released", "cleared", "passed-customs"],
)
def test_no_answer_to_a_report_says_a_word_of_a_declaration(release: str) -> None:
    for said in (
        {"outcome": release},
        {"bills": (replace(BILL, outcome=release),)},
        {"containers": (replace(BOX, outcome=release),)},
    ):
        with pytest.raises(ContradictionError, match=f"no answer to a report says {release}"):
            ManifestStatus(**said)


@pytest.mark.parametrize("word", OF_BILLS)
def test_what_is_true_of_a_bill_or_a_box_needs_one(word: str) -> None:
    with pytest.raises(ContradictionError, match="none is named"):
        ManifestStatus(outcome=word)
    assert ManifestStatus(outcome=word, bills=(BILL,)).bills[0].outcome is None
    assert ManifestStatus(outcome=word, containers=(BOX,)).outcome == word


def test_an_answer_says_something() -> None:
    with pytest.raises(ContradictionError, match="says nothing"):
        ManifestStatus(report_number="1")
    assert ManifestStatus(statement_code="19001").outcome is None


def test_a_bill_without_an_outcome_of_its_own_has_that_of_the_whole_or_the_answer_is_none() -> None:
    with pytest.raises(ContradictionError, match="the whole has none"):
        ManifestStatus(bills=(BILL, replace(BILL, outcome="accepted")))


@given(whole=WORDS, bills=st.lists(WORDS, max_size=3), boxes=st.lists(WORDS, max_size=3))
def test_an_answer_that_is_taken_tells_of_each_bill_and_box(
    whole: str | None, bills: list[str | None], boxes: list[str | None]
) -> None:
    try:
        answer = ManifestStatus(
            outcome=whole,
            bills=tuple(replace(BILL, outcome=one) for one in bills),
            containers=tuple(replace(BOX, outcome=one) for one in boxes),
        )
    except ContradictionError as error:
        assert error.name == "outcome"
        return
    told = [*(bill.outcome for bill in answer.bills), *(box.outcome for box in answer.containers)]
    assert all(one or answer.outcome for one in told)
    assert answer.outcome or answer.bills or answer.containers
