"""Taking a document in, layer by layer: charset, parse, verify, schema, unwrap; then the business document.

From each verification on, only the canonical bytes that the signature covers exist; what was sent is not read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from lxml import etree

from gateway.document.canonical import canonical
from gateway.document.parse import Document, parse, parse_text
from gateway.model import faults
from gateway.model.errors import Place
from gateway.model.message import Envelope, Message
from gateway.translation.losses import Loss
from gateway.translation.terms import Terms
from gateway.trust import dsig
from gateway.trust.digests import DIGESTS
from gateway.trust.profiles import Profile
from gateway.trust.xmldsig_verify import Verified, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document whose outer layer is known to be its sender's; the business document is not yet understood."""

    root: etree._Element
    """The business document, without signatures."""
    envelope: Envelope | None
    number: str
    """The message id, or "" where the document bears none."""
    notes: Mapping[str, str]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A document understood."""

    message: Message
    number: str
    """Half of the identity: the envelope's message id, else the document's, else its content."""
    content: str
    losses: tuple[Loss, ...]
    notes: Mapping[str, str]


def open_document(raw: bytes, terms: Terms, *, header: str | None, at: datetime, on: date) -> Opened:
    """Parse, verify at the moment `at`, and unwrap. Raises what parsing, trust and the envelope's form raise."""
    document = parse(raw, limit=terms.limit_bytes, header=header)
    root, notes = _verified(document.root, terms.profile, terms, at)
    notes = {**_reading(document), **notes}
    if terms.envelope is None:
        return Opened(root=root, envelope=None, number=terms.translator.number(root), notes=notes)
    envelope, losses = terms.envelope.read(root, on=on)
    if terms.address and envelope.sender != terms.address:
        raise faults.SENDER_WRONG.error(f"this link's sender is {terms.address}", value=envelope.sender)
    inner = parse(envelope.data, limit=terms.limit_bytes)
    business, more = _verified(inner.root, terms.document_profile, terms, at)
    notes |= {f"document.{name}": value for name, value in {**_reading(inner), **more}.items()}
    return Opened(root=business, envelope=envelope, number=envelope.number, notes=notes, losses=losses)


def understand(opened: Opened, terms: Terms, *, on: date) -> Taken:
    """Check against the schema and read by the tables, as of the day `on`. Raises what `Translator.read` raises."""
    envelope = opened.envelope
    read = terms.translator.read(opened.root, on=on, keys=envelope.keys if envelope else ())
    losses = (*opened.losses, *read.losses)
    if terms.strict and losses:
        first = losses[0]
        raise faults.SCHEMA.error(first.reason, place=Place(path=first.path), value=first.value)
    message = _told_by(read.message, envelope)
    content = content_of(opened.root, message)
    number = opened.number or message.number or content
    return Taken(message=message, number=number, content=content, losses=losses, notes=opened.notes)


def content_of(business: etree._Element, message: Message) -> str:
    """`sm3:` and hex over kind, named receivers and the canonical document: what must be equal in two copies."""
    head = "\n".join((message.body.KIND, *sorted(message.receivers), "")).encode()
    return "sm3:" + DIGESTS["sm3"](head + canonical(business)).hex()


def _told_by(message: Message, envelope: Envelope | None) -> Message:
    if envelope is None:
        return message
    return replace(
        message,
        number=message.number or envelope.number,
        sent_at=message.sent_at or envelope.created_at,
        sender=envelope.sender,
        receivers=envelope.receivers,
    )


def _verified(
    root: etree._Element, profile: Profile | None, terms: Terms, at: datetime
) -> tuple[etree._Element, dict[str, str]]:
    if profile is None:
        return without_signatures(root), {}
    verified = verify(root, profile, terms.trust, party=terms.party, at=at)
    return parse_text(verified.content.decode()), _proof(verified)


def without_signatures(root: etree._Element) -> etree._Element:
    """Where nobody asked for a signature, one that stands there says nothing, and is no part of the content either."""
    for signature in root.findall(dsig.SIGNATURE):
        root.remove(signature)
    return root


def _proof(verified: Verified) -> dict[str, str]:
    return {"profile": verified.profile, "certificate": verified.certificate.fingerprint}


def _reading(document: Document) -> dict[str, str]:
    return {"charset": document.charset, "charset-source": document.source, "repairs": str(document.repairs)}
