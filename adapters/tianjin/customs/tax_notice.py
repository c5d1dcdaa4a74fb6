"""SDD001: 税费, the duty of item lists and the 专用缴款书 by which it is paid."""

from __future__ import annotations

from adapters.tianjin.customs.source import (
    ANSWER,
    BEFORE_ANSWER,
    BEHIND_ANSWER,
    OFFICE,
    PERSONAL,
    PUBLIC,
    QUANTITY,
    ROOT,
    ROUTED,
)
from gateway.model.duties import DutyLine, TaxNotice
from gateway.translation.codecs import MOMENT_16, TEXT
from gateway.translation.form import Constant, Field, Form, Group, Ignored

HEAD = "Declaration/TAX_HEAD"
LINE = (
    Field("TAX_PMT_NO", "payment_document", TEXT, required=True, note="专用缴款书编号"),
    Field("FORM_ID", "declaration_number", TEXT, note="物品清单号"),
    Field("ORDER_NO", "trade_order_number", TEXT),
    Field("TAX_TOTAL", "total", QUANTITY, note="税额, in yuan"),
    Field("TAX_CALC_TIME", "calculated_at", MOMENT_16, note="inferred: written as TAX_BILL_PRINT_TIME is"),
    Field("TAXPAYER", "taxpayer_name", TEXT),
    Field("DECL_TOTAL", "dutiable_value", QUANTITY, note="完税价格"),
    Field("REMARK_1", "remark", TEXT),
    Field("REMARK_2", "second_remark", TEXT),
    Field("DECL_PORT", "office", OFFICE),
    Ignored("TAXPAY_ID", PERSONAL, secret=True),
    Field("TAX_A", "customs_duty", QUANTITY),
    Field("TAX_L", "value_added_tax", QUANTITY, note="written without the zero before its point in public code"),
    Field("TAX_Y", "consumption_tax", QUANTITY),
    Field("WH_CODE", "warehouse_code", TEXT),
    Field("WH_NAME", "warehouse_name", TEXT),
    Field("ENP_CODE", "ecommerce_code", TEXT),
    Field("ENP_NAME", "ecommerce_name", TEXT),
)

TAX_NOTICE = Form(
    kind=TaxNotice.KIND,
    variant="SDD001",
    body=TaxNotice,
    root=ROOT,
    schema="tianjin-customs/tax-notice.xsd",
    rows=(
        *BEFORE_ANSWER,
        Constant(ANSWER, "SDD001", marks=True),
        *BEHIND_ANSWER,
        Field(
            f"{HEAD}/TAX_BILL_PRINT_TIME",
            "printed_at",
            MOMENT_16,
            note="inferred: public code cuts the last two digits off before it reads it",
        ),
        Group(f"{HEAD}/TAX_LIST", "lines", DutyLine, LINE, required=True),
    ),
    message_type="SDD001",
    lacks=ROUTED,
    source=PUBLIC,
)
