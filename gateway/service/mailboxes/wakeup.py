"""A put in any process ends the wait in all: one subscription a process, one event."""

from __future__ import annotations

import asyncio

from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from gateway.service.mailboxes.connection import away
from gateway.service.mailboxes.interface import AwayError


class Wakeup:
    """Listens on the channel until it is closed or Redis is lost."""

    def __init__(self, client: Redis, channel: str) -> None:
        self._client = client
        self._channel = channel
        self._woken = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None

    @property
    def listens(self) -> bool:
        """Whether a put elsewhere would be heard."""
        return self._listening is not None and not self._listening.done()

    async def open(self) -> None:
        """Subscribe, anew if it was lost: a put after this is heard. Raises AwayError."""
        await self.close()
        pubsub = self._client.pubsub(ignore_subscribe_messages=True)
        try:
            with away():
                await pubsub.subscribe(self._channel)
        except AwayError:
            await pubsub.aclose()  # type: ignore[no-untyped-call]
            raise
        self._listening = asyncio.create_task(self._listen(pubsub))
        self.wake()

    async def close(self) -> None:
        """Stop listening."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])
        self._listening = None

    def wake(self) -> None:
        """End the wait of this process."""
        self._woken.set()

    def expect(self) -> None:
        """Forget what was heard: the caller looks now."""
        self._woken.clear()

    async def wait(self, timeout_s: float) -> None:
        """Until somebody put something, at most `timeout_s`."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._woken.wait()
        except TimeoutError:
            return
        self._woken.clear()

    async def _listen(self, pubsub: PubSub) -> None:
        try:
            with away():
                while True:
                    if await pubsub.get_message(timeout=None):
                        self.wake()
        except AwayError:
            # Whoever waits must look for himself now: nobody will call him.
            self.wake()
        finally:
            await pubsub.aclose()  # type: ignore[no-untyped-call]
