"""What a receiver's answer means for a delivery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from gateway.model import faults
from gateway.model.errors import VALUE_CHARS, GatewayError, Turn
from gateway.model.message import Receipt
from gateway.routing.delivery import Outcome, Verdict
from gateway.service.transports.transport import Reply
from gateway.translation.receipts import digest_of, read_receipt
from gateway.translation.terms import Terms

UNREADABLE_BYTES = 4096
"""Of an answer that proves nothing: each of a hundred attempts keeps its own, and any may be a megabyte."""
AGAIN_OFFICIAL = "3"
"""Codes of DXP table 7-1 that a later attempt may cure begin so: the receiver's own trouble. 0999 is for a person."""


def judge(
    reply: Reply, sent: bytes, terms: Terms, *, number: str, at: datetime, on: date, before: Iterable[bytes] = ()
) -> Outcome:
    """The outcome of handing `sent` over under `number`.

    A receipt that cannot be trusted says nothing: the same bytes go again. One that names another document or other
    bytes is told as RECEIPT_OTHER. `before`: the same document's bytes under seals that ran out, for which a receiver
    who had one already repeats its first receipt. Without receipts (reply.receipt None) the hand-over is the delivery.
    """
    raw = reply.receipt
    if raw is None:
        return Outcome(verdict=Verdict.DELIVERED)
    try:
        receipt = read_receipt(raw, terms, header=reply.charset, at=at, on=on)
    except GatewayError as error:
        return _unreadable(error, reply, raw)
    named = replace(receipt, digest=receipt.digest or reply.digest)  # of a receipt without an element for it
    otherwise = _otherwise(named, (sent, *before), terms, number)
    if otherwise:
        return from_error(faults.RECEIPT_OTHER.error(f"the receipt is for {otherwise}"), reply)
    if receipt.accepted:
        return Outcome(verdict=Verdict.DELIVERED, receipt=raw)
    reason = f"{receipt.code}: {receipt.reason or 'no reason given'}"
    verdict = Verdict.FAILED if receipt.official.startswith(AGAIN_OFFICIAL) else Verdict.REFUSED
    return Outcome(verdict=verdict, code=faults.PEER_REFUSED.code, reason=reason, receipt=raw)


def was_read(outcome: Outcome) -> bool:
    """Whether this is the outcome of a receipt that was verified, whatever it said."""
    return bool(outcome.receipt) and outcome.code in ("", faults.PEER_REFUSED.code, faults.RECEIPT_OTHER.code)


def _otherwise(receipt: Receipt, sent: Sequence[bytes], terms: Terms, number: str) -> str:
    """What the receipt is for instead of what was sent; "" for that: our number, which no other delivery of ours bears.

    Nothing less will do, not even the declaration's own number: an old receipt of it could be played back, and a
    release would count as delivered that nobody got. What bears no message id has ours beside it (`Eport-Message`).
    """
    if receipt.number != number:
        return f"another document, {receipt.number[:VALUE_CHARS]}"
    if receipt.receiver and receipt.receiver != terms.our_address:  # its numbers are a date and a count like ours
        return f"another gateway, {receipt.receiver[:VALUE_CHARS]}"
    if receipt.digest and receipt.digest not in map(digest_of, sent):
        return f"other bytes, {receipt.digest[:VALUE_CHARS]}, and {digest_of(sent[0])} was sent"
    return ""


def from_error(error: GatewayError, reply: Reply | None = None) -> Outcome:
    """An attempt that brought no receipt we can go by; its fault says whether the same bytes go again."""
    return Outcome(
        verdict=Verdict.FAILED if error.fault.turn is Turn.AGAIN else Verdict.REFUSED,
        code=error.fault.code,
        reason=error.reason,
        receipt=(reply.receipt or b"") if reply else b"",
        retry_after_s=reply.retry_after_s if reply else None,
    )


def _unreadable(error: GatewayError, reply: Reply, raw: bytes) -> Outcome:
    """With an HTTP error and no receipt the status speaks; with 200 the receipt is at fault."""
    reply = replace(reply, receipt=raw[:UNREADABLE_BYTES])
    if reply.status in {429, 503}:
        return from_error(faults.PEER_BUSY.error(f"HTTP {reply.status}"), reply)
    if reply.status >= 400:
        return from_error(faults.UNREACHABLE.error(f"HTTP {reply.status} without a receipt"), reply)
    return from_error(faults.RECEIPT_INVALID.error(str(error) if raw else "HTTP 2xx without a receipt"), reply)
