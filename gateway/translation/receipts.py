"""Receipts: how we answer one document in the port's own words, and how a port's answer to ours is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from gateway.document.charset import encode
from gateway.model.errors import GatewayError
from gateway.model.message import Envelope, Receipt
from gateway.translation.sealing import sealed
from gateway.translation.taking import Taken, open_bytes
from gateway.translation.terms import Terms
from gateway.trust.digests import DIGESTS

RECEIPT_BYTES = 2**20
REASON_CHARS = 300
"""ResponseInfo of DxpRep, the shortest of the elements that a reason goes into."""
UNKNOWN = "Unknown"  # as CEB900 words the type of a message that could not be read


def digest_of(raw: bytes) -> str:
    """`sm3:` and hex of the bytes as received: what a receipt names."""
    return "sm3:" + DIGESTS["sm3"](raw).hex()


def accepted(raw: bytes, terms: Terms, *, number: str, envelope: Envelope | None, at: datetime) -> Receipt:
    """The receipt of a document that was taken."""
    head = envelope or (_unknown(terms, number, at) if terms.envelope else None)
    return Receipt(
        number=number,
        accepted=True,
        digest=digest_of(raw),
        at=at,
        original=head,
        receiver=terms.address or (head.sender if head else ""),
        answerer=terms.our_address,
    )


def told(raw: bytes, taken: Taken, terms: Terms, *, envelope: Envelope | None, at: datetime) -> Receipt:
    """The same of a document that was understood.

    Without an envelope it is named by its message id, else by a number that it bears, else by its content.
    """
    message = taken.message
    name = message.number or next(iter(message.body.references().values()), taken.number)
    return accepted(raw, terms, number=envelope.number if envelope else name, envelope=envelope, at=at)


def refused(
    error: GatewayError, raw: bytes, terms: Terms, *, number: str, envelope: Envelope | None, at: datetime
) -> Receipt:
    """The receipt that an error causes: its code, the nearest official one, place, value, reason and remedy."""
    return replace(
        accepted(raw, terms, number=number, envelope=envelope, at=at),
        accepted=False,
        code=error.fault.code,
        official=error.fault.official,
        reason=_told(error),
    )


def _told(error: GatewayError) -> str:
    """What is wrong is cut before what to do about it is."""
    remedy = f"; {error.fault.remedy} {error.fault.remedy_zh}"
    return f"{str(error)[: REASON_CHARS - len(remedy)]}{remedy}"


def _unknown(terms: Terms, number: str, at: datetime) -> Envelope:
    """A head for what had none that could be trusted: DxpRep must repeat one (stand-in word of CEB900: Unknown)."""
    return Envelope(
        number=number or UNKNOWN,
        sender=terms.address or UNKNOWN,
        receivers=(terms.our_address or UNKNOWN,),
        created_at=at,
        message_type=UNKNOWN,
        data=b"",
    )


def word(receipt: Receipt, terms: Terms, *, on: date, signed: bool = True) -> bytes:
    """The bytes of a receipt on this link, sealed under its outermost profile."""
    translator = terms.envelope or terms.translator
    document = translator.write_receipt(receipt, on=on)
    signer = terms.signer(terms.profile) if signed else None
    return encode(sealed(document, signer).decode(), terms.outer_charset(), references=True, signed=signer is not None)


def read_receipt(raw: bytes, terms: Terms, *, header: str | None, at: datetime, on: date) -> Receipt:
    """The receiver's answer, verified under the outermost profile. Raises what parse, verify and reading raise."""
    root, _ = open_bytes(raw, terms.profile, terms, at, header=header, limit=RECEIPT_BYTES)
    return (terms.envelope or terms.translator).read_receipt(root, on=on)
