"""What only Redis does: many workers, one clock, and everything that may go wrong with it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.crc import key_slot

from gateway.service.mailboxes.interface import AwayError, Seen
from gateway.service.mailboxes.keys import Keys
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes
from gateway.service.mailboxes.seen_window import RECEIPT_BYTES
from gateway.service.private_redis import PrivateRedis
from tests.service.mailboxes.worlds import LINKS, box, boxes, due, opened

KEYS = Keys()


def entry(number: str, receipt: bytes = b"<receipt/>") -> Seen:
    return Seen(party="beijing", number=number, content="sm3:00", message="1" * 18, receipt=receipt)


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as kept:
        yield kept


@pytest.fixture
async def raw(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url) as client:
        yield client


@pytest.fixture
async def mailboxes(stack: AsyncExitStack, redis_url: str) -> RedisMailboxes:
    return await opened(stack, redis_url)


@pytest.fixture
async def fragile(stack: AsyncExitStack, private_redis: PrivateRedis) -> RedisMailboxes:
    return await opened(stack, private_redis.url)


async def test_workers_that_take_at_once_share_everything_and_nothing_twice(
    stack: AsyncExitStack, redis_url: str
) -> None:
    workers = [await opened(stack, redis_url) for _ in range(4)]
    await workers[0].put([due(number, link=link) for number in range(300) for link in LINKS])
    takes = [worker.take(LINKS, f"w{place}", 7, 60) for place, worker in enumerate(workers) for _ in range(30)]
    taken = [lease.mailbox for leases in await asyncio.gather(*takes) for lease in leases]
    assert len(taken) == len(set(taken)) == 600


async def test_a_busy_link_does_not_starve_the_others(mailboxes: RedisMailboxes) -> None:
    await mailboxes.put([*(due(number) for number in range(10)), due(1, link="hebei")])
    taken = [lease.mailbox for _ in range(2) for lease in await mailboxes.take(LINKS, "w", 1, 60)]
    assert box(1, "hebei") in taken


async def test_a_flush_in_the_middle_costs_nothing_that_the_journal_does_not_bring_back(
    mailboxes: RedisMailboxes, raw: Redis
) -> None:
    await mailboxes.put([due(1), due(2)])
    (lease,) = await mailboxes.take(LINKS, "w", 1, 60)
    await raw.flushall()
    await mailboxes.release(lease, due(1).due_at)
    assert await mailboxes.take(LINKS, "w", 10, 60) == []
    await mailboxes.put([due(1), due(2)])
    assert sorted(boxes(await mailboxes.take(LINKS, "w", 10, 60))) == [1, 2]


async def test_a_look_uses_up_what_was_told_before_it(mailboxes: RedisMailboxes) -> None:
    await mailboxes.open()  # it wakes: something may have been missed
    await mailboxes.take(LINKS, "w", 1, 60)
    waiting = asyncio.create_task(mailboxes.wait(50))
    for _ in range(3):
        await mailboxes.version()
    assert not waiting.done()
    waiting.cancel()


async def test_forgotten_scripts_are_sent_again(mailboxes: RedisMailboxes, raw: Redis) -> None:
    await mailboxes.put([due(1)])
    await raw.script_flush()
    await mailboxes.put([due(2)])
    assert boxes(await mailboxes.take(LINKS, "w", 10, 60)) == [1, 2]


async def test_a_put_of_what_is_known_wakes_nobody(mailboxes: RedisMailboxes, raw: Redis) -> None:
    known = due(1)
    await mailboxes.put([known])
    async with raw.pubsub() as ear:
        await ear.subscribe(KEYS.wake)
        await mailboxes.put([known, due(1, in_s=600)])
        await mailboxes.put([due(2)])
        await raw.publish(KEYS.wake, "the end")
        heard = [message["data"] async for message in _until(ear, b"the end")]
    assert heard == [1, b"", b"the end"]  # subscribed, one put, the end


async def _until(ear: PubSub, last: bytes) -> AsyncIterator[dict[str, object]]:
    async for message in ear.listen():
        yield message
        if message["data"] == last:
            return


async def test_a_taker_who_is_cancelled_leaves_nothing_leased(mailboxes: RedisMailboxes) -> None:
    await mailboxes.put([due(1)])
    taking = asyncio.create_task(mailboxes.take(LINKS, "w", 10, 60))
    await asyncio.wait([taking], timeout=0)  # it has asked, and not been answered
    taking.cancel()
    while not (leases := await mailboxes.take(LINKS, "v", 10, 60)):
        await mailboxes.wait(50)
    assert boxes(leases) == [1]
    assert taking.cancelled()


async def test_cancelled_callers_leave_no_connection_behind(mailboxes: RedisMailboxes, raw: Redis) -> None:
    async def burst() -> None:
        asked: list[asyncio.Task[object]] = [
            asyncio.create_task(mailboxes.seen("beijing", str(number))) for number in range(50)
        ]
        asked += [asyncio.create_task(mailboxes.take(LINKS, "w", 1, 60)) for _ in range(50)]
        await asyncio.wait(asked, timeout=0)
        for task in asked:
            task.cancel()
        await asyncio.wait(asked)
        assert await mailboxes.healthy()

    await burst()
    first = len(await raw.client_list())
    for _ in range(5):
        await burst()
    assert len(await raw.client_list()) <= max(first, 18)


async def test_redis_holds_ids_and_times_and_our_receipts(mailboxes: RedisMailboxes, raw: Redis) -> None:
    await mailboxes.put([due(1)])
    await mailboxes.put([due(2, in_s=600)])
    await mailboxes.take(LINKS, "w", 10, 60)
    await mailboxes.remember([entry("N1")])
    keys = {str(key, "ascii") for key in await raw.keys() if isinstance(key, bytes)} - {"eport:probe"}
    schedule, leases, owners, _ = KEYS.mailbox("tianjin")
    assert keys == {schedule, leases, owners, KEYS.seen("beijing", "N1")}


async def test_what_is_seen_is_told_to_every_worker_and_forgotten_in_time(
    stack: AsyncExitStack, redis_url: str, raw: Redis
) -> None:
    one, other = [await opened(stack, redis_url) for _ in range(2)]
    await one.remember([entry("N1", b"\xff\n\x00\n"), entry("N2")])
    told = await asyncio.gather(other.seen("beijing", "N1"), other.seen("beijing", "N2"))
    assert list(told) == [entry("N1", b"\xff\n\x00\n"), entry("N2")]
    assert 0 < await raw.ttl(KEYS.seen("beijing", "N1")) <= 3600


async def test_a_receipt_that_is_too_long_is_left_to_the_journal(mailboxes: RedisMailboxes) -> None:
    await mailboxes.remember([entry("N1", b"x" * (RECEIPT_BYTES + 1)), entry("N2", b"x" * RECEIPT_BYTES)])
    assert await mailboxes.seen("beijing", "N1") is None
    assert await mailboxes.seen("beijing", "N2") is not None


async def test_an_entry_of_another_shape_is_a_miss(mailboxes: RedisMailboxes, raw: Redis) -> None:
    await raw.set(KEYS.seen("beijing", "N1"), b"something else")
    assert await mailboxes.seen("beijing", "N1") is None


@pytest.mark.parametrize("link", [*LINKS, "a-b"])
def test_the_keys_of_one_script_share_a_slot(link: str) -> None:
    assert len({key_slot(key.encode()) for key in KEYS.mailbox(link)}) == 1
    assert len({key_slot(KEYS.seen(link, number).encode()) for number in ("1", "{2}", "}3", "")}) == 1


async def test_a_link_named_like_a_key_of_ours_meets_none(mailboxes: RedisMailboxes) -> None:
    await mailboxes.put([due(1, link="seen")])
    await mailboxes.remember([Seen(party="seen", number="schedule", content="c", message="m", receipt=b"r")])
    assert boxes(await mailboxes.take(["seen"], "w", 10, 60)) == [1]


async def test_the_report_says_what_stands_behind(fragile: RedisMailboxes, private_redis: PrivateRedis) -> None:
    report = await fragile.open()
    assert report.version.endswith(private_redis.version)
    assert (report.appendonly, report.maxmemory_policy, report.warnings) == ("yes", "noeviction", ())


async def test_a_policy_that_throws_mailboxes_away_is_warned_of(
    fragile: RedisMailboxes, private_redis: PrivateRedis
) -> None:
    async with Redis.from_url(private_redis.url) as raw:
        await raw.config_set("maxmemory-policy", "allkeys-lru")
    (warning,) = (await fragile.open()).warnings
    assert "allkeys-lru" in warning


async def no_write_works(mailboxes: RedisMailboxes) -> None:
    calls = (mailboxes.put([due(1)]), mailboxes.remember([entry("N1")]), mailboxes.open())
    failed = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(error) for error in failed] == [AwayError] * len(calls)
    assert not await mailboxes.healthy()


async def no_read_works(mailboxes: RedisMailboxes) -> None:
    calls = (
        mailboxes.take(LINKS, "w", 1, 60),
        mailboxes.schedule("tianjin", 1),
        mailboxes.seen("beijing", "N1"),
        mailboxes.version(),
    )
    failed = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(error) for error in failed] == [AwayError] * len(calls)


async def test_a_killed_server_is_told_in_our_word_and_found_again(
    fragile: RedisMailboxes, private_redis: PrivateRedis
) -> None:
    await fragile.put([due(1)])
    private_redis.kill()
    await no_write_works(fragile)
    await no_read_works(fragile)
    with pytest.raises(AwayError):
        await fragile.wait(50)
    private_redis.start()
    await fragile.open()
    await fragile.put([due(1)])
    assert boxes(await fragile.take(LINKS, "w", 10, 60)) == [1]


async def test_who_waits_is_woken_when_the_server_dies(fragile: RedisMailboxes, private_redis: PrivateRedis) -> None:
    await fragile.take(LINKS, "w", 1, 60)
    waiting = asyncio.create_task(fragile.wait(50))
    await fragile.version()
    private_redis.kill()
    await waiting


async def test_a_server_that_hangs_is_not_waited_for(fragile: RedisMailboxes, private_redis: PrivateRedis) -> None:
    assert private_redis.pid
    os.kill(private_redis.pid, signal.SIGSTOP)
    try:
        await asyncio.gather(no_write_works(fragile), no_read_works(fragile))
    finally:
        os.kill(private_redis.pid, signal.SIGCONT)
    await fragile.open()
    assert await fragile.healthy()


@pytest.mark.parametrize(
    "setting", [("maxmemory", "1"), ("min-replicas-to-write", "1")], ids=["out-of-memory", "read-only"]
)
async def test_a_server_that_takes_no_writes_counts_as_away(
    fragile: RedisMailboxes, private_redis: PrivateRedis, setting: tuple[str, str]
) -> None:
    async with Redis.from_url(private_redis.url) as raw:
        await raw.config_set(*setting)
        await no_write_works(fragile)
        await raw.config_set(setting[0], "0")
    assert await fragile.healthy()


async def test_a_full_server_still_hands_out_and_takes_back_what_it_holds(
    fragile: RedisMailboxes, private_redis: PrivateRedis
) -> None:
    await fragile.put([due(1)])
    async with Redis.from_url(private_redis.url) as raw:
        await raw.config_set("maxmemory", "1")
    (lease,) = await fragile.take(LINKS, "w", 10, 60)
    await fragile.release(lease, due(1).due_at)
    assert boxes(await fragile.take(LINKS, "w", 10, 60)) == [1]


async def test_keys_of_another_kind_count_as_away(mailboxes: RedisMailboxes, raw: Redis) -> None:
    await raw.set(KEYS.mailbox("tianjin")[0], "spoilt")
    with pytest.raises(AwayError):
        await mailboxes.put([due(1)])
    with pytest.raises(AwayError):
        await mailboxes.take(LINKS, "w", 1, 60)
