"""Type 120: 入区申报, the declaration of goods that come in (IIDecl). Type 130, of a single parcel: `item_list`."""

from __future__ import annotations

from adapters.tianjin.ciq.source import (
    ANSWER_TO,
    DECLARED_14,
    NUMBER,
    OFFICE,
    PERSONAL,
    PUBLIC,
    ROOT,
    ROUTED,
    SENT_AT,
)
from gateway.model.declaration import ClearanceMode, Declaration, Direction, Special
from gateway.model.goods import Container, GoodsLine
from gateway.translation.codecs import INTEGER, TEXT, bits, choice, decimal
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, When
from gateway.translation.shapes import sized

HEAD = "MessageBody/IIDeclDocument/IIDeclHead"
GOODS = "MessageBody/IIDeclDocument/IIDeclGoodsList/IIDeclGoodsListInformation"
CONTAINERS = "MessageBody/IIDeclDocument/IIDeclContainerList/IIDeclContainerListInformation"

QUANTITY = decimal(19, 5)  # no widths are public: those of the national declaration
COUNTRY = Coded("country", "ciq")

IMPORT = When(name="direction", equals=Direction.IMPORT)
EXPORT = When(name="direction", equals=Direction.EXPORT)

GOODS_ROWS = (
    Field("II_GOODS_SERIAL_NO", "record_id", TEXT, note="商品流水号"),
    Field("SEQ_NO", "number", INTEGER, required=True),
    Field("ENT_CODE", "enterprise_code", TEXT, note="企业备案号"),
    Field("GOODS_REG_NO", "goods_registration", TEXT, note="商品备案号"),
    Field("HS_CODE", "hs_code", TEXT, required=True),
    Ignored("ENT_CNAME", "the name of the enterprise that ENT_CODE names"),
    Field("GOODS_NO", "goods_number", TEXT, note="the seller's own article number"),
    Field("GOODS_NAME", "name", TEXT, required=True),
    Field("ORIGIN_COUNTRY_CODE", "origin_country", COUNTRY),
    Field("QTY", "quantity", QUANTITY, note="包装数量; times the unit price it is the total"),
    Field("QTY_UNIT_CODE", "unit", Coded("unit", "ciq")),
    Ignored("SMALL_QTY", "最小包装数量, the count of the smallest packing, which is no legal quantity"),
    Ignored("SMALL_QTY_UNIT_CODE", "the unit of SMALL_QTY"),
    Field("GOODS_UNIT_PRICE", "unit_price", QUANTITY),
    # The number alone would be false in another unit than kilograms, so it is then not said at all.
    Field("WEIGHT", "weight", QUANTITY, when=When(name="weight_unit", equals=None), note="kilograms inferred"),
    Field("WEIGHT", "weight", QUANTITY, when=When(name="weight_unit", equals="KGM"), note="kilograms inferred"),
    Field("GOODS_TOTAL_VALUES", "total_value", QUANTITY),
    Field("CURR_UNIT", "currency", Coded("currency", "ciq")),
    Field("REMARK", "remark", TEXT),
)

CONTAINER_ROWS = (
    Field("BIZ_TYPE", "business_type", TEXT, note="1 in public code, its list is not public"),
    Field(
        "CON_MODEL", "model", Coded("container_model", "ciq"), partly="its list is not public, the CIQ list is inferred"
    ),
    Field("CON_NUM", "count", INTEGER),
    Field("CON_NO", "number", TEXT),
)

ROWS = (
    NUMBER,
    Constant("MessageHead/MESSAGE_TYPE", "120", marks=True),
    SENT_AT,
    ANSWER_TO,
    Field(
        "MessageHead/RECIPT_CODE",
        "declaration_office",
        OFFICE,
        required=True,
        note="属地检验检疫机构, the enterprise's own office, is whom public code addresses",
    ),
    Field(f"{HEAD}/II_SERIAL_NO", "unified_number", TEXT, note="inferred: the platform's own number of it"),
    Field(f"{HEAD}/DECL_NO", "declaration_number", TEXT),
    Field(f"{HEAD}/LAW_NO", "inspection_number", TEXT, note="报检单号"),
    Field(f"{HEAD}/DECL_PERSON", "declarant_person", TEXT),
    Field(f"{HEAD}/DECL_DATE", "declared_at", DECLARED_14),
    Field(
        f"{HEAD}/ORG_NO",
        "declarant_uscc",
        sized(18),
        partly="until 2015 it is the organisation code (组织机构代码) of nine characters, which is no USCC",
    ),
    Field(
        f"{HEAD}/DECL_TYPE_CODE",
        "direction",
        choice({"FI": Direction.IMPORT, "FO": Direction.EXPORT}),
        required=True,
        note="FI is public; no code of an export is: FO is ours",
    ),
    Field(f"{HEAD}/TRADE_MODE_CODE", "trade_mode", Coded("trade_mode", "ciq")),
    Field(f"{HEAD}/ENT_CODE", "declarant_ciq_code", TEXT, note="申报单位代码"),
    Field(f"{HEAD}/CBECODE", "ecommerce_code", TEXT, note="电商企业代码"),
    Field(f"{HEAD}/CHECK_ORG_CODE", "port_office", OFFICE, note="inferred: 施检机构, who inspects, is the port's"),
    Field(f"{HEAD}/ORG_CODE", "destination_office", OFFICE, note="目的机构"),
    Field(f"{HEAD}/TRADE_COUNTRY_CODE", "trade_country", COUNTRY),
    Field(f"{HEAD}/DESP_COUNTRY_CODE", "route_country", COUNTRY),
    # The table of ports holds the foreign ones; a Chinese port is its six CIQ digits in every dialect.
    Field(f"{HEAD}/DESP_PORT_CODE", "departure_port", Coded("port", "ciq"), when=IMPORT),
    Field(f"{HEAD}/DESP_PORT_CODE", "departure_port", TEXT, when=EXPORT),
    Field(f"{HEAD}/ENTRY_PORT_CODE", "entry_port", TEXT),
    Field(f"{HEAD}/STOCK_FLAG", "stock_flag", TEXT, note="C 备货, B 集货"),
    Ignored(f"{HEAD}/STOCK_FLAG_NAME", "the word for STOCK_FLAG"),
    Field(f"{HEAD}/CONSIGNEE_CNAME", "consignee_name", TEXT),
    Field(f"{HEAD}/CONSIGNEE_ADDRESS", "consignee_address", TEXT),
    Ignored(f"{HEAD}/CONSIGNEE_TEL", PERSONAL, secret=True),
    Ignored(f"{HEAD}/CONSIGNEE_IDNUM", PERSONAL, secret=True),
    Field(f"{HEAD}/CONSIGNOR_CNAME", "consignor_name", TEXT),
    Field(f"{HEAD}/CONSIGNOR_ADDRESS", "consignor_address", TEXT),
    Ignored(f"{HEAD}/CONSIGNOR_TEL", PERSONAL, secret=True),
    Ignored(f"{HEAD}/CONSIGNOR_IDNUM", PERSONAL, secret=True),
    Field(f"{HEAD}/WASTE_FLAG", "waste_flag", TEXT, note="废旧物品"),
    Field(f"{HEAD}/PACK_FLAG", "packing_flag", TEXT, note="植物性包装及铺垫材料"),
    Field(f"{HEAD}/SAMPLE_NO", "sample_number", TEXT, note="抽样单号"),
    Ignored(f"{HEAD}/CONSIGNEE_IDTYPE", PERSONAL, secret=True),
    Ignored(f"{HEAD}/CONSIGNOR_IDTYPE", PERSONAL, secret=True),
    Field(f"{HEAD}/TRANS_TYPE_CODE", "transport_mode", Coded("transport_mode", "ciq"), note="运输工具代码"),
    Field(f"{HEAD}/CONSIGNEE_NO", "consignee_ciq_code", TEXT, note="inferred: 收货人编号"),
    Field(f"{HEAD}/CONSIGNEE_ENAME", "consignee_name_en", TEXT),
    Field(f"{HEAD}/CONSGINOR_NO", "consignor_ciq_code", TEXT, note="inferred: 发货人编号; misspelt so in public code"),
    Field(f"{HEAD}/CONSGINOR_ENAME", "consignor_name_en", TEXT, note="misspelt so in public code"),
    Field(f"{HEAD}/TRANS_TYPE_NO", "voyage_number", TEXT, note="inferred: 运输号码"),
    Field(f"{HEAD}/CONTRACT_NO", "contract_number", TEXT),
    Field(f"{HEAD}/CARRIER_NOTE_NO", "bill_number", TEXT, note="提运单号"),
    Field(f"{HEAD}/SHEET_TYPE_CODES", "sheet_types", TEXT, note="随附单据代码串, the codes one after another"),
    Field(f"{HEAD}/GOODS_ADDRESS", "goods_place", TEXT, note="货物存放地点"),
    Group(GOODS, "goods", GoodsLine, GOODS_ROWS),
    Group(CONTAINERS, "containers", Container, CONTAINER_ROWS),
)

KEYS = (
    Field("clearance-mode", "clearance_mode", choice({mode.value: mode for mode in ClearanceMode}), note="ours"),
    Field("release-office", "release_office", OFFICE, note="ours"),
    Field("certificate-office", "certificate_office", OFFICE, note="ours"),
    Field("special", "specials", bits(tuple(Special)), note="ours: the bits of the national SpecDeclFlag"),
)

NOT_IN_HEAD = (
    "subject trade_order_number waybill_number payment_number logistics_code logistics_name platform_code platform_name"
    " entry_number preentry_number correlation_number correlation_reason split_bill_number"
    " inspection_bill_number delivery_order_number manual_number licence_number approval_number"
    " related_entry_number related_manual_number customs_office special_passage inspection_category"
    " declaration_type entry_type declaration_mode transit_relation bill_type terms_of_trade levy_nature"
    " payment_mode promises check_flow tax_administration surety declarant_customs_code declarant_name"
    " contact_person contact_phone contact_email recorder_code recorder_uscc recorder_name recorder_operator"
    " recorder_operator_number operator_card owner_customs_code owner_uscc owner_ciq_code owner_name"
    " consignee_customs_code consignee_uscc consignor_customs_code consignor_uscc transport_name"
    " stopover_port arrival_port destination_area district original_container departure_date arrival_date"
    " unloading_date passage_date package_count package_kind gross_weight_kg net_weight_kg total_value_usd"
    " total_value_cny freight insurance other_charge marks remark special_requirements claim_period"
    " situation_code situation_level contract_cancelled software technical_registration documents"
    " qualifications users other_packages transit electronic_documents document_lines statements two_stage draft"
)
NOT_IN_GOODS = (
    "goods.ciq_code goods.ciq_name goods.hs_name goods.name_en goods.inspection_type goods.specification"
    " goods.goods_spec goods.goods_model goods.goods_brand goods.second_quantity goods.second_unit"
    " goods.origin_place goods.destination_country goods.rcep_origin goods.district goods.destination_area"
    " goods.duty_mode goods.use goods.purpose goods.attributes goods.ingredients goods.quality_period"
    " goods.valid_until goods.produced goods.batch_number goods.un_number goods.dangerous_name"
    " goods.dangerous_pack_kind goods.dangerous_pack_spec goods.not_dangerous goods.foreign_manufacturer"
    " goods.manufacturer_number goods.manufacturer_name goods.manual_item goods.product_number"
    " goods.product_version goods.work_fee_usd goods.control_explanation goods.packages goods.permits"
    " goods.containers"
)

LACKS = {
    **ROUTED,
    **dict.fromkeys(NOT_IN_HEAD.split(), "no element in type 120"),
    "declarant_person_certificate": "DECL_PERSON is a name alone",
    "certificates": "SHEET_TYPE_CODES names the papers that come with the goods, not the certificates asked for",
    **dict.fromkeys(NOT_IN_GOODS.split(), "no element in the goods of type 120"),
    "goods.first_quantity": "SMALL_QTY counts the smallest packing (最小包装) and is no legal quantity",
    "goods.first_unit": "SMALL_QTY_UNIT_CODE is the unit of the smallest packing (最小包装)",
    "goods.weight_unit": "WEIGHT has no unit and is taken as kilograms",
    "containers.weight_kg": "no element in the containers of type 120",
    "containers.shared": "no element in the containers of type 120",
    "containers.goods_lines": "no element in the containers of type 120",
}

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="120",
    body=Declaration,
    root=ROOT,
    schema="tianjin-ciq/declaration.xsd",
    rows=ROWS,
    when=(When(name="subject", equals=None),),
    message_type="120",
    keys=KEYS,
    lacks=LACKS,
    source=f"{PUBLIC}. Ours: the code of an export, the widths of numbers, and the BizKeys of what an enterprise chose",
)
