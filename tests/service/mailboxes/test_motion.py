"""Redis comes and goes; the mailboxes go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from redis.asyncio import Redis

from gateway.model import faults
from gateway.service.journal.records import Due
from gateway.service.mailboxes.interface import Seen
from gateway.service.mailboxes.journal_mailboxes import TOKEN, JournalMailboxes
from gateway.service.mailboxes.motion import Motion
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes
from gateway.service.private_redis import PrivateRedis
from tests.service.mailboxes.worlds import LINKS, DictJournal, World, boxes, due

SEEN = Seen(party="beijing", number="N1", content="sm3:00", message="1" * 18, receipt=b"<receipt/>")
LEASE_S = 60.0


@dataclass
class Clock:
    """Monotonic time that stands until it is moved."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Stage:
    """A worker, its clock and journal, and the server behind it."""

    server: PrivateRedis
    stack: AsyncExitStack
    clock: Clock = field(default_factory=Clock)
    journal: DictJournal = field(default_factory=DictJournal)

    async def worker(self) -> tuple[Motion, World]:
        motion = Motion(
            RedisMailboxes(self.server.url, dedup_s=60),
            JournalMailboxes(self.journal),
            LINKS,
            monotonic=self.clock,
            probe_s=0.01,
        )
        await self.stack.enter_async_context(motion)
        return motion, World(motion, motion, self.journal)


@pytest.fixture
async def stage(private_redis: PrivateRedis) -> AsyncIterator[Stage]:
    async with AsyncExitStack() as stack:
        yield Stage(private_redis, stack)


async def restored(motion: Motion, times: int = 1) -> None:
    while motion.counts.rebuilds < times:
        await motion.wait(50)


async def test_a_killed_redis_stops_nothing_and_its_return_is_noticed(stage: Stage) -> None:
    motion, world = await stage.worker()
    await world.put(due(1), due(2))
    stage.server.kill()
    taken = await world.take(limit=1)
    assert boxes(taken) == [1]
    assert not await motion.healthy()
    assert await motion.version() == "the journal alone"
    await world.release(taken[0], None)
    stage.clock.now_s += LEASE_S
    stage.server.start()
    await restored(motion)
    assert await motion.healthy()
    assert 2 in boxes(await world.take())


async def test_what_is_put_while_redis_is_away_is_counted_and_found_when_it_is_back(stage: Stage) -> None:
    motion, world = await stage.worker()
    stage.server.kill()
    await world.put(due(1), due(2, in_s=600))
    await motion.remember([SEEN])
    assert await motion.seen(SEEN.party, SEEN.number) is None
    assert (motion.counts.losses, motion.counts.dropped) == (1, 3)
    stage.server.start()
    await restored(motion)
    async with Redis.from_url(stage.server.url) as raw:
        assert await raw.zrange("eport:{tianjin}:schedule", 0, -1) == [b"1", b"2"]
    assert boxes(await world.take()) == [1]


async def test_a_mailbox_that_redis_leased_is_not_given_twice_when_redis_goes(stage: Stage) -> None:
    _, world = await stage.worker()
    await world.put(due(1), due(2))
    (lease,) = await world.take(limit=1)
    stage.server.kill()
    assert boxes(await world.take()) == [2]
    assert lease.mailbox.consignment == 1


async def test_a_lease_of_redis_is_released_though_redis_is_away(stage: Stage) -> None:
    motion, world = await stage.worker()
    await world.put(due(1))
    (lease,) = await world.take()
    stage.server.kill()
    await world.release(lease, due(1).due_at)
    assert boxes(await world.take()) == [1]
    assert motion.counts.dropped == 1


async def test_a_lease_is_renewed_though_redis_is_away(stage: Stage) -> None:
    motion, world = await stage.worker()
    await world.put(due(1))
    (lease,) = await world.take()
    stage.server.kill()
    assert await motion.renew(lease, LEASE_S)


async def test_redis_is_asked_again_only_when_the_leases_it_gave_are_over(stage: Stage) -> None:
    motion, world = await stage.worker()
    await world.put(due(1))
    await world.take(lease_s=LEASE_S)
    stage.server.kill()
    assert not await motion.seen(SEEN.party, SEEN.number)
    stage.server.start()
    stage.clock.now_s = LEASE_S - 1
    await motion.wait(0.05)  # some probes long
    assert motion.counts.rebuilds == 0
    stage.clock.now_s = LEASE_S
    await restored(motion)


async def test_what_the_journal_leased_goes_to_redis_when_it_is_released(stage: Stage) -> None:
    motion, world = await stage.worker()
    stage.server.kill()
    await world.put(due(1), due(2))
    held, done = await world.take()
    assert held.token.startswith(TOKEN)
    stage.clock.now_s += LEASE_S
    stage.server.start()
    await restored(motion)
    assert await world.take() == []
    await world.release(done, None)
    await world.release(held, due(1).due_at)
    (again,) = await world.take()
    assert again.mailbox == held.mailbox
    assert not again.token.startswith(TOKEN)


async def test_a_worker_starts_without_redis_and_finds_it_later(stage: Stage) -> None:
    stage.server.kill()
    motion = Motion(RedisMailboxes(stage.server.url, dedup_s=60), JournalMailboxes(stage.journal), LINKS, probe_s=0.01)
    report = await motion.open()
    stage.stack.push_async_callback(motion.close)
    assert "Redis is away" in report.warnings[0]
    world = World(motion, motion, stage.journal)
    await world.put(due(1))
    assert boxes(await world.take()) == [1]
    stage.server.start()
    await restored(motion)
    assert await motion.healthy()
    assert motion.report.warnings == ()


async def test_a_flush_in_the_middle_is_mended_by_the_sweeper(stage: Stage) -> None:
    motion, world = await stage.worker()
    await world.put(*(due(number) for number in range(20)))
    sent: list[int] = []
    while stage.journal.waiting:
        for lease in await world.take(limit=3):
            sent += boxes([lease])
            if len(sent) == 7:
                await motion.forget_all()
            await world.release(lease, None)
        await motion.put(await stage.journal.due(due(0, in_s=0).due_at, 1000, LINKS))
    assert sorted(sent) == list(range(20))


async def test_killed_again_and_again_every_mailbox_is_emptied(stage: Stage) -> None:
    motion, world = await stage.worker()
    other, _ = await stage.worker()
    await world.put(*(due(number, link=link) for number in range(40) for link in LINKS))
    turn = 0
    while stage.journal.waiting:
        turn += 1
        await motion.put(await stage.journal.due(due(0, in_s=0).due_at, 1000, LINKS))
        for worker in (motion, other):
            for lease in await worker.take(LINKS, "w", 5, LEASE_S):
                world.conclude(lease, None)
                await worker.release(lease, None)
        if turn % 3 == 0:
            stage.server.kill()
        elif stage.server.pid is None:
            stage.server.start()
            stage.clock.now_s += LEASE_S
            await restored(motion, motion.counts.losses)
    assert motion.counts.losses > 1


async def test_without_redis_it_is_the_journal_and_well(stage: Stage) -> None:
    async with Motion(None, JournalMailboxes(stage.journal), LINKS) as motion:
        assert await motion.healthy()
        assert (await motion.open()).version == "the journal alone"
        await World(motion, motion, stage.journal).put(due(1))
        assert boxes(await motion.take(LINKS, "w", 10, LEASE_S)) == [1]


class BrokenJournal(DictJournal):
    """A journal that does not answer."""

    async def due(self, now: datetime, limit: int, links: Sequence[str]) -> Sequence[Due]:
        raise faults.JOURNAL_AWAY.error("the disk is full")


async def test_a_journal_that_does_not_answer_either_is_asked_again_later(stage: Stage) -> None:
    stage.journal = BrokenJournal()
    motion, world = await stage.worker()
    stage.server.kill()
    assert await world.take() == []
    stage.clock.now_s += LEASE_S
    stage.server.start()
    await motion.wait(0.05)
    assert motion.counts.rebuilds == 0
    stage.journal.__class__ = DictJournal  # type: ignore[assignment]
    await restored(motion)


async def test_callers_that_lose_redis_together_lose_it_once(stage: Stage) -> None:
    motion, _ = await stage.worker()
    stage.server.kill()
    await asyncio.gather(*(motion.seen("beijing", str(number)) for number in range(20)))
    assert motion.counts.losses == 1
