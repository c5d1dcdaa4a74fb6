"""How far a consignment is, out of its steps: which of them are about the same goods, and where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gateway.model.declaration import Declaration
from gateway.model.orders import ExamOrder, ExamResult, ReleaseExecuted
from gateway.model.status import DeclarationStatus
from gateway.recognition.steps import Part, Step, ordered_kind
from gateway.recognition.transitions import HELD, Progress, is_late, may_follow

GLOBAL = frozenset({"entry_number", "inspection_number"})
"""Numbers that name one declaration whoever says them; any other is its party's own."""
OF_DECLARATION = (Declaration.KIND, DeclarationStatus.KIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A step with what it answers, and the numbers of the declaration it is about, by name and party."""

    step: Step
    order: Step | None
    numbers: dict[str, str]

    @property
    def is_stray(self) -> bool:
        """Whether it is a result of an examination that no message ordered: it leads nowhere."""
        return self.step.kind == ExamResult.KIND and self.order is None

    @property
    def part(self) -> Part:
        """Which goods: a result is of those its order named."""
        return self.order.part if self.order and self.step.kind == ExamResult.KIND else self.step.part


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How far the goods of a step are."""

    state: Progress
    unexamined: frozenset[str]
    """Numbers of the orders to examine them that have no good result."""
    examined_by: frozenset[str]
    """The offices that were ordered to."""


def resolved(step: Step, before: Sequence[Step]) -> Resolved:
    """The step, and what it answers among those before it."""
    order = _order_of(step, before)
    answered = [one for one in before if one.message and one.message == step.answers]
    numbers: dict[str, str] = {}
    for one in (*answered, *((order,) if order else ()), step):
        numbers |= _scoped(one)
    return Resolved(step=step, order=order, numbers=numbers)


def related(other: Resolved, new: Resolved, known: Sequence[Resolved]) -> bool:
    """Whether both are about one declaration, as far as their numbers tell.

    Nothing in common tells nothing: then they are, unless the consignment has several declarations, of which an order
    does not say which it means.
    """
    common = other.numbers.keys() & new.numbers.keys()
    if common:
        return any(other.numbers[name] == new.numbers[name] for name in common)
    of_orders = other.step.kind not in OF_DECLARATION and new.step.kind not in OF_DECLARATION
    return of_orders or not _several(known)


def progress(new: Resolved, about: Iterable[Resolved]) -> Found:
    """Where the goods of `new` are after the steps that are about them. What was not legal has led nowhere."""
    state, orders, good = Progress.UNSEEN, dict[tuple[str, str], Step](), set[tuple[str, str]]()
    for one in about:
        then = one.step.reaches
        if then is None or one.is_stray or not _counts(one.part, new.part, held=then in HELD):
            continue
        if is_late(state, then) or not may_follow(state, then):
            continue
        if one.step.kind == ExamOrder.KIND:
            orders[_key(one.step)] = one.step
            good.discard(_key(one.step))
        elif one.order is not None and one.step.kind == ExamResult.KIND:
            (good.add if then is Progress.EXAM_PASSED else good.discard)(_key(one.order))
            then = Progress.EXAM_ORDERED if then is Progress.EXAM_PASSED and orders.keys() - good else then
        if then not in HELD:
            orders.clear()  # released, or declared anew: what was examined before is over
        state = then
    open_orders = frozenset(step.order for key, step in orders.items() if key not in good)
    return Found(
        state=state, unexamined=open_orders, examined_by=frozenset(one.executing_office for one in orders.values())
    )


def _order_of(step: Step, before: Sequence[Step]) -> Step | None:
    """The order that a step answers, as it stands: by number, of the party whose message is answered if that is one."""
    if step.kind not in (ReleaseExecuted.KIND, ExamResult.KIND):
        return None
    kind = ordered_kind(step.ground) if step.kind == ReleaseExecuted.KIND else ExamOrder.KIND
    orders = [one for one in before if one.kind == kind]
    exact = next((one for one in reversed(orders) if one.message and one.message == step.answers), None)
    wanted = step.order or (exact.order if exact else "")
    named = [one for one in orders if one.order == wanted and (exact is None or one.party == exact.party)]
    return named[-1] if named else None


def _key(order: Step) -> tuple[str, str]:
    return order.party, order.order


def _scoped(step: Step) -> dict[str, str]:
    return {name if name in GLOBAL else f"{name}:{step.party}": number for name, number in step.numbers.items()}


def _several(known: Sequence[Resolved]) -> bool:
    declared = [one.numbers for one in known if one.step.kind == Declaration.KIND]
    return any(
        (common := first.keys() & second.keys()) and all(first[name] != second[name] for name in common)
        for at, first in enumerate(declared)
        for second in declared[:at]
    )


def _counts(part: Part, of: Part, *, held: bool) -> bool:
    """Whether what was said of `part` holds for `of`: what is not known to be apart is held together."""
    if part.whole:
        return True
    named = _named_by_both(part, of)
    return bool(named[0] & named[1]) if named else held


def _named_by_both(one: Part, other: Part) -> tuple[frozenset[object], frozenset[object]] | None:
    """What tells the goods of both apart: lines, or else containers, for one container may hold several lines."""
    if one.lines and other.lines:
        return one.lines, other.lines
    return (one.containers, other.containers) if one.containers and other.containers else None
