"""三单: `trade-order`, `waybill`, `payment` of one parcel, their answers, and `traceability-code`.

Names and addresses of consignees travel, because an office examines a parcel by them; identity numbers and private
telephones stand in no attribute. A bill of lading holds many parcels and ties no two of them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.answer import OfficeAnswer
from gateway.model.declaration import Direction
from gateway.model.kind import Kind


class TradeAct(StrEnum):
    """What a document does to what was said before (appType of customs)."""

    NEW = "new"
    CHANGE = "change"
    DELETE = "delete"


class TradeDocument(StrEnum):
    """Which of the three documents is answered."""

    ORDER = "trade-order"
    WAYBILL = "waybill"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOrderLine:
    """One article of an order."""

    number: int
    name: str
    goods_number: str | None = None
    """The seller's own article number."""
    goods_registration: str | None = None
    """商品备案号."""
    hs_code: str | None = None
    bar_code: str | None = None
    shelf_name: str | None = None
    """The name on the shelf of the shop (上架品名)."""
    specification: str | None = None
    goods_brand: str | None = None
    description: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    package_kind: str | None = None
    unit_price: Decimal | None = None
    total_value: Decimal | None = None
    currency: str | None = None
    origin_country: str | None = None
    purpose: str | None = None
    is_gift: bool | None = None
    gift_price: Decimal | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOrder(Kind):
    """订单: what a person bought on a platform."""

    KIND: ClassVar[str] = "trade-order"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("trade_order_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("trade_order_number",)

    trade_order_number: str
    """订单编号, given by the platform: waybill, payment and item list name it too."""
    act: TradeAct
    office: str | None = None
    direction: Direction | None = None
    record_id: str | None = None
    """The sender's own id of the record (流水号)."""
    batch_number: str | None = None
    applied_at: datetime | None = None
    stock_flag: str | None = None
    """C 备货 (stocked before it is sold), B 集货 (collected after)."""
    platform_code: str | None = None
    platform_name: str | None = None
    ecommerce_code: str | None = None
    ecommerce_name: str | None = None
    agent_code: str | None = None
    payment_agency_code: str | None = None
    payment_agency_name: str | None = None
    payment_number: str | None = None
    buyer_name: str | None = None
    consignee_name: str | None = None
    consignee_address: str | None = None
    consignee_district: str | None = None
    """行政区划代码."""
    consignee_country: str | None = None
    consignor_name: str | None = None
    consignor_address: str | None = None
    consignor_country: str | None = None
    trade_country: str | None = None
    goods_value: Decimal | None = None
    freight: Decimal | None = None
    discount: Decimal | None = None
    discount_remark: str | None = None
    tax: Decimal | None = None
    paid: Decimal | None = None
    currency: str | None = None
    """Of all amounts of the order; a line may name its own."""
    remark: str | None = None
    goods: tuple[TradeOrderLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waybill(Kind):
    """运单: how a parcel travels."""

    KIND: ClassVar[str] = "waybill"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("waybill_number", "trade_order_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("waybill_number",)

    waybill_number: str
    """物流运单编号."""
    act: TradeAct
    trade_order_number: str | None = None
    office: str | None = None
    direction: Direction | None = None
    record_id: str | None = None
    applied_at: datetime | None = None
    main_waybill_number: str | None = None
    bill_number: str | None = None
    """提运单号 of the consolidated shipment."""
    voyage_number: str | None = None
    transport_mode: str | None = None
    transport_name: str | None = None
    logistics_code: str | None = None
    logistics_name: str | None = None
    platform_code: str | None = None
    platform_name: str | None = None
    freight: Decimal | None = None
    insurance: Decimal | None = None
    currency: str | None = None
    goods_name: str | None = None
    parcel_information: str | None = None
    package_count: int | None = None
    gross_weight_kg: Decimal | None = None
    net_weight_kg: Decimal | None = None
    consignor_name: str | None = None
    consignor_address: str | None = None
    consignor_country: str | None = None
    consignee_name: str | None = None
    consignee_province: str | None = None
    consignee_city: str | None = None
    consignee_district: str | None = None
    consignee_address: str | None = None
    consignee_country: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Kind):
    """支付单: that an order is paid."""

    KIND: ClassVar[str] = "payment"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("payment_number", "trade_order_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("payment_number",)

    payment_number: str
    """支付交易号."""
    act: TradeAct
    trade_order_number: str | None = None
    office: str | None = None
    record_id: str | None = None
    applied_at: datetime | None = None
    payment_agency_code: str | None = None
    payment_agency_name: str | None = None
    platform_code: str | None = None
    platform_name: str | None = None
    ecommerce_code: str | None = None
    ecommerce_name: str | None = None
    payer_name: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    paid_at: datetime | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeDocumentStatus(OfficeAnswer):
    """The office's answer to an order, a waybill or a payment; it never releases anything."""

    KIND: ClassVar[str] = "trade-document-status"
    NUMBERS: ClassVar[tuple[str, ...]] = ("waybill_number", "payment_number", "trade_order_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = NUMBERS

    document: TradeDocument
    trade_order_number: str | None = None
    waybill_number: str | None = None
    payment_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceabilityCode(Kind):
    """二维码: by which a buyer traces an article of a declaration; it goes back to who declared."""

    KIND: ClassVar[str] = "traceability-code"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("declaration_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("declaration_number",)

    declaration_number: str
    record_id: str
    """The declarant's own id of the goods line."""
    code_number: str | None = None
    """Which code of that line it is."""
    code: str
    in_reply_to: str | None = None
    office: str | None = None
    noticed_at: datetime | None = None
