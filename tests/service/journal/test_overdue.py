"""What is silent or overdue, on both engines; one worker looks at a time, and each change is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from gateway.model.transit import Gate, GateAct
from gateway.recognition.entries import entries
from gateway.recognition.road import moves
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance
from gateway.service.journal.watching.views import Ask, Overdue, What
from tests.service.journal.material import NOW, acceptance, accepted, delivered, document, later

MINUTE = timedelta(minutes=1)
SILENT = Overdue(link="beijing-http", what=What.SILENT, count=1, oldest_at=None)
WINDOW = (later(-3600), later(3600))


async def found(journal: Journal, ask: Ask) -> list[Overdue]:
    return list(await journal.watching.overdue([ask]))


async def test_a_feed_is_silent_when_nothing_came_since(journal: Journal) -> None:
    await accepted(journal, acceptance(1))
    assert await found(journal, Ask(link="beijing-http", silent_since=later(1))) == [SILENT]
    assert await found(journal, Ask(link="beijing-http", silent_since=NOW)) == []


async def test_a_heartbeat_breaks_the_silence_of_its_own_link_alone(journal: Journal) -> None:
    await accepted(journal, acceptance(1, kind="heartbeat", links=()))
    assert await found(journal, Ask(link="beijing-http", silent_since=NOW)) == []
    assert [one.what for one in await found(journal, Ask(link="hebei", silent_since=NOW))] == [What.SILENT]


async def test_what_waits_too_long_for_its_receipt_is_counted_with_the_oldest(journal: Journal) -> None:
    first = acceptance(1, "bill:A", received_at=later(-9))
    mailbox, _ = await accepted(journal, first, acceptance(2, "bill:B", received_at=later(-5)))
    ask = Ask(link="tianjin", receipts_before=later(-1))
    assert await found(journal, ask) == [Overdue(link="tianjin", what=What.RECEIPT, count=2, oldest_at=later(-9))]
    await delivered(journal, mailbox)
    assert await found(journal, ask) == [Overdue(link="tianjin", what=What.RECEIPT, count=1, oldest_at=later(-5))]
    assert await found(journal, Ask(link="tianjin", receipts_before=later(-6))) == []
    assert await found(journal, Ask(link="hebei", receipts_before=later(-1))) == []


def released(n: int, alias: str, **also: Any) -> Acceptance:
    going = document("beijing-http", n * 100, **{"releases": True} | also)
    return acceptance(n, alias, link="tianjin", kind="declaration-status", deliveries=(going,))


async def test_a_declaration_is_overdue_until_its_consignment_is_released(journal: Journal) -> None:
    await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:B", received_at=later(9)))
    ask = Ask(link="beijing-http", releases=WINDOW)
    both = [Overdue(link="beijing-http", what=What.RELEASE, count=2, oldest_at=NOW)]
    await accepted(journal, released(3, "bill:A", releases=False))
    assert await found(journal, ask) == both, "another status is no release"
    await accepted(journal, released(4, "bill:A"))
    rest = Overdue(link="beijing-http", what=What.RELEASE, count=1, oldest_at=later(9))
    assert await found(journal, ask) == [rest]


async def test_a_release_that_was_stopped_is_none(journal: Journal) -> None:
    await accepted(journal, acceptance(1, "bill:A"), released(2, "bill:A"))
    assert await found(journal, Ask(link="beijing-http", releases=WINDOW)) == []
    await accepted(journal, acceptance(3, "bill:A", kind="control-order", stops=True, links=("beijing-http",)))
    overdue = await found(journal, Ask(link="beijing-http", releases=WINDOW))
    assert [one.what for one in overdue] == [What.RELEASE]


async def test_a_release_is_found_through_any_number_of_the_consignment(journal: Journal) -> None:
    tie = acceptance(2, "bill:A", "entry:1", kind="bill")
    await accepted(journal, acceptance(1, "bill:A"), tie, released(3, "entry:1"))
    assert await found(journal, Ask(link="beijing-http", releases=WINDOW)) == []


async def test_what_was_declared_outside_the_time_is_not_awaited(journal: Journal) -> None:
    await accepted(journal, acceptance(1, "bill:A"))
    for window in ((later(1), later(2)), (later(-2), NOW)):
        assert await found(journal, Ask(link="beijing-http", releases=window)) == []


async def test_one_worker_has_the_turn_until_the_time_is_over(journal: Journal) -> None:
    assert await journal.watching.take_turn(NOW, MINUTE)
    assert not await journal.watching.take_turn(later(59), MINUTE)
    assert await journal.watching.take_turn(later(60), MINUTE)


async def test_nobody_waits_for_a_turn_set_by_a_clock_that_ran_ahead(journal: Journal) -> None:
    assert await journal.watching.take_turn(later(86400), MINUTE)
    assert await journal.watching.take_turn(NOW, MINUTE)


async def test_what_begins_and_what_ends_is_told_once(journal: Journal) -> None:
    began = await journal.watching.settle([SILENT], NOW)
    assert (began.began, began.ended) == ((SILENT,), ())
    same = await journal.watching.settle([SILENT], later(60))
    assert (same.began, same.ended) == ((), ())
    (alarm,) = await journal.watching.alarms()
    assert (alarm.overdue, alarm.began_at) == (SILENT, NOW)
    over = await journal.watching.settle([], later(120))
    assert (over.began, over.ended) == ((), (("beijing-http", What.SILENT),))
    assert await journal.watching.alarms() == []


async def test_an_alarm_that_stands_keeps_its_count_up_to_date(journal: Journal) -> None:
    for count in (2, 5):
        await journal.watching.settle([Overdue(link="t", what=What.RECEIPT, count=count, oldest_at=NOW)], NOW)
    (alarm,) = await journal.watching.alarms()
    assert (alarm.overdue.count, alarm.overdue.oldest_at) == (5, NOW)


async def test_departures_are_read_with_all_that_was_said_of_their_numbers(journal: Journal) -> None:
    old = Gate(act=GateAct.OUT, office="0202", at=NOW, entry_number="E0", container_number="A")
    left = Gate(act=GateAct.OUT, office="0202", at=NOW, entry_number="E1", container_number="B")
    came = Gate(act=GateAct.IN, office="0110", at=later(60), entry_number="E1", container_number="B")
    for number, (body, at) in enumerate(((old, later(-9)), (left, NOW), (came, later(60))), 1):
        said = replace(acceptance(number, kind="gate", links=(), received_at=at), entries=entries(body))
        await accepted(journal, said)
    found = await journal.watching.journeys(NOW)
    assert list(found.links.items()) == [(moves(left)[0], "beijing-http")]
    assert found.moves == (*moves(left), *moves(came))
    assert (await journal.watching.journeys(later(99))).moves == ()
