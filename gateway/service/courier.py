"""The way out: a ready mailbox under a lease, its head sent, the receipt checked, the outcome committed, next."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.routing.delivery import Outcome, State, after
from gateway.service.adapter import Adapter
from gateway.service.blame import where
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Attempt, Claimed, Due
from gateway.service.judging import from_error, judge
from gateway.service.mailboxes.interface import Lease, Mailboxes
from gateway.service.surroundings import Surroundings
from gateway.service.transports.transport import Parcel
from gateway.translation.giving import reseal

LOG = structlog.get_logger()
LEASE_MARGIN_S = 15.0
"""A lease outlasts the send's own timeout by so much, or two workers might send at once."""
SWEEP_S = 1.0
SWEPT = 1000
AT_ONCE = 32


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
        at_once: int = AT_ONCE,
        sweep_s: float = SWEEP_S,
    ) -> None:
        self._worker = worker
        self._adapters = adapters
        self._journal = journal
        self._mailboxes = mailboxes
        self._world = world
        self._sweep_s = sweep_s
        self._at_once = at_once
        self._room = asyncio.Semaphore(at_once)
        self._draining = False
        self._lease_s = LEASE_MARGIN_S + max((adapter.timeout_s for adapter in adapters.values()), default=0.0)

    async def run(self) -> None:
        """Until cancelled: sweep what was committed and not queued, and empty the mailboxes; ends running sends."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._sweep())
            tasks.create_task(self._empty(tasks))

    async def drain(self, timeout_s: float) -> None:
        """Take nothing more, and wait for the sends under way: a claim cut off would hold its mailbox for a lease."""
        self._draining = True
        try:
            async with asyncio.timeout(timeout_s):
                for _ in range(self._at_once):
                    await self._room.acquire()
        except TimeoutError:
            self._world.observer.event("drain-timeout", "")

    async def _sweep(self) -> None:
        """The journal is the truth: what Redis lost or never learned is put back, however it got lost."""
        while True:
            try:
                await self._mailboxes.put(await self._journal.due(self._world.now(), SWEPT))
            except GatewayError as error:
                self._world.observer.event("sweep-failed", "", code=error.fault.code)
            await asyncio.sleep(self._sweep_s)

    async def _empty(self, tasks: asyncio.TaskGroup) -> None:
        links = tuple(self._adapters)
        while not self._draining:
            await self._room.acquire()
            self._room.release()
            leases = await self._mailboxes.take(links, self._worker, self._at_once, self._lease_s)
            for lease in leases:
                await self._room.acquire()
                tasks.create_task(self._work(lease))
            if not leases:
                await self._mailboxes.wait(self._sweep_s)

    async def _work(self, lease: Lease) -> None:
        """One mailbox, one document. Whatever goes wrong costs this mailbox a pause, and no worker its life."""
        due: Due | None = None
        try:
            due = await self._deliver_head(lease)
        except GatewayError as error:
            self._world.observer.event("delivery-postponed", lease.mailbox.link, code=error.fault.code)
        except Exception as error:
            box = lease.mailbox
            LOG.error(
                "our-fault",
                link=box.link,
                consignment=box.consignment,
                error=type(error).__name__,
                where=where(error),
            )
        finally:
            self._room.release()
        await self._mailboxes.release(lease, due.due_at if due else None)

    async def _deliver_head(self, lease: Lease) -> Due | None:
        claimed = await self._journal.claim(lease.mailbox, self._worker, self._world.now(), self._lease_s)
        if not isinstance(claimed, Claimed):
            return claimed
        self._step("claimed", claimed)
        due = await self._deliver(claimed, self._adapters[claimed.link])
        await self._mailboxes.put([one for one in due if one.mailbox != lease.mailbox])
        return next((one for one in due if one.mailbox == lease.mailbox), None)

    async def _deliver(self, claimed: Claimed, adapter: Adapter) -> tuple[Due, ...]:
        began_at = self._world.now()
        outcome = await self._send(claimed, adapter)
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
        )
        due = await self._journal.conclude(claimed, result, attempt)
        self._step("concluded", claimed)
        name = "retry" if result.state is State.WAITING else result.state.value
        self._world.observer.event(name, claimed.link, kind=claimed.kind, code=outcome.code, message=claimed.message)
        return tuple(due)

    async def _send(self, claimed: Claimed, adapter: Adapter) -> Outcome:
        """One attempt, bounded in time; what the receiver said of it."""
        try:
            document = reseal(claimed.document, adapter.terms, at=self._world.now())
            parcel = Parcel(
                number=claimed.number, kind=claimed.kind, document=document, charset=adapter.terms.outer_charset()
            )
            async with asyncio.timeout(adapter.timeout_s):
                reply = await adapter.transport.send(parcel)
        except TimeoutError:
            return from_error(faults.TIMEOUT.error(f"no answer within {adapter.timeout_s} s"))
        except GatewayError as error:
            return from_error(error)
        self._step("sent", claimed)
        now, today = self._world.now(), self._world.today()
        return judge(reply, document, adapter.terms, number=claimed.number, at=now, on=today)

    def _step(self, name: str, claimed: Claimed) -> None:
        self._world.observer.step(name, claimed.link)
