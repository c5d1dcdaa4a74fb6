"""The journal's front: what the exchange, the courier, the ops port and the commands may ask of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select

from gateway.model import faults
from gateway.model.code_table import CodeTable
from gateway.model.errors import GatewayError
from gateway.routing.delivery import Delivery, State
from gateway.service.journal import acceptance as acceptances
from gateway.service.journal import acts, attempts, claims, code_updates, heads, listing, replay, resealing, timeline
from gateway.service.journal.aid.front import AidJournal
from gateway.service.journal.carrying.front import CarryingJournal
from gateway.service.journal.engine import Engines, engines, told
from gateway.service.journal.evidence.front import EvidenceJournal
from gateway.service.journal.numbers import PROBE, Numbers, reserve
from gateway.service.journal.packs.front import PackJournal
from gateway.service.journal.records import (
    Acceptance,
    Accepted,
    Act,
    Attempt,
    Claimed,
    Copy,
    Due,
    Filter,
    Mailbox,
    Origin,
    Refusal,
)
from gateway.service.journal.registries.front import RegistryJournal
from gateway.service.journal.retention.front import RetentionJournal
from gateway.service.journal.schema import upgrade
from gateway.service.journal.statistics.front import StatisticsJournal
from gateway.service.journal.tables import JOURNAL
from gateway.service.journal.views import DeadLetter, Invariant, MessageRow, MessageView
from gateway.service.journal.watching.front import WatchingJournal
from gateway.service.journal.writer import Work, Writer

T = TypeVar("T")


def unobserved(_step: str) -> None:
    """Nobody watches the writer."""


@asynccontextmanager
async def open_journal(
    url: str,
    *,
    observe: Callable[[str], None] = unobserved,
    readers: int = 2,
    wait_s: float = 5.0,
    refusals_kept_per_day: int = 1000,
) -> AsyncIterator[Journal]:
    """The journal at a SQLAlchemy URL, its schema brought up to date; closed when all that was given is written.

    `observe` is called in the writer's thread at "begin", "written" and "committed". `wait_s`: seconds for another
    worker's lock. `refusals_kept_per_day`: of one link; more are only counted. JOURNAL_UNUSABLE for a place or a
    database that cannot be the journal, JOURNAL_AWAY for one that cannot be opened now.
    """
    await asyncio.to_thread(upgrade, url, wait_s=wait_s)
    journal = Journal(
        engines(url, readers=readers, wait_s=wait_s),
        observe=observe,
        readers=readers,
        refusals_kept_per_day=refusals_kept_per_day,
    )
    try:
        yield journal
    finally:
        await journal.close()


class Journal:
    """Every method may raise JOURNAL_AWAY (AgainError): nothing of that call is written then. Moments are aware."""

    def __init__(
        self, opened: Engines, *, observe: Callable[[str], None], readers: int, refusals_kept_per_day: int
    ) -> None:
        self._engines = opened
        self._writer = Writer(opened.writing, observe)
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="journal-reader")
        self._numbers = Numbers(self._writer)
        self._refusals_kept_per_day = refusals_kept_per_day
        self._closed = False
        self._kept: set[str] = set()
        self.evidence = EvidenceJournal(self._write, self._read)
        self.registries = RegistryJournal(self._read)
        self.retention = RetentionJournal(self._write, self._read)
        self.aid = AidJournal(self._write, self._read)
        self.carrying = CarryingJournal(self._write, self._read)
        self.watching = WatchingJournal(self._write, self._read)
        self.statistics = StatisticsJournal(self._read)
        self.packs = PackJournal(self._write, self._read)

    async def close(self) -> None:
        """Write what was given, then let go of the database; harmless when repeated."""
        self._closed = True
        await self._writer.close()
        self._readers.shutdown()
        self._engines.dispose()

    async def healthy(self) -> bool:
        """Whether it can be read and written: a page is, for a full disk lets an empty transaction pass."""
        try:
            await self._read(acts.paused)
            await self._write(lambda connection: reserve(connection, PROBE, 1))
        except GatewayError:
            return False
        return True

    async def name(self) -> str:
        """This journal's own, made with it: what others remember under another name is of another journal."""
        return await self._read(lambda connection: str(connection.execute(select(JOURNAL.c.name)).scalar_one()))

    # The way in

    async def numbers(self, count: int, on: date) -> Sequence[str]:
        """`count` ≥ 1 of our numbers, 18 digits beginning with the date; unique for ever, over workers and restarts."""
        return await self._numbers.take(count, on)

    async def identity(self, party: str, number: str) -> Copy | None:
        """What was accepted under this identity; None may be out of date at once, `accept` alone decides."""
        return await self._read(lambda connection: acceptances.copy_of(connection, party, number))

    async def same_bytes(self, party: str, number: str, raw: bytes) -> Copy | None:
        """What was accepted under this identity, if it was these bytes."""
        return await self._read(lambda connection: acceptances.same_bytes(connection, party, number, raw))

    async def origin(self, party: str, references: Mapping[str, str]) -> Origin | None:
        """The message that an answer of `party` bearing these numbers answers; they are tried in their order."""
        return await self._read(lambda connection: acceptances.origin(connection, party, references))

    async def accept(self, acceptance: Acceptance) -> Accepted | Copy:
        """Make all of it durable, or tell what stands under (party, number): the caller compares its content."""
        kept = self._kept
        result = await self._write(lambda connection: acceptances.accept(connection, acceptance, kept))
        brought = {name for one in (acceptance, *acceptance.beside) for name in one.trace.materials}
        if isinstance(result, Accepted) and not brought <= kept:
            self._kept = kept | brought  # only now: what failed is written with the next
        return result

    async def refuse(self, refusal: Refusal) -> None:
        """Keep what was refused, under the day's quota. `link` is one of ours or "": a stranger must not choose it."""
        await self._write(lambda connection: acts.refuse(connection, refusal, self._refusals_kept_per_day))

    # Code tables

    async def code_updates(self, after: int) -> Sequence[tuple[int, CodeTable | None]]:
        """The updates of code tables behind `after` (0: all), in the order in which they came; None: unreadable."""
        return await self._read(lambda connection: code_updates.since(connection, after))

    # The way out

    async def claim(self, mailbox: Mailbox, worker: str, now: datetime, lease_s: float) -> Claimed | Due | None:
        """The head of the mailbox, ours for `lease_s` seconds; Due: ask again then; None: wait to be told."""
        return await self._write(lambda connection: claims.claim(connection, mailbox, worker, now, lease_s))

    async def conclude(self, claimed: Claimed, delivery: Delivery, attempt: Attempt) -> tuple[Due, ...]:
        """Record the attempt; where the fence allows, the delivery becomes `delivery`. Returns what comes up."""
        return await self._write(lambda connection: attempts.conclude(connection, claimed, delivery, attempt))

    async def reseal(self, claimed: Claimed, document: bytes, act: Act) -> None:
        """Keep the new bytes of a claimed delivery whose seal had run out, before they are sent. REASON_MISSING."""
        await self._write(lambda connection: resealing.reseal(connection, claimed, document, act))

    async def due(self, now: datetime, limit: int, links: Collection[str] | None = None) -> Sequence[Due]:
        """Heads that nothing holds back and nobody has claimed, the longest due first; `links`: of these only."""
        named = None if links is None else sorted(links)
        return await self._read(lambda connection: heads.due(connection, now, limit, named))

    # Operators

    async def redeliver(self, message: str, link: str, act: Act, now: datetime) -> tuple[Due, ...]:
        """Same number, same bytes, once more. DELIVERY_UNKNOWN, ALREADY_WAITING, NO_DOCUMENT, REASON_MISSING."""
        return await self._write(lambda connection: replay.redeliver(connection, message, link, act, now))

    async def skip(self, message: str, link: str, act: Act, now: datetime) -> tuple[Due, ...]:
        """Give up a dead letter and free what it holds back. DELIVERY_UNKNOWN, NOT_DEAD, REASON_MISSING."""
        return await self._write(lambda connection: replay.skip(connection, message, link, act, now))

    async def act(self, act: Act, message: str | None = None) -> None:
        """Keep what an operator did, in the timeline of `message` if it names one. REASON_MISSING."""
        await self._write(lambda connection: acts.act(connection, act, message))

    async def pause(self, link: str, act: Act) -> None:
        """No delivery of the link is claimed until it is resumed; one in flight is concluded. REASON_MISSING."""
        await self._write(lambda connection: acts.pause(connection, link, act))

    async def resume(self, link: str, act: Act) -> None:
        """Let the link's deliveries be claimed again; `due(now, limit, [link])` tells which. REASON_MISSING."""
        await self._write(lambda connection: acts.resume(connection, link, act))

    async def paused(self) -> frozenset[str]:
        """The links that are paused."""
        return await self._read(acts.paused)

    # Readers

    async def messages(self, wanted: Filter) -> Sequence[MessageRow]:
        """Newest first; `link` is the sender's or a receiver's, `number` ours, the sender's or an outgoing one."""
        return await self._read(lambda connection: listing.messages(connection, wanted))

    async def message(self, number: str) -> MessageView | None:
        """The message of our number, with its deliveries, attempts, acts and timeline."""
        return await self._read(lambda connection: timeline.message(connection, number))

    async def refusals(self, limit: int, *, link: str | None = None, security: bool | None = None) -> Sequence[Refusal]:
        """Newest first."""
        return await self._read(lambda connection: listing.refusals(connection, limit, link, security))

    async def dead(self, limit: int, *, link: str | None = None) -> Sequence[DeadLetter]:
        """Oldest first."""
        return await self._read(lambda connection: listing.dead(connection, limit, link))

    async def counts(self) -> Mapping[tuple[str, State], int]:
        """Deliveries by link and state; pairs without any are left out."""
        return await self._read(listing.counts)

    async def oldest_waiting(self) -> Mapping[str, datetime]:
        """By link, since when its oldest waiting delivery waits."""
        return await self._read(listing.oldest_waiting)

    async def invariant(self) -> Invariant:
        """Rule 3 of docs/architecture.md, counted afresh."""
        return await self._read(listing.invariant)

    async def _write(self, work: Work[T]) -> T:
        return await self._writer.write(work)

    async def _read(self, work: Work[T]) -> T:
        if self._closed:
            raise faults.JOURNAL_AWAY.error("the journal is closed")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._reading, work)

    def _reading(self, work: Work[T]) -> T:
        try:
            with self._engines.reading.connect() as connection:
                return work(connection)
        except Exception as error:
            raise told(error) from error
