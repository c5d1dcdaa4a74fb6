"""A gateway's log as it is written: what a test waits for instead of sleeping."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from typing import Any

Line = dict[str, Any]
PATIENCE_S = 20.0
"""How long a test waits for what must come; never waited out when all is well."""


class Log:
    """The lines of one process and of its children, until the last of them has ended."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._changed = asyncio.Condition()
        self._reading: asyncio.Task[None] | None = None
        self._transport: asyncio.ReadTransport | None = None

    async def open(self) -> int:
        """Returns the file descriptor to write to; the caller closes it once it is handed over."""
        ours, theirs = os.pipe()
        stream = asyncio.StreamReader(limit=2**20)
        loop = asyncio.get_running_loop()
        protocol = asyncio.StreamReaderProtocol(stream)
        self._transport, _ = await loop.connect_read_pipe(lambda: protocol, os.fdopen(ours, "rb", 0))
        self._reading = asyncio.create_task(self._read(stream))
        return theirs

    def close(self) -> None:
        """Stop reading: whoever writes on gets EPIPE."""
        if self._reading is not None:
            self._reading.cancel()
        if self._transport is not None:
            self._transport.close()

    async def wait_for(self, event: str, count: int = 1, **facts: object) -> list[Line]:
        """The first `count` lines of that event with these facts. TimeoutError tells what was logged instead."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._changed:
                await self._changed.wait_for(lambda: len(self.found(event, **facts)) >= count)
        except TimeoutError:
            raise TimeoutError(f"no {count} × {event} {facts} in\n" + "\n".join(map(str, self.lines))) from None
        return self.found(event, **facts)[:count]

    async def until(self, check: Callable[[], bool]) -> None:
        """Until `check` is true, looked at again with every line."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._changed:
                await self._changed.wait_for(check)
        except TimeoutError:
            raise TimeoutError("not reached in\n" + "\n".join(map(str, self.lines))) from None

    async def closed(self) -> None:
        """Until nobody is left who could write a line: the process and all its children are gone."""
        assert self._reading is not None
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.shield(self._reading)

    def found(self, event: str, **facts: object) -> list[Line]:
        wanted = {"event": event} | facts
        return [line for line in self.lines if wanted.items() <= line.items()]

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while raw := await stream.readline():
            async with self._changed:
                self.lines.append(_line(raw))
                self._changed.notify_all()


def _line(raw: bytes) -> Line:
    try:
        line: Line = json.loads(raw)
    except ValueError:
        return {"event": "unstructured", "text": raw.decode(errors="replace").rstrip()}
    return line
