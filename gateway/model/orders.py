"""Orders between customs offices and their execution: `exam-order`/`exam-result`, `release-order`/`release-executed`.

Office X has the declaration and decides, office Y has the goods: X orders, Y does, and tells X (rules of the regional
clearance of 2014: 查验指令, 放行指令).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import OfDeclaration, not_before, refuse

SIGNERS = 2
"""Who sign a result of an examination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(OfDeclaration):
    """What both orders say. The office with the goods finds them by bill and containers, not by our numbers."""

    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "executing_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("order_number",)

    order_number: str
    """Of a release it names one use: an order that was executed is never executed again."""
    issuing_office: str
    executing_office: str
    issued_at: datetime
    issued_by: str | None = None
    """Id of the officer: one person never authors two separated duties (海关法 art. 79)."""
    bill_number: str | None = None
    voyage_number: str | None = None
    goods_lines: tuple[int, ...] = ()
    """Lines of the declaration; none: all."""
    container_numbers: tuple[str, ...] = ()
    remark: str | None = None

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Its numbers, and its bill with the voyage, as a declaration has them."""
        pairs = set(self.references().items())
        if self.bill_number:
            pairs.add(("bill", f"{self.bill_number}/{self.voyage_number or ''}"))
        return frozenset(pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamItem:
    """One thing to examine: of a goods line, or of all (None)."""

    name: str
    code: str | None = None
    goods_line: int | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamOrder(Order):
    """查验指令: examine these goods where they are."""

    KIND: ClassVar[str] = "exam-order"

    due_by: datetime | None = None
    grounds: str | None = None
    place: str | None = None
    items: tuple[ExamItem, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError: due before it was issued; an item of a line that is not to be examined."""
        not_before(self, "issued_at", "due_by")
        lines = {item.goods_line for item in self.items} - {None}
        beyond = self.goods_lines and not lines <= set(self.goods_lines)
        refuse(bool(beyond), "items", "one is of a goods line that the order does not name")


class Finding(StrEnum):
    """What an examination found."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    """Not yet told: never taken for passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedItem:
    """What was found about one thing of the order."""

    name: str
    finding: Finding
    code: str | None = None
    goods_line: int | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamResult(OfDeclaration):
    """查验结果: what the office with the goods found. Only a passed one lets that office release them."""

    KIND: ClassVar[str] = "exam-result"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "executing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("executing_office", "ordering_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("order_number",)

    finding: Finding
    """Of all that was to be examined."""
    executing_office: str | None = None
    ordering_office: str | None = None
    """Whom it is told to: the office that issued the order."""
    in_reply_to: str | None = None
    order_number: str | None = None
    examined_at: datetime | None = None
    examiners: tuple[str, ...] = ()
    """Ids of those who sign it: two; none where the document does not say."""
    business_type: str | None = None
    failed_lines: tuple[int, ...] = ()
    container_numbers: tuple[str, ...] = ()
    """Those that were opened."""
    measures: str | None = None
    """What was done about it: treated, destroyed, returned."""
    items: tuple[ExaminedItem, ...] = ()
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError: passed beside something that did not; signed, and not by two."""
        signed = not self.examiners or len(set(self.examiners)) == len(self.examiners) >= SIGNERS
        refuse(not signed, "examiners", f"a result is signed by {SIGNERS} persons")
        passed = self.finding is Finding.PASSED
        refuse(passed and bool(self.failed_lines), "finding", "it passed, and there are goods lines that failed")
        short = any(item.finding is not Finding.PASSED for item in self.items)
        refuse(passed and short, "finding", "it passed, and one of its items did not")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOrder(Order):
    """放行指令: used once, and only until it runs out."""

    KIND: ClassVar[str] = "release-order"

    valid_until: datetime
    partial: bool
    """部分放行: only of the lines and containers named. Always said: to guess it is to release what nobody released."""
    reviewed_by: str | None = None
    """Id of who reviewed the declaration (审单), who is never the one that orders its release."""
    condition: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError: run out before it was issued; partial of nothing; reviewed by who issued it."""
        not_before(self, "issued_at", "valid_until")
        partial_of_something(self)
        same = self.reviewed_by is not None and self.reviewed_by == self.issued_by
        refuse(same, "issued_by", "who reviewed the declaration does not order its release (海关法 art. 79)")


class ReleaseGround(StrEnum):
    """By what right the office with the goods let them go."""

    RELEASE_ORDER = "release-order"
    EXAM_PASSED = "exam-passed"
    """Its own examination, which was ordered and which the goods passed: no order to release is then needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseExecuted(OfDeclaration):
    """The goods were let go."""

    KIND: ClassVar[str] = "release-executed"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "executing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("executing_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("order_number",)

    order_number: str
    """Of the release order; of the exam order where that is the ground."""
    executing_office: str
    executed_at: datetime
    partial: bool
    """部分放行: only the lines and containers named went. Always said."""
    ground: ReleaseGround
    """Always said: by it the number is of the release order or of the exam order."""
    in_reply_to: str | None = None
    goods_lines: tuple[int, ...] = ()
    container_numbers: tuple[str, ...] = ()
    executed_by: str | None = None
    """Id of the officer, who is none of those that examined."""
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError: partial of nothing."""
        partial_of_something(self)


def partial_of_something(release: ReleaseOrder | ReleaseExecuted) -> None:
    """Raise ContradictionError where only a part is released, and which part is not said: it would read as all."""
    unnamed = not (release.goods_lines or release.container_numbers)
    refuse(release.partial and unnamed, "partial", "neither a goods line nor a container is named")
