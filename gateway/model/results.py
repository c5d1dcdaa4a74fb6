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
from gateway.model.kind import OfDeclaration


class Conclusion(StrEnum):
    """合格, 不合格, or conforming only on a condition that the remark names."""

    CONFORMING = "conforming"
    NOT_CONFORMING = "not-conforming"
    ON_CONDITION = "on-condition"


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
    """Who tested."""

    name: str
    code: str | None = None
    accreditation: str | None = None
    accredited_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionResult(OfDeclaration):
    """检验检疫结果 of one office, for the region to recognise (通检)."""

    KIND: ClassVar[str] = "inspection-result"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")

    result_number: str
    issuing_office: str
    recipients: tuple[str, ...] = ()
    """Offices that it is told to."""
    issued_at: datetime
    valid_until: date | None = None
    conclusion: Conclusion
    direction: Direction | None = None
    certificate_number: str | None = None
    certificate_kind: str | None = None
    sampled_at: datetime | None = None
    tested_at: datetime | None = None
    laboratory: Laboratory | None = None
    inspectors: tuple[str, ...] = ()
    enterprise_uscc: str | None = None
    enterprise_name: str | None = None
    seal_numbers: tuple[str, ...] = ()
    container_numbers: tuple[str, ...] = ()
    supersedes: str | None = None
    """The number of the result that this one replaces."""
    remark: str | None = None
    goods: tuple[CertifiedGoods, ...] = ()
    items: tuple[InspectedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRevocation(OfDeclaration):
    """The issuer takes a result back: every office that used it is told."""

    KIND: ClassVar[str] = "result-revocation"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")

    result_number: str
    issuing_office: str
    recipients: tuple[str, ...] = ()
    revoked_at: datetime
    reason: str
    legal_basis: str | None = None
    superseded_by: str | None = None
    remark: str | None = None


class ReinspectionStage(StrEnum):
    """复验, step by step; while it is open the result cannot be recognised."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinspection(OfDeclaration):
    """A declarant disputes a result (商检法 art. 27)."""

    KIND: ClassVar[str] = "reinspection"
    ISSUER: ClassVar[str] = "conducting_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("conducting_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")

    result_number: str
    conducting_office: str
    recipients: tuple[str, ...] = ()
    stage: ReinspectionStage
    reinspection_number: str | None = None
    applicant_uscc: str | None = None
    applicant_name: str | None = None
    applied_at: datetime | None = None
    concluded_at: datetime | None = None
    upheld: bool | None = None
    """Of a concluded one: whether the result stands."""
    new_result_number: str | None = None
    grounds: str | None = None
    remark: str | None = None
