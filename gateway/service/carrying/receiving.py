"""The receiving side: each document of a bundle goes through the exchange as if it came over the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gateway.evidence.records import digest
from gateway.model import faults
from gateway.service.adapter import Adapter
from gateway.service.carrying import bundle as bundles
from gateway.service.carrying.bundle import Bundle
from gateway.service.carrying.manifest import RECEIPTS, Item, Manifest
from gateway.service.exchange import Exchange
from gateway.service.journal.carrying.views import BundleRow, BundleState, Way
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Act
from gateway.service.surroundings import Surroundings
from gateway.service.transports.transport import Answer
from gateway.trust.signer import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What we said to one document; None: its time was over, and it was not taken in."""

    item: Item
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """Bundles that come in, for all links."""

    exchange: Exchange
    journal: Journal
    world: Surroundings
    signer: Callable[[], Signer]

    async def take_in(self, found: Bundle, adapter: Adapter, actor: str, reason: str) -> tuple[bytes, int, int]:
        """The bundle of receipts, how many documents it answers, and how many of them were accepted or known.

        CARRY_EXPIRED, CARRY_REPEATED, CARRY_FOREIGN, REASON_MISSING; BUSY where a document could not be taken now: the
        same file may be imported again, and goes on.
        """
        said, now = found.manifest, self.world.now()
        self.signer()
        if said.expires_at is None or now > said.expires_at:
            raise faults.CARRY_EXPIRED.error("the time of this bundle is over", value=str(said.expires_at))
        row = _row(found, adapter, self.world)
        target = f"{adapter.name} bundle {said.number}"
        act = Act(at=now, actor=actor, verb="carry-import", target=target, reason=reason)
        await self.journal.carrying.begin(row, act)
        answered = [await self._answered(found, one, adapter) for one in said.items]
        raw = self._receipts(found, answered, adapter)
        messages = [one.answer.message for one in answered if one.answer and one.answer.message]
        await self.journal.carrying.finish(row, raw, messages, act)
        self.world.observer.event("carried-in", adapter.name, bundle=said.number, documents=str(len(answered)))
        accepted = sum(one.answer is not None and one.answer.accepted for one in answered)
        return await self.journal.carrying.receipts(row.party, row.number), len(answered), accepted

    async def _answered(self, found: Bundle, item: Item, adapter: Adapter) -> Answered:
        if item.not_after is not None and self.world.now() > item.not_after:
            return Answered(item=item, answer=None)
        answer = await self.exchange.accept(adapter.name, found.content(item.file), item.charset or None)
        if answer.retry_after_s is not None:
            raise faults.BUSY.error("import the same file again: what was taken in stays so", value=item.number)
        return Answered(item=item, answer=answer)

    def _receipts(self, found: Bundle, answered: Sequence[Answered], adapter: Adapter) -> bytes:
        """It goes back to the address that the documents came from."""
        files = {_file(number): one.answer.receipt for number, one in enumerate(answered) if one.answer}
        items = (_item(number, one) for number, one in enumerate(answered))
        said = Manifest(
            what=RECEIPTS,
            number=found.manifest.number,
            sender=found.manifest.receiver,
            receiver=found.manifest.sender,
            made_at=self.world.now(),
            expires_at=None,
            answers=found.digest,
            items=tuple(items),
        )
        return bundles.write(said, files, self.signer())


def _row(found: Bundle, adapter: Adapter, world: Surroundings) -> BundleRow:
    said = found.manifest
    return BundleRow(
        way=Way.IN,
        party=adapter.terms.party,
        number=said.number,
        link=adapter.name,
        at=world.now(),
        expires_at=said.expires_at or world.now(),
        documents=len(said.items),
        digest=found.digest,
        state=BundleState.BEGUN,
    )


def _file(number: int) -> str:
    return f"receipts/{number + 1}.xml"


def _item(number: int, one: Answered) -> Item:
    if one.answer is None:
        return Item(number=one.item.number, file="", digest="", document=one.item.digest)
    return Item(
        number=one.item.number,
        file=_file(number),
        digest=digest(one.answer.receipt),
        document=one.item.digest,
        charset=one.answer.charset,
    )
