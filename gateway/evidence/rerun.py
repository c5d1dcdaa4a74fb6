"""The translation once more: what was received, read by the tables named, and written again, must be what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from lxml import etree

from gateway.document.parse import line_of
from gateway.evidence.case import Case, bare, layers, ours, outermost, place_of, unverified
from gateway.evidence.checks import same, wrong
from gateway.evidence.recorded import Delivery
from gateway.evidence.records import digest
from gateway.evidence.transplant import recorded
from gateway.model.errors import GatewayError
from gateway.model.message import Message
from gateway.translation.answering import in_their_numbers
from gateway.translation.giving import Given, give
from gateway.translation.losses import in_brief, in_words, refusal_in_words
from gateway.translation.receipts import told, word
from gateway.translation.taking import Opened, Taken, open_document, understand
from gateway.translation.terms import Terms
from gateway.trust.md5_prefix import PROFILE
from gateway.trust.signer import Signer

CERTIFICATE = "certificate"
BELIEVED_BY = ("chain", "lists")
"""Notes of how the gateway came to believe a seal; a stranger comes to it by certificates and lists of his own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What was received, read once more."""

    opened: Opened
    taken: Taken

    @property
    def restricted(self) -> bool:
        """Whether losses are told without values."""
        return self.taken.message.body.RESTRICTED


def opened_again(case: Case) -> Opened:
    """Out of its layers, each seal verified at the moment of the acceptance. Raises what `open_document` does."""
    accepted = case.accepted
    raw = bare(case.dossier.received, case.sender, "received")
    opened = open_document(raw, case.sender.terms, header=accepted.header, at=accepted.at, on=accepted.on)
    if case.sender.prefixed in ("both", "received"):
        opened = replace(opened, notes={**opened.notes, "profile": PROFILE})
    return opened


def certified(case: Case, opened: Opened) -> None:
    """EVIDENCE_WRONG unless the record names the certificates that stand in the document, and they are here."""
    found = {value for name, value in opened.notes.items() if name.split(".")[-1] == CERTIFICATE}
    noted = {value for name, value in case.accepted.notes.items() if name.split(".")[-1] == CERTIFICATE}
    same(found, noted, "certificates (SHA-256)")
    missing = case.accepted.certificates - case.dossier.materials.keys()
    if missing:
        raise wrong(f"certificates are not there: {', '.join(sorted(missing))}")


def understood(case: Case, opened: Opened) -> Again:
    """Its meaning, as the record has it. EVIDENCE_WRONG, and what `understand` raises."""
    accepted = case.accepted
    taken = understand(opened, case.sender.terms, on=accepted.on)
    body = taken.message.body
    same(body.KIND, accepted.kind, "kind")
    same(case.sender.terms.translator.dialect.name, accepted.dialect, "dialect")
    same(case.sender.terms.party, accepted.party, "party")
    same(taken.number, accepted.number, "number")
    same(taken.content, accepted.content, "digest of the content")
    same(in_words(taken.losses, restricted=body.RESTRICTED), accepted.losses, "losses in reading")
    for name, note in taken.notes.items():
        if name.split(".")[-1] not in BELIEVED_BY:
            same(note, accepted.notes.get(name), f"note {name}")
    return Again(opened=opened, taken=taken)


def written_again(case: Case, again: Again, delivery: Delivery) -> None:
    """EVIDENCE_WRONG unless one receiver's document comes out as it was sent, or is refused as it was refused."""
    agreed, accepted = case.receivers[delivery.link], case.accepted
    same(agreed.terms.party, delivery.party, "party")
    message = _told(case, again)
    if delivery.document is None:
        _refused(message, agreed.terms, delivery, case, restricted=again.restricted)
        return
    document = bare(first(case, delivery), agreed, "sent")
    terms = ours(agreed, case.trusted.gateway)
    terms = replace(agreed.terms, signers=_signers(document, terms, case))
    given = give(message, terms, number=delivery.number, at=accepted.at, on=accepted.on)
    same(in_words(given.losses, restricted=again.restricted), delivery.losses, "losses in writing")
    _compare(document, given, ours(agreed, case.trusted.gateway), case, place_of(delivery))


def receipt_again(case: Case, again: Again) -> None:
    """EVIDENCE_WRONG unless our receipt is worded as it was."""
    accepted, terms = case.accepted, ours(case.sender, case.trusted.gateway)
    raw, receipt = case.dossier.received, case.dossier.receipt
    made = told(raw, again.taken, case.sender.terms, envelope=again.opened.envelope, at=accepted.at)
    losses = (*accepted.losses, *(f"{one.link}: {loss}" for one in accepted.deliveries for loss in one.losses))
    made = replace(made, gateway_number=accepted.message, losses=in_brief(losses))
    signers = recorded([(terms.profile, outermost(receipt, terms))] if terms.profile else [])
    found = word(made, replace(case.sender.terms, signers=signers), on=accepted.on)
    if found != receipt:
        pair = [outermost(one, terms) for one in (receipt, found)]
        raise wrong("worded here, it says something else", difference(*pair))


def first(case: Case, delivery: Delivery) -> bytes:
    """The document as it was written at the acceptance, before any new seal. EVIDENCE_WRONG where it is not there."""
    sent = case.sent(delivery)
    for one in (sent.document, *sent.earlier):
        if digest(one) == delivery.document:
            return one
    raise wrong(f"no document has the digest {delivery.document} that was recorded", place_of(delivery))


def _told(case: Case, again: Again) -> Message:
    origin = case.accepted.origin
    if origin is None:
        return again.taken.message
    references = {str(name): str(value) for name, value in origin["references"].items()}
    return in_their_numbers(again.taken.message, str(origin["number"]), references)


def _refused(message: Message, terms: Terms, delivery: Delivery, case: Case, *, restricted: bool) -> None:
    accepted = case.accepted
    try:
        give(message, terms, number=delivery.number, at=accepted.at, on=accepted.on)
    except GatewayError as error:
        same(error.fault.code, delivery.code, "refusal")
        same(refusal_in_words(error, restricted=restricted), delivery.reason, "refusal")
        return
    except KeyError as error:  # it got as far as a seal, and there is none to transplant
        raise wrong(f"it was refused with {delivery.code}, and can be written here") from error
    raise wrong(f"it was refused with {delivery.code}, and can be written here")


def _signers(document: bytes, terms: Terms, case: Case) -> dict[str, Signer]:
    roots = unverified(document, terms, case.accepted.at)
    profiles = (terms.profile, terms.document_profile)
    found = [(profile, root) for profile, root in zip(profiles, roots, strict=False) if profile is not None]
    return recorded(found[::-1])


def _compare(document: bytes, given: Given, terms: Terms, case: Case, place: str) -> None:
    if given.document == document:
        return
    pairs = [unverified(one, terms, case.accepted.at) for one in (document, given.document)]
    for is_, again in reversed([*zip(*pairs, strict=True)]):
        where = difference(is_, again)
        if where:
            raise wrong("translated here, it says something else", f"{place}: {where}")
    raise wrong("translated here, it has other bytes", place)


def difference(found: etree._Element, again: etree._Element) -> str:
    """The first element in which two documents differ, as a path with its line; "" where they are equal."""
    for one, other in zip_longest(found.iter("*"), again.iter("*")):
        if one is None or other is None or _said(one) != _said(other):
            at = other if one is None else one
            return f"{'/'.join(_names(at))}, line {line_of(at)}"
    return ""


def _said(element: etree._Element) -> tuple[object, ...]:
    return element.tag, element.text, element.tail, sorted(element.attrib.items()), len(element)


def _names(element: etree._Element) -> Iterator[str]:
    above = [element, *element.iterancestors()]
    return (str(etree.QName(one).localname) for one in reversed(above))


def sealed_by_us(case: Case, delivery: Delivery) -> None:
    """Our seal on a document as it was first sent, on each layer."""
    agreed = case.receivers[delivery.link]
    layers(bare(first(case, delivery), agreed, "sent"), ours(agreed, case.trusted.gateway), case.accepted.at)
