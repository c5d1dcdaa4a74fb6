"""Giving a message out to one link: encode, validate, sign, wrap; the bytes that will be sent, however often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from gateway.document.canonical import canonical
from gateway.document.charset import encode, reread
from gateway.document.parse import parse_text
from gateway.model.message import Body, Envelope, Hop, Message
from gateway.translation.codecs import CHINA
from gateway.translation.losses import Loss, loss
from gateway.translation.sealing import sealed
from gateway.translation.subscribed import narrowed
from gateway.translation.terms import Terms
from gateway.translation.translator import Written
from gateway.trust import dsig
from gateway.trust.certificates import read_certificate
from gateway.trust.dsig import from_base64

SERIAL_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One outgoing document. `body` is what was written, so with the numbers that the receiver will know."""

    document: bytes
    body: Body
    losses: tuple[Loss, ...]


def give(message: Message, terms: Terms, *, number: str, at: datetime, on: date) -> Given:
    """Write `message` for one link under our `number`, as said at `at`. Raises what `Translator.write` raises."""
    told = numbered(message, terms.translator.dialect.gives, number=number, at=at)
    receivers = (terms.address,) if terms.address else ()
    told = replace(told, sender=terms.our_address, receivers=receivers, body=narrowed(told.body, terms.shows))
    written = terms.translator.write(told, on=on, constants=terms.constants)
    profile = terms.profile if terms.envelope is None else terms.document_profile
    document = _encoded(sealed(written.document, terms.signer(profile)), terms.charset, terms, profile is not None)
    if terms.envelope is None:
        document = terms.prefix.prefixed(document) if terms.prefix else document
        return Given(document=document, body=told.body, losses=(*_theirs(written.losses), *_keyless(written)))
    kind = written.form.message_type
    envelope = Envelope(
        number=number,
        sender=terms.our_address,
        receivers=(terms.address,),
        created_at=at,
        message_type=kind,
        data=document,
        file_name=f"{kind}_{number}.xml",
        keys=written.keys,
        identity=f"M{number}",
        hop=hop_to(terms.node, terms.our_node, number=number, at=at) if terms.node else None,
    )
    outer, losses = terms.envelope.write(envelope, on=on)
    wrapped = encode(sealed(outer, terms.signer(terms.profile)).decode(), "UTF-8")
    return Given(document=wrapped, body=told.body, losses=(*_theirs(written.losses), *_outer(losses, written)))


def hop_to(node: str, ours: str, *, number: str, at: datetime) -> Hop:
    """The way to a node. Its number is our node, the moment, and the serial that ends our number (DXP, chapter 8)."""
    serial = f"{ours}{at.astimezone(CHINA):%Y%m%d%H%M%S}{number[-SERIAL_DIGITS:]:0>{SERIAL_DIGITS}}"
    return Hop(number=serial, sent_at=at, end_node=node, start_node=ours)


def reseal(document: bytes, terms: Terms, *, at: datetime) -> bytes:
    """The same outer document under a seal that is valid at `at`: its own if that still is, else a new one of ours.

    A mailbox may hold a document longer than a certificate lives; Data and message id stay as they are.
    """
    signer = terms.signer(terms.profile)
    if signer is None or f"<ds:KeyName>{signer.certificate.serial_hex}</ds:KeyName>".encode() in document:
        return document
    root = parse_text(reread(document, terms.outer_charset()))
    signature = root.find(dsig.SIGNATURE)
    if signature is None or _valid(signature.findtext(f".//{dsig.DS}X509Certificate", ""), at):
        return document
    root.remove(signature)
    return _encoded(sealed(canonical(root), signer), terms.outer_charset(), terms, signed=True)


def _encoded(document: bytes, charset: str, terms: Terms, signed: bool) -> bytes:
    return encode(document.decode(), charset, references=terms.character_references, signed=signed)


def numbered(message: Message, gives: str | None, *, number: str, at: datetime) -> Message:
    """Under our number; where the platform gives what is declared one and none is known, that is ours as well.

    What an office says is about what others declared: a number of ours would name nothing there.
    """
    body = message.body
    said = body.ANSWERS or body.ISSUER
    if gives is not None and not said and getattr(body, gives, number) is None:
        body = replace(body, **{gives: number})  # type: ignore[type-var]
    return replace(message, number=number, answer_to=number, sent_at=at, sender="", receivers=(), body=body)


def _theirs(losses: tuple[Loss, ...]) -> tuple[Loss, ...]:
    """Without those of the message around the body: its number and moment are ours, and nothing the sender said."""
    return tuple(loss for loss in losses if not loss.name.startswith("message."))


def _outer(losses: tuple[Loss, ...], written: Written) -> tuple[Loss, ...]:
    """Of an envelope's losses those of key words, by what they say: all else is ours, as its second and its Id."""
    return tuple(_keyless(written)) if any(loss.name.startswith("keys") for loss in losses) else ()


def _keyless(written: Written) -> Iterator[Loss]:
    """What the document has no element for and an envelope would have carried."""
    names = {row.path: row.name for row in written.form.keys}
    for key in written.keys:
        yield loss(names[key.name], "", key.value, "a key word of an envelope, and this link's has none")


def _valid(certificate: str, at: datetime) -> bool:
    return at <= read_certificate(from_base64(certificate)).not_after
