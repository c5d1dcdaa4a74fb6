"""DecMessage until 2018-07-31: numeric codes, one digit of packaging, no namespace, in the import client's wrapper.

TRAP: TransMode is 成交方式, not transport; TradeCountry is 启运/运抵国 and TradeAreaCode 贸易国; the domestic area
stands in the head.
Which elements the form needed is not public: none but the numbers and codes without which a declaration is none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from adapters.hebei.dec.lacks import LACKS_2017
from adapters.hebei.dec.papers import ECO, EDOC_2017
from adapters.hebei.dec.source import (
    BOX,
    BOXES,
    DAY,
    DAY_OF_MOMENT,
    DIRECTION,
    EXPORT,
    IMPORT,
    OPERATIONS,
    PERSONAL,
    PRICE,
    PUBLIC_2017,
    QUANTITY,
    RESERVED,
    SIGNED_BY_CARD,
    SWAPPED,
    TYPE_2017,
)
from adapters.hebei.dec.transit import TRANSIT_2017
from gateway.model.attachments import AttachedDocument, Charge
from gateway.model.declaration import Declaration
from gateway.model.goods import Container, GoodsLine
from gateway.translation.codecs import INTEGER, MOMENT_16, TEXT, decimal
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, Implied, Inline, Row, When

COUNTRY = Coded("country", "customs")
CURRENCY = Coded("currency", "customs")
UNIT = Coded("unit", "customs")
OFFICE = Coded("office", "customs")
RATE = decimal(19, 7)  # 海关精度 12.7, which a public client notes beside InsurRate and OtherRate

GOODS_HEAD: tuple[Row, ...] = (
    Field("GNo", "number", INTEGER, required=True),
    Field("ContrItem", "manual_item", TEXT, max_length=9),
    Field("CodeTS", "hs_code", TEXT, required=True, max_length=10),
    Field("GName", "name", TEXT, required=True, max_length=255),
    Field("GModel", "specification", TEXT, max_length=255),
    Field("FirstQty", "first_quantity", QUANTITY),
    Field("FirstUnit", "first_unit", UNIT),
    Field("GQty", "quantity", QUANTITY),
    Field("GUnit", "unit", UNIT),
    Field("SecondQty", "second_quantity", QUANTITY),
    Field("SecondUnit", "second_unit", UNIT),
)
GOODS_IMPORT = (
    Field("OriginCountry", "origin_country", COUNTRY),
    Field("DestinationCountry", "destination_country", COUNTRY),
)
GOODS_EXPORT = (
    Field("OriginCountry", "destination_country", COUNTRY, note=f"inferred for this form: {SWAPPED}"),
    Field("DestinationCountry", "origin_country", COUNTRY, note="inferred; the public export has China here"),
)
GOODS_REST = (
    Field("TradeCurr", "currency", CURRENCY),
    Field("DeclPrice", "unit_price", PRICE),
    Field("WorkUsd", "work_fee_usd", PRICE),
    Field("UseTo", "use", TEXT, max_length=2),
    Field("ExgNo", "product_number", TEXT, max_length=30),
    Field("DutyMode", "duty_mode", TEXT, max_length=1),
    Ignored("ClassMark", RESERVED),
    Ignored("Factor", "what the quantities in two units say already"),
    Field("DeclTotal", "total_value", PRICE),
    Field("ExgVersion", "product_version", TEXT, max_length=8),
)

HEAD: tuple[Row, ...] = (
    Field("DecHead/SeqNo", "unified_number", TEXT, max_length=18),
    Field("DecHead/IEFlag", "direction", DIRECTION, required=True),
    Field("DecHead/PreEntryId", "preentry_number", TEXT, max_length=18),
    Field("DecHead/ManualNo", "manual_number", TEXT, max_length=12),
    Field("DecHead/CustomMaster", "declaration_office", OFFICE, required=True),
    Field("DecHead/IEPort", "port_office", OFFICE),
    Field("DecHead/BillNo", "bill_number", TEXT, max_length=32),
    Field("DecHead/TrafMode", "transport_mode", Coded("transport_mode", "customs")),
    Field("DecHead/TrafName", "transport_name", TEXT, max_length=50),
    Field("DecHead/PayWay", "payment_mode", TEXT, max_length=1, note="结汇方式"),
    Field("DecHead/TradeCode", "consignee_customs_code", TEXT, max_length=10, when=IMPORT),
    Field("DecHead/TradeCode", "consignor_customs_code", TEXT, max_length=10, when=EXPORT),
    Field("DecHead/TradeName", "consignee_name", TEXT, max_length=100, when=IMPORT),
    Field("DecHead/TradeName", "consignor_name", TEXT, max_length=100, when=EXPORT),
    Field("DecHead/OwnerCode", "owner_customs_code", TEXT, max_length=10),
    Field("DecHead/OwnerName", "owner_name", TEXT, max_length=100),
    Field("DecHead/AgentCode", "declarant_customs_code", TEXT, max_length=10),
    Field("DecHead/AgentName", "declarant_name", TEXT, max_length=100),
    Field("DecHead/DistrictCode", "district", TEXT, max_length=5),
    Field("DecHead/TradeCountry", "route_country", COUNTRY),
    Ignored("DecHead/PaymentMark", "纳税单位, who pays the duty: no name of ours"),
    Field("DecHead/TradeMode", "trade_mode", Coded("trade_mode", "customs")),
    Field("DecHead/DistinatePort", "stopover_port", Coded("port", "customs"), when=IMPORT, note="装货港, later 经停港"),
    Field("DecHead/DistinatePort", "arrival_port", Coded("port", "customs"), when=EXPORT, note="指运港"),
    Field("DecHead/TransMode", "terms_of_trade", TEXT, max_length=1, note="成交方式"),
    Field("DecHead/CutMode", "levy_nature", TEXT, max_length=3),
    *(
        Inline(
            name,
            Charge,
            (
                Field(f"DecHead/{element}Mark", "mark", TEXT, max_length=1),
                Field(f"DecHead/{element}Rate", "amount", RATE),
                Field(f"DecHead/{element}Curr", "currency", CURRENCY),
            ),
        )
        for element, name in (("Fee", "freight"), ("Insur", "insurance"), ("Other", "other_charge"))
    ),
    Field("DecHead/LicenseNo", "licence_number", TEXT, max_length=20),
    Field("DecHead/WrapType", "package_kind", Coded("packaging", "customs"), note="7 and 07 are one"),
    Field("DecHead/PackNo", "package_count", INTEGER),
    Field("DecHead/GrossWet", "gross_weight_kg", QUANTITY),
    Field("DecHead/NetWt", "net_weight_kg", QUANTITY),
    Field("DecHead/NoteS", "remark", TEXT, max_length=255),
    Field("DecHead/ApprNo", "approval_number", TEXT, max_length=32, note="批准文号: the foreign exchange form"),
    Field("DecHead/ContrNo", "contract_number", TEXT, max_length=32),
    Ignored("DecHead/InRatio", "征税比例 / 内销比率: no name of ours"),
    Field("DecHead/EntryType", "entry_type", TEXT, max_length=1),
    Field("DecHead/IEDate", "passage_date", DAY),
    Field("DecHead/AgentLinkMan", "contact_person", TEXT, max_length=30),
    Field("DecHead/AgentLinkMAIL", "contact_email", TEXT, max_length=60),
    Field("DecHead/AgentLinkPHONE", "contact_phone", TEXT, max_length=30),
    Ignored("DecHead/OwnerLinkMan", PERSONAL, secret=True),
    Ignored("DecHead/OwnerLinkMAIL", PERSONAL, secret=True),
    Ignored("DecHead/OwnerLinkPHONE", PERSONAL, secret=True),
    TYPE_2017,
    Field("DecHead/EntryId", "entry_number", TEXT, max_length=18),
    Field("DecHead/EdiId", "declaration_mode", TEXT, max_length=1),
    Ignored("DecHead/Risk", RESERVED),
    Field("DecHead/CopName", "recorder_name", TEXT, max_length=70),
    Field("DecHead/CopCode", "recorder_code", TEXT, max_length=9),
    Field("DecHead/PDate", "declared_at", DAY_OF_MOMENT, note="预录入日期, a day: the nearest, inferred"),
    Field("DecHead/TypistNo", "recorder_operator_number", TEXT, max_length=30),
    Field("DecHead/InputerName", "recorder_operator", TEXT, max_length=32),
    Ignored("DecHead/InputerNameMAIL", PERSONAL, secret=True),
    Ignored("DecHead/InputerNamePHONE", PERSONAL, secret=True),
    Ignored("DecHead/PartenerID", "says again who declares"),
    Ignored("DecHead/TgdNo", RESERVED),
    Ignored("DecHead/DataSource", RESERVED),
    Field("DecHead/DeclTrnRel", "transit_relation", TEXT, max_length=1),
    Field("DecHead/BillType", "bill_type", TEXT, max_length=1),
    Field("DecHead/AgentCodeScc", "declarant_uscc", TEXT, max_length=18),
    Field("DecHead/OwnerCodeScc", "owner_uscc", TEXT, max_length=18),
    Field("DecHead/TradeCodeScc", "consignee_uscc", TEXT, max_length=18, when=IMPORT, note="TradeCoScc in 4.8"),
    Field("DecHead/TradeCodeScc", "consignor_uscc", TEXT, max_length=18, when=EXPORT, note="TradeCoScc in 4.8"),
    Field("DecHead/CopCodeScc", "recorder_uscc", TEXT, max_length=18),
    Field("DecHead/PromiseItmes", "promises", TEXT, max_length=32),
    Field("DecHead/TradeAreaCode", "trade_country", COUNTRY),
)

ROWS: tuple[Row, ...] = (
    *HEAD,
    Group("DecLists/DecList", "goods", GoodsLine, (*GOODS_HEAD, *GOODS_IMPORT, *GOODS_REST), when=IMPORT),
    Group("DecLists/DecList", "goods", GoodsLine, (*GOODS_HEAD, *GOODS_EXPORT, *GOODS_REST), when=EXPORT),
    Group(
        "DecContainers/Container",
        "containers",
        Container,
        (
            Field("ContainerId", "number", BOX, max_length=32, partly=BOXES, note="not always an ISO 6346 number"),
            Field("ContainerMd", "model", Coded("container_model", "customs"), note="S or L: the size and no kind"),
            Field("ContainerWt", "weight_kg", QUANTITY, note="自重"),
            Implied("count", 1, note="one element a box"),
        ),
    ),
    Group(
        "DecLicenseDocus/LicenseDocu",
        "documents",
        AttachedDocument,
        (
            Field("DocuCode", "code", TEXT, required=True, max_length=1),
            Field("CertCode", "number", TEXT, required=True, max_length=32),
        ),
    ),
    Field("DecFreeTxt/RelId", "related_entry_number", TEXT, max_length=18),
    Field("DecFreeTxt/RelManNo", "related_manual_number", TEXT, max_length=12),
    Ignored("DecFreeTxt/BonNo", "监管仓号: no name of ours"),
    Ignored("DecFreeTxt/DecBpNo", PERSONAL, secret=True),
    Ignored("DecFreeTxt/CusFie", "货场代码: no name of ours"),
    Field("DecFreeTxt/DecNo", "declarant_person_certificate", TEXT, max_length=13),
    Field("DecFreeTxt/VoyNo", "voyage_number", TEXT, max_length=32),
    *OPERATIONS,
    Field("DecSign/ICCode", "operator_card", TEXT, max_length=13),
    Ignored("DecSign/CopCode", "says again who CopCode of the head is"),
    Ignored("DecSign/OperName", "says again who InputerName of the head is"),
    Ignored("DecSign/Sign", SIGNED_BY_CARD, secret=True),
    Field("DecSign/SignDate", "message.sent_at", MOMENT_16),
    Field("DecSign/ClientSeqNo", "message.number", TEXT, required=True, note="behind CopMsgId where both are there"),
    Ignored("DecSign/Certificate", SIGNED_BY_CARD, secret=True),
    Ignored("DecSign/HostId", RESERVED),
    TRANSIT_2017,
    EDOC_2017,
    ECO,
)

BODY = "SWImpData/DecMessage"
WRAPPED: tuple[Row, ...] = tuple(
    replace(
        row,
        rows=tuple(
            replace(inner, path=f"{BODY}/{inner.path}") for inner in row.rows if isinstance(inner, Field | Group)
        ),
    )
    if isinstance(row, Inline)
    else replace(row, path=f"{BODY}/{row.path}")
    for row in ROWS
    if not isinstance(row, Implied)
)

IN_CLIENT = Form(
    kind=Declaration.KIND,
    variant="2017",
    body=Declaration,
    root="ImportMessage",
    schema="hebei-dec/declaration.2017.xsd",
    rows=(
        Field("SWImpHead/CopMsgId", "message.number", TEXT, required=True, max_length=255),
        Constant("SWImpHead/MsgType", "SWDEC001", marks=True),
        Constant("SWImpHead/FunctionCode", "0"),
        Constant("SWImpHead/Format", "xml"),
        Constant("SWImpHead/Compress", "0"),
        Constant("SWImpHead/Version", "1.0"),
        *WRAPPED,
    ),
    when=(When(name="subject", equals=None),),
    message_type="SWDEC001",
    lacks=LACKS_2017,
    until=date(2018, 7, 31),
    source=PUBLIC_2017,
)
BARE = replace(
    IN_CLIENT,
    variant="2017-bare",
    root="DecMessage",
    schema="hebei-dec/declaration.2017-bare.xsd",
    rows=ROWS,
    message_type="DECMSG",
    written=False,
    source=f"{PUBLIC_2017}; without its wrapper, as the client's own folder has it",
)
"""Read only: who takes the document out of the client's wrapper is told by the missing namespace."""
