"""Warnings and orders to watch: `risk-alert`, `control-order` (布控), `control-lift` (解控). Never shown to traders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, OfDeclaration, not_before


class RiskLevel(StrEnum):
    """一般, 较高, 高."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAlert(Kind):
    """A warning about goods, places, enterprises or laboratories; who hits it is held."""

    KIND: ClassVar[str] = "risk-alert"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = ("alert_number",)

    alert_number: str
    issuing_office: str
    recipients: tuple[str, ...] = ()
    issued_at: datetime
    expires_at: datetime
    purpose: str
    legal_basis: str
    level: RiskLevel
    title: str | None = None
    description: str | None = None
    measure: str | None = None
    """What an office shall do about a hit."""
    hs_codes: tuple[str, ...] = ()
    """Prefixes of goods codes."""
    origin_countries: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    """USCC."""
    laboratories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it expired before it was issued."""
        not_before(self, "issued_at", "expires_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlOrder(OfDeclaration):
    """布控: watch for what is named here and hold it."""

    KIND: ClassVar[str] = "control-order"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "control_number")

    control_number: str
    issuing_office: str | None = None
    recipients: tuple[str, ...] = ()
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    purpose: str | None = None
    legal_basis: str | None = None
    instruction: str | None = None
    location: str | None = None
    bill_number: str | None = None
    container_numbers: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLift(OfDeclaration):
    """解控 of a control order or an alert: by its issuer or that one's superior, nobody else."""

    KIND: ClassVar[str] = "control-lift"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "control_number")

    control_number: str
    issuing_office: str | None = None
    recipients: tuple[str, ...] = ()
    lifted_at: datetime | None = None
    reason: str | None = None
    legal_basis: str | None = None
    remark: str | None = None
