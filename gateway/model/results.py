"""What an inspection established, and what becomes of it: `inspection-result`, `result-revocation`, `reinspection`.

A result is no release: whoever recognises it still decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.certified import CertifiedGoods
from gateway.model.declaration import Direction
from gateway.model.kind import OfDeclaration, not_before, refuse


class Conclusion(StrEnum):
    """合格, 不合格, or conforming only on the condition that is named beside it."""

    CONFORMING = "conforming"
    NOT_CONFORMING = "not-conforming"
    ON_CONDITION = "on-condition"


class Exclusion(StrEnum):
    """What keeps a result from being recognised elsewhere, however good it is."""

    QUARANTINE_PEST = "quarantine-pest"
    ISOLATION = "isolation"
    """隔离检疫."""
    EXCEPTED_GOODS = "excepted-goods"
    """The authority excepts them."""


class TransferBar(StrEnum):
    """What keeps a consignment from 电子转单, and from 出口直放 with it: the five cases of the rule."""

    PRE_INSPECTED = "pre-inspected"
    EXIT_PORT_UNKNOWN = "exit-port-unknown"
    COMBINED_AT_PORT = "combined-at-port"
    """Batches are put together at the port (并批)."""
    CERTIFIED_AT_PORT = "certified-at-port"
    """It must be inspected and certified at the port."""
    OTHER_RULE = "other-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedItem:
    """One thing tested on one goods line: by what standard and edition, with what outcome."""

    item: str
    goods_line: int
    conclusion: Conclusion
    item_code: str | None = None
    standard: str | None = None
    edition: str | None = None
    """Year of the standard: results by different editions are not the same result."""
    method: str | None = None
    value: str | None = None
    """As the laboratory writes it: not every value is a number."""
    unit: str | None = None
    limit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Laboratory:
    """Who tested, and what it was accredited for and when."""

    name: str
    code: str | None = None
    accreditation: str | None = None
    accredited_from: date | None = None
    accredited_until: date | None = None
    accredited_items: tuple[str, ...] = ()
    """Item codes; none: the document does not say."""

    def __post_init__(self) -> None:
        """Raises ContradictionError where the accreditation ended before it began."""
        not_before(self, "accredited_from", "accredited_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionResult(OfDeclaration):
    """检验检疫结果 of one office, for the region to recognise (通检)."""

    KIND: ClassVar[str] = "inspection-result"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("result_number",)

    result_number: str
    issuing_office: str
    recipients: tuple[str, ...] = ()
    """Offices that it is told to."""
    issued_at: datetime
    valid_until: date | None = None
    """Last day, in China."""
    conclusion: Conclusion
    condition: str | None = None
    """Of a conclusion on condition."""
    direction: Direction | None = None
    certificate_number: str | None = None
    certificate_kind: str | None = None
    sampled_at: datetime | None = None
    tested_at: datetime | None = None
    laboratory: Laboratory | None = None
    inspectors: tuple[str, ...] = ()
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    package_count: int | None = None
    """As inspected, with the kind: goods packed anew are not those of the result."""
    package_kind: str | None = None
    seal_numbers: tuple[str, ...] = ()
    container_numbers: tuple[str, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    transfer_bars: tuple[TransferBar, ...] = ()
    supersedes: str | None = None
    """The number of the result that this one replaces."""
    remark: str | None = None
    goods: tuple[CertifiedGoods, ...] = ()
    """A quantity here is the most that the result covers."""
    items: tuple[InspectedItem, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError: moments out of order; a conclusion that its items or its condition deny."""
        not_before(self, "sampled_at", "tested_at")
        not_before(self, "tested_at", "issued_at")
        not_before(self, "issued_at", "valid_until")
        conditional = self.conclusion is Conclusion.ON_CONDITION
        refuse(conditional != bool(self.condition), "condition", "there is one exactly where the conclusion has one")
        short = any(item.conclusion is not Conclusion.CONFORMING for item in self.items)
        conforming = self.conclusion is Conclusion.CONFORMING
        refuse(conforming and short, "conclusion", "it conforms, and one of its items does not")
        lines = {line.number for line in self.goods}
        stray = bool(lines) and any(item.goods_line not in lines for item in self.items)
        refuse(stray, "items", "one is of a goods line that the result does not name")
        refuse(self.supersedes == self.result_number, "supersedes", "a result does not replace itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRevocation(OfDeclaration):
    """The issuer takes a result back: every office that used it is told."""

    KIND: ClassVar[str] = "result-revocation"
    TAKES_BACK: ClassVar[tuple[str, ...]] = ("result_number",)
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")

    result_number: str
    issuing_office: str
    recipients: tuple[str, ...] = ()
    revoked_at: datetime
    revoked_by: str | None = None
    """Id of the officer."""
    reason: str
    legal_basis: str | None = None
    measure: str | None = None
    """What an office shall do about goods that it released on the result: recall, test again."""
    superseded_by: str | None = None
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where the result is to take its own place."""
        refuse(self.superseded_by == self.result_number, "superseded_by", "a revoked result does not replace itself")


class ReinspectionStage(StrEnum):
    """复验, step by step; while it is open the result cannot be recognised."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONCLUDED = "concluded"


class ReinspectionLevel(StrEnum):
    """To whom the declarant may apply (商检法 art. 27)."""

    ORIGINAL = "original"
    """The body that inspected."""
    SUPERIOR = "superior"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinspection(OfDeclaration):
    """A declarant disputes a result (商检法 art. 27). The terms are days that the office names, not that we compute."""

    KIND: ClassVar[str] = "reinspection"
    ISSUER: ClassVar[str] = "conducting_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("conducting_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")

    result_number: str
    conducting_office: str
    recipients: tuple[str, ...] = ()
    stage: ReinspectionStage
    level: ReinspectionLevel | None = None
    reinspection_number: str | None = None
    applicant_uscc: str | None = None
    applicant_name: str | None = None
    result_received_at: datetime | None = None
    """When the declarant had the result: from then the term to apply runs."""
    apply_by: date | None = None
    applied_at: datetime | None = None
    goods_untouched: bool | None = None
    """Whether packing, seal and quantity are as they were: only then can it be inspected again."""
    conclude_by: date | None = None
    concluded_at: datetime | None = None
    upheld: bool | None = None
    """Of a concluded one: whether the result stands."""
    new_result_number: str | None = None
    """Of the result that takes the place of one that does not stand."""
    grounds: str | None = None
    """Why it is disputed."""
    reason: str | None = None
    """Of the office, why it refuses or concludes so."""
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError: moments out of order; concluded and not told how, or the other way round."""
        for earlier, later in (
            ("result_received_at", "apply_by"),
            ("result_received_at", "applied_at"),
            ("applied_at", "conclude_by"),
            ("applied_at", "concluded_at"),
        ):
            not_before(self, earlier, later)
        concluded = self.stage is ReinspectionStage.CONCLUDED
        refuse(
            concluded != (self.upheld is not None), "upheld", "it is told of a concluded reinspection, and of no other"
        )
        early = not concluded and self.concluded_at is not None
        refuse(early, "concluded_at", f"the stage is {self.stage}")
        replaced = self.new_result_number is not None and self.upheld is not False
        refuse(replaced, "new_result_number", "only a result that does not stand is replaced")
        same = self.new_result_number == self.result_number
        refuse(same, "new_result_number", "a result does not replace itself")
