"""BUS002: 物品清单, the declaration of one parcel that comes in; BUS005: 货物清单, of one parcel that goes out."""

from __future__ import annotations

from adapters.tianjin.customs.declaration import DECLARED_NOW, KEYS, NOT_IN_HEAD, WAREHOUSE
from adapters.tianjin.customs.goods import EXPORT_LINE, ITEM_LINE, NEVER
from adapters.tianjin.customs.source import (
    BEFORE_TYPE,
    BEHIND_TYPE,
    COUNTRY,
    DAY,
    DIRECTION,
    EXPORT,
    HOUR,
    IMPORT,
    MOMENT,
    OFFICE,
    PACKAGING,
    PERSONAL,
    PUBLIC,
    QUANTITY,
    ROOT,
    ROUTED,
    TRADE_MODE,
    TRANSPORT_MODE,
    TYPE,
    UNLISTED,
)
from gateway.model.declaration import Declaration, Direction, Subject
from gateway.model.goods import GoodsLine
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Constant, Field, Form, Group, Ignored, Implied, Row, When

HEAD = "Declaration/BillHead"
PARCEL = When(name="subject", equals=Subject.PARCEL)
DUTY = "what customs compute; empty in public code"
DUTIES = "TOTAL_TAX TOTAL_PRICE CUSTOMS_TAX CONSUMER_TAX VALUE_ADD_TAX"
AGENT = "address or telephone of the declarant, no name of ours"
FEE = "an amount without a currency of its own"
TYPED = "录入: by whom and when it was typed in"

OFFICES: tuple[Row, ...] = (
    Field(f"{HEAD}/DECL_PORT", "declaration_office", OFFICE, required=True),
    Field(f"{HEAD}/FORM_ID", "declaration_number", TEXT, required=True, note="by which it is answered"),
)

ITEMS: tuple[Row, ...] = (
    *BEFORE_TYPE,
    Constant(TYPE, "BUS002", marks=True),
    *BEHIND_TYPE,
    Implied("subject", Subject.PARCEL),
    *OFFICES,
    Ignored(f"{HEAD}/FORM_TYPE", f"业务类型, {UNLISTED}"),
    Ignored(f"{HEAD}/WH_CODE", WAREHOUSE),
    Ignored(f"{HEAD}/WH_NAME", WAREHOUSE),
    Field(f"{HEAD}/EBCCODE", "ecommerce_code", TEXT),
    Ignored(f"{HEAD}/EBCNAME", "the name of the enterprise that EBCCODE names"),
    Field(f"{HEAD}/AGENT_CODE", "declarant_customs_code", TEXT),
    Field(f"{HEAD}/AGENT_NAME", "declarant_name", TEXT),
    Field(f"{HEAD}/ORDER_NO", "trade_order_number", TEXT),
    Field(f"{HEAD}/SENDER", "consignor_name", TEXT),
    Ignored(f"{HEAD}/SENDER_COUNTRY", "the country of the sender's address"),
    Ignored(f"{HEAD}/SENDER_CITY", "the city of the sender's address"),
    Field(f"{HEAD}/RECEIVER", "consignee_name", TEXT),
    Ignored(f"{HEAD}/RECEIVER_COUNTRY", "the country of the receiver's address"),
    Ignored(f"{HEAD}/RECEIVER_CITY", "the city of the receiver's address, which CONSIGNEE_ADDR names"),
    Ignored(f"{HEAD}/RECEIVER_IDENTITYCARD", PERSONAL, secret=True),
    Ignored(f"{HEAD}/RECEIVER_TEL", PERSONAL, secret=True),
    Field(f"{HEAD}/INPUT_COMPANY", "recorder_name", TEXT),
    Ignored(f"{HEAD}/DECLARE_NO", f"申报, {UNLISTED}"),
    Ignored(f"{HEAD}/AGENT_ADDRESS", AGENT),
    Ignored(f"{HEAD}/AGENT_POST", AGENT),
    Ignored(f"{HEAD}/AGENT_TEL", AGENT, secret=True),
    Field(f"{HEAD}/LOGISTICS_NO", "waybill_number", TEXT),
    Field(f"{HEAD}/PAYMENT_NO", "payment_number", TEXT),
    Ignored(f"{HEAD}/TRS_FEE", FEE),
    Ignored(f"{HEAD}/INSUR_FEE", FEE),
    Field(f"{HEAD}/CUSTOMS_FIELD", "goods_place", TEXT, note="inferred: 监管场所, where the parcel lies"),
    Field(f"{HEAD}/I_E_PORT", "port_office", OFFICE),
    Field(f"{HEAD}/TRAF_NAME", "transport_name", TEXT),
    Field(f"{HEAD}/NET_WT", "net_weight_kg", QUANTITY),
    Field(f"{HEAD}/WRAP_TYPE", "package_kind", PACKAGING),
    Field(f"{HEAD}/I_E_DATE", "passage_date", DAY, partly=HOUR),
    Field(f"{HEAD}/TRAF_MODE", "transport_mode", TRANSPORT_MODE),
    Ignored(f"{HEAD}/INPUT_DATE", TYPED),
    Ignored(f"{HEAD}/INPUT_NO", TYPED),
    Field(f"{HEAD}/GROSS_WT", "gross_weight_kg", QUANTITY),
    Field(f"{HEAD}/EMS_NO", "manual_number", TEXT, note="账册号"),
    Field(f"{HEAD}/START_COUNTRY", "route_country", COUNTRY, when=IMPORT, note="启运国"),
    Field(f"{HEAD}/TRADE_COUNTRY", "route_country", COUNTRY, when=EXPORT, note="抵运国, as public code fills it in"),
    Field(f"{HEAD}/PACK_NO", "package_count", INTEGER),
    Field(f"{HEAD}/D_DATE", "declared_at", MOMENT),
    Field(f"{HEAD}/REMARK", "remark", TEXT),
    Ignored(f"{HEAD}/COP_NO", "企业内部编号, the enterprise's own number beside FORM_ID"),
    Field(f"{HEAD}/PRE_NO", "preentry_number", TEXT),
    Ignored(f"{HEAD}/ASSURE_CODE", "担保企业编号: in public code that of EBCCODE"),
    Field(f"{HEAD}/EBP_CODE", "platform_code", TEXT),
    Field(f"{HEAD}/EBP_NAME", "platform_name", TEXT),
    Field(f"{HEAD}/LOGISTICS_CODE", "logistics_code", TEXT),
    Field(f"{HEAD}/LOGISTICS_NAME", "logistics_name", TEXT),
    Field(f"{HEAD}/I_E_FLAG", "direction", DIRECTION, required=True),
    Ignored(f"{HEAD}/BUYER_ID_TYPE", PERSONAL, secret=True),
    Ignored(f"{HEAD}/BUYER_ID", PERSONAL, secret=True),
    Ignored(f"{HEAD}/BUYER_NAME", PERSONAL, secret=True),
    Ignored(f"{HEAD}/CONSIGNEE_PHONE", PERSONAL, secret=True),
    Field(f"{HEAD}/CONSIGNEE_ADDR", "consignee_address", TEXT),
    Field(f"{HEAD}/TRADE_MODE", "trade_mode", TRADE_MODE),
    Field(f"{HEAD}/VOYAGE_NO", "voyage_number", TEXT),
    Field(f"{HEAD}/BILL_NO", "bill_number", TEXT),
    Ignored(f"{HEAD}/LICENSE_NO", "监管场所代码: in public code that of CUSTOMS_FIELD"),
    Ignored(f"{HEAD}/CURRENCY", "of the amounts of duty, always the yuan in public code"),
    *(Ignored(f"{HEAD}/{path}", DUTY) for path in DUTIES.split()),
    Group(f"{HEAD}/BillList", "goods", GoodsLine, ITEM_LINE, required=True),
)

GOODS: tuple[Row, ...] = (
    *BEFORE_TYPE,
    Constant(TYPE, "BUS005", marks=True),
    *BEHIND_TYPE,
    Implied("subject", Subject.PARCEL),
    Implied("direction", Direction.EXPORT),
    OFFICES[0],
    Field(f"{HEAD}/ORDER_NO", "trade_order_number", TEXT),
    OFFICES[1],
    Ignored(f"{HEAD}/FORM_TYPE", f"业务类型, {UNLISTED}"),
    Field(f"{HEAD}/TRADE_CODE", "consignor_customs_code", TEXT, note="经营单位"),
    Field(f"{HEAD}/TRADE_NAME", "consignor_name", TEXT),
    Field(f"{HEAD}/ENP_CODE", "ecommerce_code", TEXT),
    Ignored(f"{HEAD}/ENP_NAME", "the name of the enterprise that ENP_CODE names"),
    Field(f"{HEAD}/AGENT_NAME", "declarant_name", TEXT),
    Field(f"{HEAD}/AGENT_CODE", "declarant_customs_code", TEXT),
    Field(f"{HEAD}/OWNER_CODE", "owner_customs_code", TEXT),
    Field(f"{HEAD}/OWNER_NAME", "owner_name", TEXT),
    Field(f"{HEAD}/BILL_NO", "bill_number", TEXT),
    Field(f"{HEAD}/TRAF_MODE", "transport_mode", TRANSPORT_MODE),
    Field(f"{HEAD}/TRAF_NAME", "transport_name", TEXT),
    Field(f"{HEAD}/WRAP_TYPE", "package_kind", PACKAGING),
    Field(f"{HEAD}/CUS_LICENSE", "licence_number", TEXT, note="inferred: 许可证号"),
    Field(f"{HEAD}/GROSS_WT", "gross_weight_kg", QUANTITY),
    Field(f"{HEAD}/NET_WT", "net_weight_kg", QUANTITY),
    Ignored(f"{HEAD}/TRS_FEE", FEE),
    Ignored(f"{HEAD}/INSUR_FEE", FEE),
    Field(f"{HEAD}/PACK_NO", "package_count", INTEGER),
    Field(f"{HEAD}/INPUT_COMPANY", "recorder_name", TEXT),
    Ignored(f"{HEAD}/INPUT_NO", TYPED),
    Ignored(f"{HEAD}/DECLARE_NO", f"申报, {UNLISTED}"),
    Ignored(f"{HEAD}/AGENT_ADDRESS", AGENT),
    Ignored(f"{HEAD}/AGENT_POST", AGENT),
    Ignored(f"{HEAD}/AGENT_TEL", AGENT, secret=True),
    Field(f"{HEAD}/CUSTOMS_FIELD", "goods_place", TEXT, note="inferred: 监管场所, where the parcel lies"),
    Field(f"{HEAD}/I_E_PORT", "port_office", OFFICE),
    Field(f"{HEAD}/D_DATE", "declared_at", MOMENT),
    Field(f"{HEAD}/EMS_NO", "manual_number", TEXT, note="账册号"),
    Ignored(f"{HEAD}/LOAD_PORT", f"装货港, {UNLISTED}"),
    Field(f"{HEAD}/COUNTRY", "route_country", COUNTRY, note="运抵国"),
    Field(f"{HEAD}/VOYNO", "voyage_number", TEXT),
    Ignored(f"{HEAD}/FILL_DATE", "填制日期, when the list was filled in"),
    Field(f"{HEAD}/LOGISTICS_NO", "waybill_number", TEXT),
    Field(f"{HEAD}/PAYMENT_NO", "payment_number", TEXT),
    Group(f"{HEAD}/BillList", "goods", GoodsLine, EXPORT_LINE, required=True),
)

NOT_IN_PARCEL = (
    "containers entry_number unified_number trade_country terms_of_trade operator_card owner_uscc owner_ciq_code"
)
ALSO_IN_ITEMS = [
    "recorder_name",
    "ecommerce_code",
    "route_country",
    "goods_place",
    "preentry_number",
    "consignee_address",
]
ALSO_IN_GOODS = frozenset(("recorder_name", "ecommerce_code", "route_country", "goods_place", "licence_number"))
NOT_IN_ITEMS = "consignee_customs_code consignor_customs_code owner_customs_code owner_name"
NOT_IN_GOODS = (
    "passage_date remark platform_code platform_name logistics_code logistics_name consignee_name consignee_address"
    " consignee_customs_code trade_mode"
)
NOT_IN_EXPORT_LINE = "goods_number first_quantity first_unit second_quantity second_unit"
NOT_IN_ANY_LINE = "name_en duty_mode use remark"

ITEM_LIST = Form(
    kind=Declaration.KIND,
    variant="BUS002",
    body=Declaration,
    root=ROOT,
    schema="tianjin-customs/declaration.BUS002.xsd",
    rows=ITEMS,
    when=(PARCEL, IMPORT, DECLARED_NOW),
    message_type="BUS002",
    keys=KEYS,
    lacks={
        **ROUTED,
        **{
            name: "no element in BUS002"
            for name in f"{NOT_IN_HEAD} {NOT_IN_PARCEL} {NOT_IN_ITEMS}".split()
            if name not in ALSO_IN_ITEMS
        },
        **{f"goods.{name}": "no element in the goods of BUS002" for name in f"{NEVER} {NOT_IN_ANY_LINE}".split()},
    },
    source=f"{PUBLIC}. Ours: the BizKeys of what an enterprise chose, where an envelope carries it",
)
GOODS_LIST = Form(
    kind=Declaration.KIND,
    variant="BUS005",
    body=Declaration,
    root=ROOT,
    schema="tianjin-customs/declaration.BUS005.xsd",
    rows=GOODS,
    when=(PARCEL, EXPORT, DECLARED_NOW),
    message_type="BUS005",
    keys=KEYS,
    lacks={
        **ROUTED,
        **{
            name: "no element in BUS005"
            for name in f"{NOT_IN_HEAD} {NOT_IN_PARCEL} {NOT_IN_GOODS}".split()
            if name not in ALSO_IN_GOODS
        },
        **{
            f"goods.{name}": "no element in the goods of BUS005"
            for name in f"{NEVER} {NOT_IN_ANY_LINE} {NOT_IN_EXPORT_LINE}".split()
        },
    },
    source=f"{PUBLIC}. Ours: the BizKeys of what an enterprise chose, where an envelope carries it",
)
