"""Type 130: 物品清单, the declaration of a single parcel that one person bought (IODecl).

It is a declaration whose subject is a parcel; by that it is told from type 120 when it is written. It names the order,
the waybill and the payment that it is compared with.
"""

from __future__ import annotations

from adapters.tianjin.ciq.declaration import COUNTRY, KEYS, NOT_IN_GOODS, NOT_IN_HEAD, QUANTITY
from adapters.tianjin.ciq.source import (
    ANSWER_TO,
    DECLARED_SPACED,
    NUMBER,
    OFFICE,
    PERSONAL,
    PUBLIC,
    ROOT,
    ROUTED,
    SENT_AT,
)
from gateway.model.declaration import Declaration, Direction, Subject
from gateway.model.goods import GoodsLine
from gateway.translation.codecs import INTEGER, TEXT, choice
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, Implied, When

HEAD = "MessageBody/IODeclDocument/IODeclHead"
GOODS = "MessageBody/IODeclDocument/IODeclGoodsList/IODeclGoodsListInformation"
REPEATED = "repeats the element of the head"

GOODS_ROWS = (
    Field("IO_GOODS_SERIAL_NO", "record_id", TEXT, note="商品流水号"),
    Field("SEQ_NO", "number", INTEGER, required=True),
    Field("ENT_CODE", "enterprise_code", TEXT, note="企业备案号"),
    Field("GOODS_REG_NO", "goods_registration", TEXT, note="商品备案号"),
    Ignored(
        "DECL_II_NO", "进口入区申报号, by which declaration the goods came in: empty in public code, no name of ours"
    ),
    Ignored("LOGISTICSNO", REPEATED),
    Ignored("ORDER_NO", REPEATED),
    Ignored("PAYMENT_NO", REPEATED),
    Field("HS_CODE", "hs_code", TEXT, required=True),
    Ignored("ENT_CNAME", "the name of the enterprise that ENT_CODE names"),
    Field("GOODS_NO", "goods_number", TEXT),
    Field("GOODS_NAME", "name", TEXT, required=True),
    Ignored("CONSIGNEE_CNAME", REPEATED),
    Ignored("CONSIGNEE_IDTYPE", PERSONAL, secret=True),
    Field("ORIGIN_COUNTRY_CODE", "origin_country", COUNTRY),
    Field("QTY_UNIT_CODE", "unit", Coded("unit", "ciq")),
    Field("QTY", "quantity", QUANTITY),
    Field("GOODS_UNIT_PRICE", "unit_price", QUANTITY),
    Field("GOODS_TOTAL_VALUES", "total_value", QUANTITY),
    Field("CURR_UNIT", "currency", Coded("currency", "ciq")),
    Field("REMARK", "remark", TEXT),
)

ROWS = (
    NUMBER,
    Constant("MessageHead/MESSAGE_TYPE", "130", marks=True),
    SENT_AT,
    ANSWER_TO,
    Field(
        "MessageHead/RECIPT_CODE",
        "declaration_office",
        OFFICE,
        required=True,
        note="属地检验检疫机构 of whom the parcel is entrusted to is whom public code addresses",
    ),
    Implied("subject", Subject.PARCEL),
    Field(f"{HEAD}/IO_SERIAL_NO", "unified_number", TEXT, note="inferred: the platform's own number of it"),
    Field(f"{HEAD}/DECL_NO", "declaration_number", TEXT),
    Field(f"{HEAD}/DECL_PERSON", "declarant_person", TEXT),
    Field(
        f"{HEAD}/DECL_DATE",
        "declared_at",
        DECLARED_SPACED,
        note="spaced here, of 14 digits in type 120: both are read",
    ),
    Ignored(f"{HEAD}/DECL_TEL", PERSONAL, secret=True),
    Field(f"{HEAD}/LOGISTICSNO", "waybill_number", TEXT),
    Field(f"{HEAD}/ORDER_NO", "trade_order_number", TEXT),
    Field(f"{HEAD}/PAYMENT_NO", "payment_number", TEXT),
    Field(
        f"{HEAD}/DECL_TYPE_CODE",
        "direction",
        choice({"SI": Direction.IMPORT, "SO": Direction.EXPORT}),
        required=True,
        note="SI is public; no code of an export is: SO is ours",
    ),
    Field(f"{HEAD}/ENT_CODE", "declarant_ciq_code", TEXT, note="申报单位代码"),
    Field(f"{HEAD}/CBECODE", "ecommerce_code", TEXT, note="电商企业代码"),
    Field(f"{HEAD}/LOGISTICS_CODE", "logistics_code", TEXT, note="public code writes ENT_CODE's value here"),
    Field(f"{HEAD}/CHECK_ORG_CODE", "port_office", OFFICE, note="inferred: 施检机构, who inspects, is the port's"),
    Ignored(f"{HEAD}/ID_TYPE", PERSONAL, secret=True),
    Ignored(f"{HEAD}/TOTAL_VALUES", "named a total value, and filled with the freight in public code: neither is sure"),
    Field(f"{HEAD}/STOCK_FLAG", "stock_flag", TEXT, note="C 备货, B 集货"),
    Field(f"{HEAD}/CONSIGNEE_CNAME", "consignee_name", TEXT),
    Ignored(f"{HEAD}/CONSIGNEE_TEL", PERSONAL, secret=True),
    Field(f"{HEAD}/CONSIGNEE_ADDRESS", "consignee_address", TEXT),
    Ignored(f"{HEAD}/ID_CARD", PERSONAL, secret=True),
    Field(f"{HEAD}/CONSIGNOR_CNAME", "consignor_name", TEXT),
    Ignored(f"{HEAD}/CONSIGNOR_TEL", PERSONAL, secret=True),
    Field(f"{HEAD}/CONSIGNOR_ADDRESS", "consignor_address", TEXT),
    Group(GOODS, "goods", GoodsLine, GOODS_ROWS),
)

OF_120 = (
    "inspection_number declarant_uscc trade_mode destination_office trade_country route_country departure_port"
    " entry_port waste_flag packing_flag sample_number transport_mode consignee_ciq_code consignee_name_en"
    " consignor_ciq_code consignor_name_en voyage_number contract_number bill_number sheet_types goods_place containers"
    " declarant_person_certificate certificates goods.weight goods.weight_unit goods.first_quantity goods.first_unit"
)
NAMED = {row.name for row in ROWS if isinstance(row, Field | Implied | Group)}

LACKS = {
    **ROUTED,
    **{name: "no element in type 130" for name in f"{NOT_IN_HEAD} {OF_120}".split() if name not in NAMED},
    **dict.fromkeys(NOT_IN_GOODS.split(), "no element in the goods of type 130"),
}

ITEM_LIST = Form(
    kind=Declaration.KIND,
    variant="130",
    body=Declaration,
    root=ROOT,
    schema="tianjin-ciq/declaration.130.xsd",
    rows=ROWS,
    when=(When(name="subject", equals=Subject.PARCEL),),
    message_type="130",
    keys=KEYS,
    lacks=LACKS,
    source=f"{PUBLIC}. Ours: the code of an export, the widths of numbers, and the BizKeys of what an enterprise chose",
)
