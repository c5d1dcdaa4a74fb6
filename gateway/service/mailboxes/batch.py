"""Many who ask at once, one call: what queues up while a call is under way goes together in the next."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

ITEMS = 128  # of one call: Redis serves nobody else meanwhile


class Batch(Generic[Item, Answer]):
    """Collects questions for `call`, which answers in the same order; its failure is told to each who asked.

    The call runs in a task of its own: who asks may be cancelled at any time, and no command is cut in the middle.
    """

    def __init__(self, call: Callable[[Sequence[Item]], Awaitable[Sequence[Answer]]], items: int = ITEMS) -> None:
        self._call = call
        self._items = items
        self._queue: deque[tuple[Item, asyncio.Future[Answer]]] = deque()
        self._pump: asyncio.Task[None] | None = None

    async def ask(self, items: Sequence[Item]) -> list[Answer]:
        """The answers to these, in their order. Raises what the call raised."""
        loop = asyncio.get_running_loop()
        asked: list[tuple[Item, asyncio.Future[Answer]]] = [(item, loop.create_future()) for item in items]
        self._queue.extend(asked)
        if asked and self._pump is None:
            self._pump = loop.create_task(self._run())
        return await asyncio.gather(*(future for _, future in asked))

    async def settled(self) -> None:
        """Until nothing is under way."""
        if self._pump is not None:
            await asyncio.wait([self._pump])

    async def _run(self) -> None:
        try:
            while self._queue:
                part = [self._queue.popleft() for _ in range(min(self._items, len(self._queue)))]
                await self._serve(part)
        finally:
            self._pump = None

    async def _serve(self, part: Sequence[tuple[Item, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._call([item for item, _ in part])
        except Exception as error:
            for _, future in part:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), answer in zip(part, answers, strict=True):
            if not future.done():
                future.set_result(answer)
