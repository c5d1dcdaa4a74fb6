"""The duty of item lists, and by which payment document each is to be paid (税费)."""

from __future__ import annotations

from adapters.regional.source import HEAD, MOMENT, NAMESPACE, OFFICE, OURS, QUANTITY
from gateway.model.duties import DutyLine, TaxNotice
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Group, Row

LINE: tuple[Row, ...] = (
    Field("PaymentDocument", "payment_document", TEXT, required=True, max_length=64),
    Field("DeclarationNumber", "declaration_number", TEXT, max_length=64),
    Field("TradeOrderNumber", "trade_order_number", TEXT, max_length=64),
    Field("Office", "office", OFFICE),
    Field("CalculatedAt", "calculated_at", MOMENT),
    Field("TaxpayerName", "taxpayer_name", TEXT, max_length=255),
    Field("DutiableValue", "dutiable_value", QUANTITY),
    Field("CustomsDuty", "customs_duty", QUANTITY),
    Field("ValueAddedTax", "value_added_tax", QUANTITY),
    Field("ConsumptionTax", "consumption_tax", QUANTITY),
    Field("Total", "total", QUANTITY),
    Field("WarehouseCode", "warehouse_code", TEXT, max_length=32),
    Field("WarehouseName", "warehouse_name", TEXT, max_length=255),
    Field("EcommerceCode", "ecommerce_code", TEXT, max_length=32),
    Field("EcommerceName", "ecommerce_name", TEXT, max_length=255),
    Field("Remark", "remark", TEXT, max_length=2000),
    Field("SecondRemark", "second_remark", TEXT, max_length=2000),
)

TAX_NOTICE = Form(
    kind=TaxNotice.KIND,
    variant="1",
    body=TaxNotice,
    root="TaxNotice",
    namespace=NAMESPACE,
    schema="regional/tax-notice.xsd",
    rows=(
        *HEAD,
        Field("PrintedAt", "printed_at", MOMENT),
        Group("Lines/Line", "lines", DutyLine, LINE, required=True),
    ),
    message_type="TaxNotice",
    source=OURS,
)
