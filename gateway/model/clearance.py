"""The kinds `e-ledger` (电子底账, since 2018) and `clearance-form` (通关单, until 2018-05-31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.certified import CertifiedGoods
from gateway.model.declaration import Direction
from gateway.model.kind import OfDeclaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(OfDeclaration):
    """What both papers say of a consignment."""

    issuing_office: str
    customs_office: str | None = None
    """Where the declaration is made, that the paper is for."""
    issued_at: datetime | None = None
    valid_until: date | None = None
    consignor_uscc: str | None = None
    consignor_name: str | None = None
    consignee_uscc: str | None = None
    consignee_name: str | None = None
    trade_country: str | None = None
    route_country: str | None = None
    transport_mode: str | None = None
    transport_name: str | None = None
    contract_number: str | None = None
    bill_number: str | None = None
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None
    remark: str | None = None
    goods: tuple[CertifiedGoods, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ELedger(Cleared):
    """The electronic record of exports that were inspected; a declaration refers to it by its number."""

    KIND: ClassVar[str] = "e-ledger"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "customs_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*Cleared.NUMBERS, "ledger_number")

    ledger_number: str


class ClearanceState(StrEnum):
    """What became of a clearance form, as the e-port told enterprises."""

    SENT_TO_EPORT = "sent-to-eport"
    RECEIVED = "received"
    STORED_AT_CUSTOMS = "stored-at-customs"
    CHECKED_OFF = "checked-off"
    """已核注."""
    WRITTEN_OFF = "written-off"
    """已核销."""
    NOT_WRITTEN_OFF = "not-written-off"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceForm(Cleared):
    """Code A of the supervision conditions where goods come in, B where they go out; abolished on 2018-06-01."""

    KIND: ClassVar[str] = "clearance-form"
    ISSUER: ClassVar[str] = "issuing_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("issuing_office", "customs_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*Cleared.NUMBERS, "clearance_number")

    clearance_number: str
    """18 characters."""
    direction: Direction
    state: ClearanceState | None = None
