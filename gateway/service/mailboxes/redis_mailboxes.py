"""The mailboxes in Redis: shared by all workers, due by the clock of Redis. Every method may raise AwayError."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from gateway.service.journal.records import Due, Mailbox
from gateway.service.mailboxes import scripts
from gateway.service.mailboxes.batch import Batch
from gateway.service.mailboxes.connection import away, connect, read_report, take_write
from gateway.service.mailboxes.interface import AwayError, Lease, Report, Seen
from gateway.service.mailboxes.keys import Keys
from gateway.service.mailboxes.milliseconds import EPOCH, from_ms, span_ms, to_ms
from gateway.service.mailboxes.seen_window import SeenWindow
from gateway.service.mailboxes.wakeup import Wakeup

T = TypeVar("T")


class RedisMailboxes:
    """Keeps `Mailboxes` of the journal named so in the Redis at `url`; identities for `dedup_s` seconds.

    Raises AwayError whenever Redis does not do what it is asked, and nothing else of Redis's.
    """

    def __init__(self, url: str, *, dedup_s: int, journal: str = "") -> None:
        self._client = connect(url)
        self._keys = Keys(journal)
        self._wakeup = Wakeup(self._client, self._keys.wake)
        self._window = SeenWindow(self._client, self._keys, dedup_s)
        self._put, self._take, self._release, self._renew = (
            self._client.register_script(text) for text in (scripts.PUT, scripts.TAKE, scripts.RELEASE, scripts.RENEW)
        )
        self._puts = Batch(self._put_all)
        self._releases = Batch(self._release_all)
        self._running: set[asyncio.Task[Any]] = set()
        self._turn = 0
        self._next_at = float("inf")  # monotonic: when the next mailbox falls due, as far as this process knows

    async def open(self) -> Report:
        """Connect and listen; also anew after Redis was lost."""
        report = await read_report(self._client)
        await take_write(self._client)
        await self._wakeup.open()
        return report

    async def close(self) -> None:
        """Let what is under way end, and hang up."""
        for batch in (self._puts, self._releases):
            await batch.settled()
        await self._window.settled()
        if self._running:
            await asyncio.wait(self._running)
        await self._wakeup.close()
        await self._client.aclose()

    async def put(self, entries: Sequence[Due]) -> None:
        """See `Mailboxes`."""
        await self._puts.ask(entries)

    async def take(self, links: Sequence[str], worker: str, limit: int, lease_s: float) -> Sequence[Lease]:
        """See `Mailboxes`. Links take turns in being asked first, so that a busy one does not starve the others."""
        if limit <= 0:
            return []
        asking = self._keep(self._take_from(links, f"{worker}:{secrets.token_hex(8)}", limit, lease_s))
        try:
            return await asyncio.shield(asking)
        except asyncio.CancelledError:
            self._keep(self._give_back(asking))
            raise

    async def renew(self, lease: Lease, lease_s: float) -> bool:
        """See `Mailboxes`."""
        box = lease.mailbox
        with away():
            kept = await self._renew(
                keys=self._keys.mailbox(box.link), args=(box.consignment, lease.token, span_ms(lease_s))
            )
        return bool(kept)

    async def release(self, lease: Lease, due_at: datetime | None) -> None:
        """See `Mailboxes`."""
        await self._releases.ask([(lease, due_at)])

    async def wait(self, timeout_s: float) -> None:
        """See `Mailboxes`."""
        if not self._wakeup.listens:
            raise AwayError("the subscription was lost")
        await self._wakeup.wait(min(timeout_s, max(0.0, self._next_at - time.monotonic())))
        if self._next_at <= time.monotonic():
            self._next_at = float("inf")

    async def schedule(self, link: str, limit: int) -> Sequence[Due]:
        """See `Mailboxes`."""
        with away():
            rows: Any = await self._client.zrange(self._keys.mailbox(link)[0], 0, max(0, limit - 1), withscores=True)
        return [
            Due(mailbox=Mailbox(link=link, consignment=int(box)), due_at=from_ms(int(score))) for box, score in rows
        ]

    async def remember(self, entries: Sequence[Seen]) -> None:
        """See `Mailboxes`."""
        await self._window.remember(entries)

    async def seen(self, party: str, number: str) -> Seen | None:
        """See `Mailboxes`."""
        return await self._window.seen(party, number)

    async def rebuild(self, journal_due: Sequence[Due]) -> None:
        """See `Mailboxes`. What is leased stays leased; what is here and not in the journal costs one vain claim."""
        await self.put(journal_due)

    async def healthy(self) -> bool:
        """See `Mailboxes`."""
        try:
            await take_write(self._client)
        except AwayError:
            return False
        return True

    async def version(self) -> str:
        """See `Mailboxes`."""
        return (await read_report(self._client)).version

    async def forget_all(self) -> None:
        """See `Mailboxes`."""
        with away():
            async for key in self._client.scan_iter(match=self._keys.everything, count=1000):
                await self._client.unlink(key)

    def _keep(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run it to its end, whatever becomes of the caller: a command cut in the middle costs its connection."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _take_from(self, links: Sequence[str], token: str, limit: int, lease_s: float) -> list[Lease]:
        self._wakeup.expect()
        self._next_at = float("inf")
        order = deque(links)
        order.rotate(-self._turn)
        self._turn = (self._turn + 1) % max(1, len(links))
        taken: list[Lease] = []
        for link in order:
            if len(taken) >= limit:
                self._wakeup.wake()
                break
            taken += await self._take_of(link, token, limit - len(taken), lease_s)
        return taken

    async def _take_of(self, link: str, token: str, limit: int, lease_s: float) -> list[Lease]:
        with away():
            answer: list[Any] = await self._take(keys=self._keys.mailbox(link), args=(limit, span_ms(lease_s), token))
        self._falls_due_in(answer[0])
        return [Lease(mailbox=Mailbox(link=link, consignment=int(box)), token=token) for box in answer[1:]]

    async def _give_back(self, asking: asyncio.Task[list[Lease]]) -> None:
        """The taker was cancelled: nobody holds what he was given, so the next may have it at once."""
        with suppress(AwayError):  # then the leases run out by themselves
            await self._releases.ask([(lease, EPOCH) for lease in await asking])

    def _falls_due_in(self, rest_ms: int) -> None:
        if rest_ms >= 0:
            self._next_at = min(self._next_at, time.monotonic() + rest_ms / 1000)

    async def _put_all(self, entries: Sequence[Due]) -> Sequence[None]:
        for link, members in _by_link((entry.mailbox.link, entry) for entry in entries).items():
            args = [word for entry in members for word in (to_ms(entry.due_at), entry.mailbox.consignment)]
            with away():
                await self._put(keys=self._keys.mailbox(link), args=(self._keys.wake, *args))
        return [None] * len(entries)

    async def _release_all(self, entries: Sequence[tuple[Lease, datetime | None]]) -> Sequence[None]:
        for link, members in _by_link((entry[0].mailbox.link, entry) for entry in entries).items():
            args = [
                word
                for lease, due_at in members
                for word in (lease.mailbox.consignment, lease.token, "" if due_at is None else to_ms(due_at))
            ]
            with away():
                rests = await self._release(keys=self._keys.mailbox(link), args=(self._keys.wake, *args))
            known = self._next_at
            for rest in rests:
                self._falls_due_in(rest)
            if self._next_at < known:  # whoever waits now, waits for something later
                self._wakeup.wake()
        return [None] * len(entries)


def _by_link(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """One script call serves one link."""
    found: dict[str, list[T]] = {}
    for link, entry in pairs:
        found.setdefault(link, []).append(entry)
    return found
