"""What was handed over, and what came back: each receiver's receipt, each new seal, our own receipt."""

from __future__ import annotations

from functools import partial

from gateway.document.canonical import canonical
from gateway.evidence.case import Case, bare, covered, ours, place_of
from gateway.evidence.checks import Judge, same, wrong
from gateway.evidence.recorded import Delivery, Later
from gateway.evidence.records import digest
from gateway.evidence.rerun import first
from gateway.model import faults
from gateway.routing.delivery import Verdict
from gateway.translation.receipts import digest_of, read_receipt

ANSWERED = {(Verdict.DELIVERED.value, ""), (Verdict.REFUSED.value, faults.PEER_REFUSED.code)}
ANSWERED |= {(Verdict.FAILED.value, faults.PEER_REFUSED.code)}
"""Verdicts and codes of attempts that ended with a receipt that was believed."""


def our_receipt(case: Case) -> None:
    """Our seal, and that it names what was received. EVIDENCE_WRONG, and what reading and trust raise."""
    accepted, terms = case.accepted, ours(case.sender, case.trusted.gateway)
    header = terms.outer_charset()
    receipt = read_receipt(case.dossier.receipt, terms, header=header, at=accepted.at, on=accepted.on)
    if not receipt.accepted:
        raise wrong("it does not say that the message was accepted")
    if receipt.digest:
        same(receipt.digest, digest_of(case.dossier.received), "digest of what was received")


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
        if attempt.what != "attempt" or attempt.number != delivery.number:
            continue
        what = f"attempt {attempt.attempt} ({attempt.verdict}): {delivery.party}'s receipt is its own, for these bytes"
        if (attempt.verdict, attempt.code) not in ANSWERED:
            judge.open(what, file, f"it ended without a receipt that could be believed ({attempt.code})")
        elif attempt.receipt is None:
            judge.open(what, file, "this way gives no receipts: handing it over was the delivery")
        else:
            judge.that(what, place_of(delivery), partial(_answer, case, delivery, attempt))


def _answer(case: Case, delivery: Delivery, attempt: Later) -> None:
    sent, terms = case.sent(delivery), case.receivers[delivery.link].terms
    raw = next((one.receipt for one in sent.receipts if digest(one.receipt) == attempt.receipt), b"")
    receipt = read_receipt(raw, terms, header=None, at=attempt.at, on=case.accepted.on)
    same(receipt.number, delivery.number, "number in the receipt")
    same(receipt.accepted, attempt.verdict == Verdict.DELIVERED.value, "acceptance in the receipt")
    if receipt.digest:
        same(receipt.digest, attempt.document, "digest in the receipt")
    if receipt.receiver:
        same(receipt.receiver, terms.our_address, "whom the receipt is for")
