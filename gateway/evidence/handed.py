"""What was handed over, and what came back: each receiver's receipt, each new seal, our own receipt."""

from __future__ import annotations

from functools import partial

from gateway.document.canonical import canonical
from gateway.evidence.case import Case, bare, covered, ours, place_of
from gateway.evidence.checks import Judge, same, wrong
from gateway.evidence.layout import RECEIPT
from gateway.evidence.recorded import Delivery, Later
from gateway.evidence.records import digest
from gateway.evidence.rerun import first
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.model.message import Receipt
from gateway.routing.delivery import Verdict
from gateway.translation.receipts import digest_of, read_receipt

ANSWERED = {(Verdict.DELIVERED.value, ""), (Verdict.REFUSED.value, faults.PEER_REFUSED.code)}
ANSWERED |= {(Verdict.FAILED.value, faults.PEER_REFUSED.code)}
"""Verdicts and codes of attempts that ended with a receipt that was believed."""


LABELS = (None, "utf-8", "gb18030")
"""Of charsets beside a receipt: none, and those of the charsets that links write in."""
UNSEALED = "nothing is sealed on this link: only the gateway says so"
NAMELESS = "this dialect's receipts name no digest: of which bytes it speaks, only the number in it says"


def judge_our_receipt(case: Case, judge: Judge) -> None:
    """Our seal on it, and that it names what was received; what it has no word for is said."""
    sealed = case.sender.terms.profile is not None
    what = "our receipt is sealed by us" if sealed else "our receipt can be read"
    receipt = judge.that(what, RECEIPT, partial(_our_receipt, case))
    if not sealed:
        judge.open("our receipt is sealed by us", RECEIPT, UNSEALED)
    if receipt is not None and receipt.digest:
        found = digest_of(case.dossier.received)
        judge.that("it names what was received", RECEIPT, lambda: same(receipt.digest, found, "digest"))
    elif receipt is not None:
        judge.open("it names what was received", RECEIPT, NAMELESS)


def _our_receipt(case: Case) -> Receipt:
    accepted, terms = case.accepted, ours(case.sender, case.trusted.gateway)
    header = terms.outer_charset()
    receipt = read_receipt(case.dossier.receipt, terms, header=header, at=accepted.at, on=accepted.on)
    if not receipt.accepted:
        raise wrong("it does not say that the message was accepted")
    return receipt


def judge_receivers(case: Case, judge: Judge) -> None:
    """Every document under every seal it was sent, and every answer to it."""
    for delivery in case.accepted.deliveries:
        if delivery.document is not None:
            _judge_seals(case, delivery, judge)
            _judge_answers(case, delivery, judge)


def _judge_seals(case: Case, delivery: Delivery, judge: Judge) -> None:
    place = place_of(delivery)
    judge.that(
        "each document that was sent is recorded, and the other way round", place, partial(_known, case, delivery)
    )
    for _, act in case.later:
        if act.what == "act" and act.number == delivery.number and act.document:
            judge.that("the new seal is ours, over the same content", place, partial(_again, case, delivery, act))


def _known(case: Case, delivery: Delivery) -> None:
    sent = case.sent(delivery)
    acts = {one.document for _, one in case.later if one.what == "act" and one.number == delivery.number}
    files = {digest(one) for one in (sent.document, *sent.earlier)}
    same(files, {delivery.document, *acts} - {None}, "digests of what was sent")
    answers = {one.receipt for _, one in case.later if one.what == "attempt" and one.number == delivery.number}
    same({digest(one.receipt) for one in sent.receipts}, answers - {None}, "digests of the answers")


def _again(case: Case, delivery: Delivery, act: Later) -> None:
    """A new seal changes nothing but itself."""
    agreed, sent = case.receivers[delivery.link], case.sent(delivery)
    terms = ours(agreed, case.trusted.gateway)
    document = next((one for one in (sent.document, *sent.earlier) if digest(one) == act.document), b"")
    was = covered(bare(first(case, delivery), agreed, "sent"), terms, case.accepted.at)
    found = covered(bare(document, agreed, "sent"), terms, act.at)
    same(digest(canonical(found)), digest(canonical(was)), "what the seal covers")


def _judge_answers(case: Case, delivery: Delivery, judge: Judge) -> None:
    for file, attempt in case.later:
        if attempt.what == "attempt" and attempt.number == delivery.number:
            judge.that("what was sent in the attempt is here", file, partial(_is_here, case, delivery, attempt))
            _judge_answer(case, delivery, file, attempt, judge)


def _judge_answer(case: Case, delivery: Delivery, file: str, attempt: Later, judge: Judge) -> None:
    whose = f"attempt {attempt.attempt} ({attempt.verdict}): {delivery.party}'s receipt"
    what = f"{whose} is its own, for these bytes"
    if (attempt.verdict, attempt.code) not in ANSWERED:
        judge.open(what, file, f"it ended without a receipt that could be believed ({attempt.code})")
    elif attempt.receipt is None:
        judge.open(what, file, "this way gives no receipts: handing it over was the delivery")
    elif case.receivers[delivery.link].terms.profile is None:
        judge.that(f"{whose} can be read", place_of(delivery), partial(_answer, case, delivery, attempt))
        judge.open(what, file, UNSEALED)
    else:
        receipt = judge.that(f"{whose} is its own", place_of(delivery), partial(_answer, case, delivery, attempt))
        if receipt is not None and not receipt.digest:
            judge.open(f"{whose} is for these bytes", file, NAMELESS)


def _is_here(case: Case, delivery: Delivery, attempt: Later) -> None:
    sent = case.sent(delivery)
    found = {digest(one) for one in (sent.document, *sent.earlier)}
    if attempt.document not in found:
        raise wrong(f"what was sent in the attempt is not here: {attempt.document}")


def _answer(case: Case, delivery: Delivery, attempt: Later) -> Receipt:
    sent, terms = case.sent(delivery), case.receivers[delivery.link].terms
    raw = next((one.receipt for one in sent.receipts if digest(one.receipt) == attempt.receipt), b"")
    receipt = _read_answer(raw, case, delivery, attempt)
    same(receipt.number, delivery.number, "number in the receipt")
    same(receipt.accepted, attempt.verdict == Verdict.DELIVERED.value, "acceptance in the receipt")
    if receipt.digest and receipt.digest not in _given_before(case, delivery, attempt):
        same(receipt.digest, attempt.document, "digest in the receipt")
    if receipt.receiver:
        same(receipt.receiver, terms.our_address, "whom the receipt is for")
    return receipt


def _given_before(case: Case, delivery: Delivery, attempt: Later) -> set[str | None]:
    """The first bytes and every new seal until this attempt: who had one of them repeats its first receipt."""
    acts = (one for _, one in case.later if one.what == "act" and one.number == delivery.number)
    return {delivery.document, *(one.document for one in acts if one.document and one.at <= attempt.at)}


def _read_answer(raw: bytes, case: Case, delivery: Delivery, attempt: Later) -> Receipt:
    """No record has the charset label that came beside a receipt: any will do under which it can be believed."""
    read = partial(read_receipt, raw, case.receivers[delivery.link].terms, at=attempt.at, on=case.accepted.on)
    for label in LABELS:
        try:
            return read(header=label)
        except GatewayError:
            continue
    return read(header=None)
