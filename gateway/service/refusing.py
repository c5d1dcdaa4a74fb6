"""Refusing: the receipt an error causes, the record of it, and the event that is counted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from gateway.model import faults
from gateway.model.errors import GatewayError, Turn
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Refusal
from gateway.service.surroundings import Surroundings
from gateway.service.transports.transport import Answer
from gateway.translation.receipts import digest_of, refused, word
from gateway.translation.taking import Opened
from gateway.translation.terms import Terms

WRAPPING = frozenset(
    {
        faults.SIGNATURE_SEVERAL,
        faults.REFERENCE_PARTIAL,
        faults.ID_TWICE,
        faults.SIGNATURE_MISPLACED,
        faults.SIGNATURE_SHAPE,
        faults.KEY_INFO_REFUSED,
    }
)
"""What a wrapped signature looks like. A signer that is set up wrongly may look so too, once, and is worth a look."""
SECURITY = WRAPPING | {
    faults.CONFLICTING_COPY,
    faults.NUMBER_TAKEN,
    faults.CERTIFICATE_OTHER_PARTY,
    faults.SENDER_WRONG,
    faults.LIFT_NOT_YOURS,
}
"""Refusals that the security desk wants to see. DIGEST_MISMATCH is none: mislabelled charsets are most of them."""
RETRY_AFTER_S = 5.0
NUMBER_CHARS = 255
"""What CopMsgId of DXP holds at most: a refused document may have millions where its number should be."""


@dataclass(slots=True, kw_only=True)
class Arrival:
    """What is known so far of one document: enough to answer it whatever happens next."""

    link: str
    terms: Terms
    raw: bytes
    opened: Opened | None = None
    """Set once its outer layer is known to be its sender's."""

    @property
    def number(self) -> str:
        """The message id, as far as it could be trusted."""
        return self.opened.number if self.opened else ""


class Refuser:
    """Words, records and counts refusals."""

    def __init__(self, journal: Journal, world: Surroundings, kept_bytes: int) -> None:
        self._journal = journal
        self._world = world
        self._kept_bytes = kept_bytes

    async def refuse(self, arrival: Arrival, error: GatewayError, *, security: bool = False) -> Answer:
        """A refusal consumes no id. A stranger's is not signed: our signature is not theirs to order.

        `security`: the desk wants to see it, whatever its fault.
        """
        document = self._worded(arrival, error)
        await self._keep(arrival, error, security=security or error.fault in SECURITY)
        return Answer(
            accepted=False,
            receipt=document,
            charset=arrival.terms.outer_charset(),
            status=error.fault.status,
            code=error.fault.code,
            retry_after_s=RETRY_AFTER_S if error.fault.turn is Turn.AGAIN else None,
        )

    def _worded(self, arrival: Arrival, error: GatewayError) -> bytes:
        """What a document says of itself is repeated where it can be, and left out where it is what is wrong."""
        known, terms = arrival.opened, arrival.terms
        on, at = self._world.today(), self._world.now()
        envelope = known.envelope if known else None
        whole = refused(error, arrival.raw, terms, number=arrival.number, envelope=envelope, at=at)
        nameless = refused(error, arrival.raw, terms, number="", envelope=None, at=at)
        for receipt in (whole, nameless):
            with suppress(GatewayError):
                return word(receipt, terms, on=on, signed=known is not None)
        return word(nameless, terms, on=on, signed=False)  # our key is away

    async def _keep(self, arrival: Arrival, error: GatewayError, *, security: bool) -> None:
        refusal = Refusal(
            at=self._world.now(),
            link=arrival.link,
            party=arrival.terms.party if arrival.opened else "",
            number=arrival.number[:NUMBER_CHARS],
            code=error.fault.code,
            place=str(error.place),
            reason=error.reason,
            digest=digest_of(arrival.raw),
            size=len(arrival.raw),
            head=arrival.raw[: self._kept_bytes],
            security=security,
        )
        self._tell(refusal)
        if error.fault is not faults.JOURNAL_AWAY:  # else the sender would wait for it a second time
            await self._record(refusal)

    async def keep(self, refusal: Refusal) -> None:
        """Count and keep a refusal that nobody is answered by: of a receipt."""
        self._tell(refusal)
        await self._record(refusal)

    def _tell(self, refusal: Refusal) -> None:
        name = "security" if refusal.security else "refused"
        self._world.observer.event(name, refusal.link, code=refusal.code, place=refusal.place)

    async def _record(self, refusal: Refusal) -> None:
        """One that cannot be written down is answered all the same: the sender must not wait for our disk."""
        try:
            await self._journal.refuse(refusal)
        except GatewayError as error:
            self._world.observer.event("refusal-unwritten", refusal.link, code=error.fault.code)
