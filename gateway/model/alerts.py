"""Warnings and orders to watch: `risk-alert`, `control-order` (布控), `control-lift` (解控). Never shown to traders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, OfDeclaration, not_before, refuse


class RiskLevel(StrEnum):
    """一般, 较高, 高."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAlert(Kind):
    """A warning about goods, places, enterprises or laboratories; who hits it is held."""

    KIND: ClassVar[str] = "risk-alert"
    RESTRICTED: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = ("alert_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("alert_number",)
    ACKNOWLEDGED_WITHIN: ClassVar[timedelta] = timedelta(minutes=30)
    """Our proposal, until the authority sets a term; so is that of a request for aid."""

    alert_number: str
    issuing_office: str
    recipients: tuple[str, ...] = ()
    issued_at: datetime
    acknowledge_by: datetime | None = None
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
        """Raises ContradictionError where it expired, or had to be acknowledged, before it was issued."""
        not_before(self, "issued_at", "expires_at")
        not_before(self, "issued_at", "acknowledge_by")

    @property
    def acknowledgement_due_at(self) -> datetime:
        """When whoever has not acknowledged it is late."""
        return self.acknowledge_by or self.issued_at + self.ACKNOWLEDGED_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlOrder(OfDeclaration):
    """布控: watch for what is named here and hold it."""

    KIND: ClassVar[str] = "control-order"
    RESTRICTED: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "control_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("control_number",)

    control_number: str | None = None
    """None: an office that gives none controls a declaration, whose number names the control (BKK001 of Tianjin)."""
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

    def __post_init__(self) -> None:
        """Raises ContradictionError where it expired before it was issued, or nothing names it."""
        not_before(self, "issued_at", "expires_at")
        refuse(not self.references(), "control_number", "a control has a number, or is of a declaration that has one")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLift(OfDeclaration):
    """解控 of a control order or an alert: by its issuer or that one's superior, nobody else."""

    KIND: ClassVar[str] = "control-lift"
    TAKES_BACK: ClassVar[tuple[str, ...]] = ("control_number", "alert_number")
    RESTRICTED: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "recipients", "ordering_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "control_number", "alert_number")

    control_number: str | None = None
    alert_number: str | None = None
    """Of the alert, where it is an alert that is lifted."""
    issuing_office: str | None = None
    """Who lifts."""
    ordering_office: str | None = None
    """Who issued what is lifted."""
    recipients: tuple[str, ...] = ()
    lifted_at: datetime | None = None
    reason: str | None = None
    legal_basis: str | None = None
    remark: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where it lifts nothing."""
        refuse(not self.references(), "control_number", "a lift names the order, the declaration or the alert it lifts")


def may_lift(office: str, ordering: str) -> bool:
    """Whether `office` may lift what `ordering` ordered, as far as codes tell; who else may, the operators configure.

    Above a customs office stands its district's (直属海关): the same two digits and 00. Other codes tell nothing.
    """
    return office in (ordering, f"{ordering[:2]}00") or len(ordering) != 4
