"""Goods lines of a declaration (货物), the records that hang on them, and containers (集装箱)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsPackage:
    """Packing of one goods line (包装); `kind` is the CIQ packaging code."""

    kind: str
    count: int | None = None
    material: str | None = None
    auxiliary: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsPermit:
    """A permit that a goods line uses (许可证件): type code, number, the permit's own line, quantity written off."""

    kind: str
    number: str
    line: int | None = None
    quantity: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsContainer:
    """How much of a goods line one container holds."""

    container_number: str
    quantity: Decimal | None = None
    unit: str | None = None
    weight: Decimal | None = None
    """In weight_unit, kilograms where no unit is said."""
    weight_unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A container or a count of like containers; `number` is ISO 6346 where the box is."""

    number: str | None = None
    model: str | None = None
    """The CIQ code of size and kind (config/codes/container_model.csv)."""
    count: int | None = None
    weight_kg: Decimal | None = None
    """Of the box alone (自重)."""
    shared: bool | None = None
    """Less than container load (拼箱)."""
    goods_lines: tuple[int, ...] = ()
    business_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """One line of goods; the line numbers of one declaration differ and count from 1."""

    number: int
    hs_code: str
    """Ten digits: eight of the tariff, two of supervision."""
    name: str
    ciq_code: str | None = None
    """Three digits of inspection category after the ten of the HS code, or the long form the document gives."""
    ciq_name: str | None = None
    hs_name: str | None = None
    name_en: str | None = None
    inspection_type: str | None = None
    specification: str | None = None
    """规格型号 as customs writes it (GModel)."""
    goods_spec: str | None = None
    goods_model: str | None = None
    goods_brand: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    first_quantity: Decimal | None = None
    """First legal quantity (法定第一数量), in first_unit."""
    first_unit: str | None = None
    second_quantity: Decimal | None = None
    second_unit: str | None = None
    weight: Decimal | None = None
    """In weight_unit, kilograms where no unit is said."""
    weight_unit: str | None = None
    unit_price: Decimal | None = None
    total_value: Decimal | None = None
    currency: str | None = None
    origin_country: str | None = None
    origin_place: str | None = None
    destination_country: str | None = None
    """最终目的国."""
    rcep_origin: str | None = None
    district: str | None = None
    """Domestic destination or source of goods (境内目的地/货源地), 5 digits."""
    destination_area: str | None = None
    """Administrative area of destination, 6 digits (2018 on)."""
    duty_mode: str | None = None
    use: str | None = None
    """Customs' use code until 2018 (UseTo); `purpose` is the CIQ family's."""
    purpose: str | None = None
    attributes: str | None = None
    ingredients: str | None = None
    quality_period: str | None = None
    valid_until: date | None = None
    produced: str | None = None
    """Production dates as written: more than one may stand there."""
    batch_number: str | None = None
    un_number: str | None = None
    dangerous_name: str | None = None
    dangerous_pack_kind: str | None = None
    dangerous_pack_spec: str | None = None
    not_dangerous: bool | None = None
    foreign_manufacturer: str | None = None
    manufacturer_number: str | None = None
    manufacturer_name: str | None = None
    manual_item: str | None = None
    """Line of the processing manual (备案序号)."""
    product_number: str | None = None
    product_version: str | None = None
    work_fee_usd: Decimal | None = None
    control_explanation: str | None = None
    record_id: str | None = None
    """The sender's own id of this line."""
    enterprise_code: str | None = None
    goods_registration: str | None = None
    goods_number: str | None = None
    remark: str | None = None
    packages: tuple[GoodsPackage, ...] = ()
    permits: tuple[GoodsPermit, ...] = ()
    containers: tuple[GoodsContainer, ...] = ()
