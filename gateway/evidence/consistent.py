"""Whether the records of one message fit together: it is easy to seal a record, and hard to make all of them agree."""

from __future__ import annotations

from gateway.evidence.case import Case
from gateway.evidence.chained import SKEW
from gateway.evidence.checks import same, wrong
from gateway.evidence.layout import trace_of
from gateway.evidence.recorded import Later


def in_order(case: Case) -> None:
    """EVIDENCE_WRONG unless the records are of one message, accepted once, in the order of their times."""
    accepted = case.accepted
    same(accepted.message, case.dossier.message, "number of the message")
    if len(case.later) != len(case.dossier.records) - 1:
        raise wrong("it was accepted twice")
    for file, one in case.later:
        _belongs(case, file, one)
    if case.dossier.made_at < max([accepted.at, *(one.at for _, one in case.later)]) - SKEW:
        raise wrong("the container says that it was made before its records")
    links = [one.link for one in accepted.deliveries]
    same(len(set(links)), len(links), "receivers")
    if accepted.origin is not None:
        same(links, [accepted.origin["link"]], "whom the answer goes to")
        same(accepted.answers, accepted.origin["message"], "what is answered")


def all_named(case: Case) -> None:
    """EVIDENCE_WRONG for a file that the acceptance does not name: the seal on it would say that it belongs here."""
    trace = trace_of(case.dossier).decode()
    strays = [name for name in case.dossier.materials if name not in trace]
    if strays:
        raise wrong(f"no record names {', '.join(sorted(strays))}")
    numbers = {(one.link, one.number) for one in case.accepted.deliveries}
    for one in case.dossier.sent:
        if (one.link, one.number) not in numbers:
            raise wrong("no record names this document", f"sent/{one.link}/{one.number}.xml")


def _belongs(case: Case, file: str, one: Later) -> None:
    numbers = {delivery.number for delivery in case.accepted.deliveries if delivery.document is not None}
    if one.message != case.accepted.message:
        raise wrong("it is of another message", file)
    if one.number and one.number not in numbers:
        raise wrong(f"nothing was sent under {one.number}", file)
    if one.at < case.accepted.at - SKEW:
        raise wrong("it lies before the acceptance", file)
