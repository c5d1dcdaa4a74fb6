"""Steps of closing are found by any number that any of them bears, on both engines."""

from __future__ import annotations

from dataclasses import replace

from gateway.recognition.feeding import feeding, subjects, told
from gateway.service.journal.journal import Journal
from tests.recognition.test_feeds import CHANGE, CLEARED, DAY, EXPORT, REVIEWED
from tests.service.journal.material import acceptance, accepted


async def heard(journal: Journal, number: int, body: object, *aliases: str) -> None:
    under = subjects(aliases)
    fed = feeding(body, await journal.registries.clearing(under), under, DAY, ())
    await accepted(journal, replace(acceptance(number), entries=fed.entries))


async def test_a_declaration_its_amendment_and_their_answers_are_found_by_each_of_their_names(journal: Journal) -> None:
    await heard(journal, 1, EXPORT, "message:1", "declaration_number:beijing:BJ1")
    await heard(journal, 2, CHANGE, "message:2", "declaration_number:beijing:BJ1")
    await heard(journal, 3, REVIEWED, "message:2")
    await heard(journal, 4, CLEARED, "message:1", "entry_number:E1")
    await heard(journal, 5, EXPORT, "message:5", "declaration_number:hebei:BJ1")
    for name in ("message:1", "message:2", "declaration_number:beijing:BJ1", "entry_number:E1"):
        found = await journal.registries.clearing(subjects((name,)))
        assert [one.number for one in found] == [1, 2, 3, 4], name
        closed = told(found, DAY)
        assert (closed.closed_on, len(closed.declared.lines if closed.declared else ())) == (DAY, 1)
    assert len(await journal.registries.clearing(subjects(("message:5",)))) == 1
    assert list(await journal.registries.clearing(())) == []


async def test_what_other_registries_keep_leads_nowhere(journal: Journal) -> None:
    await heard(journal, 1, EXPORT, "message:1")
    assert list(await journal.registries.clearing(("message:1",))) == [], "its subjects have a name before them"
