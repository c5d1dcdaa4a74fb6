"""The emergency channel's front: export, import of either kind, recall, and what is on its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.adapter import Adapter
from gateway.service.carrying import bundle as bundles
from gateway.service.carrying.bundle import Bundle
from gateway.service.carrying.manifest import FILE, RECEIPTS, invalid
from gateway.service.carrying.receiving import Receiving
from gateway.service.carrying.sending import Sending
from gateway.service.journal.carrying.views import BundleRow
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Act, Refusal
from gateway.service.surroundings import Surroundings
from gateway.translation.receipts import digest_of

HEAD_BYTES = 4096
SECURITY = frozenset({faults.CARRY_FOREIGN, faults.CARRY_INVALID})
"""Somebody was on the way with the medium, or sends what is not for us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file: the answer that goes back, or of receipts the deliveries by state."""

    number: str
    link: str
    receipts: bytes = b""
    documents: int = 0
    accepted: int = 0
    """Of the documents, copies included; the others were refused, which their receipts say."""
    deliveries: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One a worker; whatever two of them do at once the journal puts in order."""

    adapters: Mapping[str, Adapter]
    journal: Journal
    world: Surroundings
    sending: Sending
    receiving: Receiving
    names: frozenset[str] = frozenset()

    async def export(self, link: str, actor: str, reason: str) -> tuple[str, bytes]:
        """The number and the file of a bundle. LINK_UNKNOWN, and what `Sending.export` raises."""
        return await self.sending.export(self._link(link), actor, reason)

    async def recall(self, number: str, actor: str, reason: str) -> int:
        """What `Sending.recall` does."""
        act = Act(at=self.world.now(), actor=actor, verb="carry-recall", target=f"bundle {number}", reason=reason)
        return await self.sending.recall(number, act)

    async def receipts(self, party: str, number: str) -> bytes:
        """The answer to a bundle of `party` that was taken in, once more. CARRY_UNKNOWN."""
        return await self.journal.carrying.receipts(party, number)

    async def bundles(self, limit: int) -> Sequence[BundleRow]:
        """What went out and came in, newest first."""
        return await self.journal.carrying.bundles(limit)

    async def take(self, raw: bytes, actor: str, reason: str, link: str = "") -> Imported:
        """Take in a file of either kind; `link`: whose it is, where its sender's address does not say it.

        CARRY_INVALID, CARRY_FOREIGN, CARRY_EXPIRED, CARRY_REPEATED, CARRY_UNKNOWN, BUSY, LINK_UNKNOWN, REASON_MISSING;
        each refusal is kept, and what was altered or is another's is told to the security desk.
        """
        try:
            return await self._take(raw, actor, reason, link)
        except GatewayError as error:
            await self._refused(raw, error, link)
            raise

    async def _take(self, raw: bytes, actor: str, reason: str, link: str) -> Imported:
        found = bundles.read(raw)
        adapter = self._link(link) if link else self._of(found)
        bundles.prove(found, adapter.terms.trust, party=adapter.terms.party, now=self.world.now())
        self._refuse_others(found, adapter)
        if found.manifest.what == RECEIPTS:
            deliveries = await self.sending.settle(found, adapter.name, actor, reason)
            return Imported(number=found.manifest.number, link=adapter.name, deliveries=deliveries)
        receipts, documents, accepted = await self.receiving.take_in(found, adapter, actor, reason)
        number = found.manifest.number
        return Imported(number=number, link=adapter.name, receipts=receipts, documents=documents, accepted=accepted)

    def _of(self, found: Bundle) -> Adapter:
        """The link whose party has the sender's address; nothing is believed of it before the signature is."""
        sender = found.manifest.sender
        known = [one for one in self.adapters.values() if sender in (one.terms.address, one.terms.party)]
        if len(known) != 1:
            reason = "no link, or more than one, is its sender's: name it by --link"
            raise faults.CARRY_FOREIGN.error(reason, value=sender)
        return known[0]

    def _refuse_others(self, found: Bundle, adapter: Adapter) -> None:
        """Whose it is stands in it: a bundle for another would be accepted here as ours."""
        said, terms = found.manifest, adapter.terms
        if said.receiver not in {terms.our_address, *self.names}:
            raise faults.CARRY_FOREIGN.error("the bundle is for another", value=said.receiver)
        if said.sender not in (terms.address, terms.party):
            raise faults.CARRY_FOREIGN.error("its sender's address is not that of the link", value=said.sender)
        if said.what == RECEIPTS and said.expires_at is not None:
            raise invalid("receipts do not expire", FILE)

    def _link(self, name: str) -> Adapter:
        adapter = self.adapters.get(name)
        if adapter is None:
            raise faults.LINK_UNKNOWN.error("there is no such link", value=name)
        return adapter

    async def _refused(self, raw: bytes, error: GatewayError, link: str) -> None:
        """Kept as what is refused at the door is, under the same quota."""
        security = error.fault in SECURITY
        known = link if link in self.adapters else ""
        self.world.observer.event("security" if security else "refused", known, code=error.fault.code, place="bundle")
        refusal = Refusal(
            at=self.world.now(),
            link=known,
            party="",
            number="",
            code=error.fault.code,
            place=str(error.place),
            reason=error.reason,
            digest=digest_of(raw),
            size=len(raw),
            head=raw[:HEAD_BYTES],
            security=security,
        )
        with suppress(GatewayError):  # the caller is told what is wrong with the file, whatever our disk does
            await self.journal.refuse(refusal)
