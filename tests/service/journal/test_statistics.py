"""What statistics read: batches of consignments that were tied together, decisions, recognitions, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from gateway.model.choices import ClearanceMode
from gateway.model.declaration import Declaration, Direction
from gateway.model.message import Body
from gateway.model.recognition import Condition, ConditionName, Recognition, RecognitionDecision
from gateway.model.release_mode import DirectMode, Location, ReleaseMode, ReleaseModeDecision
from gateway.model.results import ResultRevocation
from gateway.model.status import DeclarationStatus
from gateway.recognition.conduct import Conduct, Mode
from gateway.recognition.entries import entries
from gateway.recognition.statistics.periods import By, Span
from gateway.recognition.statistics.report import ALL, TOTAL, Line
from gateway.recognition.statistics.rules import Measure
from gateway.recognition.steps import step
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance
from tests.service.journal.material import acceptance, accepted, our_number

NOON = datetime(2014, 10, 15, 4, tzinfo=UTC)
DAY = Span(first=date(2014, 10, 15), last=date(2014, 10, 15))
DECLARED = Declaration(
    direction=Direction.IMPORT,
    declaration_number="D1",
    declaration_office="0110",
    clearance_mode=ClearanceMode.REGIONAL,
)
RELEASED = DeclarationStatus(outcome="released", office="0202", entry_number="E1")
DIRECT = ReleaseModeDecision(
    deciding_office="0110",
    mode=ReleaseMode.VERIFICATION,
    location=Location.DESTINATION,
    direct_mode=DirectMode.IMPORT_THROUGH,
    decided_at=NOON,
    provisional=False,
    declaration_number="D1",
)
REFUSED = RecognitionDecision(
    result_number="R1",
    deciding_office="0202",
    outcome=Recognition.REFUSED,
    decided_at=NOON,
    reason="another lot",
    conditions=(Condition(name=ConditionName.SAME_GOODS, holds=False),),
)
REVOKED = ResultRevocation(result_number="R1", issuing_office="0110", revoked_at=NOON, reason="a mistake")


def saying(number: int, body: Body, *aliases: str, hours: float = 0, answers: str | None = None) -> Acceptance:
    made = acceptance(number, *aliases, received_at=NOON + timedelta(hours=hours), kind=body.KIND, answers=answers)
    return replace(made, entries=entries(body), step=step(body))


async def lines(journal: Journal, span: Span = DAY) -> list[Line]:
    told = (await journal.statistics.report(span)).lines
    return [line for line in told if line.period != TOTAL and line.ways.office != ALL]


def counted(told: list[Line]) -> list[tuple[Measure, int]]:
    return [(line.measure, line.count) for line in told]


async def test_a_batch_is_told_with_its_way_and_its_hours(journal: Journal) -> None:
    status = saying(3, RELEASED, "D1", hours=1.5, answers=our_number(1))
    await accepted(journal, saying(1, DECLARED, "D1"), saying(2, DIRECT, "D1", hours=0.5), status)
    declared, released, mode = await lines(journal)
    ways = declared.ways
    assert (ways.office, ways.direction, ways.mode, ways.direct) == ("0110", "import", "RI", "import-through")
    assert (released.ways, released.median_hours) == (ways, 1.5)
    assert (mode.measure, mode.ways.outcome) == (Measure.MODE, "verification")


async def test_consignments_that_were_tied_together_since_are_one(journal: Journal) -> None:
    await accepted(journal, saying(1, DECLARED, "D1"))
    other = saying(2, replace(RELEASED, declaration_number="D1"), "E1", hours=1)
    await accepted(journal, replace(other, party="tianjin"), acceptance(3, "D1", "E1", kind="arrival-report"))
    assert counted(await lines(journal)) == [(Measure.DECLARED, 1), (Measure.RELEASED, 1)]


async def test_a_release_of_another_day_is_measured_from_its_declaration(journal: Journal) -> None:
    status = saying(2, RELEASED, "D1", hours=30, answers=our_number(1))
    await accepted(journal, saying(1, DECLARED, "D1"), status)
    assert counted(await lines(journal)) == [(Measure.DECLARED, 1)]
    (released,) = await lines(journal, Span(first=date(2014, 10, 16), last=date(2014, 10, 16)))
    assert (released.measure, released.median_hours) == (Measure.RELEASED, 30.0)


async def test_what_came_later_changes_no_report_of_before(journal: Journal) -> None:
    await accepted(journal, saying(1, DECLARED, "D1"))
    before = await lines(journal)
    late = saying(2, DIRECT, "D1", hours=24)
    await accepted(journal, late, saying(3, RELEASED, "D1", hours=25, answers=our_number(1)))
    assert await lines(journal) == before


async def test_a_batch_that_is_sent_again_counts_once(journal: Journal) -> None:
    await accepted(journal, saying(1, DECLARED, "D1"), saying(2, DECLARED, "D1", hours=1))
    assert counted(await lines(journal)) == [(Measure.DECLARED, 1)]


async def test_recognitions_are_told_by_the_conditions_that_are_broken_and_revocations_by_their_reason(
    journal: Journal,
) -> None:
    silent = replace(REFUSED, conditions=())
    await accepted(journal, saying(1, REFUSED), saying(2, silent), saying(3, REVOKED))
    told = [(line.measure, line.ways.office, line.ways.outcome, line.ways.reason) for line in await lines(journal)]
    assert told == [
        (Measure.RECOGNITION, "0202", "refused", "another lot"),
        (Measure.RECOGNITION, "0202", "refused", "same-goods"),
        (Measure.REVOCATION, "0110", "", "a mistake"),
    ]


async def test_more_consignments_than_are_read_at_once(journal: Journal) -> None:
    many = (saying(n, replace(DECLARED, declaration_number=f"D{n}"), f"D{n}") for n in range(1, 503))
    await accepted(journal, *many)
    (declared,) = await lines(journal, Span(first=date(2014, 10, 1), last=date(2014, 10, 31), by=By.MONTH))
    assert (declared.period, declared.count) == ("2014-10", 502)


async def test_where_nobody_looks_at_the_protocol_no_batch_is_counted(journal: Journal) -> None:
    await accepted(journal, replace(saying(1, DECLARED, "D1"), conduct=Conduct(mode=Mode.OFF)))
    assert await lines(journal) == []
