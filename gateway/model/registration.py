"""备案: `enterprise-registration`, `goods-registration`, and what the office says of one (`registration-status`).

Identity numbers and private telephones stand in no attribute: no office that the region routes to needs them.
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


class EnterpriseRole(StrEnum):
    """As what customs registers an enterprise (ENP_TYPE: one letter)."""

    PLATFORM = "platform"
    ECOMMERCE = "ecommerce"
    LOGISTICS = "logistics"
    STORAGE = "storage"
    PAYMENT = "payment"
    SUPERVISION = "supervision"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """A site on which the enterprise sells."""

    url: str
    name: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A file that proves what is registered."""

    name: str
    media_type: str | None = None
    content: bytes | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationAgent:
    """Who registers on the enterprise's behalf."""

    code: str | None = None
    name: str | None = None
    contact_person: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    legal_person: str | None = None
    organisation_code: str | None = None
    country: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseRegistration(Kind):
    """企业备案: an enterprise of cross-border trade makes itself known."""

    KIND: ClassVar[str] = "enterprise-registration"
    OFFICES: ClassVar[tuple[str, ...]] = ("office", "home_office")
    NUMBERS: ClassVar[tuple[str, ...]] = ("application_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("application_number",)

    application_number: str
    """The sender's own number of the registration (ENT_SERIAL_NO, SEQ_ID)."""
    name: str
    office: str | None = None
    """Whom it asks (接收方, 主管海关)."""
    home_office: str | None = None
    """属地检验检疫机构, as the enterprise says it of itself."""
    name_en: str | None = None
    enterprise_code: str | None = None
    """The platform's code of it (ENP_DM_CODE)."""
    customs_code: str | None = None
    """海关注册编码, 10."""
    uscc: str | None = None
    organisation_code: str | None = None
    """组织机构代码, 9."""
    registered_as: EnterpriseRole | None = None
    is_platform: bool | None = None
    is_ecommerce: bool | None = None
    is_logistics: bool | None = None
    is_storage: bool | None = None
    is_payment: bool | None = None
    is_supervision: bool | None = None
    """监管场所."""
    is_agent: bool | None = None
    """报关."""
    is_other: bool | None = None
    business_types: tuple[str, ...] = ()
    """BI and BE bonded, NI and NE ordinary, import and export (FORM_TYPE)."""
    address: str | None = None
    postcode: str | None = None
    employee_count: int | None = None
    service_employee_count: int | None = None
    fax: str | None = None
    applied_at: datetime | None = None
    registered_at: datetime | None = None
    valid_until: datetime | None = None
    business_licence: str | None = None
    """营业执照编号."""
    licence_issuer: str | None = None
    investment_country: str | None = None
    legal_person: str | None = None
    contact_person: str | None = None
    contact_phone: str | None = None
    """Of the enterprise's contact: restricted, as it may be a person's mobile."""
    contact_email: str | None = None
    website: str | None = None
    """The one site that customs asks for; `websites` is the inspection's list."""
    icp_number: str | None = None
    shop_name: str | None = None
    agent_code: str | None = None
    """As customs writes it: several are joined by commas; `agents` is the inspection's list."""
    agent_name: str | None = None
    payment_licence: str | None = None
    express_licence: str | None = None
    warehouse_area: str | None = None
    site_certificate: str | None = None
    """监管场所批准证书编号."""
    remark: str | None = None
    websites: tuple[Website, ...] = ()
    annexes: tuple[Annex, ...] = ()
    agents: tuple[RegistrationAgent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsRegistration(Kind):
    """商品备案: an article that will be traded."""

    KIND: ClassVar[str] = "goods-registration"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("application_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("application_number",)

    application_number: str
    """The sender's own number of the registration (GOODS_SERIAL_NO, SEQ_ID)."""
    name: str
    hs_code: str | None = None
    hs_name: str | None = None
    office: str | None = None
    direction: Direction | None = None
    applied_at: datetime | None = None
    goods_registration: str | None = None
    """The platform's number of the article (CUS_GOODS_ID); the inspection's comes in the answer."""
    goods_number: str | None = None
    """The seller's own (SKU)."""
    bar_code: str | None = None
    category: str | None = None
    """商品大类."""
    ecommerce_code: str | None = None
    ecommerce_name: str | None = None
    agent_code: str | None = None
    """申报单位."""
    agent_name: str | None = None
    ingredients: str | None = None
    specification: str | None = None
    goods_brand: str | None = None
    origin_country: str | None = None
    manufacturer_name: str | None = None
    supplier: str | None = None
    unit: str | None = None
    second_unit: str | None = None
    smallest_unit: str | None = None
    """Of the smallest packing (最小包装)."""
    unit_price: Decimal | None = None
    currency: str | None = None
    net_weight_kg: Decimal | None = None
    gross_weight_kg: Decimal | None = None
    tax_code: str | None = None
    tax_name: str | None = None
    purpose: str | None = None
    is_gift: bool | None = None
    is_lawful: bool | None = None
    """The declaration that it keeps the law and the standards."""
    remark: str | None = None
    annexes: tuple[Annex, ...] = ()


class Registered(StrEnum):
    """What a registration is of."""

    ENTERPRISE = "enterprise"
    GOODS = "goods"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationStatus(OfficeAnswer):
    """The office's answer to a registration, or that it locked or unlocked what is registered.

    A first review that was passed (一级审核通过) is no registration yet.
    """

    KIND: ClassVar[str] = "registration-status"
    NUMBERS: ClassVar[tuple[str, ...]] = ("application_number",)
    NAMED_BY: ClassVar[tuple[str, ...]] = ("application_number",)

    registered: Registered
    application_number: str | None = None
    registration_number: str | None = None
    """备案号, given once the last review is passed."""
