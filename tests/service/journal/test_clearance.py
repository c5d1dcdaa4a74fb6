"""Steps of a clearance on each engine: of two that race one is refused, and consignments tied together are one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from gateway.model.errors import SenderError
from gateway.recognition.conduct import Conduct, Mode
from gateway.recognition.steps import Step
from gateway.recognition.transitions import Progress
from gateway.service.journal.journal import Journal, open_journal
from gateway.service.journal.records import Acceptance, Accepted
from tests.service.journal.material import NOW, acceptance

ENFORCED = Conduct(mode=Mode.ENFORCE)
ORDER = Step(
    kind="release-order", reaches=Progress.RELEASE_ORDERED, office="0110", executing_office="0202", order="FX1", at=NOW
)
DONE = Step(
    kind="release-executed",
    reaches=Progress.RELEASED,
    office="0202",
    order="FX1",
    ground="release-order",
    at=NOW + timedelta(hours=1),
)


def step(number: int, said: Step, *aliases: str, conduct: Conduct = ENFORCED) -> Acceptance:
    return replace(acceptance(number, *aliases), step=said, conduct=conduct)


async def code(journal: Journal, one: Acceptance) -> str:
    try:
        result = await journal.accept(one)
    except SenderError as error:
        return error.fault.code
    assert isinstance(result, Accepted)
    return ",".join(found.fault.code for found in result.broken)


async def test_of_executions_that_race_over_several_workers_one_is_accepted(journal_url: str) -> None:
    async with open_journal(journal_url) as one, open_journal(journal_url) as other:
        assert await code(one, step(1, ORDER, "order:FX1")) == ""
        racing = [code((one, other)[number % 2], step(number, DONE, "order:FX1")) for number in range(2, 8)]
        assert sorted(await asyncio.gather(*racing)) == ["", *["4606"] * 5]


async def test_what_was_refused_left_nothing_behind(journal: Journal) -> None:
    await code(journal, step(1, ORDER, "order:FX1"))
    await code(journal, step(2, DONE, "order:FX1"))
    assert await code(journal, step(3, DONE, "order:FX1")) == "4606"
    assert await journal.identity("beijing", "BJ3") is None
    assert await journal.message(step(3, DONE).message) is None


async def test_steps_of_consignments_that_were_tied_together_are_read_together(journal: Journal) -> None:
    exam = Step(kind="exam-order", reaches=Progress.EXAM_ORDERED, order="CY1", executing_office="0202", at=NOW)
    await code(journal, step(1, exam, "bill:A"))
    assert await code(journal, step(2, ORDER, "order:FX1")) == ""
    await journal.accept(acceptance(3, "bill:A", "order:FX1"))
    assert await code(journal, step(4, DONE, "order:FX1")) == "4609"


@pytest.mark.parametrize(("mode", "acts"), [(Mode.WARN, ["protocol"]), (Mode.OFF, [])])
async def test_a_breach_is_written_down_where_somebody_looks(journal: Journal, mode: Mode, acts: list[str]) -> None:
    told = await code(journal, step(1, DONE, "order:FX1", conduct=Conduct(mode=mode)))
    assert told == ("4605" if acts else "")
    view = await journal.message(step(1, DONE).message)
    assert view is not None
    assert [act.verb for act in view.acts] == acts


async def test_what_keeps_goods_is_never_refused(journal: Journal) -> None:
    closed = Step(kind="declaration-status", reaches=Progress.CLOSED, office="0110")
    exam = Step(kind="exam-order", reaches=Progress.EXAM_ORDERED, order="CY1", office="0402", executing_office="0202")
    declared = Step(kind="declaration", reaches=Progress.SUBMITTED, office="0110")
    for number, one in enumerate((declared, closed), 1):
        assert await code(journal, step(number, one, "bill:A")) == ""
    assert await code(journal, replace(step(3, exam, "bill:A"), stops=True)) == "4612"
