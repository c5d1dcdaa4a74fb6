"""Judging a container as a stranger does: offline, by certificates of its own, and by doing the translation again."""

from __future__ import annotations

from functools import partial

from gateway.evidence import container, rerun
from gateway.evidence.case import Case, Trusted, case_of, place_of
from gateway.evidence.chained import judge_chain
from gateway.evidence.checks import Check, Judge, same, wrong
from gateway.evidence.consistent import all_named, in_order
from gateway.evidence.container import Contents
from gateway.evidence.dossier import Dossier
from gateway.evidence.handed import judge_our_receipt, judge_receivers
from gateway.evidence.layout import CODES, RECEIPT, RECEIVED, TRACE
from gateway.evidence.recorded import Delivery
from gateway.evidence.records import digest
from gateway.evidence.tables import tables_digest
from gateway.model import faults
from gateway.model.errors import GatewayError


def verified(raw: bytes, trusted: Trusted) -> tuple[Check, ...]:
    """Every check, good, bad or open; all that follows a bad signature is left out, for it would prove nothing.

    Raises EVIDENCE_UNREADABLE for what is no container.
    """
    judge = Judge()
    contents = judge.that("it is a container, as a gateway writes it", "", partial(_read, raw))
    if isinstance(contents, GatewayError):
        raise contents
    if contents is None:
        return tuple(judge.checks)
    what = f"signature of {trusted.gateway} over every file"
    judge.that(
        what, "META-INF/signatures.xml", lambda: container.signed(contents, trusted.store, party=trusted.gateway)
    )
    if judge.is_good:
        dossier = judge.that("its files follow from its records", TRACE, partial(container.dossier, contents))
        if dossier is not None:
            _judge(dossier, trusted, judge)
    return tuple(judge.checks)


def _read(raw: bytes) -> Contents | GatewayError:
    """What is no container at all is not judged, but told."""
    try:
        return container.read(raw)
    except GatewayError as error:
        if error.fault is faults.EVIDENCE_UNREADABLE:
            return error
        raise


def _judge(dossier: Dossier, trusted: Trusted, judge: Judge) -> None:
    case = judge.that("the records, terms and tables can be read", TRACE, lambda: case_of(dossier, trusted))
    if case is None:
        return
    judge.that("the records are of this message, in the order of their times", TRACE, lambda: in_order(case))
    judge.that("the record names what was received", RECEIVED, lambda: _received(case))
    judge.that("the record names our receipt", RECEIPT, lambda: _receipt(case))
    judge.that("every file is one that a record names", TRACE, lambda: all_named(case))
    judge_our_receipt(case, judge)
    judge_chain(dossier, trusted, judge)
    judge_receivers(case, judge)
    _judge_translation(case, judge)


def _judge_translation(case: Case, judge: Judge) -> None:
    _tables(case, judge)
    opened = judge.that(_seals(case, judge), RECEIVED, lambda: rerun.opened_again(case))
    if opened is None:
        return
    judge.that("its certificates are those recorded", RECEIVED, lambda: rerun.certified(case, opened))
    again = judge.that("read again it means what was recorded", RECEIVED, lambda: rerun.understood(case, opened))
    if again is None:
        return
    judge.that("our receipt comes out the same", RECEIPT, lambda: rerun.receipt_again(case, again))
    for one in case.accepted.deliveries:
        if one.document is not None:
            _our_seals(case, one, judge)
        what = "translated again it comes out the same" if one.document else f"it is refused again ({one.code})"
        judge.that(what, place_of(one), partial(rerun.written_again, case, again, one))


def _our_seals(case: Case, one: Delivery, judge: Judge) -> None:
    terms = case.receivers[one.link].terms
    if terms.profile is None and terms.document_profile is None:
        judge.open("each layer is sealed by us", place_of(one), "nothing is sealed on this link")
    else:
        judge.that("each layer that has a seal is sealed by us", place_of(one), partial(rerun.sealed_by_us, case, one))


def _seals(case: Case, judge: Judge) -> str:
    """What is checked of the sender's seals; what no seal proves is said."""
    terms = case.sender.terms
    if case.sender.prefixed in ("both", "received"):
        judge.open("the md5 prefix", RECEIVED, "it takes the key shared with the sender, and proves nothing to others")
    if terms.profile is None and terms.document_profile is None:
        judge.open("the sender's seal", RECEIVED, "it was not signed: only the way it came by says who sent it")
        return "it can be opened"
    return f"{terms.party}'s seal, on every layer that has one"


def _tables(case: Case, judge: Judge) -> None:
    here, recorded = tables_digest(), case.accepted.tables
    if here == recorded:
        judge.that("translated here by the tables of then", CODES, lambda: None)
    else:
        judge.open("translated here by the tables of then", CODES, f"other tables: recorded {recorded}, here {here}")


def _received(case: Case) -> None:
    same(digest(case.dossier.received), case.accepted.received, "digest")


def _receipt(case: Case) -> None:
    same(digest(case.dossier.receipt), case.accepted.receipt, "digest")


def refusal(checks: tuple[Check, ...]) -> GatewayError | None:
    """The first bad line, as the error to end with; None where there is none."""
    for one in checks:
        if one.verdict == "bad":
            return wrong(f"{one.what}: {one.reason}", one.place)
    return None
