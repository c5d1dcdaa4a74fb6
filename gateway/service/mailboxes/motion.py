"""The mailboxes as the gateway uses them: Redis while it answers, else the journal; nothing is lost by the change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import structlog

from gateway.service.journal.records import Due
from gateway.service.mailboxes.interface import AwayError, Lease, Report, Seen
from gateway.service.mailboxes.journal_mailboxes import ALONE, TOKEN, JournalMailboxes
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes

PROBE_S = 0.5
REBUILD_ITEMS = 10_000  # of the journal at once; the sweeper brings the rest as it falls due

T = TypeVar("T")

LOG = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class Counts:
    """What a lost Redis cost, since the start of this process."""

    losses: int = 0
    rebuilds: int = 0
    dropped: int = 0
    """Entries that did not reach Redis; the journal has them, and the sweeper brings them back."""


class Motion:
    """Mailboxes that never fail for want of Redis. `redis` None: the journal alone, for ever.

    Use it as an async context manager, or `open` and `close` it.
    """

    def __init__(
        self,
        redis: RedisMailboxes | None,
        journal: JournalMailboxes,
        links: Sequence[str],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        probe_s: float = PROBE_S,
    ) -> None:
        self.counts = Counts()
        self.report = Report(version=ALONE)
        self._redis = redis
        self._journal = journal
        self._links = tuple(links)
        self._monotonic = monotonic
        self._probe_s = probe_s
        self._answers: RedisMailboxes | None = None
        self._lost = asyncio.Event()
        self._wait_until = float("-inf")
        self._lease_s = 0.0
        self._watching: asyncio.Task[None] | None = None

    async def open(self) -> Report:
        """Connect; a Redis that is not there is waited for in the background, and the report says so."""
        if self._redis is None:
            return self.report
        self._watching = asyncio.create_task(self._watch(self._redis))
        try:
            self._use(self._redis, await self._redis.open())
        except AwayError as error:
            self.report = Report(version="", warnings=(f"Redis is away, the journal alone does the work: {error}",))
            LOG.warning("redis-away", reason=str(error))
            self._lost.set()
        return self.report

    async def close(self) -> None:
        """Stop watching and hang up."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait([self._watching])
        if self._redis is not None:
            await self._redis.close()

    async def __aenter__(self) -> Motion:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def put(self, entries: Sequence[Due]) -> None:
        """See `Mailboxes`. Dropped and counted while Redis is away: the journal has them."""
        if await self._ask(lambda redis: redis.put(entries)) is None:
            self.counts.dropped += len(entries)
            await self._journal.put(entries)

    async def take(self, links: Sequence[str], worker: str, limit: int, lease_s: float) -> Sequence[Lease]:
        """See `Mailboxes`."""
        self._lease_s = max(self._lease_s, lease_s)
        answer = await self._ask(lambda redis: redis.take(links, worker, limit, lease_s))
        if answer is None:
            return await self._journal.take(links, worker, limit, lease_s)
        (leases,) = answer
        self._journal.hold(leases, lease_s)
        return leases

    async def renew(self, lease: Lease, lease_s: float) -> bool:
        """See `Mailboxes`."""
        if not lease.token.startswith(TOKEN) and await self._ask(lambda redis: redis.renew(lease, lease_s)) == (False,):
            return False
        return await self._journal.renew(lease, lease_s)

    async def release(self, lease: Lease, due_at: datetime | None) -> None:
        """See `Mailboxes`."""
        await self._journal.release(lease, due_at)
        if not lease.token.startswith(TOKEN):
            self.counts.dropped += await self._ask(lambda redis: redis.release(lease, due_at)) is None
        elif due_at is not None:
            await self.put([Due(mailbox=lease.mailbox, due_at=due_at)])

    async def wait(self, timeout_s: float) -> None:
        """See `Mailboxes`. Returns early when Redis is lost, and when it is back."""
        if self._answers is None:
            await self._journal.wait(timeout_s)
        else:
            await self._ask(lambda redis: redis.wait(timeout_s))

    async def schedule(self, link: str, limit: int) -> Sequence[Due]:
        """See `Mailboxes`."""
        answer = await self._ask(lambda redis: redis.schedule(link, limit))
        return await self._journal.schedule(link, limit) if answer is None else answer[0]

    async def remember(self, entries: Sequence[Seen]) -> None:
        """See `Mailboxes`. Dropped and counted while Redis is away: then the journal answers their copies."""
        if await self._ask(lambda redis: redis.remember(entries)) is None:
            self.counts.dropped += len(entries)

    async def seen(self, party: str, number: str) -> Seen | None:
        """See `Mailboxes`."""
        answer = await self._ask(lambda redis: redis.seen(party, number))
        return None if answer is None else answer[0]

    async def rebuild(self, journal_due: Sequence[Due]) -> None:
        """See `Mailboxes`."""
        await self.put(journal_due)

    async def healthy(self) -> bool:
        """Whether Redis answers, or was never wanted. Not healthy is a warning only: the journal does the work."""
        return self._redis is None or (self._answers is not None and await self._redis.healthy())

    async def version(self) -> str:
        """See `Mailboxes`."""
        answer = await self._ask(lambda redis: redis.version())
        return await self._journal.version() if answer is None else answer[0]

    async def forget_all(self) -> None:
        """See `Mailboxes`."""
        await self._journal.forget_all()
        await self._ask(lambda redis: redis.forget_all())

    async def _ask(self, question: Callable[[RedisMailboxes], Awaitable[T]]) -> tuple[T] | None:
        """The answer, in a tuple; None while Redis is away."""
        if self._answers is None:
            return None
        try:
            return (await question(self._answers),)
        except AwayError as error:
            self._lose(error)
            return None

    def _lose(self, error: AwayError) -> None:
        """Go on from the journal. Leases that Redis gave may outlive it: it is not asked again before they are over."""
        if self._answers is None:
            return
        self._answers = None
        self._wait_until = self._monotonic() + self._lease_s
        self.counts.losses += 1
        self._lost.set()
        LOG.warning("redis-away", reason=str(error))

    async def _watch(self, redis: RedisMailboxes) -> None:
        while True:
            await self._lost.wait()
            if self._monotonic() < self._wait_until or not await self._restored(redis):
                await asyncio.sleep(self._probe_s)

    async def _restored(self, redis: RedisMailboxes) -> bool:
        try:
            report = await redis.open()
            await redis.rebuild(await self._journal.waiting(self._links, REBUILD_ITEMS))
        except AwayError:
            return False
        except Exception:
            LOG.exception("mailboxes-not-rebuilt")
            return False
        self._lost.clear()
        self.counts.rebuilds += 1
        self._use(redis, report)
        self._journal.wake()
        return True

    def _use(self, redis: RedisMailboxes, report: Report) -> None:
        self._answers = redis
        self.report = report
        LOG.info(
            "redis-in-use",
            version=report.version,
            appendonly=report.appendonly,
            maxmemory_policy=report.maxmemory_policy,
        )
        for warning in report.warnings:
            LOG.warning("redis-set-up", reason=warning)
