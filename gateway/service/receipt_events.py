"""What a receiver's answer lets the operators know beside its outcome: a receipt for other bytes, a legacy seal."""

from __future__ import annotations

from gateway.model import faults
from gateway.routing.delivery import Outcome
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Claimed, Refusal
from gateway.service.judging import UNREADABLE_BYTES, was_read
from gateway.service.legacy import tell_legacy
from gateway.service.refusing import Refuser
from gateway.service.surroundings import Surroundings
from gateway.translation.receipts import digest_of
from gateway.translation.terms import Terms


class ReceiptEvents:
    """Told of each attempt once. A lying receiver gains nothing: the same bytes go again whatever is written here."""

    def __init__(self, journal: Journal, world: Surroundings) -> None:
        self._refuser = Refuser(journal, world, UNREADABLE_BYTES)
        self._world = world

    async def tell(self, claimed: Claimed, terms: Terms, outcome: Outcome) -> None:
        """Count, log and keep what the security desk wants to see of this attempt."""
        if terms.profile is not None and was_read(outcome):
            tell_legacy(self._world.observer, claimed.link, terms.profile.name, "receipt")
        if outcome.code == faults.RECEIPT_OTHER.code:
            await self._refuser.keep(self._other(claimed, terms, outcome))

    def _other(self, claimed: Claimed, terms: Terms, outcome: Outcome) -> Refusal:
        return Refusal(
            at=self._world.now(),
            link=claimed.link,
            party=terms.party,
            number=claimed.number,
            code=outcome.code,
            place="receipt",
            reason=outcome.reason,
            digest=digest_of(outcome.receipt),
            size=len(outcome.receipt),
            head=outcome.receipt[:UNREADABLE_BYTES],
            security=True,
        )
