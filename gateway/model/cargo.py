"""Kinds of carriers and terminals: `manifest`, `arrival-report`, `tally-report`, `loading-report`, `manifest-status`.

A report names many bills that have nothing else in common, so it is ordered by its voyage and its own number, and never
ties the consignments of its bills together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind


class ReportAct(StrEnum):
    """What a report does to what was reported before (FunctionCode of the national manifest)."""

    ORIGINAL = "original"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


class ManifestStage(StrEnum):
    """Which manifest: 原始舱单 of what comes in, 预配舱单 of what is to go out."""

    ORIGINAL = "original"
    ADVANCE = "advance"


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoContainer:
    """A container of a bill, as reported."""

    number: str
    model: str | None = None
    seal_number: str | None = None
    full: bool | None = None
    damaged: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoItem:
    """One line of goods of a bill."""

    number: int
    name: str | None = None
    hs_code: str | None = None
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """One bill of lading or waybill of a voyage."""

    bill_number: str
    split_bill_number: str | None = None
    condition: str | None = None
    """TransportContractDocument/ConditionCode, as the carrier writes it."""
    consignee_name: str | None = None
    consignor_name: str | None = None
    notify_name: str | None = None
    loading_place: str | None = None
    unloading_place: str | None = None
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None
    volume_m3: Decimal | None = None
    value: Decimal | None = None
    currency: str | None = None
    remark: str | None = None
    containers: tuple[CargoContainer, ...] = ()
    items: tuple[CargoItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoReport(Kind):
    """What the four reports have in common."""

    OFFICES: ClassVar[tuple[str, ...]] = ("office", "recipients")
    NUMBERS: ClassVar[tuple[str, ...]] = ("report_number",)

    report_number: str
    office: str
    """Customs office at which it is made (ExitCustomsOffice of an export)."""
    recipients: tuple[str, ...] = ()
    act: ReportAct = ReportAct.ORIGINAL
    reporter_code: str | None = None
    reporter_name: str | None = None
    carrier_code: str | None = None
    carrier_name: str | None = None
    agent_code: str | None = None
    transport_mode: str | None = None
    transport_id: str | None = None
    """IMO number, flight, plate."""
    transport_name: str | None = None
    voyage_number: str | None = None
    arrival_place: str | None = None
    arrival_at: datetime | None = None
    departure_at: datetime | None = None
    remark: str | None = None
    bills: tuple[Bill, ...] = ()

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Its own number, and its voyage."""
        voyage = f"{self.transport_id or self.transport_name or ''}/{self.voyage_number or ''}"
        own = {("report_number", self.report_number)}
        return frozenset(own if voyage == "/" else own | {("voyage", voyage)})

    def references(self) -> Mapping[str, str]:
        """Its own number."""
        return {"report_number": self.report_number}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(CargoReport):
    """舱单: what a vehicle carries."""

    KIND: ClassVar[str] = "manifest"

    stage: ManifestStage = ManifestStage.ORIGINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalReport(CargoReport):
    """运抵报告: goods have come into the supervised yard."""

    KIND: ClassVar[str] = "arrival-report"

    yard_code: str | None = None
    arrived_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyReport(CargoReport):
    """理货报告: what was really unloaded or loaded, box by box."""

    KIND: ClassVar[str] = "tally-report"

    yard_code: str | None = None
    tallied_at: datetime
    short: bool | None = None
    """Less than the manifest says."""
    over: bool | None = None
    damaged: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadingReport(CargoReport):
    """装载舱单: what was loaded, and so leaves."""

    KIND: ClassVar[str] = "loading-report"

    loaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestStatus(Kind):
    """The office's answer to a report: of all of it, or of one bill."""

    KIND: ClassVar[str] = "manifest-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("report_number",)

    outcome: str
    """A canonical word of the outcome table."""
    office: str | None = None
    in_reply_to: str | None = None
    report_number: str | None = None
    bill_number: str | None = None
    noticed_at: datetime | None = None
    remark: str | None = None
