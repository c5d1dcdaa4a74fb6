"""KJ881110: 进口电子清单, the import declaration of one parcel that one person bought.

The public format holds several lists in one message; ours holds one, for an office decides of each by itself. All
amounts are in one currency, that of the head: only a list in yuan is read or written, for a line has no element for
another. A list of exports (KJ881010), a change and a deletion (OpType M, D) are other documents, and not taken for it.
"""

from __future__ import annotations

from adapters.guangzhou.kj.lacks import LACKS
from adapters.guangzhou.kj.source import NUMBER, PERSONAL, PUBLIC, ROUTED
from gateway.model.attachments import Charge
from gateway.model.declaration import Declaration, Direction, Subject
from gateway.model.goods import GoodsLine
from gateway.translation.codecs import INTEGER, TEXT, choice, day, decimal, moment
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, Implied, Inline, When

HEAD = "Declaration/EListHead"
LIST = "Declaration/ElistDetailInfoList/ElistDetailInfo"
WAYBILL = f"{LIST}/EListWaybill"
ORDER = f"{LIST}/EListOrder"

AMOUNT = decimal(19, 5)
OFFICE = Coded("office", "customs")
COUNTRY = Coded("country", "customs")
UNIT = Coded("unit", "customs")
TIME = moment("%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S", alone=None)
YUAN = When(name="currency", equals="CNY")
FOR_CHINA = "imports are for China: 142 is the rule of the public format"
OF_ANOTHER = "the name of the enterprise whose number stands beside it"

HEAD_ROWS = (
    Field(f"{HEAD}/DeclEntNo", "declarant_ciq_code", TEXT, required=True, max_length=20, note="inferred: 备案编号"),
    Field(f"{HEAD}/DeclEntName", "declarant_name", TEXT, max_length=100),
    Field(f"{HEAD}/ContactTel", "contact_phone", TEXT, max_length=30, note="of the enterprise"),
    Field(f"{HEAD}/EBEntNo", "ecommerce_code", TEXT, required=True, max_length=20),
    Ignored(f"{HEAD}/EBEntName", OF_ANOTHER),
    Ignored(f"{HEAD}/InternetDomainName", "the address of the shop: no name of ours"),
    Field(f"{HEAD}/CustomsCode", "declaration_office", OFFICE, required=True, note="主管海关代码"),
    Field(
        f"{HEAD}/CIQOrgCode",
        "declaration_office",
        Coded("office", "ciq"),
        partly="the inspection's organisation of the place, where it is known",
        note="inferred: 检验检疫机构代码, of the same place as the customs office",
    ),
    Field(f"{HEAD}/ApplySeaPort", "declaration_office", OFFICE, note="inferred: 申报口岸 is where it is declared"),
    Constant(f"{HEAD}/OpType", "A", marks=True, note="A 新增, M 变更, D 删除"),
    Field(f"{HEAD}/TradeMode", "trade_mode", Coded("trade_mode", "customs"), note="9610 or 1210"),
    Field(f"{HEAD}/IeFlag", "direction", choice({"I": Direction.IMPORT}), required=True),
    Ignored(f"{HEAD}/EListType", "清单类型: its list is not public"),
    Constant(f"{HEAD}/TotalCount", "1", note="清单总票数; ours: one list a document"),
    Field(f"{HEAD}/TotalWeight", "gross_weight_kg", AMOUNT, note="inferred: gross, as of the one parcel"),
    Ignored(f"{HEAD}/TotalPackNum", "商品总件数: a count of pieces and not of packages"),
    Field(f"{HEAD}/TotalValue", "total_value_cny", AMOUNT),
    Constant(f"{HEAD}/CurrCode", "142", marks=True, note="yuan, of all amounts"),
    Field(f"{HEAD}/DeclTime", "declared_at", TIME),
    Ignored(f"{HEAD}/InputDate", "录入日期: no name of ours"),
    Field(f"{HEAD}/DataEntryStaff", "recorder_operator", TEXT, max_length=60),
    Field(f"{HEAD}/DataEntryComp", "recorder_name", TEXT, max_length=100),
    Field(f"{HEAD}/CompAccessNo", "declarant_customs_code", TEXT, max_length=20, note="inferred: 报关企业's number"),
    Ignored(f"{HEAD}/CompAccessName", OF_ANOTHER),
    Field(f"{HEAD}/CustomsDeclarer", "declarant_person", TEXT, max_length=60, note="报关员"),
    Ignored(f"{HEAD}/DeclarerationCompAddr", "the address of CompAccessNo's enterprise: no name of ours"),
    Ignored(f"{HEAD}/DeclarerPostCode", "the post code of CompAccessNo's enterprise: no name of ours"),
    Ignored(f"{HEAD}/CustomsDeclarerTel", PERSONAL, secret=True),
    Ignored(f"{HEAD}/Notes", "of the whole message, which is one list: the list's own remark is told"),
)
LIST_ROWS = (
    Field(f"{LIST}/EntEListNo", "declaration_number", TEXT, required=True, max_length=20),
    Field(f"{LIST}/EPortEListNo", "unified_number", TEXT, max_length=18, note="跨境平台清单编号"),
    Field(f"{LIST}/CusEListNo", "entry_number", TEXT, max_length=18, note="海关清单编号"),
    Field(f"{LIST}/CIQEListNo", "inspection_number", TEXT, max_length=36, note="检验检疫清单编号"),
    Ignored(f"{LIST}/AssureCode", "担保企业, who guarantees the tax: no name of ours"),
    Field(f"{LIST}/IEPort", "port_office", OFFICE, required=True, note="进出口岸代码"),
    Ignored(f"{LIST}/SvPCode", "监管场所代码: its list is not public"),
    Field(f"{LIST}/IEDate", "passage_date", day("%Y%m%d", "%Y-%m-%d"), note="inferred: the style of the day"),
    Field(f"{LIST}/EmsNo", "manual_number", TEXT, max_length=30, note="账册编号"),
    Ignored(f"{LIST}/AreaCode", "区内企业 of a bonded area: no name of ours"),
    Ignored(f"{LIST}/AreaName", OF_ANOTHER),
    Field(f"{LIST}/LicenseNo", "licence_number", TEXT, max_length=19),
    Field(f"{LIST}/ApprNo", "approval_number", TEXT, max_length=200),
    Field(f"{LIST}/TransMode", "terms_of_trade", TEXT, max_length=2, note="成交方式"),
    Ignored(f"{LIST}/UseTo", "生产厂家/用途: maker or use, and nothing tells which"),
    Field(f"{LIST}/BillNo", "bill_number", TEXT, max_length=37, note="提运单号; in transit its number instead"),
    Ignored(f"{LIST}/PackEntName", "组货单位: no name of ours"),
    Field(f"{LIST}/WrapType", "package_kind", Coded("packaging", "customs")),
    Field(f"{LIST}/PackQuantity", "package_count", INTEGER),
    Ignored(f"{LIST}/TransType", "运输工具类型, which TransCode says as well"),
    Field(f"{LIST}/TransCode", "transport_mode", Coded("transport_mode", "customs")),
    Field(f"{LIST}/TransNo", "transport_name", TEXT, max_length=100),
    Field(f"{LIST}/VoyageNo", "voyage_number", TEXT, max_length=32),
    Field(f"{LIST}/DestinationCountry", "route_country", COUNTRY, note="起运国 of an import"),
    Field(f"{LIST}/DestinationPort", "departure_port", Coded("port", "customs"), note="起运港 of an import"),
    Ignored(f"{LIST}/EdestDate", "拟到达时间: planned, and no day of arrival"),
    Ignored(f"{LIST}/RouteCountry", "经停国: a country on the way, and no port"),
    Field(f"{LIST}/ConsigneeName", "consignee_name", TEXT, max_length=60, note="消费者, who receives the parcel"),
    Ignored(f"{LIST}/ConsigneeIdNum", PERSONAL, secret=True),
    Ignored(f"{LIST}/ConsigneeCardType", PERSONAL, secret=True),
    Constant(f"{LIST}/ConsigneeCountry", "142", note=FOR_CHINA),
    Ignored(f"{LIST}/ConsigneeTel", PERSONAL, secret=True),
    Field(f"{LIST}/Notes", "remark", TEXT, max_length=1000),
)
FREIGHT = Inline(
    "freight",
    Charge,
    (
        Implied("currency", "CNY", When(name="mark", equals="2"), note="that of the head"),
        Implied("currency", "CNY", When(name="mark", equals="3"), note="that of the head"),
        # A number in another currency would be false, and is then not said at all; a rate has none.
        Field(f"{WAYBILL}/FeeRate", "amount", AMOUNT, when=YUAN),
        Field(f"{WAYBILL}/FeeRate", "amount", AMOUNT, when=When(name="mark", equals="1")),
        Field(f"{WAYBILL}/FeeMark", "mark", choice({"1": "1", "2": "2", "3": "3"})),
    ),
)
WAYBILL_ROWS = (
    Field(f"{WAYBILL}/EntWaybillNo", "waybill_number", TEXT, required=True, max_length=30),
    Field(f"{WAYBILL}/EHSEntNo", "logistics_code", TEXT, required=True, max_length=20),
    Field(f"{WAYBILL}/EHSEntName", "logistics_name", TEXT, max_length=100),
    Field(f"{WAYBILL}/GrossWeight", "gross_weight_kg", AMOUNT, note="kilograms inferred"),
    Field(f"{WAYBILL}/NetWt", "net_weight_kg", AMOUNT, note="kilograms inferred"),
    FREIGHT,
    Ignored(f"{WAYBILL}/InsurRate", "保费: no mark tells whether it is an amount or a rate"),
    Ignored(f"{WAYBILL}/OtherRate", "杂费: no mark tells whether it is an amount or a rate"),
    Field(f"{WAYBILL}/RecipientNameC", "consignee_name", TEXT, max_length=100),
    Field(f"{WAYBILL}/RecipientNameE", "consignee_name_en", TEXT, max_length=100),
    Ignored(f"{WAYBILL}/RecipientCardType", PERSONAL, secret=True),
    Ignored(f"{WAYBILL}/RecipientNo", PERSONAL, secret=True),
    Constant(f"{WAYBILL}/RecipientCountry", "142", note=FOR_CHINA),
    Field(f"{WAYBILL}/RecipientProvincesCode", "destination_area", TEXT, max_length=6, note="行政区域代码"),
    Field(f"{WAYBILL}/RecipientAddrC", "consignee_address", TEXT, max_length=200),
    Ignored(f"{WAYBILL}/RecipientAddrE", "the address a second time, in English"),
    Ignored(f"{WAYBILL}/RecipientTel", PERSONAL, secret=True),
    Field(f"{WAYBILL}/ShipperC", "consignor_name", TEXT, max_length=255),
    Field(f"{WAYBILL}/ShipperE", "consignor_name_en", TEXT, max_length=255),
    Ignored(f"{WAYBILL}/ShipperCountry", "发货国 of the parcel: DestinationCountry says where the goods came from"),
    Ignored(f"{WAYBILL}/ShipperProvincesCode", "the city of the shipper: no name of ours"),
    Field(f"{WAYBILL}/ShipperAddrC", "consignor_address", TEXT, max_length=500),
    Ignored(f"{WAYBILL}/ShipperAddrE", "the address a second time, in English"),
    Ignored(f"{WAYBILL}/Notes", "of the waybill and not of the list"),
    Field(f"{LIST}/EListPay/EntPayNo", "payment_number", TEXT, max_length=50),
    Ignored(f"{LIST}/EListPay/PayEntNo", "who was paid through: the payment itself says it"),
    Ignored(f"{LIST}/EListPay/PayEntName", "who was paid through: the payment itself says it"),
    Ignored(f"{LIST}/EListPay/Notes", "of the payment and not of the list"),
    Field(f"{ORDER}/EBPEntNo", "platform_code", TEXT, max_length=20),
    Field(f"{ORDER}/EBPEntName", "platform_name", TEXT, max_length=100),
    Field(f"{ORDER}/EntOrderNo", "trade_order_number", TEXT, required=True, max_length=60),
)
GOODS_ROWS = (
    Implied("currency", "CNY", note="that of the head"),
    Field("Seq", "number", INTEGER, required=True),
    Field("CIQGoodsNo", "goods_registration", TEXT, max_length=36, note="检验检疫商品备案编号"),
    Ignored("CusGoodsNo", "海关商品备案号: a line of the manual or a tax number, by the mode"),
    Field("EntGoodsNo", "goods_number", TEXT, max_length=30),
    Field("GoodsName", "name", TEXT, required=True, max_length=200, note="企业商品品名"),
    Field("GName", "hs_name", TEXT, max_length=200, note="海关商品归类名称"),
    Field("GoodsStyle", "specification", TEXT, max_length=100),
    Field("HSCode", "hs_code", TEXT, required=True, max_length=10),
    Field("Brand", "goods_brand", TEXT, max_length=50),
    Ignored("BarCode", "商品条形码: no name of ours in a declaration"),
    Field("OriginCountry", "origin_country", COUNTRY, required=True),
    Ignored("DischargePlace", "货物存放地, of each line: no name of ours"),
    Field("GoodsBatchNo", "batch_number", TEXT, max_length=200),
    Ignored("LicenseNo", "a permit's number without its kind"),
    Ignored("ApprNo", "a permit's number without its kind"),
    Ignored("PackageType", "one kind of packing beside a count: our lines may have several"),
    Ignored("PackNum", "one kind of packing beside a count: our lines may have several"),
    Field("Qty", "quantity", AMOUNT, required=True),
    Field("GUnit", "unit", UNIT, required=True),
    Field("StdUnit", "first_unit", UNIT),
    Field("StdQty", "first_quantity", AMOUNT),
    Field("SecUnit", "second_unit", UNIT),
    Field("SecQty", "second_quantity", AMOUNT),
    Field("GrossWeight", "weight", AMOUNT, when=When(name="weight_unit", equals=None), note="kilograms inferred"),
    Field("GrossWeight", "weight", AMOUNT, when=When(name="weight_unit", equals="KGM"), note="kilograms inferred"),
    # A price in another currency than that of the head is not written, so the line is refused: nobody gets it as yuan.
    Field("UnitPrice", "unit_price", AMOUNT, required=True, when=YUAN),
    Field("TotalPrice", "total_value", AMOUNT, required=True, when=YUAN),
    Field("Notes", "remark", TEXT, max_length=1000),
)

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="KJ881110",
    body=Declaration,
    root="InternationalTrade",
    schema="guangzhou-kj/declaration.xsd",
    rows=(
        NUMBER,
        Constant("Head/MessageType", "KJ881110", marks=True),
        *ROUTED,
        Implied("subject", Subject.PARCEL),
        *HEAD_ROWS,
        *LIST_ROWS,
        *WAYBILL_ROWS,
        Group(f"{ORDER}/GoodsDetailInfoList/GoodsDetailInfo", "goods", GoodsLine, GOODS_ROWS, required=True),
    ),
    when=(
        When(name="subject", equals=Subject.PARCEL),
        When(name="direction", equals=Direction.IMPORT),
        When(name="draft", equals=False),
    ),
    message_type="KJ881110",
    lacks=LACKS,
    source=(
        f"{PUBLIC}. Ours: one list a document, yuan alone, and that less is required: the platform demands what"
        " no name of ours carries (EBEntName, InternetDomainName, EListType, AssureCode, SvPCode, the buyer's papers)"
    ),
)
