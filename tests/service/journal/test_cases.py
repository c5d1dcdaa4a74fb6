"""Declared cases out of the registries: as known then, with the imports of before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from gateway.model.declaration import Declaration, Direction
from gateway.model.goods import GoodsLine
from gateway.recognition.entries import Entry, Registry, entries
from gateway.recognition.facts import Facts
from gateway.recognition.reading_facts import FACTS
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance
from tests.recognition.conftest import FURNITURE, IMPORTER
from tests.service.journal.material import acceptance, accepted
from tests.service.journal.test_registries import LEVEL

AT = datetime(2014, 10, 15, 4, tzinfo=UTC)
DECLARED = Declaration(
    direction=Direction.IMPORT,
    entry_number="E1",
    declaration_office="0110",
    consignee_uscc=IMPORTER,
    goods=(GoodsLine(number=1, hs_code=FURNITURE, name="chair"),),
)


def saying(number: int, body: object, hours: float = 0) -> Acceptance:
    return replace(acceptance(number), received_at=AT + timedelta(hours=hours), entries=entries(body))


async def test_a_declaration_is_found_by_its_number_with_what_is_known_of_it(journal: Journal) -> None:
    await accepted(journal, saying(1, LEVEL), saying(2, DECLARED, 1))
    found = await journal.registries.declared("E1", Facts())
    assert found is not None
    one, facts = found
    assert (one.name, one.known_at, one.case.on) == ("E1", AT + timedelta(hours=1), date(2014, 10, 15))
    assert [level.level for level in facts.levels or ()] == ["B"]
    assert await journal.registries.declared("E2", Facts()) is None


async def test_what_came_later_was_not_known_then(journal: Journal) -> None:
    await accepted(journal, saying(1, DECLARED), saying(2, LEVEL, 2))
    then = await journal.registries.declared("E1", Facts(), at=AT + timedelta(hours=1))
    assert then is not None and then[1].levels == ()
    assert await journal.registries.declared("E1", Facts(), at=AT - timedelta(hours=1)) is None


async def test_the_day_is_china_s(journal: Journal) -> None:
    await accepted(journal, saying(1, DECLARED, 13))
    found = await journal.registries.declared("E1", Facts())
    assert found is not None and found[0].case.on == date(2014, 10, 16)


async def test_a_first_import_is_one_that_no_earlier_declaration_made(journal: Journal) -> None:
    second = replace(DECLARED, entry_number="E2")
    await accepted(journal, saying(1, DECLARED), saying(2, DECLARED, 0.5), saying(3, second, 1))
    told = [facts.first_import for _, _, facts in await journal.registries.traffic(None, None, Facts())]
    assert told == [True, True, False]
    given = await journal.registries.declared("E1", Facts(first_import=False))
    assert given is not None and given[1].first_import is False


async def test_traffic_is_of_its_time_with_what_was_known_when_it_came(journal: Journal) -> None:
    await accepted(
        journal, saying(1, DECLARED), saying(2, LEVEL, 1), saying(3, replace(DECLARED, entry_number="E3"), 2)
    )
    told = await journal.registries.traffic(None, None, Facts())
    assert [(name, len(facts.levels or ())) for name, _, facts in told] == [("E1", 0), ("E3", 1)]
    late = await journal.registries.traffic(AT + timedelta(hours=2), AT + timedelta(hours=3), Facts())
    assert [name for name, _, _ in late] == ["E3"]
    assert await journal.registries.traffic(AT + timedelta(hours=1), AT + timedelta(hours=2), Facts()) == []


async def test_what_was_decided_is_tried_by_the_facts_and_the_day_it_was_decided_by(journal: Journal) -> None:
    facts = FACTS.dump_python(Facts(levels=(), alerts=(), certificate_required=True), mode="json")
    entry = Entry(registry=Registry("decision"), subjects=("E1",), said={"on": "2014-10-20", "facts": facts})
    decided = replace(acceptance(2), received_at=AT + timedelta(hours=1), entries=(entry,))
    await accepted(journal, saying(1, DECLARED), decided)
    ((_, case, used),) = await journal.registries.traffic(None, None, Facts())
    assert (case.on, used.certificate_required) == (date(2014, 10, 20), True)
    now, then = (
        await journal.registries.declared("E1", Facts()),
        await journal.registries.declared("E1", Facts(), at=AT),
    )
    assert now is not None and now[0].case.on == date(2014, 10, 20)
    assert then is not None and then[0].case.on == date(2014, 10, 15)
