"""Types 300 (订单), 301 (运单) and 302 (支付单) of one parcel, and 350 to 352, which say whether each was stored.

They say what is new: a change or a deletion has no element here and no form.
"""

from __future__ import annotations

from itertools import product

from adapters.tianjin.ciq.source import (
    ANSWER_ROOT,
    ASKED,
    NUMBER,
    PERSONAL,
    PUBLIC,
    ROOT,
    ROUTED,
    TIME,
    TOLD,
    UNANSWERED,
)
from gateway.model.declaration import Direction
from gateway.model.ecommerce import (
    Payment,
    TradeAct,
    TradeDocument,
    TradeDocumentStatus,
    TradeOrder,
    TradeOrderLine,
    Waybill,
)
from gateway.translation.codecs import INTEGER, TEXT, choice, decimal
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, Implied, When

ORDER = "MessageBody/OrderDocument/OrderHead"
LINES = "MessageBody/OrderDocument/OrderGoodsList/OrderGoodsListInformation"
BILL = "MessageBody/BillDocument/BillHead"
PAID = "MessageBody/PaymentDocument/PaymentHead"
QUANTITY = decimal(19, 5)  # no widths are public: those of the national declaration
COUNTRY = Coded("country", "ciq")
CURRENCY = Coded("currency", "ciq")
DIRECTION = choice({"I": Direction.IMPORT, "E": Direction.EXPORT})
NEW = When(name="act", equals=TradeAct.NEW)

LINE = (
    Field("SEQ_NO", "number", INTEGER, required=True),
    Field("GOODS_NO", "goods_number", TEXT),
    Field("GOODS_BARCODE", "bar_code", TEXT),
    Field("GOODS_NAME", "name", TEXT, required=True),
    Field("SHELF_GOODS_NAME", "shelf_name", TEXT, note="上架品名; public code writes the brand here"),
    Field("PRICE", "unit_price", QUANTITY),
    Field("PRICE_TOTAL", "total_value", QUANTITY),
    Field("CURRENCY", "currency", CURRENCY),
    Field("COUNTRY_CODE", "origin_country", COUNTRY),
    Field("COUNT_NUM", "quantity", QUANTITY, note="成交数量"),
    Field("UNIT_CODE", "unit", Coded("unit", "ciq")),
    Field("WRAPTYPE_CODE", "package_kind", Coded("packaging", "ciq"), note="empty in public code; the CIQ list"),
    Field("PURPOSE_CODE", "purpose", TEXT),
    Field("GOODS_MODEL", "specification", TEXT, note="规格型号"),
    Field("REMARK", "remark", TEXT),
)
NOT_IN_300 = (
    "applied_at platform_name ecommerce_name payment_agency_code payment_agency_name payment_number buyer_name"
    " consignee_district discount discount_remark tax paid goods.goods_registration goods.hs_code goods.goods_brand"
    " goods.description goods.is_gift goods.gift_price"
)

TRADE_ORDER = Form(
    kind=TradeOrder.KIND,
    variant="300",
    body=TradeOrder,
    root=ROOT,
    schema="tianjin-ciq/trade-order.xsd",
    rows=(
        NUMBER,
        Constant("MessageHead/MESSAGE_TYPE", "300", marks=True),
        *ASKED,
        Implied("act", TradeAct.NEW),
        Field(f"{ORDER}/ORDER_SERIAL_NO", "record_id", TEXT),
        Field(f"{ORDER}/ORDER_NO", "trade_order_number", TEXT, required=True),
        Field(f"{ORDER}/BATCH_NO", "batch_number", TEXT),
        Field(f"{ORDER}/ECP_CODE", "platform_code", TEXT, note="电商平台编号"),
        Field(f"{ORDER}/IE_TYPE", "direction", DIRECTION),
        Field(f"{ORDER}/CBE_CODE", "ecommerce_code", TEXT, note="电商企业编号"),
        Field(
            f"{ORDER}/BIZ_TYPE",
            "stock_flag",
            choice({"1": "C", "2": "B"}),
            partly="1 保税备货 and 2 保税集货 are its two values",
        ),
        Field(f"{ORDER}/AGENT_CODE", "agent_code", TEXT),
        Field(f"{ORDER}/CONSIGNEE_NAME", "consignee_name", TEXT),
        Ignored(f"{ORDER}/CONSIGNEE_TEL", PERSONAL, secret=True),
        Field(f"{ORDER}/CONSIGNEE_ADDRESS", "consignee_address", TEXT),
        Field(f"{ORDER}/CONSIGNEE_COUNTRY_CODE", "consignee_country", COUNTRY),
        Field(f"{ORDER}/CONSIGNOR_CNAME", "consignor_name", TEXT),
        Field(f"{ORDER}/CONSIGNOR_ADDRESS", "consignor_address", TEXT),
        Ignored(f"{ORDER}/CONSIGNOR_TEL", PERSONAL, secret=True),
        Field(f"{ORDER}/CONSIGNOR_COUNTRY_CODE", "consignor_country", COUNTRY),
        Ignored(f"{ORDER}/ID_TYPE", PERSONAL, secret=True),
        Ignored(f"{ORDER}/ID_CARD", PERSONAL, secret=True),
        Field(f"{ORDER}/GOODS_VALUE", "goods_value", QUANTITY),
        Field(f"{ORDER}/FREIGHT", "freight", QUANTITY),
        Field(f"{ORDER}/CURRENCY", "currency", CURRENCY),
        Field(f"{ORDER}/TRADE_COUNTRY_CODE", "trade_country", COUNTRY),
        Field(f"{ORDER}/REMARK", "remark", TEXT),
        Group(LINES, "goods", TradeOrderLine, LINE),
    ),
    when=(NEW,),
    message_type="300",
    lacks={**ROUTED, **dict.fromkeys(NOT_IN_300.split(), "no element in type 300")},
    source=f"{PUBLIC}. The widths of numbers are ours",
)

NOT_IN_301 = (
    "applied_at transport_name logistics_name platform_name parcel_information consignee_province consignee_city"
    " consignee_district"
)

WAYBILL = Form(
    kind=Waybill.KIND,
    variant="301",
    body=Waybill,
    root=ROOT,
    schema="tianjin-ciq/waybill.xsd",
    rows=(
        NUMBER,
        Constant("MessageHead/MESSAGE_TYPE", "301", marks=True),
        *ASKED,
        Implied("act", TradeAct.NEW),
        Field(f"{BILL}/BILL_SERIAL_NO", "record_id", TEXT),
        Field(f"{BILL}/ORDER_NO", "trade_order_number", TEXT),
        Field(f"{BILL}/LOGISTICS_NO", "waybill_number", TEXT, required=True),
        Field(f"{BILL}/MAIN_WB_NO", "main_waybill_number", TEXT),
        Field(f"{BILL}/LOGISTICS_CODE", "logistics_code", TEXT),
        Field(f"{BILL}/ECP_CODE", "platform_code", TEXT),
        Field(f"{BILL}/GET_WAYBILL_NO", "bill_number", TEXT, note="public code writes the 提运单号 here"),
        Field(f"{BILL}/VOYAGE_NO", "voyage_number", TEXT),
        Field(
            f"{BILL}/TRANS_CODE",
            "transport_mode",
            Coded("transport_mode", "ciq"),
            partly="运输工具代码: its list is not public, that of the modes is inferred",
        ),
        Field(f"{BILL}/FREIGHT", "freight", QUANTITY),
        Field(f"{BILL}/SUPPORT_VALUE", "insurance", QUANTITY, note="public code writes the 保费 here"),
        Field(f"{BILL}/CURRENCY_CODE", "currency", CURRENCY),
        Field(f"{BILL}/IE_TYPE", "direction", DIRECTION),
        Field(f"{BILL}/GOODS_NAME", "goods_name", TEXT),
        Field(f"{BILL}/COUNT_NUM", "package_count", INTEGER, note="public code writes the 件数 here"),
        Field(f"{BILL}/WEIGHT", "gross_weight_kg", QUANTITY, note="kilograms inferred"),
        Field(f"{BILL}/NET_WEIGHT", "net_weight_kg", QUANTITY, note="kilograms inferred"),
        Field(f"{BILL}/CONSIGNOR_NAME", "consignor_name", TEXT),
        Ignored(f"{BILL}/CONSIGNOR_TEL", PERSONAL, secret=True),
        Field(f"{BILL}/CONSIGNOR_ADDRESS", "consignor_address", TEXT),
        Field(f"{BILL}/CONSIGNOR_COUNTRY_CODE", "consignor_country", COUNTRY),
        Field(f"{BILL}/CONSIGNEE_NAME", "consignee_name", TEXT),
        Ignored(f"{BILL}/CONSIGNEE_TEL", PERSONAL, secret=True),
        Field(f"{BILL}/CONSIGNEE_ADDRESS", "consignee_address", TEXT),
        Field(f"{BILL}/CONSIGNEE_COUNTRY_CODE", "consignee_country", COUNTRY),
        Field(f"{BILL}/REMARK", "remark", TEXT),
    ),
    when=(NEW,),
    message_type="301",
    lacks={**ROUTED, **dict.fromkeys(NOT_IN_301.split(), "no element in type 301")},
    source=f"{PUBLIC}. The widths of numbers are ours",
)

PAYMENT = Form(
    kind=Payment.KIND,
    variant="302",
    body=Payment,
    root=ROOT,
    schema="tianjin-ciq/payment.xsd",
    rows=(
        NUMBER,
        Constant("MessageHead/MESSAGE_TYPE", "302", marks=True),
        *ASKED,
        Implied("act", TradeAct.NEW),
        Field(f"{PAID}/PAY_SERIAL_NO", "record_id", TEXT),
        Field(f"{PAID}/PAYMENT_NO", "payment_number", TEXT, required=True),
        Field(f"{PAID}/ORDER_NO", "trade_order_number", TEXT),
        Field(f"{PAID}/CBECODE", "ecommerce_code", TEXT, note="电商企业代码; public code writes the platform's here"),
        Field(f"{PAID}/CBENAME", "ecommerce_name", TEXT, note="as CBECODE"),
        Field(f"{PAID}/PAYMENT_CODE", "payment_agency_code", TEXT),
        Field(f"{PAID}/PAYMENT_NAME", "payment_agency_name", TEXT),
        Field(f"{PAID}/AMOUNT", "amount", QUANTITY),
        Field(f"{PAID}/CURRENCY_CODE", "currency", CURRENCY),
        Field(f"{PAID}/PAYMENT_TIME", "paid_at", TIME),
        Field(f"{PAID}/REMARK", "remark", TEXT),
    ),
    when=(NEW,),
    message_type="302",
    lacks={
        **ROUTED,
        **dict.fromkeys(("applied_at", "platform_code", "platform_name", "payer_name"), "no element in type 302"),
    },
    source=f"{PUBLIC}. The widths of numbers are ours",
)

# type, what its elements are named after, what is answered
ANSWERS = (
    ("350", "OrderReceived", TradeDocument.ORDER),
    ("351", "BillReceived", TradeDocument.WAYBILL),
    ("352", "PaymentReceived", TradeDocument.PAYMENT),
)
NUMBERS = ("trade_order_number", "waybill_number", "payment_number")

TRADE_DOCUMENT_STATUSES = tuple(
    Form(
        kind=TradeDocumentStatus.KIND,
        variant=number if root == ROOT else f"{number} {root}",
        body=TradeDocumentStatus,
        root=root,
        schema=f"tianjin-ciq/trade-document-status.{number}.xsd",
        rows=(
            NUMBER,
            Constant("MessageHead/MESSAGE_TYPE", number, marks=True),
            *TOLD,
            Implied("document", document),
            Field(f"MessageBody/{name}Document/{name}Head/RECEIPT_TYPE", "receipt_type", TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/RECEIPT_NO", "receipt_number", TEXT),
            Field(
                f"MessageBody/{name}Document/{name}Head/MSG_CODE",
                "outcome",
                Coded("outcome", "tj350"),
                required=True,
                note="01 已入库, 02 入库失败",
            ),
            Field(f"MessageBody/{name}Document/{name}Head/MSG_NAME", "title", TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/MSG_DESC", "remark", TEXT),
            Field(
                f"MessageBody/{name}Document/{name}Head/RECIPT_CODE",
                "in_reply_to",
                TEXT,
                note="gives back SEND_CODE of what is answered",
            ),
            Field(f"MessageBody/{name}Document/{name}Head/ATTRIBUTE6", "attribute_6", TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/ATTRIBUTE7", "attribute_7", TEXT),
        ),
        when=(When(name="document", equals=document),),
        written=root == ROOT,
        message_type=number,
        lacks={**UNANSWERED, **dict.fromkeys(NUMBERS, "an answer names what it answers by RECIPT_CODE alone")},
        source=PUBLIC,
    )
    for root, (number, name, document) in product((ROOT, ANSWER_ROOT), ANSWERS)
)

TRADE_DOCUMENTS = (TRADE_ORDER, WAYBILL, PAYMENT, *TRADE_DOCUMENT_STATUSES)
