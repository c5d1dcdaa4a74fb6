"""The records of a report of cargo: bills of lading, their boxes, their lines of goods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoContainer:
    """A container of a bill, or of a report that is made box by box."""

    number: str
    """ISO 6346; boxes whose check digit fails exist, so it is no rule of this record."""
    size_type: str | None = None
    """ISO 6346 size and type, 22G1; not the code of 集装箱规格 that declarations have."""
    seal_numbers: tuple[str, ...] = ()
    full: bool | None = None
    damaged: bool | None = None
    damage_code: str | None = None
    """集装箱残损类型, ISO 9897."""
    damage: str | None = None
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoItem:
    """One line of goods of a bill."""

    number: int
    name: str | None = None
    hs_code: str | None = None
    un_number: str | None = None
    """Of dangerous goods."""
    marks: str | None = None
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """One bill of lading or waybill of a voyage."""

    bill_number: str
    split_bill_number: str | None = None
    condition: str | None = None
    """运输条款 (TransportContractDocument/ConditionCode), as the carrier writes it."""
    consignee_code: str | None = None
    consignee_name: str | None = None
    consignor_code: str | None = None
    consignor_name: str | None = None
    notify_name: str | None = None
    loading_place: str | None = None
    """Of places: UN/LOCODE or yard, with the customs office behind a slash where it is a Chinese one: CNTXG/0202."""
    loaded_at: datetime | None = None
    unloading_place: str | None = None
    destination_place: str | None = None
    """Where the goods go on to under control (TransitDestination): an inland port is told here."""
    customs_status: tuple[str, ...] = ()
    """货物海关状态代码, 001 and others, as the carrier writes them."""
    partial: bool | None = None
    """分批到货: other parts of this bill come by other vehicles."""
    freight_payment: str | None = None
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None
    volume_m3: Decimal | None = None
    value: Decimal | None = None
    currency: str | None = None
    remark: str | None = None
    containers: tuple[CargoContainer, ...] = ()
    items: tuple[CargoItem, ...] = ()
