"""A declaration: every attribute of the model, in the model's order."""

from __future__ import annotations

from adapters.regional.goods import CONTAINERS, GOODS, OTHER_PACKAGES
from adapters.regional.movement import TRANSIT
from adapters.regional.papers import CHARGES, PAPERS, TWO_STAGE_REQUEST
from adapters.regional.source import (
    AMOUNT,
    COUNTRY,
    DAY,
    DECLARED,
    DIRECTION,
    HEAD,
    MOMENT,
    NAMESPACE,
    OFFICE,
    OURS,
    PACKAGING,
    QUANTITY,
    TRANSPORT_MODE,
    YES,
)
from gateway.model.attachments import TwoStageRequest
from gateway.model.declaration import ClearanceMode, Declaration, Direction, Special, Subject
from gateway.model.movement import Transit
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Nested, Repeated, Row, When
from gateway.translation.shapes import words

IMPORT = When(name="direction", equals=Direction.IMPORT)
EXPORT = When(name="direction", equals=Direction.EXPORT)
# The table of ports holds the foreign ones; a Chinese port is its six CIQ digits.
PORT = Coded("port", "canonical")

NUMBERS: tuple[Row, ...] = (
    Field("PreentryNumber", "preentry_number", TEXT, max_length=64),
    Field("CorrelationNumber", "correlation_number", TEXT, max_length=2000),
    Field("CorrelationReason", "correlation_reason", TEXT, max_length=32),
    Field("ContractNumber", "contract_number", TEXT, max_length=64),
    Field("BillNumber", "bill_number", TEXT, max_length=64),
    Field("SplitBillNumber", "split_bill_number", TEXT, max_length=64),
    Field("InspectionBillNumber", "inspection_bill_number", TEXT, max_length=64),
    Field("DeliveryOrderNumber", "delivery_order_number", TEXT, max_length=64),
    Field("ManualNumber", "manual_number", TEXT, max_length=64),
    Field("LicenceNumber", "licence_number", TEXT, max_length=64),
    Field("ApprovalNumber", "approval_number", TEXT, max_length=64),
    Field("RelatedEntryNumber", "related_entry_number", TEXT, max_length=64),
    Field("RelatedManualNumber", "related_manual_number", TEXT, max_length=64),
    Field("SampleNumber", "sample_number", TEXT, max_length=64),
    Field("TradeOrderNumber", "trade_order_number", TEXT, max_length=64),
    Field("WaybillNumber", "waybill_number", TEXT, max_length=64),
    Field("PaymentNumber", "payment_number", TEXT, max_length=64),
)
ROLES: tuple[Row, ...] = (
    Field("DeclarationOffice", "declaration_office", OFFICE),
    Field("PortOffice", "port_office", OFFICE),
    Field("DestinationOffice", "destination_office", OFFICE),
    Field("CertificateOffice", "certificate_office", OFFICE),
    Field("CustomsOffice", "customs_office", OFFICE),
    Field("ClearanceMode", "clearance_mode", words(ClearanceMode)),
    Field("ReleaseOffice", "release_office", OFFICE),
    Repeated("Specials/Special", "specials", words(Special)),
    Field("SpecialPassage", "special_passage", TEXT, max_length=32),
)
NATURE: tuple[Row, ...] = (
    Field("InspectionCategory", "inspection_category", TEXT, max_length=32),
    Field("DeclarationType", "declaration_type", TEXT, max_length=32),
    Field("EntryType", "entry_type", TEXT, max_length=32),
    Field("DeclarationMode", "declaration_mode", TEXT, max_length=32),
    Field("TransitRelation", "transit_relation", TEXT, max_length=32),
    Field("BillType", "bill_type", TEXT, max_length=32),
    Field("TradeMode", "trade_mode", Coded("trade_mode", "canonical")),
    Field("TermsOfTrade", "terms_of_trade", TEXT, max_length=32),
    Field("LevyNature", "levy_nature", TEXT, max_length=32),
    Field("PaymentMode", "payment_mode", TEXT, max_length=32),
    Field("Promises", "promises", TEXT, max_length=32),
    Field("CheckFlow", "check_flow", TEXT, max_length=32),
    Field("TaxAdministration", "tax_administration", TEXT, max_length=32),
    Field("Surety", "surety", TEXT, max_length=32),
)
ENTERPRISES: tuple[Row, ...] = (
    Field("DeclarantCustomsCode", "declarant_customs_code", TEXT, max_length=32),
    Field("DeclarantUscc", "declarant_uscc", TEXT, max_length=32),
    Field("DeclarantCiqCode", "declarant_ciq_code", TEXT, max_length=32),
    Field("DeclarantName", "declarant_name", TEXT, max_length=255),
    Field("DeclarantPerson", "declarant_person", TEXT, max_length=255),
    Field("DeclarantPersonCertificate", "declarant_person_certificate", TEXT, max_length=32),
    Field("ContactPerson", "contact_person", TEXT, max_length=255),
    Field("ContactPhone", "contact_phone", TEXT, max_length=64),
    Field("ContactEmail", "contact_email", TEXT, max_length=255),
    Field("RecorderCode", "recorder_code", TEXT, max_length=32),
    Field("RecorderUscc", "recorder_uscc", TEXT, max_length=32),
    Field("RecorderName", "recorder_name", TEXT, max_length=255),
    Field("RecorderOperator", "recorder_operator", TEXT, max_length=255),
    Field("RecorderOperatorNumber", "recorder_operator_number", TEXT, max_length=64),
    Field("OperatorCard", "operator_card", TEXT, max_length=32),
    Field("OwnerCustomsCode", "owner_customs_code", TEXT, max_length=32),
    Field("OwnerUscc", "owner_uscc", TEXT, max_length=32),
    Field("OwnerCiqCode", "owner_ciq_code", TEXT, max_length=32),
    Field("OwnerName", "owner_name", TEXT, max_length=255),
    Field("ConsigneeCustomsCode", "consignee_customs_code", TEXT, max_length=32),
    Field("ConsigneeUscc", "consignee_uscc", TEXT, max_length=32),
    Field("ConsigneeCiqCode", "consignee_ciq_code", TEXT, max_length=32),
    Field("ConsigneeName", "consignee_name", TEXT, max_length=255),
    Field("ConsigneeNameEn", "consignee_name_en", TEXT, max_length=400),
    Field("ConsigneeAddress", "consignee_address", TEXT, max_length=255),
    Field("ConsignorCustomsCode", "consignor_customs_code", TEXT, max_length=32),
    Field("ConsignorUscc", "consignor_uscc", TEXT, max_length=32),
    Field("ConsignorCiqCode", "consignor_ciq_code", TEXT, max_length=32),
    Field("ConsignorName", "consignor_name", TEXT, max_length=255),
    Field("ConsignorNameEn", "consignor_name_en", TEXT, max_length=400),
    Field("ConsignorAddress", "consignor_address", TEXT, max_length=255),
    Field("EcommerceCode", "ecommerce_code", TEXT, max_length=32),
    Field("PlatformCode", "platform_code", TEXT, max_length=32),
    Field("PlatformName", "platform_name", TEXT, max_length=255),
    Field("LogisticsCode", "logistics_code", TEXT, max_length=32),
    Field("LogisticsName", "logistics_name", TEXT, max_length=255),
)
WAY: tuple[Row, ...] = (
    Field("TradeCountry", "trade_country", COUNTRY),
    Field("RouteCountry", "route_country", COUNTRY),
    Field("TransportMode", "transport_mode", TRANSPORT_MODE),
    Field("TransportName", "transport_name", TEXT, max_length=255),
    Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
    Field("DeparturePort", "departure_port", PORT, when=IMPORT),
    Field("DeparturePort", "departure_port", TEXT, max_length=32, when=EXPORT),
    Field("StopoverPort", "stopover_port", PORT),
    Field("EntryPort", "entry_port", TEXT, max_length=32),
    Field("ArrivalPort", "arrival_port", TEXT, max_length=32, when=IMPORT),
    Field("ArrivalPort", "arrival_port", PORT, when=EXPORT),
    Field("DestinationArea", "destination_area", TEXT, max_length=32),
    Field("District", "district", TEXT, max_length=32),
    Field("GoodsPlace", "goods_place", TEXT, max_length=255),
    Field("OriginalContainer", "original_container", YES),
)
MOMENTS: tuple[Row, ...] = (
    Field("DeclaredAt", "declared_at", MOMENT),
    Field("DepartureDate", "departure_date", DAY),
    Field("ArrivalDate", "arrival_date", DAY),
    Field("UnloadingDate", "unloading_date", DAY),
    Field("PassageDate", "passage_date", DAY),
)
AMOUNTS: tuple[Row, ...] = (
    Field("PackageCount", "package_count", INTEGER),
    Field("PackageKind", "package_kind", PACKAGING),
    Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
    Field("NetWeightKg", "net_weight_kg", QUANTITY),
    Field("TotalValueUsd", "total_value_usd", AMOUNT),
    Field("TotalValueCny", "total_value_cny", AMOUNT),
)
WORDS: tuple[Row, ...] = (
    Field("Marks", "marks", TEXT, max_length=2000),
    Field("Remark", "remark", TEXT, max_length=2000),
    Field("SpecialRequirements", "special_requirements", TEXT, max_length=2000),
    Field("ClaimPeriod", "claim_period", TEXT, max_length=32),
    Field("SituationCode", "situation_code", TEXT, max_length=32),
    Field("SituationLevel", "situation_level", TEXT, max_length=32),
    Field("ContractCancelled", "contract_cancelled", TEXT, max_length=32),
    Field("Software", "software", TEXT, max_length=255),
    Field("TechnicalRegistration", "technical_registration", TEXT, max_length=32),
    Field("StockFlag", "stock_flag", TEXT, max_length=32),
    Field("WasteFlag", "waste_flag", TEXT, max_length=32),
    Field("PackingFlag", "packing_flag", TEXT, max_length=32),
    Field("SheetTypes", "sheet_types", TEXT, max_length=255),
)

DECLARATION_ROWS: tuple[Row, ...] = (
    Field("Direction", "direction", DIRECTION, required=True),
    Field("Subject", "subject", words(Subject), note="without it, goods of trade"),
    Field("Draft", "draft", YES, required=True, note="true: handed over to be kept, and not declared"),
    *DECLARED,
    *NUMBERS,
    *ROLES,
    *NATURE,
    *ENTERPRISES,
    *WAY,
    *MOMENTS,
    *AMOUNTS,
    *CHARGES,
    *WORDS,
    *PAPERS,
    OTHER_PACKAGES,
    Nested("Transit", "transit", Transit, TRANSIT),
    Nested("TwoStage", "two_stage", TwoStageRequest, TWO_STAGE_REQUEST),
    CONTAINERS,
    GOODS,
)
"""Of the record alone, so that an amendment has them too."""

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="1",
    body=Declaration,
    root="Declaration",
    namespace=NAMESPACE,
    schema="regional/declaration.xsd",
    rows=(*HEAD, *DECLARATION_ROWS),
    message_type="Declaration",
    source=OURS,
)
