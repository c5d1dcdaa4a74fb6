"""What a message says of the clearance of its consignment: one step, as registries keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import singledispatch
from typing import Any

from pydantic import TypeAdapter

from gateway.model.declaration import Declaration
from gateway.model.kind import DECLARED
from gateway.model.orders import ExamOrder, ExamResult, Finding, Order, ReleaseExecuted, ReleaseGround, ReleaseOrder
from gateway.model.status import DeclarationStatus
from gateway.recognition.transitions import OUTCOMES, Progress


class Duty(StrEnum):
    """Duties that one person never has two of on one consignment (海关法 art. 79; of art. 30 商检法 the like).

    稽查 and 调查 are separate too; no message of clearance tells who does them.
    """

    REVIEW = "review"
    """审单; who orders an examination does so out of the review, which is our reading."""
    EXAM = "exam"
    """查验."""
    RELEASE = "release"
    """放行: who orders it, and who executes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which goods; nothing named: all, or nobody knows which."""

    lines: frozenset[int] = frozenset()
    containers: frozenset[str] = frozenset()
    partial: bool = False
    """It is not all of them, be it that none is named."""

    @property
    def whole(self) -> bool:
        """Whether it is of all goods."""
        return not (self.partial or self.lines or self.containers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a clearance."""

    kind: str
    reaches: Progress | None = None
    """Where it leads; None: it depends on the order it answers, or it is undecided."""
    office: str = ""
    """Who speaks; of a declaration, where it is made."""
    customs_office: str = ""
    """Of a declaration to CIQ: the customs office it names beside."""
    executing_office: str = ""
    """Of an order: who shall act."""
    order: str = ""
    """Of the order, or of what it answers."""
    ground: str = ""
    at: datetime | None = None
    """When it was issued, or done, as the office says."""
    valid_until: datetime | None = None
    part: Part = Part()
    duties: Mapping[Duty, tuple[str, ...]] = field(default_factory=dict)
    """Ids of those who authored it. Customs' ids are the person's own; one id is one person here."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Of the declaration it is about, as its party knows them."""
    message: str = ""
    """Our number of the message; with the next two told by the journal, not by the document."""
    party: str = ""
    answers: str = ""
    """Our number of the message it answers."""


STEP: TypeAdapter[Step] = TypeAdapter(Step)


@singledispatch
def step(_body: object) -> Step | None:
    """None for a kind that is no step of a clearance."""
    return None


@step.register
def _declared(body: Declaration) -> Step | None:
    if body.draft:
        return None
    office = body.declaration_office or ""
    beside = body.customs_office or ""
    return Step(
        kind=body.KIND, reaches=Progress.SUBMITTED, office=office, customs_office=beside, numbers=_numbers(body)
    )


@step.register
def _status(body: DeclarationStatus) -> Step | None:
    state = OUTCOMES.get(body.outcome)
    if state is None:
        return None
    part = Part(partial=body.outcome == "partly-released")
    return Step(
        kind=body.KIND, reaches=state, office=body.office or "", at=body.noticed_at, part=part, numbers=_numbers(body)
    )


@step.register
def _exam_order(body: ExamOrder) -> Step:
    return _order(body, Progress.EXAM_ORDERED, {Duty.REVIEW: body.issued_by}, Part(**_named(body)), None)


@step.register
def _release_order(body: ReleaseOrder) -> Step:
    duties = {Duty.REVIEW: body.reviewed_by, Duty.RELEASE: body.issued_by}
    part = Part(**_named(body), partial=body.partial)
    return _order(body, Progress.RELEASE_ORDERED, duties, part, body.valid_until)


@step.register
def _exam_result(body: ExamResult) -> Step:
    found = {Finding.PASSED: Progress.EXAM_PASSED, Finding.FAILED: Progress.EXAM_FAILED}
    return Step(
        kind=body.KIND,
        reaches=found.get(body.finding),
        office=body.executing_office or "",
        order=body.order_number or "",
        at=body.examined_at,
        duties={Duty.EXAM: body.examiners} if body.examiners else {},
        numbers=_numbers(body),
    )


@step.register
def _executed(body: ReleaseExecuted) -> Step:
    return Step(
        kind=body.KIND,
        reaches=Progress.RELEASED,
        office=body.executing_office,
        order=body.order_number,
        ground=body.ground,
        at=body.executed_at,
        part=Part(**_named(body), partial=body.partial),
        duties={Duty.RELEASE: (body.executed_by,)} if body.executed_by else {},
        numbers=_numbers(body),
    )


def _order(
    body: Order, state: Progress, duties: Mapping[Duty, str | None], part: Part, valid_until: datetime | None
) -> Step:
    return Step(
        kind=body.KIND,
        reaches=state,
        office=body.issuing_office,
        executing_office=body.executing_office,
        order=body.order_number,
        at=body.issued_at,
        valid_until=valid_until,
        part=part,
        duties={duty: (person,) for duty, person in duties.items() if person},
        numbers=_numbers(body),
    )


def _named(body: Order | ReleaseExecuted) -> dict[str, Any]:
    return {"lines": frozenset(body.goods_lines), "containers": frozenset(body.container_numbers)}


def _numbers(body: object) -> dict[str, str]:
    return {name: number for name in DECLARED if (number := getattr(body, name))}


def ordered_kind(ground: str) -> str:
    """Which kind of order an execution on this ground names."""
    return ExamOrder.KIND if ground == ReleaseGround.EXAM_PASSED else ReleaseOrder.KIND


def said(one: Step) -> dict[str, Any]:
    """As registries keep it: JSON, without what the journal knows by itself."""
    kept: dict[str, Any] = STEP.dump_python(one, mode="json", exclude_defaults=True)
    for names in kept.get("part", {}).values():
        if isinstance(names, list):
            names.sort()
    return kept


def read(kept: Mapping[str, Any], *, message: str, party: str, answers: str) -> Step:
    """The step that an entry keeps, with what the journal knows of its message."""
    return STEP.validate_python({**kept, "message": message, "party": party, "answers": answers})
