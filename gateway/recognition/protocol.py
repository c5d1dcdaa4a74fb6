"""The protocol of clearance: declare at X, an order to Y, executed by Y, status back to X; and what breaks it.

Pure: one new step and what the consignment's earlier messages said, in the order in which they were accepted. The
protocol is that of the regional clearance of 2014 as the press told it; the single rules say where they are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gateway.model import faults
from gateway.model.declaration import Declaration
from gateway.model.errors import Fault
from gateway.model.orders import ExamOrder, ExamResult, ReleaseExecuted, ReleaseOrder
from gateway.recognition.progress import Resolved, progress, related, resolved
from gateway.recognition.steps import Part, Step
from gateway.recognition.transitions import EARLY, Progress, is_late, may_follow

ORDERS = (ExamOrder.KIND, ReleaseOrder.KIND)
ANSWERED = (ReleaseExecuted.KIND, ExamResult.KIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One rule that a step breaks."""

    fault: Fault
    reason: str
    value: str = ""


def may_break(new: Step) -> bool:
    """Whether it can break anything at all: what tells an early state follows, or came late, whatever was before."""
    return new.reaches not in EARLY


def breaches(new: Step, earlier: Sequence[Step]) -> tuple[Breach, ...]:
    """Every rule that `new` breaks; () where it is in order."""
    known = [resolved(one, earlier[:at]) for at, one in enumerate(earlier)]
    one = resolved(new, earlier)
    about = [other for other in known if related(other, one, known)]
    found = (*_of_order(one, about), *_of_progress(one, about), *_of_duties(new, about), *_of_orderer(new, about))
    return tuple(dict.fromkeys(found))


def _of_order(one: Resolved, about: Sequence[Resolved]) -> Iterator[Breach]:
    new, order = one.step, one.order
    if new.kind == ReleaseOrder.KIND and _executed(new, about):
        yield Breach(fault=faults.ORDER_USED, reason="an order of this number was executed already", value=new.order)
    if new.kind not in ANSWERED or not (new.order or order):
        return  # a result of an examination that nobody ordered by a message names no order
    if order is None:
        reason = "no order of this number and kind was issued for the consignment"
        yield Breach(fault=faults.ORDER_UNKNOWN, reason=reason, value=new.order)
        return
    if new.office and new.office != order.executing_office:
        reason = f"the order names office {order.executing_office}"
        yield Breach(fault=faults.OFFICE_OTHER, reason=reason, value=new.office)
    if new.kind == ReleaseExecuted.KIND:
        yield from _of_execution(new, order, about)


def _of_execution(new: Step, order: Step, about: Sequence[Resolved]) -> Iterator[Breach]:
    if order.kind == ReleaseOrder.KIND and _executed(order, about):
        yield Breach(fault=faults.ORDER_USED, reason="this order was executed already", value=new.order)
    if new.at and order.at and new.at < order.at:
        reason = f"executed before it was issued, {order.at.isoformat()}"
        yield Breach(fault=faults.ORDER_OUT_OF_TIME, reason=reason, value=new.at.isoformat())
    if new.at and order.valid_until and new.at > order.valid_until:
        reason = f"the order was valid until {order.valid_until.isoformat()}"
        yield Breach(fault=faults.ORDER_OUT_OF_TIME, reason=reason, value=new.at.isoformat())
    if _goes_beyond(new.part, order.part):
        yield Breach(fault=faults.ORDER_UNKNOWN, reason="the order is not of all these goods", value=new.order)


def _executed(order: Step, about: Iterable[Resolved]) -> bool:
    """Whether an order to release of this party and number was executed; a corrected one keeps its number."""
    named = (other.order for other in about if other.step.kind == ReleaseExecuted.KIND and other.order)
    return any((one.kind, one.party, one.order) == (order.kind, order.party, order.order) for one in named)


def _goes_beyond(done: Part, ordered: Part) -> bool:
    """Whether more was done than ordered, as far as both name the same sort of thing."""
    if ordered.whole or not (ordered.lines or ordered.containers):
        return False
    lines = bool(ordered.lines) and bool(done.lines - ordered.lines)
    containers = bool(ordered.containers) and bool(done.containers - ordered.containers)
    return done.whole or lines or containers


def _of_progress(one: Resolved, about: Sequence[Resolved]) -> Iterator[Breach]:
    new, found = one.step, progress(one, about)
    then = new.reaches
    if then is None or one.is_stray:
        return
    if then is Progress.RELEASED and found.unexamined:
        reason = f"examination {', '.join(sorted(found.unexamined))} has not been passed"
        yield Breach(fault=faults.GOODS_UNEXAMINED, reason=reason, value=new.order)
        return
    if not (is_late(found.state, then) or may_follow(found.state, then)):
        reason = f"after {found.state} comes no {then}"
        yield Breach(fault=faults.TRANSITION_ILLEGAL, reason=reason, value=new.order or new.kind)
    passed = found.state is Progress.EXAM_PASSED and then is Progress.RELEASED
    if passed and one.order is None and new.office and new.office not in found.examined_by:
        reason = f"after its examination office {', '.join(sorted(found.examined_by))} releases"
        yield Breach(fault=faults.OFFICE_OTHER, reason=reason, value=new.office)


def _of_duties(new: Step, about: Sequence[Resolved]) -> Iterator[Breach]:
    """海关法 art. 79 and 商检法 art. 30 keep the posts apart; that one id never does two of them is our reading."""
    done = [(duty, person) for step in (new, *(other.step for other in about)) for duty, persons in step.duties.items()
            for person in persons]  # fmt: skip
    for duty, persons in new.duties.items():
        for person in persons:
            others = sorted({other for other, who in done if who == person and other is not duty})
            if others:
                reason = f"who does {duty} did {', '.join(others)} on this consignment"
                yield Breach(fault=faults.DUTIES_JOINED, reason=reason, value=person)


def _of_orderer(new: Step, about: Sequence[Resolved]) -> Iterator[Breach]:
    """X orders, or its district's office (直属海关: the same two digits and 00); the latter is our reading."""
    declared = [other.step for other in about if other.step.kind == Declaration.KIND and other.step.office]
    if new.kind not in ORDERS or not declared:
        return
    offices = {office for one in declared for office in (one.office, one.customs_office) if office}
    if not offices & {new.office} and new.office not in {f"{office[:2]}00" for office in offices}:
        reason = f"the goods were declared at {', '.join(sorted(offices))}"
        yield Breach(fault=faults.ORDERER_WRONG, reason=reason, value=new.office)
