"""The gateway as a party of its own: what it says is written, read, planned and kept as anybody's word is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gateway.model.kinds import KINDS
from gateway.model.message import Body, Message, Receipt
from gateway.model.recognition import RecognitionDecision
from gateway.model.release_mode import ReleaseModeDecision
from gateway.recognition.conduct import Conduct, Mode
from gateway.recognition.spoken import Spoken
from gateway.routing.authority import Authority
from gateway.routing.routes import Route
from gateway.service.adapter import Adapter, Sender
from gateway.service.catalogue import Catalogue
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Origin
from gateway.service.materials import Materials
from gateway.service.planning import plan
from gateway.service.surroundings import Surroundings
from gateway.service.tracing import Ground, Tracer
from gateway.translation.codes import Codes
from gateway.translation.giving import give
from gateway.translation.receipts import digest_of, word
from gateway.translation.subscribed import NAMES
from gateway.translation.taking import open_document, understand
from gateway.translation.terms import Terms

OURSELVES = "gateway"
"""Our party, and the name of the link that nobody can reach; no link may be called so."""
DIALECT = "regional"
"""The words that have one for everything that an office may say; ours where no authority published any."""


def ourselves(address: str, catalogue: Catalogue, materials: Materials) -> Sender:
    """Speaks for whatever office's rules it applies; what it says is sealed for each receiver, and by the record chain.

    Nobody can send over it: it is no link of the exchange.
    """
    dialect = catalogue.dialect(DIALECT)
    assert dialect is not None  # noqa: S101  (it comes with the program)
    terms = Terms(
        party=OURSELVES,
        translator=materials.translator(dialect),
        profile=None,
        trust=materials.trust,
        our_address=address,
        shows=NAMES,  # what a subscriber may not see is left out for that subscriber
    )
    kinds = frozenset(kind.KIND for kind in KINDS)
    route = Route(link=OURSELVES, party=OURSELVES, offices=("",), receives=frozenset())
    authority = Authority(may_send=kinds, route=route)
    return Sender(name=OURSELVES, terms=terms, authority=authority, conduct=Conduct(mode=Mode.OFF), own=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Makes acceptances out of what is to be said."""

    sender: Sender
    journal: Journal
    world: Surroundings
    tracer: Tracer

    async def said(self, spoken: Spoken, main: Acceptance, adapters: Mapping[str, Adapter], codes: Codes) -> Acceptance:
        """One word of ours, ready for the commit of `main`. Raises what writing, reading and planning raise."""
        journal, world, terms = self.journal, self.world, self.sender.terms
        (number,) = await journal.numbers(1, world.today())
        on, at = world.today(), world.now()
        body = _numbered(spoken.body, number)
        raw = give(Message(number=number, body=body), terms, number=number, at=at, on=on).document
        taken = understand(open_document(raw, terms, header=None, at=at, on=on), terms, on=on)
        origin = await self._origin(spoken, main) if spoken.answers else None
        made = await plan(taken, self.sender, adapters, journal, world, origin=origin)
        receipt = Receipt(number=number, accepted=True, digest=digest_of(raw), at=made.at, gateway_number=made.message)
        acceptance = made.acceptance(raw, word(receipt, terms, on=on))
        about = await journal.registries.aliases(spoken.about) if spoken.about else main.aliases
        # A number of ours in what only refers to it is learned by nobody: the result it names is its issuer's.
        learned = tuple(one for one in acceptance.learned if one.name == "in_reply_to")
        return replace(
            acceptance,
            aliases=about | {f"message:{made.message}"},
            learned=learned,
            entries=(*acceptance.entries, *spoken.entries),
            trace=self.tracer.trace(made, adapters, Ground(codes=codes, header=None, on=on)),
        )

    async def _origin(self, spoken: Spoken, main: Acceptance) -> Origin | None:
        """What it answers; that may be the very message beside which it is said."""
        if spoken.answers != main.message:
            return await self.journal.registries.origin(spoken.answers)
        bears = main.references
        return Origin(message=main.message, party=main.party, link=main.link, number=main.number, references=bears)


def _numbered(body: Body, number: str) -> Body:
    """A decision is known by the number of the message that tells it first."""
    if isinstance(body, RecognitionDecision | ReleaseModeDecision):
        return replace(body, decision_number=number)
    return body
