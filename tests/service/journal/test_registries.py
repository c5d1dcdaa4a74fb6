"""Entries are there with their message or not at all, and are read as they were known at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gateway.model.credit import CreditScheme, CreditUpdate
from gateway.model.recognition import Recognition, RecognitionDecision
from gateway.model.results import Conclusion, InspectionResult, ResultRevocation
from gateway.recognition.entries import entries
from gateway.recognition.facts import Facts
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Accepted, Copy
from tests.recognition.conftest import IMPORTER, through
from tests.service.journal.material import acceptance

AT = datetime(2014, 10, 10, 8, tzinfo=UTC)
CASE = replace(through(), numbers=frozenset({"E1"}))
LEVEL = CreditUpdate(
    uscc=IMPORTER, scheme=CreditScheme.CIQ2013, level="B", effective_from=date(2014, 1, 1), issuer="0000"
)
RESULT = InspectionResult(result_number="R1", issuing_office="0110", issued_at=AT, conclusion=Conclusion.CONFORMING)
RECOGNISED = RecognitionDecision(
    result_number="R1", deciding_office="0202", outcome=Recognition.RECOGNISED, decided_at=AT, used_for="E1"
)
REVOKED = ResultRevocation(result_number="R1", issuing_office="0110", revoked_at=AT, reason="a mistake")


def saying(body: object, number: int, at: datetime = AT) -> Acceptance:
    return replace(acceptance(number), received_at=at, entries=entries(body))


async def test_a_level_is_known_with_its_message(journal: Journal) -> None:
    assert isinstance(await journal.accept(saying(LEVEL, 1)), Accepted)
    made = await journal.registries.facts(CASE, Facts())
    assert [(one.level, one.version) for one in made.levels or ()] == [("B", "1")]
    assert made.alerts == ()


async def test_a_copy_adds_nothing(journal: Journal) -> None:
    await journal.accept(saying(LEVEL, 1))
    again = replace(saying(LEVEL, 1), message="201410150000000099")
    assert isinstance(await journal.accept(again), Copy)
    made = await journal.registries.facts(CASE, Facts())
    assert made.versions == {"journal": "1"}


async def test_what_is_found_by_a_recognition_is_read_with_what_was_said_of_it_since(journal: Journal) -> None:
    for number, body in enumerate((RESULT, RECOGNISED, REVOKED), 1):
        await journal.accept(saying(body, number, AT + timedelta(hours=number)))
    now = await journal.registries.facts(CASE, Facts())
    then = await journal.registries.facts(CASE, Facts(), at=AT + timedelta(hours=2))
    assert [one.recognised for one in now.results] == [False]
    assert [one.recognised for one in then.results] == [True]


@pytest.mark.parametrize("subject", ["2", "another"])
async def test_what_is_about_others_is_not_found(journal: Journal, subject: str) -> None:
    await journal.accept(saying(replace(LEVEL, uscc=subject), 1))
    assert (await journal.registries.facts(CASE, Facts())).levels == ()
