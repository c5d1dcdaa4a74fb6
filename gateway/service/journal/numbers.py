"""Our numbers: 8 digits of the date and 10 that count, unique for ever, taken from the journal a block at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from gateway.service.journal.engine import insert
from gateway.service.journal.tables import COUNTER
from gateway.service.journal.writer import Writer

BLOCK = 1000
"""Numbers reserved by one commit; a restart loses what is left of a block, and a lost number is never used again."""

PROBE = ""
"""No day's name: the numbers that are taken to see whether the journal writes."""


def reserve(connection: Connection, day: str, count: int) -> range:
    """Take `count` numbers of a day for ever."""
    new = insert(connection, COUNTER)
    raised = new.on_conflict_do_update(index_elements=["name"], set_={"next": COUNTER.c.next + count})
    end: int = connection.execute(raised.returning(COUNTER.c.next), {"name": day, "next": 1 + count}).scalar_one()
    return range(end - count, end)


class Numbers:
    """This worker's share of each day's numbers; only the newest day's block is kept."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._day = ""
        self._block = range(0)
        self._reserving = asyncio.Lock()

    async def take(self, count: int, on: date) -> Sequence[str]:
        """`count` ≥ 1 numbers of 18 digits; JOURNAL_AWAY where a block cannot be reserved."""
        day = on.strftime("%Y%m%d")
        while not self._has(day, count):
            async with self._reserving:  # a burst that meets an empty block reserves one, not one a task
                if not self._has(day, count):
                    await self._reserve(day, count)
        taken, self._block = self._block[:count], self._block[count:]
        return [f"{day}{number:010d}" for number in taken]

    def _has(self, day: str, count: int) -> bool:
        return day == self._day and len(self._block) >= count

    async def _reserve(self, day: str, count: int) -> None:
        self._block = await self._writer.write(lambda connection: reserve(connection, day, max(BLOCK, count)))
        self._day = day
