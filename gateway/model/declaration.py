"""The kind `declaration`: one declaration (申报) as the union of what the customs and the CIQ families say.

Codes are canonical: ISO 3166-1 alpha-3, ISO 4217, UN/ECE units where they exist, customs offices of 4 digits,
CIQ packaging.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from gateway.model.attachments import (
    AttachedDocument,
    Charge,
    DocumentLine,
    ElectronicDocument,
    Qualification,
    RequestedCertificate,
    Statement,
    TwoStageRequest,
    User,
)
from gateway.model.choices import ClearanceMode, Direction, Special, Subject
from gateway.model.goods import Container, GoodsLine, GoodsPackage
from gateway.model.kind import DECLARED, ContradictionError, Kind
from gateway.model.movement import Transit

OF_PARCEL = ("trade_order_number", "waybill_number", "payment_number")

__all__ = ["ClearanceMode", "Declaration", "Direction", "Special", "Subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Kind):
    """A declaration; None and () mean that the document does not say."""

    KIND: ClassVar[str] = "declaration"
    OFFICES: ClassVar[tuple[str, ...]] = (
        "declaration_office",
        "port_office",
        "destination_office",
        "certificate_office",
        "release_office",
    )
    NUMBERS: ClassVar[tuple[str, ...]] = DECLARED
    NAMED_BY: ClassVar[tuple[str, ...]] = DECLARED

    direction: Direction
    subject: Subject | None = None
    """None: goods of trade. A form that has no word for another subject is not written for it."""
    draft: bool = False
    """Handed over to be kept or uploaded (暂存, 上载), and not declared: nobody may take it for a declaration."""
    # numbers
    declaration_number: str | None = None
    """The enterprise's own number of the declaration (EntDeclNo, DECL_NO)."""
    unified_number: str | None = None
    """统一编号, 18, given by the platform."""
    entry_number: str | None = None
    """报关单号, 18, given by customs."""
    inspection_number: str | None = None
    """报检号, 15."""
    preentry_number: str | None = None
    correlation_number: str | None = None
    correlation_reason: str | None = None
    contract_number: str | None = None
    bill_number: str | None = None
    """提运单号."""
    split_bill_number: str | None = None
    inspection_bill_number: str | None = None
    delivery_order_number: str | None = None
    manual_number: str | None = None
    licence_number: str | None = None
    approval_number: str | None = None
    related_entry_number: str | None = None
    related_manual_number: str | None = None
    sample_number: str | None = None
    trade_order_number: str | None = None
    """Of a parcel: the order, waybill and payment (三单) that its item list is compared with."""
    waybill_number: str | None = None
    payment_number: str | None = None
    # the four office roles, and what the enterprise chose
    declaration_office: str | None = None
    """报检地 / 申报地海关."""
    port_office: str | None = None
    """口岸 / 进出境关别."""
    destination_office: str | None = None
    """目的地."""
    certificate_office: str | None = None
    """领证地."""
    customs_office: str | None = None
    """Customs office named beside the CIQ ones (DeclCustm)."""
    clearance_mode: ClearanceMode | None = None
    """The enterprise's choice (尊重企业选择)."""
    release_office: str | None = None
    """Where the enterprise chose to do the release formalities."""
    specials: tuple[Special, ...] = ()
    special_passage: str | None = None
    # nature
    inspection_category: str | None = None
    declaration_type: str | None = None
    entry_type: str | None = None
    declaration_mode: str | None = None
    """EdiId: 1 ordinary, 3 and 5 with transit."""
    transit_relation: str | None = None
    bill_type: str | None = None
    trade_mode: str | None = None
    terms_of_trade: str | None = None
    """成交方式, 1 CIF … 7 EXW."""
    levy_nature: str | None = None
    payment_mode: str | None = None
    promises: str | None = None
    check_flow: str | None = None
    tax_administration: str | None = None
    surety: str | None = None
    # enterprises
    declarant_customs_code: str | None = None
    declarant_uscc: str | None = None
    declarant_ciq_code: str | None = None
    declarant_name: str | None = None
    declarant_person: str | None = None
    declarant_person_certificate: str | None = None
    contact_person: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    recorder_code: str | None = None
    recorder_uscc: str | None = None
    recorder_name: str | None = None
    recorder_operator: str | None = None
    recorder_operator_number: str | None = None
    operator_card: str | None = None
    owner_customs_code: str | None = None
    owner_uscc: str | None = None
    owner_ciq_code: str | None = None
    owner_name: str | None = None
    consignee_customs_code: str | None = None
    consignee_uscc: str | None = None
    consignee_ciq_code: str | None = None
    consignee_name: str | None = None
    consignee_name_en: str | None = None
    consignee_address: str | None = None
    consignor_customs_code: str | None = None
    consignor_uscc: str | None = None
    consignor_ciq_code: str | None = None
    consignor_name: str | None = None
    consignor_name_en: str | None = None
    consignor_address: str | None = None
    ecommerce_code: str | None = None
    platform_code: str | None = None
    platform_name: str | None = None
    logistics_code: str | None = None
    logistics_name: str | None = None
    # way
    trade_country: str | None = None
    """贸易国."""
    route_country: str | None = None
    """启运国 of an import, 运抵国 of an export."""
    transport_mode: str | None = None
    transport_name: str | None = None
    voyage_number: str | None = None
    departure_port: str | None = None
    """启运港 / 离境口岸."""
    stopover_port: str | None = None
    """经停港: on the way, never where an export ends."""
    entry_port: str | None = None
    """入境口岸."""
    arrival_port: str | None = None
    """到达口岸; of an export the foreign port it goes to (指运港)."""
    destination_area: str | None = None
    district: str | None = None
    goods_place: str | None = None
    original_container: bool | None = None
    """Original container direct to the destination office (原箱运输)."""
    # moments
    declared_at: datetime | None = None
    departure_date: date | None = None
    arrival_date: date | None = None
    unloading_date: date | None = None
    passage_date: date | None = None
    """进出口日期."""
    # amounts
    package_count: int | None = None
    package_kind: str | None = None
    gross_weight_kg: Decimal | None = None
    net_weight_kg: Decimal | None = None
    total_value_usd: Decimal | None = None
    total_value_cny: Decimal | None = None
    freight: Charge | None = None
    insurance: Charge | None = None
    other_charge: Charge | None = None
    # words
    marks: str | None = None
    """标记唛码."""
    remark: str | None = None
    special_requirements: str | None = None
    claim_period: str | None = None
    situation_code: str | None = None
    situation_level: str | None = None
    contract_cancelled: str | None = None
    software: str | None = None
    technical_registration: str | None = None
    stock_flag: str | None = None
    waste_flag: str | None = None
    packing_flag: str | None = None
    sheet_types: str | None = None
    # groups
    certificates: tuple[RequestedCertificate, ...] = ()
    documents: tuple[AttachedDocument, ...] = ()
    document_lines: tuple[DocumentLine, ...] = ()
    electronic_documents: tuple[ElectronicDocument, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    statements: tuple[Statement, ...] = ()
    users: tuple[User, ...] = ()
    other_packages: tuple[GoodsPackage, ...] = ()
    transit: Transit | None = None
    two_stage: TwoStageRequest | None = None
    containers: tuple[Container, ...] = ()
    goods: tuple[GoodsLine, ...] = ()

    def __post_init__(self) -> None:
        """Raise ContradictionError where two lines of goods have one number: permits and boxes name lines by it."""
        numbers = [line.number for line in self.goods]
        if len(set(numbers)) < len(numbers):
            twice = next(one for one in numbers if numbers.count(one) > 1)
            raise ContradictionError("goods.number", f"two lines of goods are number {twice}")

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Its numbers, those of its parcel, and its bill with the voyage; a container only within its bill.

        A bill holds many parcels, which have nothing else in common: it ties no two of them together.
        """
        pairs = set(self.references().items())
        pairs |= {(name, number) for name in OF_PARCEL if (number := getattr(self, name))}
        if self.bill_number and self.subject is not Subject.PARCEL:
            pairs.add(("bill", f"{self.bill_number}/{self.voyage_number or ''}"))
        return frozenset(pairs)
