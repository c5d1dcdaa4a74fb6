"""What a lorry asks to carry through the gate of a bonded zone (载货单), and what the office answers."""

from __future__ import annotations

from adapters.regional.source import (
    AMOUNT,
    COUNTRY,
    CURRENCY,
    DIRECTION,
    HEAD,
    MOMENT,
    NAMESPACE,
    OFFICE,
    OURS,
    QUANTITY,
    UNIT,
)
from gateway.model.gate_pass import GateDocument, GateGoods, GatePass, GatePassAct, GatePassStatus
from gateway.translation.codecs import DIGITS, INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Group, Row
from gateway.translation.shapes import words

DOCUMENT: tuple[Row, ...] = (
    Field("Number", "number", TEXT, required=True, max_length=64),
    Field("Kind", "kind", TEXT, max_length=32),
)
GOODS: tuple[Row, ...] = (
    Field("Number", "number", INTEGER, required=True),
    Field("HsCode", "hs_code", DIGITS, required=True, max_length=10),
    Field("Name", "name", TEXT, required=True, max_length=255),
    Field("StockNumber", "stock_number", TEXT, max_length=64),
    Field("EntryNumber", "entry_number", TEXT, max_length=64),
    Field("Specification", "specification", TEXT, max_length=2000),
    Field("NameEn", "name_en", TEXT, max_length=400),
    Field("Quantity", "quantity", QUANTITY),
    Field("Unit", "unit", UNIT),
    Field("UnitPrice", "unit_price", AMOUNT),
    Field("Currency", "currency", CURRENCY),
    Field("FirstQuantity", "first_quantity", QUANTITY),
    Field("FirstUnit", "first_unit", UNIT),
    Field("SecondQuantity", "second_quantity", QUANTITY),
    Field("SecondUnit", "second_unit", UNIT),
    Field("OriginCountry", "origin_country", COUNTRY),
    Field("DutyMode", "duty_mode", TEXT, max_length=32),
    Field("Use", "use", TEXT, max_length=32),
    Field("Remark", "remark", TEXT, max_length=2000),
    Field("TotalValue", "total_value", AMOUNT),
)

GATE_PASS = Form(
    kind=GatePass.KIND,
    variant="1",
    body=GatePass,
    root="GatePass",
    namespace=NAMESPACE,
    schema="regional/gate-pass.xsd",
    rows=(
        *HEAD,
        Field("PassNumber", "pass_number", TEXT, required=True, max_length=64),
        Field("Office", "office", OFFICE, required=True),
        Field("PortOffice", "port_office", OFFICE),
        Field("Act", "act", words(GatePassAct), required=True),
        Field("RequestNumber", "request_number", TEXT, max_length=64),
        Field("Reason", "reason", TEXT, max_length=2000),
        Field("Direction", "direction", DIRECTION),
        Field("Vehicle", "vehicle", TEXT, max_length=64),
        Field("VehicleWeightKg", "vehicle_weight_kg", QUANTITY),
        Field("PackageCount", "package_count", INTEGER),
        Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
        Field("DocumentCount", "document_count", INTEGER),
        Field("DeclaredAt", "declared_at", MOMENT),
        Field("SealNumber", "seal_number", TEXT, max_length=255),
        Field("TransportName", "transport_name", TEXT, max_length=255),
        Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
        Field("BillNumber", "bill_number", TEXT, max_length=64),
        Field("DeclarantCustomsCode", "declarant_customs_code", TEXT, max_length=32),
        Field("DeclarantName", "declarant_name", TEXT, max_length=255),
        Field("TraderCustomsCode", "trader_customs_code", TEXT, max_length=32),
        Field("TraderName", "trader_name", TEXT, max_length=255),
        Field("WarehouseCode", "warehouse_code", TEXT, max_length=32),
        Field("WarehouseName", "warehouse_name", TEXT, max_length=255),
        Field("OwnerCustomsCode", "owner_customs_code", TEXT, max_length=32),
        Field("OwnerName", "owner_name", TEXT, max_length=255),
        Field("Remark", "remark", TEXT, max_length=2000),
        Group("Documents/Document", "documents", GateDocument, DOCUMENT),
        Group("Goods/Line", "goods", GateGoods, GOODS),
    ),
    message_type="GatePass",
    source=OURS,
)
GATE_PASS_STATUS = Form(
    kind=GatePassStatus.KIND,
    variant="1",
    body=GatePassStatus,
    root="GatePassStatus",
    namespace=NAMESPACE,
    schema="regional/gate-pass-status.xsd",
    rows=(
        *HEAD,
        Field("Outcome", "outcome", Coded("outcome", "canonical"), required=True),
        Field("Act", "act", words(GatePassAct), required=True),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("PassNumber", "pass_number", TEXT, max_length=64),
        Field("AssignedNumber", "assigned_number", TEXT, max_length=64),
        Field("ReceiptNumber", "receipt_number", TEXT, max_length=64),
        Field("ReceiptType", "receipt_type", TEXT, max_length=32),
        Field("Office", "office", OFFICE),
        Field("NoticedAt", "noticed_at", MOMENT),
        Field("Remark", "remark", TEXT, max_length=2000),
    ),
    message_type="GatePassStatus",
    source=OURS,
)

GATE_PASSES: tuple[Form, ...] = (GATE_PASS, GATE_PASS_STATUS)
