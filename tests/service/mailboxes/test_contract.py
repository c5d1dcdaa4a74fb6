"""What all mailboxes keep, whoever stands behind them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from gateway.service.mailboxes.interface import Lease, Seen
from tests.service.mailboxes.worlds import LINKS, World, box, boxes, due

LONG_S = 50.0  # longer than any test may take: what ends before was woken
BLINK_S = 0.02


async def taken_in_time(world: World) -> list[Lease]:
    """Take, and wait as a courier does, until something comes."""
    while not (leases := await world.take_elsewhere()):
        await world.other.wait(LONG_S)
    return leases


async def test_what_is_put_is_taken_by_one_worker_only(world: World) -> None:
    await world.put(due(1), due(2), due(1, link="hebei"))
    first = await world.take(limit=2)
    second = await world.take_elsewhere()
    assert len(first) == 2
    assert {lease.mailbox for lease in [*first, *second]} == {box(1), box(2), box(1, "hebei")}
    assert await world.take() == []


async def test_nothing_is_taken_before_its_time(world: World) -> None:
    await world.put(due(1, in_s=600))
    assert await world.take() == []


async def test_the_earlier_due_time_wins(world: World) -> None:
    soon, late = due(1, in_s=600), due(1, in_s=900)
    for entry in (late, soon, late):
        await world.put(entry)
    assert list(await world.mailboxes.schedule("tianjin", 10)) == [soon]


async def test_the_schedule_shows_the_earliest_of_one_link(world: World) -> None:
    entries = [due(number, in_s=600 + number) for number in (3, 1, 2)]
    await world.put(*entries, due(9, in_s=1, link="hebei"))
    assert [entry.mailbox for entry in await world.mailboxes.schedule("tianjin", 2)] == [box(1), box(2)]


async def test_only_the_links_that_are_asked_are_served(world: World) -> None:
    await world.put(due(1), due(2, link="hebei"))
    leases = await world.mailboxes.take(["hebei"], "first", 10, 60)
    assert [lease.mailbox for lease in leases] == [box(2, "hebei")]


async def test_the_longest_due_goes_first(world: World) -> None:
    await world.put(due(1, in_s=-10), due(2, in_s=-30), due(3, in_s=-20))
    assert [boxes(await world.take(limit=1)) for _ in range(3)] == [[2], [3], [1]]


async def test_a_leased_mailbox_is_not_in_the_schedule(world: World) -> None:
    await world.put(due(1))
    await world.take()
    assert list(await world.mailboxes.schedule("tianjin", 10)) == []


async def test_a_lease_that_ran_out_is_taken_by_another(world: World) -> None:
    await world.put(due(1))
    (lost,) = await world.take(lease_s=BLINK_S)
    (won,) = await taken_in_time(world)
    assert won.mailbox == lost.mailbox
    assert won.token != lost.token


async def test_a_late_release_of_a_lost_lease_changes_nothing(world: World) -> None:
    await world.put(due(1))
    (lost,) = await world.take(lease_s=BLINK_S)
    (won,) = await taken_in_time(world)
    await world.mailboxes.release(lost, due(1).due_at)
    assert await world.take_elsewhere() == []
    assert await world.other.renew(won, 60)
    assert not await world.mailboxes.renew(lost, 60)


async def test_a_renewed_lease_is_kept(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take(lease_s=BLINK_S)
    assert await world.mailboxes.renew(lease, LONG_S)
    await world.other.wait(2 * BLINK_S)
    assert await world.take_elsewhere() == []


async def test_a_released_mailbox_with_nothing_more_is_gone(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    await world.release(lease, None)
    assert await world.take() == []
    assert list(await world.mailboxes.schedule("tianjin", 10)) == []


async def test_a_release_into_the_past_is_due_at_once(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    await world.release(lease, due(1, in_s=-5).due_at)
    assert boxes(await world.take()) == [1]


async def test_a_release_into_the_future_waits_for_its_time(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    again = due(1, in_s=600)
    await world.release(lease, again.due_at)
    assert await world.take() == []
    assert list(await world.mailboxes.schedule("tianjin", 10)) == [again]


@pytest.mark.parametrize("back_in_s", [None, 600.0])
async def test_what_was_put_under_a_lease_is_not_lost(world: World, back_in_s: float | None) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    back = None if back_in_s is None else due(1, in_s=back_in_s).due_at
    world.conclude(lease, back)
    await world.put(due(1))
    assert await world.take_elsewhere() == []
    await world.mailboxes.release(lease, back)
    assert boxes(await world.take()) == [1]


async def test_the_earlier_of_two_puts_under_a_lease_wins(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    world.conclude(lease, None)
    await world.put(due(1))
    await world.put(due(1, in_s=600))
    await world.mailboxes.release(lease, None)
    assert boxes(await world.take()) == [1]


async def test_what_was_put_under_a_lease_is_told_once(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    world.conclude(lease, None)
    await world.put(due(1))
    await world.mailboxes.release(lease, None)
    (again,) = await world.take()
    await world.release(again, None)
    assert await world.take() == []
    assert list(await world.mailboxes.schedule("tianjin", 10)) == []


async def test_what_was_put_under_a_lost_lease_is_told_once(world: World) -> None:
    await world.put(due(1))
    await world.take(lease_s=BLINK_S)
    await world.put(due(1))
    (won,) = await taken_in_time(world)
    world.conclude(won, None)
    await world.other.release(won, None)
    assert await world.take_elsewhere() == []


async def test_a_lease_is_released_once(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    await world.release(lease, None)
    await world.mailboxes.release(lease, due(1).due_at)
    assert await world.take() == []


async def test_a_put_ends_the_wait(world: World) -> None:
    await world.take_elsewhere()
    waiting = asyncio.create_task(taken_in_time(world))
    await world.mailboxes.version()  # the waiter waits by now, or finds the put when it looks
    await world.put(due(1))
    assert boxes(await waiting) == [1]


async def test_a_release_into_the_past_ends_the_wait(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    waiting = asyncio.create_task(taken_in_time(world))
    await world.mailboxes.version()
    await world.release(lease, due(1).due_at)
    assert boxes(await waiting) == [1]


async def test_a_put_between_the_look_and_the_wait_is_noticed(world: World) -> None:
    assert await world.take() == []
    await world.put(due(1))
    await world.mailboxes.wait(LONG_S)
    assert boxes(await world.take()) == [1]


async def test_the_wait_ends_when_a_mailbox_falls_due(world: World) -> None:
    moment = due(1, in_s=0.05)
    await world.put(moment)
    assert boxes(await taken_in_time(world)) == [1]
    assert datetime.now(UTC) >= moment.due_at


async def test_a_release_into_the_near_future_shortens_a_wait_that_has_begun(world: World) -> None:
    await world.put(due(1))
    (lease,) = await world.take()
    assert await world.take() == []
    waiting = asyncio.create_task(world.mailboxes.wait(LONG_S))
    await asyncio.sleep(0)  # the journal's version is known without a turn of the loop
    await world.mailboxes.version()
    await world.release(lease, due(1, in_s=0.2).due_at)
    async with asyncio.timeout(LONG_S / 10):
        await waiting
        while not (leases := await world.take()):
            await world.mailboxes.wait(LONG_S)
    assert boxes(leases) == [1]


async def test_the_wait_ends_by_itself(world: World) -> None:
    await world.take()
    await world.mailboxes.wait(BLINK_S)
    assert await world.take() == []


async def test_one_put_ends_one_wait(world: World) -> None:
    await world.take()
    await world.put(due(1))
    await world.mailboxes.wait(LONG_S)
    second = asyncio.create_task(world.mailboxes.wait(LONG_S))
    for _ in range(3):
        await world.mailboxes.version()
    assert not second.done()
    second.cancel()


async def test_more_than_was_taken_ends_the_wait(world: World) -> None:
    await world.put(due(1), due(2), due(1, link="hebei"))
    await world.take(limit=1)
    await world.mailboxes.wait(LONG_S)
    assert len(await world.take()) == 2


async def test_a_link_that_was_not_reached_ends_the_wait(world: World) -> None:
    await world.put(due(1), due(1, link="hebei"))
    await world.mailboxes.wait(LONG_S)
    await world.mailboxes.wait(BLINK_S)
    assert len(await world.take(limit=1)) == 1
    await world.mailboxes.wait(LONG_S)
    assert len(await world.take(limit=1)) == 1


async def test_nothing_asked_is_nothing_done(world: World) -> None:
    await world.put(due(1))
    await world.mailboxes.put([])
    await world.mailboxes.remember([])
    assert await world.mailboxes.take([], "first", 10, 60) == []
    assert await world.mailboxes.take(LINKS, "first", 0, 60) == []
    assert boxes(await world.take()) == [1]


async def test_what_was_seen_is_told_as_it_was_or_not_at_all(world: World) -> None:
    entry = Seen(
        party="beijing", number="N:1}", content="sm3:00", message="000000000000000001", receipt=b"<a>\n\n\x00</a>"
    )
    await world.mailboxes.remember([entry, entry])
    assert await world.other.seen("beijing", "N:1}") in (entry, None)
    assert await world.other.seen("beijing", "N:2") is None
    assert await world.other.seen("hebei", "N:1}") is None


async def test_a_rebuild_brings_everything_back(world: World) -> None:
    entries = [due(1), due(2, in_s=600), due(1, link="hebei")]
    await world.put(*entries)
    await world.mailboxes.forget_all()
    await world.mailboxes.rebuild(await world.journal.due(entries[1].due_at, 10, LINKS))
    assert {lease.mailbox for lease in await world.take()} == {box(1), box(1, "hebei")}
    assert list(await world.mailboxes.schedule("tianjin", 10)) == [entries[1]]


async def test_it_is_well_and_has_a_name(world: World) -> None:
    assert await world.mailboxes.healthy()
    assert await world.mailboxes.version()
