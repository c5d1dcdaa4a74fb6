"""What reconciliation counts: by numbers that both sides know, once each, on both engines."""

from __future__ import annotations

from datetime import timedelta

from gateway.model.watch import Flow
from gateway.routing.delivery import State
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Refusal
from tests.service.journal.material import NOW, acceptance, accepted, act, delivered, document, killed, our_number

DAY = (NOW - timedelta(hours=1), NOW + timedelta(hours=1))


async def counted(journal: Journal, link: str, *, hours: int = 0) -> list[tuple[str, Flow, str]]:
    moved = (DAY[0] + timedelta(hours=hours), DAY[1] + timedelta(hours=hours))
    return sorted((one.kind, one.flow, one.number) for one in await journal.watching.day(link, *moved))


def sent_number(n: int) -> str:
    return document("tianjin", n * 100).number


async def test_a_day_counts_what_came_and_what_has_its_receipt(journal: Journal) -> None:
    mailbox, _ = await accepted(journal, acceptance(1, "bill:A"), acceptance(2, "bill:B"))
    await delivered(journal, mailbox)
    assert await counted(journal, "beijing-http") == [
        ("declaration", Flow.RECEIVED, "BJ1"),
        ("declaration", Flow.RECEIVED, "BJ2"),
    ]
    assert await counted(journal, "tianjin") == [("declaration", Flow.SENT, sent_number(1))]


async def test_what_ended_without_a_receipt_is_not_counted_as_sent(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    await killed(journal, mailbox)
    assert await counted(journal, "tianjin") == []


async def test_another_day_counts_nothing_of_it(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    await delivered(journal, mailbox)
    for hours in (-2, 2):
        assert await counted(journal, "tianjin", hours=hours) == []
        assert await counted(journal, "beijing-http", hours=hours) == []


async def test_what_was_sent_again_is_counted_once(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    message = await delivered(journal, mailbox)
    await journal.redeliver(message, "tianjin", act(), NOW)
    await delivered(journal, mailbox)
    assert await counted(journal, "tianjin") == [("declaration", Flow.SENT, sent_number(1))]


async def test_what_only_watches_the_link_is_not_counted(journal: Journal) -> None:
    for n, kind in enumerate(("reconcile", "heartbeat"), 1):
        await accepted(journal, acceptance(n, kind=kind, links=()))
    assert await counted(journal, "beijing-http") == []


async def test_a_number_that_was_sent_is_looked_up_with_its_latest_state(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    await killed(journal, mailbox)
    fate = (await journal.watching.sent("tianjin", [sent_number(1), "none"]))[sent_number(1)]
    assert (fate.state, fate.message, fate.kind) == (State.DEAD, our_number(1), "declaration")
    assert await journal.watching.sent("hebei", [sent_number(1)]) == {}


async def test_what_was_delivered_once_stays_so_while_it_is_sent_again(journal: Journal) -> None:
    (mailbox,) = await accepted(journal, acceptance(1))
    await journal.redeliver(await delivered(journal, mailbox), "tianjin", act(), NOW)
    fates = await journal.watching.sent("tianjin", [sent_number(1)])
    assert (fates[sent_number(1)].state, fates[sent_number(1)].at) == (State.DELIVERED, NOW)


async def test_more_numbers_than_one_query_binds_are_looked_up(journal: Journal) -> None:
    await accepted(journal, acceptance(1))
    many = [f"none-{n}" for n in range(1200)]
    found = await journal.watching.received("beijing-http", [*many, "BJ1"])
    assert {number: (one.message, one.at) for number, one in found.items()} == {"BJ1": (our_number(1), NOW)}


async def test_a_number_that_was_refused_is_found_with_its_code(journal: Journal) -> None:
    refusal = Refusal(
        at=NOW, link="beijing-http", party="beijing", number="BJ9", code="4301", place="", reason="a code",
        digest="sm3:0", size=1, head=b"<", security=False,
    )  # fmt: skip
    await journal.refuse(refusal)
    assert await journal.watching.refused("beijing-http", *DAY, ["BJ9", "BJ8"]) == {"BJ9": "4301"}
    later = (DAY[1], DAY[1] + timedelta(hours=1))
    assert await journal.watching.refused("beijing-http", *later, ["BJ9"]) == {}


async def test_statements_that_came_are_found_newest_first(journal: Journal) -> None:
    for n, kind in enumerate(("reconcile", "declaration", "reconcile"), 1):
        await accepted(journal, acceptance(n, kind=kind, links=(), received_at=NOW + timedelta(seconds=n)))
    found = await journal.watching.statements("beijing-http", NOW)
    assert [raw for raw, _ in found] == [b"<raw n='3'/>", b"<raw n='1'/>"]
    assert await journal.watching.statements("beijing-http", NOW + timedelta(seconds=4)) == []
