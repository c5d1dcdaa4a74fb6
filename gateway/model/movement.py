"""The records of a transit (转关): TrnHead, TrnList, TrnContainer, TrnContaGoods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitContainerGoods:
    """How much of which goods line stands in which container of a transit."""

    container_number: str
    goods_line: int
    quantity: Decimal | None = None
    """件数: packages, and whole ones."""
    weight_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitContainer:
    """A container of a transit, with its seals."""

    number: str
    sequence: int | None = None
    model: str | None = None
    seal_number: str | None = None
    """One or several as written, 128 characters at most."""
    seal_count: int | None = None
    transport_name: str | None = None
    weight_kg: Decimal | None = None
    """工具实际重量: of the vehicle as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitBill:
    """One bill of a transit, with the vehicle that brought it in or takes it out (TrnList)."""

    transport_mode: str | None = None
    transport_id: str | None = None
    transport_name: str | None = None
    voyage_number: str | None = None
    bill_number: str | None = None
    passage_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transit:
    """The way from one office to another under control."""

    preentry_number: str | None = None
    """转关申报单统一编号 or the enterprise's own."""
    number: str | None = None
    """TurnNo, 16."""
    cargo_list_number: str | None = None
    """载货清单号 (TransNo), of the southern mode."""
    flag: str | None = None
    """TransFlag: 1, AA, 1G, 1T, 1E (中欧班列), 1P, 1K."""
    transport_mode: str | None = None
    """境内运输方式."""
    transport_id: str | None = None
    transport_name: str | None = None
    voyage_number: str | None = None
    carrier_code: str | None = None
    carrier_name: str | None = None
    declarant_code: str | None = None
    declarant_uscc: str | None = None
    """转关申报单位统一代码."""
    declarant_name: str | None = None
    paperless: bool | None = None
    """TrnType: declared without paper."""
    electronic_seal: bool | None = None
    valid_until: datetime | None = None
    """ValidTime: 预计运抵指运地时间, until when it is to be there."""
    remark: str | None = None
    bills: tuple[TransitBill, ...] = ()
    containers: tuple[TransitContainer, ...] = ()
    container_goods: tuple[TransitContainerGoods, ...] = ()
