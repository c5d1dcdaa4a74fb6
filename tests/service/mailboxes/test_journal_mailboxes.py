"""What the journal's own mailboxes do with time and memory."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gateway.service.journal.records import Due
from gateway.service.mailboxes.journal_mailboxes import JournalMailboxes
from tests.service.mailboxes.worlds import LINKS, DictJournal, World, boxes, due


@dataclass
class ListeningJournal(DictJournal):
    """Keeps how many it was asked for."""

    limits: list[int] = field(default_factory=list)

    async def due(self, now: datetime, limit: int, links: Sequence[str]) -> Sequence[Due]:
        self.limits.append(limit)
        return await DictJournal.due(self, now, limit, links)


async def test_leases_that_ran_out_are_forgotten() -> None:
    now_s = 0.0
    journal = ListeningJournal()
    mailboxes = JournalMailboxes(journal, monotonic=lambda: now_s)
    world = World(mailboxes, mailboxes, journal)
    await world.put(*(due(number) for number in range(5)))
    assert len(await world.take(limit=5, lease_s=60)) == 5
    assert await world.take(limit=5) == []
    now_s = 61.0
    assert len(await world.take(limit=5)) == 5
    assert journal.limits == [6, 11, 6]


async def test_a_look_uses_up_what_was_told_before_it() -> None:
    journal = DictJournal()
    mailboxes = JournalMailboxes(journal)
    world = World(mailboxes, mailboxes, journal)
    await world.put(due(1))
    assert boxes(await world.take()) == [1]
    waiting = asyncio.create_task(mailboxes.wait(50))
    await asyncio.wait([waiting], timeout=0)
    assert not waiting.done()
    waiting.cancel()


async def test_what_is_held_wakes_nobody_when_it_is_put_again() -> None:
    journal = DictJournal()
    mailboxes = JournalMailboxes(journal)
    world = World(mailboxes, mailboxes, journal)
    await world.put(due(1))
    await world.take()
    await world.put(due(1))
    waiting = asyncio.create_task(mailboxes.wait(50))
    await asyncio.wait([waiting], timeout=0)
    assert not waiting.done()
    waiting.cancel()


async def test_all_links_are_asked_in_one_question() -> None:
    journal = ListeningJournal()
    await JournalMailboxes(journal).take(LINKS, "w", 10, 60)
    assert journal.limits == [11]
