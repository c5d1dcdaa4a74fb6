"""The kinds `gate-pass` (载货单) and `gate-pass-status`: what a lorry asks to carry through the gate of a bonded zone.

It is no manifest, for it lists approved documents and goods by the declaration they came in under; and no `gate`
event, for it is asked before the lorry drives, reviewed, and may be withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.declaration import Direction
from gateway.model.kind import Kind, refuse


class GatePassAct(StrEnum):
    """What is asked, and what an answer is about."""

    SUBMIT = "submit"
    DELETE = "delete"
    """载货单申请删除."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateDocument:
    """One approved document whose goods the lorry carries."""

    number: str
    kind: str | None = None
    """业务单证类型, as the platform writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateGoods:
    """One line of goods on the lorry, by the declaration under which it came in."""

    number: int
    hs_code: str
    name: str
    stock_number: str | None = None
    """出入库单号, by which the warehouse booked it."""
    entry_number: str | None = None
    """报关单号."""
    specification: str | None = None
    name_en: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    currency: str | None = None
    first_quantity: Decimal | None = None
    first_unit: str | None = None
    second_quantity: Decimal | None = None
    second_unit: str | None = None
    origin_country: str | None = None
    duty_mode: str | None = None
    use: str | None = None
    remark: str | None = None
    total_value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePass(Kind):
    """Asks to drive through the gate, or to forget that it was asked; the office decides."""

    KIND: ClassVar[str] = "gate-pass"
    OFFICES: ClassVar[tuple[str, ...]] = ("office", "port_office")
    NUMBERS: ClassVar[tuple[str, ...]] = ("pass_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("pass_number",)

    pass_number: str
    office: str
    """申报口岸."""
    port_office: str | None = None
    """进出口岸."""
    act: GatePassAct
    request_number: str | None = None
    """Of the request to delete."""
    reason: str | None = None
    """Why it shall be deleted."""
    direction: Direction | None = None
    vehicle: str | None = None
    """Plate of the lorry."""
    vehicle_weight_kg: Decimal | None = None
    """Of the lorry alone (车自重)."""
    package_count: int | None = None
    gross_weight_kg: Decimal | None = None
    document_count: int | None = None
    declared_at: datetime | None = None
    seal_number: str | None = None
    transport_name: str | None = None
    voyage_number: str | None = None
    bill_number: str | None = None
    declarant_customs_code: str | None = None
    declarant_name: str | None = None
    trader_customs_code: str | None = None
    """经营单位."""
    trader_name: str | None = None
    warehouse_code: str | None = None
    """仓储企业, by its customs registration."""
    warehouse_name: str | None = None
    owner_customs_code: str | None = None
    """收发货人."""
    owner_name: str | None = None
    remark: str | None = None
    documents: tuple[GateDocument, ...] = ()
    goods: tuple[GateGoods, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it gives a reason to delete and asks to drive."""
        asked = self.act is GatePassAct.SUBMIT
        refuse(asked and bool(self.reason or self.request_number), "act", "only what asks to delete has a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePassStatus(Kind):
    """The office's answer to a gate pass. TRAP: a lorry let through (已过卡) is no release of any declaration."""

    KIND: ClassVar[str] = "gate-pass-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("pass_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("pass_number",)

    outcome: str
    """accepted, rejected, reviewed, review-failed, gate-passed, deleted: of what was asked by `act`."""
    act: GatePassAct
    in_reply_to: str | None = None
    pass_number: str | None = None
    assigned_number: str | None = None
    """The office's own number of the pass (辅助系统载货单号)."""
    receipt_number: str | None = None
    receipt_type: str | None = None
    office: str | None = None
    noticed_at: datetime | None = None
    remark: str | None = None
