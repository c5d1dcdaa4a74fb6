"""The sending side: a bundle of what waits, and what the receiver's bundle of receipts makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from gateway.evidence.records import digest
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.routing.delivery import Outcome, State, Verdict, after
from gateway.service.adapter import Adapter
from gateway.service.carrying import bundle as bundles
from gateway.service.carrying.bundle import Bundle
from gateway.service.carrying.manifest import DOCUMENTS, FILE, Item, Manifest, invalid
from gateway.service.journal.carrying.leaving import Bounds
from gateway.service.journal.carrying.views import BundleRow, BundleState, Concluded, Way
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Act, Attempt, Claimed
from gateway.service.judging import judge
from gateway.service.mailboxes.interface import Mailboxes
from gateway.service.receipt_events import ReceiptEvents
from gateway.service.surroundings import Surroundings
from gateway.service.transports.transport import Reply
from gateway.translation.giving import reseal
from gateway.trust.signer import Signer

BOUNDS = Bounds()
RESEALED = "the certificate it was sealed under has ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Bundles that go out, for all links."""

    adapters: Mapping[str, Adapter]
    journal: Journal
    mailboxes: Mailboxes
    world: Surroundings
    signer: Callable[[], Signer]
    life: timedelta
    bounds: Bounds = BOUNDS

    async def export(self, adapter: Adapter, actor: str, reason: str) -> tuple[str, bytes]:
        """The number and the file of a new bundle, which holds its deliveries from now until it expires.

        CARRY_NOT_MANUAL, CARRY_NOTHING, REASON_MISSING; KEY_UNUSABLE where no key of ours signs.
        """
        self.signer()
        (number,) = await self.journal.numbers(1, self.world.today())
        now, target = self.world.now(), f"{adapter.name} bundle {number}"
        act = Act(at=now, actor=actor, verb="carry-export", target=target, reason=reason)
        row = BundleRow(
            way=Way.OUT,
            party=adapter.terms.party,
            number=number,
            link=adapter.name,
            at=now,
            expires_at=now + self.life,
            documents=0,
            digest="",
            state=BundleState.CARRIED,
        )
        claimed = await self.journal.carrying.take(row, self.bounds, act)
        try:
            raw = await self._written(row, adapter, claimed)
        except GatewayError as error:
            why = f"the bundle could not be written: {error.fault.code}"
            await self.recall(number, replace(act, verb="carry-recall", reason=why))
            raise
        await self.journal.carrying.told(number, digest(raw))
        self.world.observer.event("carried-out", adapter.name, bundle=number, documents=str(len(claimed)))
        return number, raw

    async def recall(self, number: str, act: Act) -> int:
        """Let the line send what a bundle holds; how many mailboxes that brings up. CARRY_UNKNOWN, CARRY_REPEATED."""
        due = await self.journal.carrying.recall(number, act, self.world.now())
        await self.mailboxes.put(due)
        return len(due)

    async def settle(self, found: Bundle, link: str, actor: str, reason: str) -> Mapping[str, int]:
        """Conclude what was carried by the receipts for it; how many deliveries are in which state then.

        CARRY_UNKNOWN, CARRY_REPEATED; CARRY_FOREIGN for receipts of another link's or another file's bundle.
        """
        said, adapter = found.manifest, self.adapters[link]
        row, claimed = await self.journal.carrying.outgoing(said.number)
        if row.link != link or said.answers != row.digest:
            raise faults.CARRY_FOREIGN.error("these receipts answer another bundle than we made", value=said.number)
        if row.state is BundleState.SETTLED:
            raise faults.CARRY_REPEATED.error("the receipts of this bundle were taken before", value=said.number)
        answers = {one.number: one for one in said.items}
        if missing := [one.number for one in claimed if one.number not in answers]:
            raise invalid(f"nothing answers {missing[0]}", FILE)
        concluded = [await self._concluded(one, answers[one.number], found, adapter) for one in claimed]
        now, target = self.world.now(), f"{link} bundle {said.number}"
        act = Act(at=now, actor=actor, verb="carry-settle", target=target, reason=reason)
        await self.mailboxes.put(await self.journal.carrying.settle(said.number, concluded, act))
        self._tell(concluded)
        return Counter(one.delivery.state.value for one in concluded)

    async def _written(self, row: BundleRow, adapter: Adapter, claimed: Sequence[Claimed]) -> bytes:
        documents = {_file(one): await self._under_seal(one, adapter) for one in claimed}
        items = (_item(one, documents[_file(one)], adapter) for one in claimed)
        said = Manifest(
            what=DOCUMENTS,
            number=row.number,
            sender=adapter.terms.our_address,
            receiver=adapter.terms.address or adapter.terms.party,
            made_at=row.at,
            expires_at=row.expires_at,
            items=tuple(items),
        )
        return bundles.write(said, documents, self.signer())

    async def _under_seal(self, claimed: Claimed, adapter: Adapter) -> bytes:
        """As the courier does it: what leaves is always in the journal."""
        now = self.world.now()
        document = reseal(claimed.document, adapter.terms, at=now)
        if document != claimed.document:
            act = Act(at=now, actor="bundle", verb="reseal", target=claimed.number, reason=RESEALED)
            await self.journal.reseal(claimed, document, act)
        return document

    async def _concluded(self, claimed: Claimed, item: Item, found: Bundle, adapter: Adapter) -> Concluded:
        now = self.world.now()
        outcome = await self._judged(claimed, item, found, adapter)
        await ReceiptEvents(self.journal, self.world).tell(claimed, adapter.terms, outcome)
        attempt = Attempt(
            delivery_id=claimed.delivery_id,
            attempt=claimed.attempt,
            worker=f"bundle {found.manifest.number}",
            began_at=now,
            ended_at=now,
            outcome=outcome,
        )
        delivery = after(claimed.delivery, outcome, now, adapter.policy, self.world.draw())
        return Concluded(claimed=claimed, delivery=delivery, attempt=attempt)

    async def _judged(self, claimed: Claimed, item: Item, found: Bundle, adapter: Adapter) -> Outcome:
        """By the receiver's own receipt, as if it had come over the line; the bundle around it proves nothing of it."""
        if not item.file:
            code, reason = faults.CARRY_EXPIRED.code, "its time was over when it arrived"
            return Outcome(verdict=Verdict.FAILED, code=code, reason=reason)
        reply = Reply(receipt=found.content(item.file), charset=item.charset or None, digest=item.document)
        at, on = self.world.now(), self.world.today()
        told = partial(judge, reply, claimed.document, adapter.terms, number=claimed.number, at=at, on=on)
        outcome = told()
        if outcome.code == faults.RECEIPT_OTHER.code:
            outcome = told(before=await self.journal.evidence.earlier(claimed.delivery_id))
        return outcome

    def _tell(self, concluded: Sequence[Concluded]) -> None:
        for one in concluded:
            name = "retry" if one.delivery.state is State.WAITING else one.delivery.state.value
            facts = {"kind": one.claimed.kind, "code": one.attempt.outcome.code, "message": one.claimed.message}
            self.world.observer.event(name, one.claimed.link, **facts)


def _file(claimed: Claimed) -> str:
    """By the delivery: the numbers of two replays of one message are the same."""
    return f"documents/{claimed.delivery_id}.xml"


def _item(claimed: Claimed, document: bytes, adapter: Adapter) -> Item:
    return Item(
        number=claimed.number,
        file=_file(claimed),
        digest=digest(document),
        charset=adapter.terms.outer_charset(),
        not_after=claimed.delivery.not_after,
    )
