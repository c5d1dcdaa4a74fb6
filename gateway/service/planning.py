"""What an accepted document leads to: who gets it, in which bytes, under which numbers. Nothing is durable yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gateway.model import faults
from gateway.model.errors import AgainError, GatewayError, SetupError
from gateway.model.message import Body, Message
from gateway.recognition.acknowledging import asked
from gateway.recognition.entries import entries
from gateway.recognition.steps import step
from gateway.routing.authority import allow
from gateway.routing.need_to_know import refuse_strangers, refuse_unfounded
from gateway.routing.routes import receivers
from gateway.routing.safety import lets_go, not_after, rests_on, stops
from gateway.service.adapter import Adapter, Sender
from gateway.service.journal.journal import Journal
from gateway.service.journal.records import Acceptance, Learned, NewDelivery, Origin
from gateway.service.surroundings import Surroundings
from gateway.translation.answering import in_their_numbers
from gateway.translation.giving import give
from gateway.translation.losses import in_words, refusal_in_words
from gateway.translation.taking import Taken

GLOBAL = frozenset({"bill", "entry_number", "inspection_number"})
"""Numbers that name one thing whoever says them; any other is its party's own."""
ABOUT = "about:"
"""Before the name of a number that only says what a document is about: an order is no declaration, and what answers
the declaration is no answer to the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One receiver's outcome of translation: a document, or the refusal that is its alone."""

    delivery: NewDelivery
    answered_by: frozenset[str] = frozenset()
    """The names of the numbers by which its receiver may answer it."""
    body: Body | None = None
    error: GatewayError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything of an acceptance but the bytes received and the receipt."""

    taken: Taken
    sender: Sender
    message: str
    """Our number."""
    at: datetime
    origin: Origin | None
    written: tuple[Written, ...]

    def losses(self) -> tuple[str, ...]:
        """In words: what reading lost, then what each receiver's document cannot say."""
        read = in_words(self.taken.losses, restricted=self.taken.message.body.RESTRICTED)
        rest = (f"{one.delivery.link}: {loss}" for one in self.written for loss in one.delivery.losses)
        return (*read, *rest)

    def acceptance(self, raw: bytes, receipt: bytes) -> Acceptance:
        """As the journal takes it."""
        message = self.taken.message
        body = message.body
        return Acceptance(
            message=self.message,
            party=self.sender.terms.party,
            number=self.taken.number,
            link=self.sender.name,
            kind=body.KIND,
            dialect=self.sender.terms.translator.dialect.name,
            received_at=self.at,
            raw=raw,
            content=self.taken.content,
            receipt=receipt,
            aliases=frozenset(_aliases(self)),
            references={**body.references(), "message": message.answer_to or message.number},
            learned=tuple(_learned(self)),
            answers=self.origin.message if self.origin else None,
            losses=in_words(self.taken.losses, restricted=body.RESTRICTED),
            notes={**self.taken.notes, "codes": self.sender.terms.translator.codes_version},
            deliveries=tuple(one.delivery for one in self.written),
            entries=entries(body),
            stops=stops(body),
            rests_on=rests_on(body),
            acknowledge=asked(body, self.at),
            step=step(body),
            conduct=self.sender.conduct,
        )


async def plan(
    taken: Taken,
    sender: Sender,
    adapters: Mapping[str, Adapter],
    journal: Journal,
    world: Surroundings,
    *,
    origin: Origin | None = None,
) -> Plan:
    """Authority, receivers, numbers, documents. Raises what makes the whole document refused.

    `origin`: what a word of the gateway's own answers; it knows, and bears no number by which to look for it.
    """
    message = taken.message
    allow(message, sender.authority)
    refuse_unfounded(message.body)
    await _refuse_ours(taken, sender, journal)
    origin = origin if sender.own else await _origin(message, sender, journal)
    told = message if origin is None else in_their_numbers(message, origin.number, origin.references)
    targets = _targets(message, sender, adapters, origin)
    for target in targets:
        refuse_strangers(message.body, target.route)
    number, *outgoing = await journal.numbers(1 + len(targets), world.today())
    at = world.now()
    written = tuple(_write(told, target, name, at, world) for target, name in zip(targets, outgoing, strict=True))
    failed = [one.error for one in written if one.error]
    if failed and len(failed) == len(written) and not sender.own:
        raise failed[0]
    return Plan(taken=taken, sender=sender, message=number, at=at, origin=origin, written=written)


async def _refuse_ours(taken: Taken, sender: Sender, journal: Journal) -> None:
    """SENDER_WRONG for what we sent to a legacy link ourselves: one key makes the prefixes of both ways.

    An answer needs no such look: it must bear a number that its sender was given.
    """
    if sender.terms.prefix is None or taken.message.body.ANSWERS:
        return
    if await journal.origin(sender.terms.party, {"in_reply_to": taken.number}) is not None:
        raise faults.SENDER_WRONG.error("this document is ours: we sent it to this link", value=taken.number)


async def _origin(message: Message, sender: Sender, journal: Journal) -> Origin | None:
    """What an answer answers; REFERENCE_UNKNOWN where none of its numbers leads to anything we gave its sender."""
    if not message.body.ANSWERS:
        return None
    references = message.body.references()
    origin = await journal.origin(sender.terms.party, _ways_back(message.body))
    if origin is None:
        reason = "no document that we sent you bears one of these numbers"
        raise faults.REFERENCE_UNKNOWN.error(reason, value=", ".join(references.values()))
    return origin


def _targets(
    message: Message, sender: Sender, adapters: Mapping[str, Adapter], origin: Origin | None
) -> Sequence[Adapter]:
    """Raises what keeps the document out. A word of our own is kept even where nobody is set up to get it."""
    try:
        return _receivers(message, sender, adapters, origin)
    except SetupError as error:
        if sender.own and error.fault is faults.NO_RECEIVER:
            return ()
        raise


def _receivers(
    message: Message, sender: Sender, adapters: Mapping[str, Adapter], origin: Origin | None
) -> Sequence[Adapter]:
    if origin is None:
        routes = [adapter.route for adapter in adapters.values()]
        chosen = receivers(message, sender.route, routes, ours=sender.terms.our_address)
        return [adapters[route.link] for route in chosen]
    target = adapters.get(origin.link)
    if target is None or message.body.KIND not in target.route.receives:
        raise faults.NO_RECEIVER.error("the link of the original sender does not receive this kind", value=origin.link)
    return [target]


def _write(message: Message, target: Adapter, number: str, at: datetime, world: Surroundings) -> Written:
    """A document that one receiver's dialect cannot say is a dead letter for that receiver, and for no other."""
    link, party = target.name, target.terms.party
    try:
        given = give(message, target.terms, number=number, at=at, on=world.today())
    except AgainError:
        raise  # our key is away: nobody's document is at fault
    except GatewayError as error:
        reason = refusal_in_words(error, restricted=message.body.RESTRICTED)
        refused = NewDelivery(link=link, party=party, number=number, document=b"", code=error.fault.code, reason=reason)
        return Written(delivery=refused, error=error)
    losses = in_words(given.losses, restricted=message.body.RESTRICTED)
    delivery = NewDelivery(
        link=link,
        party=party,
        number=number,
        document=given.document,
        losses=losses,
        not_after=not_after(message.body),
        releases=lets_go(message.body),
    )
    return Written(delivery=delivery, answered_by=target.terms.translator.answered_by, body=given.body)


def _aliases(made: Plan) -> Iterator[str]:
    """What names the consignment: our own number of it, its global numbers, and its party's own under the party."""
    yield f"message:{made.origin.message if made.origin else made.message}"
    for name, number in made.taken.message.body.aliases():
        yield f"{name}:{number}" if name in GLOBAL else f"{name}:{made.sender.terms.party}:{number}"


def _learned(made: Plan) -> Iterator[Learned]:
    """How answers find their way back: by our outgoing number, and by every number that a party was told or told us."""
    if made.origin is not None:
        body, party = made.taken.message.body, made.sender.terms.party
        for name, number in body.references().items():
            yield Learned(party=party, name=_known_by(name, body), number=number, message=made.origin.message)
        return
    for one in made.written:
        if one.body is not None:
            yield from _told(one, one.body, made.message)


def _told(one: Written, body: Body, message: str) -> Iterator[Learned]:
    """What one receiver was told. Whoever only refers to a number neither takes it from others nor waits for them."""
    party = one.delivery.party
    yield Learned(party=party, name="in_reply_to", number=one.delivery.number, message=message, own=True)
    for name, number in body.references().items():
        own = name in body.NAMED_BY and name in one.answered_by - GLOBAL
        if body.NAMED_BY:
            yield Learned(party=party, name=_known_by(name, body), number=number, message=message, own=own)
        elif name in body.TAKES_BACK:
            yield Learned(party=party, name=name, number=number, message=message, own=True, kept=False)


def _known_by(name: str, body: Body) -> str:
    return name if name in ("in_reply_to", *body.NAMED_BY) else f"{ABOUT}{name}"


def _ways_back(body: Body) -> dict[str, str]:
    """The names by which an answer may be known to answer something, the surest first, with its numbers."""
    numbers = body.references()
    named = [name for name in ("in_reply_to", *body.NAMED_BY) if name in numbers]
    rest = [name for name in numbers if name not in named]
    return {name: numbers[name.removeprefix(ABOUT)] for name in (*named, *(f"{ABOUT}{one}" for one in rest), *rest)}
