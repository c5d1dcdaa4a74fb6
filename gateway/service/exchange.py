"""The way in: one document to one answer. Acceptance is one commit; what is not committed never happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gateway.model import faults
from gateway.model.errors import AgainError, GatewayError, Turn
from gateway.service import blame
from gateway.service.adapter import Adapter
from gateway.service.code_keeper import CodeKeeper
from gateway.service.deciding.decider import Decider
from gateway.service.deciding.feeder import feed
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Copy, Due
from gateway.service.legacy import INNER, OUTER, tell_legacy
from gateway.service.mailboxes.interface import Mailboxes, Seen
from gateway.service.planning import Plan, plan
from gateway.service.refusing import Arrival, Refuser
from gateway.service.surroundings import Surroundings
from gateway.service.tracing import Ground, Tracer
from gateway.service.transports.transport import Answer
from gateway.translation.losses import in_brief
from gateway.translation.receipts import digest_of, told, word
from gateway.translation.sealing_times import NOTE
from gateway.translation.taking import Opened, Taken, prove, read_head, understand, unwrap
from gateway.translation.terms import Terms

REPAIRS = ("repairs", "document.repairs")
"""Notes of how many charset labels were wrong but harmless, on the outer layer and on the inner: never silent."""

STALE_TRIES = 4
"""So often a message is planned anew because the registries learned more meanwhile, before its sender is asked to."""


class Exchange:
    """Accepts documents for all links. Called concurrently; the journal puts in order what must be."""

    def __init__(
        self,
        *,
        adapters: Mapping[str, Adapter],
        stranger: Terms,
        journal: Journal,
        mailboxes: Mailboxes,
        world: Surroundings,
        keeper: CodeKeeper,
        tracer: Tracer,
        decider: Decider,
        kept_bytes: int = 4096,
    ) -> None:
        self._adapters = adapters
        self._stranger = stranger
        self._journal = journal
        self._mailboxes = mailboxes
        self._world = world
        self._keeper = keeper
        self._tracer = tracer
        self._decider = decider
        self._refuser = Refuser(journal, world, kept_bytes)

    async def accept(self, link: str, raw: bytes, charset: str | None) -> Answer:
        """Answer one document that came over `link`, with the charset label beside it. Raises only when cancelled."""
        adapter = self._adapters.get(link)
        arrival = Arrival(link=link if adapter else "", terms=adapter.terms if adapter else self._stranger, raw=raw)
        try:
            if adapter is None:
                raise faults.LINK_UNKNOWN.error("there is no such link", value=link)
            return await self._accept(arrival, adapter, charset)
        except GatewayError as error:
            return await self._accepted_before(arrival, error) or await self._refuser.refuse(arrival, error)
        except Exception as error:
            blame.tell(error, link=arrival.link, digest=digest_of(raw))
            return await self._refuser.refuse(arrival, faults.OURS.error("an error of ours; it is in our log"))

    async def refuse(self, link: str, raw: bytes, error: GatewayError, *, security: bool = False) -> Answer:
        """Refuse what a transport could not even hand over as a document, in the link's own words."""
        arrival = Arrival(link=link, terms=self._adapters[link].terms, raw=raw)
        return await self._refuser.refuse(arrival, error, security=security)

    async def _accept(self, arrival: Arrival, adapter: Adapter, charset: str | None) -> Answer:
        terms, today = adapter.terms, self._world.today()
        # Trust, keys and tables are renewed while this waits: one message is judged by those of one moment.
        adapters, ground = dict(self._adapters), Ground(codes=self._keeper.codes, header=charset, on=today)
        arrival.opened = prove(arrival.raw, terms, header=charset, at=self._world.now())
        self._step("verified", arrival)
        self._tell_legacy(arrival, arrival.opened, OUTER)
        arrival.opened = read_head(arrival.opened, terms, on=today)
        arrival.opened = unwrap(arrival.opened, terms, at=self._world.now())
        self._tell_legacy(arrival, arrival.opened, INNER)
        taken = understand(arrival.opened, terms, on=today)
        self._step("understood", arrival)
        known = await self._mailboxes.seen(terms.party, taken.number)
        if known is not None:
            return self._copy(arrival, taken, Copy(message=known.message, content=known.content, receipt=known.receipt))
        for last in (*(False,) * STALE_TRIES, True):
            acceptance = await self._planned(arrival, taken, adapter, adapters, ground)
            try:
                return await self._commit(arrival, taken, acceptance)
            except AgainError as error:
                if last or error.fault is not faults.FACTS_STALE:
                    raise
        raise AssertionError  # the last try returns or raises

    async def _planned(
        self, arrival: Arrival, taken: Taken, adapter: Adapter, adapters: Mapping[str, Adapter], ground: Ground
    ) -> Acceptance:
        """All that the commit makes durable, with what we say ourselves because of it."""
        made = await plan(taken, adapter, adapters, self._journal, self._world)
        update = self._keeper.effect(taken.message, adapter.terms.party, made.at)
        self._step("planned", arrival)
        acceptance = made.acceptance(arrival.raw, self._receipt(arrival, made))
        acceptance = replace(acceptance, code_update=update, trace=self._tracer.trace(made, adapters, ground))
        acceptance = await self._decider.beside(made, acceptance, adapters, ground.codes)
        acceptance = await feed(self._decider.speaker, made, acceptance, adapters, ground.codes)
        self._step("signed", arrival)
        return acceptance

    async def _commit(self, arrival: Arrival, taken: Taken, acceptance: Acceptance) -> Answer:
        result = await self._journal.accept(acceptance)
        if isinstance(result, Copy):
            return self._copy(arrival, taken, result)
        self._step("committed", arrival)
        for event, stopped in (("superseded", result.stopped.superseded), ("follow-up", result.stopped.gone)):
            for message in stopped:
                self._world.observer.event(event, arrival.link, kind=acceptance.kind, message=message)
        for one in result.broken:
            facts = {"kind": acceptance.kind, "message": acceptance.message, "code": one.fault.code}
            self._world.observer.event("protocol", arrival.link, **facts)
        if acceptance.code_update is not None:
            await self._keeper.catch_up()
        await self._mailboxes.remember([_seen(acceptance)])
        self._step("remembered", arrival)
        now = self._world.now()
        await self._mailboxes.put([Due(mailbox=mailbox, due_at=now) for mailbox in result.mailboxes])
        self._step("queued", arrival)
        for accepted in (acceptance, *acceptance.beside):
            self._tell(arrival, accepted)
        return self._answer(arrival, acceptance.receipt, message=acceptance.message)

    def _receipt(self, arrival: Arrival, made: Plan) -> bytes:
        """Signed before the commit and stored in it: SM2 is randomised, a second signing would give other bytes."""
        envelope = arrival.opened.envelope if arrival.opened else None
        receipt = told(arrival.raw, made.taken, arrival.terms, envelope=envelope, at=made.at)
        receipt = replace(receipt, gateway_number=made.message, losses=in_brief(made.losses()))
        return word(receipt, arrival.terms, on=self._world.today())

    async def _accepted_before(self, arrival: Arrival, error: GatewayError) -> Answer | None:
        """The same bytes once more are a copy, even if tables or routes that changed since would refuse them now."""
        if not arrival.number or error.fault.turn is Turn.AGAIN:
            return None
        try:
            first = await self._journal.same_bytes(arrival.terms.party, arrival.number, arrival.raw)
        except AgainError:
            return None
        if first is None:
            return None
        self._world.observer.event("copy", arrival.link, message=first.message)
        return self._answer(arrival, first.receipt, message=first.message, copy=True)

    def _copy(self, arrival: Arrival, taken: Taken, first: Copy) -> Answer:
        """An equal copy gets the first receipt, byte for byte, even if its own signature differs."""
        if first.content != taken.content:
            reason = "this message id was accepted before with another content"
            raise faults.CONFLICTING_COPY.error(reason, value=taken.number)
        self._world.observer.event("copy", arrival.link, message=first.message)
        return self._answer(arrival, first.receipt, message=first.message, copy=True)

    def _answer(self, arrival: Arrival, receipt: bytes, *, message: str, copy: bool = False) -> Answer:
        charset = arrival.terms.outer_charset()
        return Answer(accepted=True, receipt=receipt, charset=charset, message=message, copy=copy)

    def _tell(self, arrival: Arrival, acceptance: Acceptance) -> None:
        facts = {"kind": acceptance.kind, "message": acceptance.message}
        self._world.observer.event("accepted", acceptance.link, **facts)
        if any(acceptance.notes.get(layer, "0") != "0" for layer in REPAIRS):
            self._world.observer.event("repaired", arrival.link, **facts)
        if NOTE in acceptance.notes:
            self._world.observer.event(NOTE, arrival.link, **facts)

    def _tell_legacy(self, arrival: Arrival, opened: Opened, layer: str) -> None:
        tell_legacy(self._world.observer, arrival.link, opened.notes.get(layer), "received")

    def _step(self, name: str, arrival: Arrival) -> None:
        self._world.observer.step(name, arrival.link)


def _seen(acceptance: Acceptance) -> Seen:
    return Seen(
        party=acceptance.party,
        number=acceptance.number,
        content=acceptance.content,
        message=acceptance.message,
        receipt=acceptance.receipt,
    )
