"""Taking a document in, layer by layer: charset, parse, verify, schema, unwrap; then the business document.

From each verification on, only the canonical bytes that the signature covers exist; what was sent is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from lxml import etree

from gateway.document.canonical import canonical
from gateway.document.gb18030 import as_published
from gateway.document.parse import Document, line_of, parse, parse_text
from gateway.model import faults
from gateway.model.doubts import doubts
from gateway.model.errors import GatewayError, Place
from gateway.model.message import Envelope, Key, Message
from gateway.translation.losses import Loss, loss
from gateway.translation.sealing_times import doubted_time
from gateway.translation.terms import Terms
from gateway.trust import dsig
from gateway.trust.digests import DIGESTS
from gateway.trust.md5_prefix import PROFILE
from gateway.trust.profiles import Profile
from gateway.trust.xmldsig_verify import Verified, verify_read

DATA = "Data"
"""Where a DxpMsg has its business document."""
NOTE_CHARS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document whose outer layer is known to be its sender's; the business document is not yet understood."""

    root: etree._Element
    """The innermost layer that was opened, without signatures: in the end the business document."""
    envelope: Envelope | None = None
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


def prove(raw: bytes, terms: Terms, *, header: str | None, at: datetime) -> Opened:
    """Parse, and verify at the moment `at`: from here on the answer is signed, and names the message id if it can.

    Raises what parsing and trust raise.
    """
    bare, proof = open_prefix(raw, terms)
    root, notes = open_bytes(bare, terms.profile, terms, at, header=header)
    number = (terms.envelope or terms.translator).number(root)
    return Opened(root=root, number=number, notes={**notes, **proof})


def read_head(proven: Opened, terms: Terms, *, on: date) -> Opened:
    """The same with its envelope read, if it has one. Raises ENVELOPE_DATA, and what the envelope's form raises."""
    if terms.envelope is None:
        return proven
    try:
        envelope, losses = terms.envelope.read(proven.root, on=on)
    except GatewayError as error:
        if error.place.path is not None and error.place.path.endswith(f"/{DATA}"):
            raise faults.ENVELOPE_DATA.error(error.reason, place=error.place, value=error.value) from None
        raise
    return replace(proven, envelope=envelope, number=envelope.number, losses=losses)


def unwrap(headed: Opened, terms: Terms, *, at: datetime) -> Opened:
    """The same with its business document opened and verified.

    Raises SENDER_WRONG, RECEIVER_UNKNOWN for another node's, and what `prove` raises.
    """
    envelope = headed.envelope
    if envelope is None:
        return headed
    if terms.address and envelope.sender != terms.address:
        raise faults.SENDER_WRONG.error(f"this link's sender is {terms.address}", value=envelope.sender)
    if terms.node and envelope.hop and envelope.hop.start_node not in (None, terms.node):
        raise faults.SENDER_WRONG.error(f"this link's node is {terms.node}", value=envelope.hop.start_node)
    if terms.node and envelope.hop and envelope.hop.end_node not in (None, terms.our_node):
        raise faults.RECEIVER_UNKNOWN.error(f"our node is {terms.our_node}", value=envelope.hop.end_node)
    try:
        root, proof = open_bytes(envelope.data, terms.document_profile, terms, at)
    except GatewayError as error:
        place = replace(error.place, path=f"in {DATA}")
        raise error.fault.error(error.reason, place=place, value=error.value) from None
    more = {f"document.{name}": value for name, value in proof.items()}
    return replace(headed, root=root, notes={**headed.notes, **more})


def open_document(raw: bytes, terms: Terms, *, header: str | None, at: datetime, on: date) -> Opened:
    """All three at once, for who has nobody to answer in between."""
    return unwrap(read_head(prove(raw, terms, header=header, at=at), terms, on=on), terms, at=at)


def understand(opened: Opened, terms: Terms, *, on: date) -> Taken:
    """Check against the schema and read by the tables, as of the day `on`. Raises what `Translator.read` raises."""
    envelope = opened.envelope
    keys = envelope.keys if envelope else ()
    read = terms.translator.read(opened.root, on=on, keys=keys)
    losses = (*opened.losses, *read.losses)
    if terms.strict and losses:
        first = losses[0]
        raise faults.SCHEMA.error(first.reason, place=Place(path=first.path), value=first.value)
    message, declared = declared_anyway(_told_by(read.message, envelope), drafts_are_declared=terms.drafts_are_declared)
    losses = (*losses, *declared)
    if terms.address and message.sender not in ("", terms.address):
        raise faults.SENDER_WRONG.error(f"this link's sender is {terms.address}", value=message.sender)
    doubted = doubted_numbers(message, strict=terms.strict)
    content = content_of(opened.root, message, keys)
    number = opened.number or message.number or content
    timed = doubted_time(message, envelope.created_at if envelope else None, opened.notes, terms)
    notes = {**opened.notes, **doubted, **timed}
    return Taken(message=message, number=number, content=content, losses=losses, notes=notes)


def declared_anyway(message: Message, *, drafts_are_declared: bool) -> tuple[Message, tuple[Loss, ...]]:
    """A draft taken for declared where that was agreed, told as a loss; else it stays one, and the door refuses it.

    Every public client writes 暂存 (OperType G), whoever declares what it handed over.
    """
    if not (drafts_are_declared and getattr(message.body, "draft", False)):
        return message, ()
    body = replace(message.body, draft=False)  # type: ignore[type-var]
    return replace(message, body=body), (loss("draft", "", "true", "taken for declared, as agreed for this link"),)


def doubted_numbers(message: Message, *, strict: bool) -> dict[str, str]:
    """A note of the numbers whose shape or check digit is not right; IDENTIFIER_WRONG on a strict link, if surely so.

    Elsewhere a wrong number is carried: the office that gave it decides, and the goods wait for it.
    """
    found = tuple(doubts(message))
    wrong = next((doubt for doubt in found if doubt.sure), None)
    if strict and wrong:
        raise faults.IDENTIFIER_WRONG.error(wrong.reason, place=Place(path=wrong.name), value=wrong.value)
    return {"doubtful": " ".join(doubt.name for doubt in found)[:NOTE_CHARS]} if found else {}


def content_of(business: etree._Element, message: Message, keys: Iterable[Key] = ()) -> str:
    """`sm3:` and hex over all that must be equal in two copies: kind, named receivers, key words, canonical document.

    What an enterprise chose stands in key words (BizKey) where a port's form has no element for it.
    """
    said = sorted(f"{key.name}\0{key.value}" for key in keys)  # NUL cannot stand in XML: no receiver looks so
    head = "\n".join((message.body.KIND, *sorted(message.receivers), *said, "")).encode()
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


def open_prefix(raw: bytes, terms: Terms) -> tuple[bytes, dict[str, str]]:
    """The document behind a legacy link's prefix, and a note of it. Raises PREFIX_WRONG."""
    if terms.prefix is None or not terms.prefix.received:
        return raw, {}
    return terms.prefix.stripped(raw), {"profile": PROFILE}


def open_bytes(
    raw: bytes,
    profile: Profile | None,
    terms: Terms,
    at: datetime,
    *,
    header: str | None = None,
    limit: int | None = None,
) -> tuple[etree._Element, dict[str, str]]:
    """What the signature on one layer covers, with how it was read and the proof; without a profile the layer as it is.

    Private characters that stand in GB18030 for public ones, and were signed so, are read as the public ones.
    """

    def read(published: bool) -> Document:
        return parse(
            raw,
            limit=limit or terms.limit_bytes,
            header=header,
            default=terms.unlabelled,
            believed=terms.believed,
            published=published,
        )

    if profile is None:
        document = read(True)
        return _without_signatures(document.root), _reading(document)
    verified, document = verify_read(read, profile, terms.trust, party=terms.party, at=at)
    return _in_place(verified.content.decode(), document), {**_reading(document), **_proof(verified)}


def _in_place(content: str, document: Document) -> etree._Element:
    """The canonical form begins with its root; the lines that a place names are those of the sender's file."""
    lines = "\n" * ((line_of(document.root) or 1) - 1)
    return parse_text(lines + (as_published(content) if document.newer else content))


def _without_signatures(root: etree._Element) -> etree._Element:
    """Where nobody asked for a signature, one that stands there says nothing, and is no part of the content either."""
    for signature in root.findall(dsig.SIGNATURE):
        root.remove(signature)
    return root


def _proof(verified: Verified) -> dict[str, str]:
    chain = " ".join(one.digest for one in verified.chain)
    lists = {"lists": " ".join(verified.lists)} if verified.lists else {}
    return {"profile": verified.profile, "certificate": verified.certificate.fingerprint, "chain": chain, **lists}


def _reading(document: Document) -> dict[str, str]:
    return {"charset": document.charset, "charset-source": document.source, "repairs": str(document.repairs)}
