"""Room for sends: so many at once to each link, so that a receiver that hangs fills its own and nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence


class Room:
    """Counts what runs; `at_once` ≥ 1 a link. Used from one event loop."""

    def __init__(self, links: Sequence[str], at_once: int) -> None:
        self._at_once = at_once
        self._free = dict.fromkeys(links, at_once)
        self._left = asyncio.Event()

    @property
    def links(self) -> tuple[str, ...]:
        """Those to which another send may begin."""
        return tuple(link for link, free in self._free.items() if free)

    @property
    def most(self) -> int:
        """How many sends may begin now, whichever of `links` they go to; 0 where there is no room at all."""
        return min((free for free in self._free.values() if free), default=0)

    @property
    def is_full(self) -> bool:
        """Whether some link has no room left."""
        return not all(self._free.values())

    def enter(self, link: str) -> None:
        """One send begins."""
        self._free[link] -= 1
        self._left.clear()

    def leave(self, link: str) -> None:
        """It ended."""
        self._free[link] += 1
        self._left.set()

    async def left(self) -> None:
        """Until some send ends that runs now."""
        await self._left.wait()

    async def empty(self) -> None:
        """Until nothing runs."""
        while any(free < self._at_once for free in self._free.values()):
            self._left.clear()
            await self._left.wait()
