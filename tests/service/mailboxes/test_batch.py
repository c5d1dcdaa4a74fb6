from __future__ import annotations

import asyncio
from collections.abc import Sequence

from gateway.service.mailboxes.batch import Batch


class Calls:
    """Answers with the double, and keeps what it was asked together."""

    def __init__(self) -> None:
        self.parts: list[list[int]] = []
        self.go_on = asyncio.Event()

    async def __call__(self, items: Sequence[int]) -> Sequence[int]:
        self.parts.append(list(items))
        await self.go_on.wait()
        if 13 in items:
            raise ValueError("thirteen")
        return [2 * item for item in items]


async def test_what_queues_up_goes_in_the_next_call() -> None:
    calls = Calls()
    batch = Batch(calls, items=4)
    first = asyncio.create_task(batch.ask([1]))
    await asyncio.wait([first], timeout=0)
    rest = [asyncio.create_task(batch.ask([number, number + 1])) for number in (10, 20, 30)]
    await asyncio.wait(rest, timeout=0)
    calls.go_on.set()
    assert await asyncio.gather(first, *rest) == [[2], [20, 22], [40, 42], [60, 62]]
    assert calls.parts == [[1], [10, 11, 20, 21], [30, 31]]


async def test_a_failure_is_told_to_all_of_its_call_and_to_no_other() -> None:
    calls = Calls()
    calls.go_on.set()
    batch = Batch(calls, items=2)
    told = await asyncio.gather(*(batch.ask([item]) for item in (1, 13, 2)), return_exceptions=True)
    assert [type(answer) for answer in told] == [ValueError, ValueError, list]


async def test_who_is_cancelled_takes_no_other_with_him() -> None:
    calls = Calls()
    batch = Batch(calls)
    gone, stays = (asyncio.create_task(batch.ask([item])) for item in (1, 2))
    await asyncio.wait([gone], timeout=0)
    gone.cancel()
    calls.go_on.set()
    assert await stays == [4]
    await batch.settled()
    assert gone.cancelled()
    assert calls.parts == [[1, 2]]


async def test_nothing_asked_calls_nobody() -> None:
    calls = Calls()
    assert await Batch(calls).ask([]) == []
    assert calls.parts == []
