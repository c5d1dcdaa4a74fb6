"""Orders between customs offices and their execution: `exam-order`/`exam-result`, `release-order`/`release-executed`.

Office X has the declaration and decides, office Y has the goods: X orders, Y does, and tells X (rules of the regional
clearance of 2014: 查验指令, 放行指令).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import OfDeclaration, not_before


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamItem:
    """One thing to examine: of a goods line, or of all (None)."""

    name: str
    code: str | None = None
    goods_line: int | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamOrder(OfDeclaration):
    """查验指令: examine these goods where they are."""

    KIND: ClassVar[str] = "exam-order"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "executing_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")

    order_number: str
    issuing_office: str
    executing_office: str
    issued_at: datetime
    due_by: datetime | None = None
    issued_by: str | None = None
    """Id of the officer: one person never authors two separated duties (海关法 art. 79)."""
    grounds: str | None = None
    place: str | None = None
    goods_lines: tuple[int, ...] = ()
    """Lines of the declaration; none: all."""
    container_numbers: tuple[str, ...] = ()
    items: tuple[ExamItem, ...] = ()
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where it was due before it was issued."""
        not_before(self, "issued_at", "due_by")


class Finding(StrEnum):
    """What an examination found."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    """Not yet told: never taken for passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamResult(OfDeclaration):
    """查验结果: what the office with the goods found."""

    KIND: ClassVar[str] = "exam-result"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "executing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("executing_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")

    finding: Finding
    executing_office: str | None = None
    in_reply_to: str | None = None
    order_number: str | None = None
    examined_at: datetime | None = None
    examiners: tuple[str, ...] = ()
    """Ids of those who sign it: two."""
    business_type: str | None = None
    failed_lines: tuple[int, ...] = ()
    container_numbers: tuple[str, ...] = ()
    measures: str | None = None
    """What was done about it: treated, destroyed, returned."""
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOrder(OfDeclaration):
    """放行指令: used once, and only until it runs out."""

    KIND: ClassVar[str] = "release-order"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "executing_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")

    order_number: str
    """Names one use: an order that was executed is never executed again."""
    issuing_office: str
    executing_office: str
    issued_at: datetime
    valid_until: datetime
    partial: bool = False
    """部分放行: only of the lines and containers named."""
    goods_lines: tuple[int, ...] = ()
    container_numbers: tuple[str, ...] = ()
    bill_number: str | None = None
    issued_by: str | None = None
    condition: str | None = None
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where it ran out before it was issued."""
        not_before(self, "issued_at", "valid_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseExecuted(OfDeclaration):
    """The goods were let go by a release order."""

    KIND: ClassVar[str] = "release-executed"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "executing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("executing_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "order_number")

    order_number: str
    executing_office: str
    executed_at: datetime
    in_reply_to: str | None = None
    partial: bool = False
    goods_lines: tuple[int, ...] = ()
    container_numbers: tuple[str, ...] = ()
    executed_by: str | None = None
    remark: str | None = None
