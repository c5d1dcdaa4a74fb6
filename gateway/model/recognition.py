"""What one office makes of what another did: `recognition-decision`, `release-mode-decision`, `inspection-transfer`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.attachments import RequestedCertificate
from gateway.model.certified import CertifiedGoods
from gateway.model.declaration import Direction
from gateway.model.kind import OfDeclaration


class Recognition(StrEnum):
    """Outcomes of recognition; none of them is a release."""

    RECOGNISED = "recognised"
    PARTIAL = "partial"
    REFUSED = "refused"
    REVOKED_LATER = "revoked-later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of recognition, with what it was judged by."""

    name: str
    holds: bool
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionDecision(OfDeclaration):
    """The receiving office tells the issuer whether it recognises a result."""

    KIND: ClassVar[str] = "recognition-decision"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "deciding_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("deciding_office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "result_number")

    result_number: str
    deciding_office: str
    outcome: Recognition
    decided_at: datetime
    in_reply_to: str | None = None
    used_for: str | None = None
    """The declaration, in the deciding office's own number, that the result was to serve."""
    reason: str | None = None
    """A refusal carries one, and it can be answered."""
    recognised_items: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    remark: str | None = None


class ReleaseMode(StrEnum):
    """四放, in the order of the Plan of 2014."""

    DECLARATION = "declaration"
    """申报放行."""
    VERIFICATION = "verification"
    """验证放行."""
    SAMPLING = "sampling"
    """抽样放行."""
    SUPERVISION = "supervision"
    """监管放行."""


class Location(StrEnum):
    """Where goods are inspected."""

    PORT = "port"
    DESTINATION = "destination"
    DESIGNATED_SITE = "designated-site"


class DirectMode(StrEnum):
    """两直."""

    EXPORT_DIRECT = "export-direct"
    """出口直放."""
    IMPORT_THROUGH = "import-through"
    """进口直通."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One rule of the pack that had a say: what it looked at, and what it did."""

    rule: str
    fact: str | None = None
    effect: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseModeDecision(OfDeclaration):
    """How goods are let go, and where they are inspected, with the trace of why."""

    KIND: ClassVar[str] = "release-mode-decision"
    ISSUER: ClassVar[str] = "deciding_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("deciding_office", "recipients")

    deciding_office: str
    recipients: tuple[str, ...] = ()
    mode: ReleaseMode
    location: Location
    decided_at: datetime
    decision_number: str | None = None
    provisional: bool = False
    """Made at the door, to be made again on acceptance."""
    direct_mode: DirectMode | None = None
    site: str | None = None
    sampling_percent: Decimal | None = None
    drawn: bool | None = None
    tier: str | None = None
    """Normalised credit tier, T1 to T5."""
    risk: str | None = None
    """LOW, MEDIUM, HIGH."""
    pack: str | None = None
    matrix: str | None = None
    approved_by: str | None = None
    remark: str | None = None
    trace: tuple[Fired, ...] = ()


class Changeable(StrEnum):
    """What the port may change of a transferred consignment without asking back."""

    QUANTITY_REDUCED = "quantity-reduced"
    """Less by damage in transport, never more."""
    VESSEL = "vessel"
    SAILING_DATE = "sailing-date"
    CONTAINERS = "containers"
    VALUE_TEN_PERCENT = "value-ten-percent"
    """The total value, by at most a tenth."""
    BY_AGREEMENT = "by-agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionTransfer(OfDeclaration):
    """电子转单: one office hands a consignment that it dealt with to the office of the port or the destination."""

    KIND: ClassVar[str] = "inspection-transfer"
    ISSUER: ClassVar[str] = "sending_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("sending_office", "receiving_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transfer_number")

    transfer_number: str
    sending_office: str
    receiving_office: str
    direction: Direction
    issued_at: datetime
    valid_until: date | None = None
    clearance_number: str | None = None
    result_number: str | None = None
    consignor_uscc: str | None = None
    consignor_name: str | None = None
    consignee_uscc: str | None = None
    consignee_name: str | None = None
    trade_country: str | None = None
    transport_mode: str | None = None
    transport_name: str | None = None
    voyage_number: str | None = None
    sailing_date: date | None = None
    container_numbers: tuple[str, ...] = ()
    total_value: Decimal | None = None
    currency: str | None = None
    package_count: int | None = None
    gross_weight_kg: Decimal | None = None
    port_may_change: tuple[Changeable, ...] = ()
    certificates: tuple[RequestedCertificate, ...] = ()
    goods: tuple[CertifiedGoods, ...] = ()
    remark: str | None = None
