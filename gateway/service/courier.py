"""The way out: a ready mailbox under a lease, its head sent, the receipt checked, the outcome committed, next."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.routing.delivery import Outcome, State, after
from gateway.service import blame
from gateway.service.adapter import Adapter
from gateway.service.breakers import Breakers, Passage
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Act, Attempt, Claimed, Due, Mailbox
from gateway.service.judging import from_error, judge
from gateway.service.legacy import tell_legacy
from gateway.service.mailboxes.interface import Lease, Mailboxes
from gateway.service.receipt_events import ReceiptEvents
from gateway.service.room import Room
from gateway.service.surroundings import Surroundings
from gateway.service.transports.transport import Parcel
from gateway.translation.giving import reseal
from gateway.trust.md5_prefix import PROFILE

SWEEP_S = 1.0
SWEPT = 1000
AT_ONCE = 32
"""Sends to one link."""


@dataclass(slots=True)
class Handed:
    """The bytes of one attempt: other ones than were claimed, where they were sealed anew.

    `begin_by` (loop time): later a send might outlast the claim, and a worker that was frozen would send what others
    have sent, or stopped, meanwhile.
    """

    document: bytes
    begin_by: float
    passage: Passage


class Courier:
    """One a worker. Workers share mailboxes through leases; the journal's claim is what allows to send."""

    def __init__(
        self,
        *,
        worker: str,
        adapters: Mapping[str, Adapter],
        journal: Journal,
        mailboxes: Mailboxes,
        world: Surroundings,
        lease_margin_s: float,
        at_once: int = AT_ONCE,
        sweep_s: float = SWEEP_S,
    ) -> None:
        """`lease_margin_s`: how long a lease outlasts the longest send, or two workers might send at once."""
        self._worker = worker
        self._adapters = adapters
        self._journal = journal
        self._mailboxes = mailboxes
        self._world = world
        self._sweep_s = sweep_s
        self._receipts = ReceiptEvents(journal, world)
        self._room = Room(tuple(adapters), at_once)
        self._breakers = Breakers(adapters, time.monotonic, world.observer.event)
        self._draining = False
        self._margin_s = lease_margin_s
        self._lease_s = lease_margin_s + max((adapter.timeout_s for adapter in adapters.values()), default=0.0)

    async def run(self) -> None:
        """Until cancelled: sweep what was committed and not queued, and empty the mailboxes; ends running sends."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._for_ever(self._sweep))
            tasks.create_task(self._for_ever(partial(self._empty, tasks)))

    async def drain(self, timeout_s: float) -> None:
        """Take nothing more, and wait for the sends under way: a claim cut off would hold its mailbox for a lease."""
        self._draining = True
        try:
            async with asyncio.timeout(timeout_s):
                await self._room.empty()
        except TimeoutError:
            self._world.observer.event("drain-timeout", "")

    async def _for_ever(self, one_round: Callable[[], Awaitable[None]]) -> None:
        """A round that breaks costs a pause: without its courier a worker would take and never give."""
        while not self._draining:
            try:
                await one_round()
            except Exception as error:
                blame.tell(error)
                await asyncio.sleep(self._sweep_s)

    async def _sweep(self) -> None:
        """The journal is the truth: what Redis lost or never learned is put back, however it got lost."""
        try:
            await self._mailboxes.put(await self._journal.due(self._world.now(), SWEPT))
        except GatewayError as error:
            self._world.observer.event("sweep-failed", "", code=error.fault.code)
        await asyncio.sleep(self._sweep_s)

    async def _empty(self, tasks: asyncio.TaskGroup) -> None:
        links = self._breakers.open_to(self._room.links)
        leases = await self._mailboxes.take(links, self._worker, self._room.most, self._lease_s)
        for lease in leases:
            passage = None if self._draining else self._breakers.enter(lease.mailbox.link)
            if passage is None:
                await self._mailboxes.release(lease, self._world.now())
            else:
                self._room.enter(lease.mailbox.link)
                tasks.create_task(self._work(lease, passage))
        if not leases:
            await self._pause()

    async def _pause(self) -> None:
        """Until there is something to take, or room for what was left because there was none."""
        waits = [asyncio.ensure_future(self._mailboxes.wait(self._sweep_s))]
        if self._room.is_full:
            waits.append(asyncio.ensure_future(self._room.left()))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _work(self, lease: Lease, passage: Passage) -> None:
        """One mailbox, one document. Whatever goes wrong costs this mailbox a pause, and no worker its life."""
        due: Due | None = None
        try:
            due = await self._deliver_head(lease, passage)
        except GatewayError as error:
            self._world.observer.event("delivery-postponed", lease.mailbox.link, code=error.fault.code)
        except Exception as error:
            self._tell(lease.mailbox, error)
        finally:
            self._breakers.leave(passage)
            self._room.leave(lease.mailbox.link)
        await self._mailboxes.release(lease, due.due_at if due else None)

    async def _deliver_head(self, lease: Lease, passage: Passage) -> Due | None:
        begin_by = asyncio.get_running_loop().time() + self._margin_s
        claimed = await self._journal.claim(lease.mailbox, self._worker, self._world.now(), self._lease_s)
        if not isinstance(claimed, Claimed):
            return claimed
        self._step("claimed", claimed)
        handed = Handed(claimed.document, begin_by, passage)
        due = await self._deliver(claimed, self._adapters[claimed.link], handed)
        await self._mailboxes.put([one for one in due if one.mailbox != lease.mailbox])
        return next((one for one in due if one.mailbox == lease.mailbox), None)

    async def _deliver(self, claimed: Claimed, adapter: Adapter, handed: Handed) -> tuple[Due, ...]:
        began_at = self._world.now()
        outcome = await self._send(claimed, adapter, handed)
        self._breakers.told(handed.passage, outcome)
        self._step("judged", claimed)
        now = self._world.now()
        result = after(claimed.delivery, outcome, now, adapter.policy, self._world.draw())
        attempt = Attempt(
            delivery_id=claimed.delivery_id,
            attempt=claimed.delivery.attempts,
            worker=self._worker,
            began_at=began_at,
            ended_at=now,
            outcome=outcome,
            sent=handed.document,
        )
        due = await self._journal.conclude(claimed, result, attempt)
        self._step("concluded", claimed)
        name = "retry" if result.state is State.WAITING else result.state.value
        self._world.observer.event(name, claimed.link, kind=claimed.kind, code=outcome.code, message=claimed.message)
        return tuple(due)

    async def _send(self, claimed: Claimed, adapter: Adapter, handed: Handed) -> Outcome:
        """One attempt and what came of it; an error of ours too, or a delivery that breaks us would go for ever."""
        try:
            return await self._attempt(claimed, adapter, handed)
        except TimeoutError:
            return from_error(faults.TIMEOUT.error(f"no answer within {adapter.timeout_s} s"))
        except GatewayError as error:
            return from_error(error)
        except Exception as error:
            self._tell(claimed.mailboxes[0], error)
            return from_error(faults.OURS.error("an error of ours; it is in our log"))

    async def _attempt(self, claimed: Claimed, adapter: Adapter, handed: Handed) -> Outcome:
        """Hand it over, bounded in time; what the receiver said of it."""
        document = handed.document = await self._under_seal(claimed, adapter)
        parcel = Parcel(
            number=claimed.number, kind=claimed.kind, document=document, charset=adapter.terms.outer_charset()
        )
        if asyncio.get_running_loop().time() > handed.begin_by:
            raise faults.TIMEOUT.error("this worker was held up until its claim was all but over: nothing was sent")
        async with asyncio.timeout(adapter.timeout_s):
            reply = await adapter.transport.send(parcel)
        self._step("sent", claimed)
        if adapter.terms.prefix and adapter.terms.prefix.sent:
            tell_legacy(self._world.observer, claimed.link, PROFILE, "sent")
        now, today = self._world.now(), self._world.today()
        told = partial(judge, reply, document, adapter.terms, number=claimed.number, at=now, on=today)
        outcome = told()
        if outcome.code == faults.RECEIPT_OTHER.code:
            outcome = told(before=await self._journal.evidence.earlier(claimed.delivery_id))
        await self._receipts.tell(claimed, adapter.terms, outcome)
        return outcome

    async def _under_seal(self, claimed: Claimed, adapter: Adapter) -> bytes:
        """The document, sealed anew if its certificate ended while it waited; what is sent is always in the journal."""
        now = self._world.now()
        document = reseal(claimed.document, adapter.terms, at=now)
        if document != claimed.document:
            reason = "the certificate it was sealed under has ended"
            act = Act(at=now, actor=self._worker, verb="reseal", target=claimed.number, reason=reason)
            await self._journal.reseal(claimed, document, act)
        return document

    def _step(self, name: str, claimed: Claimed) -> None:
        self._world.observer.step(name, claimed.link)

    def _tell(self, box: Mailbox, error: Exception) -> None:
        blame.tell(error, link=box.link, consignment=box.consignment)
