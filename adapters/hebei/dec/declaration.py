"""DecMessage 4.8: the declaration since 2018-08-01, when the inspection's elements came into the customs form.

TRAP: TransMode is 成交方式, not transport; TradeCountry is 启运/运抵国 and TradeAreaCode 贸易国. DistinatePort,
EntyPortCode, GrossWet, PromiseItmes, TaxAaminMark and EdocRealation are spelt so.
What the interface asks of an enterprise that declares is not asked of an e-port that passes a declaration on: ours.
"""

from __future__ import annotations

from datetime import date

from adapters.hebei.dec.enterprises import ENTERPRISES
from adapters.hebei.dec.lacks import LACKS_48
from adapters.hebei.dec.papers import ECO, EDOC_48, NOT_CARRIED, STATEMENTS, TWO_STAGE
from adapters.hebei.dec.parts import PARTS
from adapters.hebei.dec.source import (
    DAY,
    DAY_OF_MOMENT,
    DEPRECATED,
    DIRECTION,
    EXPORT,
    IMPORT,
    NAMESPACE,
    OPERATIONS,
    PERSONAL,
    PUBLIC_48,
    QUANTITY,
    RESERVED,
    SIGNED_BY_CARD,
    TYPE_48,
    YES,
)
from adapters.hebei.dec.transit import TRANSIT_48
from gateway.model.attachments import Charge
from gateway.model.declaration import Declaration, Special
from gateway.translation.codecs import INTEGER, MOMENT_16, TEXT, bits
from gateway.translation.form import Coded, Constant, Field, Form, Ignored, Inline, Row, When

COUNTRY = Coded("country", "dec")
CURRENCY = Coded("currency", "dec")
PORT = Coded("port", "dec")
OFFICE = Coded("office", "customs")

HEAD = (
    Field("DecHead/SeqNo", "unified_number", TEXT, max_length=18),
    Field("DecHead/IEFlag", "direction", DIRECTION, required=True),
    Field(
        "DecHead/PreEntryId", "preentry_number", TEXT, max_length=18, note="9 in the interface, 18 in public clients"
    ),
    Field("DecHead/EntryId", "entry_number", TEXT, max_length=18),
    Field("DecHead/CustomMaster", "declaration_office", OFFICE, required=True),
    Field("DecHead/IEPort", "port_office", OFFICE),
    Field("DecHead/PurpOrgCode", "destination_office", OFFICE),
    Field("DecHead/VsaOrgCode", "certificate_office", Coded("office", "ciq"), note="领证机关; no longer used"),
    Ignored("DecHead/OrgCode", DEPRECATED),
    Ignored("DecHead/InspOrgCode", DEPRECATED),
    Field("DecHead/EntryType", "entry_type", TEXT, max_length=1),
    Field("DecHead/EdiId", "declaration_mode", TEXT, max_length=1),
    Field("DecHead/DeclTrnRel", "transit_relation", TEXT, max_length=1),
    Field("DecHead/BillType", "bill_type", TEXT, max_length=1),
    *TYPE_48,
    Field("DecHead/SpecDeclFlag", "specials", bits(tuple(Special))),
    Field("DecHead/TradeMode", "trade_mode", Coded("trade_mode", "dec")),
    Field("DecHead/TransMode", "terms_of_trade", TEXT, max_length=1, note="成交方式"),
    Field("DecHead/CutMode", "levy_nature", TEXT, max_length=3),
    Field("DecHead/PromiseItmes", "promises", TEXT, max_length=32),
    Field("DecHead/CheckFlow", "check_flow", TEXT, max_length=1),
    Field("DecHead/TaxAaminMark", "tax_administration", TEXT, max_length=1),
    Field("DecHead/ChkSurety", "surety", TEXT, max_length=1),
)
WAY = (
    Field("DecHead/TradeAreaCode", "trade_country", COUNTRY, note="贸易国"),
    Field("DecHead/TradeCountry", "route_country", COUNTRY, note="启运国 of an import, 运抵国 of an export"),
    Field("DecHead/TrafMode", "transport_mode", Coded("transport_mode", "dec")),
    Field("DecHead/TrafName", "transport_name", TEXT, max_length=50),
    # One public list has 离境口岸 in an export's DespPortCode, all others in EntyPortCode: there it is a named loss.
    Field("DecHead/DespPortCode", "departure_port", PORT, when=IMPORT),
    Field("DecHead/DistinatePort", "stopover_port", PORT, when=IMPORT, note="经停港"),
    Field("DecHead/DistinatePort", "arrival_port", PORT, when=EXPORT, note="指运港"),
    # The table of ports holds the foreign ones; a Chinese port is its six CIQ digits on both sides.
    Field("DecHead/EntyPortCode", "entry_port", TEXT, max_length=8, when=IMPORT, note="入境口岸"),
    Field("DecHead/EntyPortCode", "departure_port", TEXT, max_length=8, when=EXPORT, note="离境口岸"),
    Field("DecHead/GoodsPlace", "goods_place", TEXT, max_length=100),
    Field("DecHead/OrigBoxFlag", "original_container", YES),
    Field("DecHead/BillNo", "bill_number", TEXT, max_length=32),
    Field("DecHead/BLNo", "inspection_bill_number", TEXT, max_length=50),
    Field("DecHead/ContrNo", "contract_number", TEXT, max_length=32),
    Field("DecHead/ManualNo", "manual_number", TEXT, max_length=12),
    Field("DecHead/LicenseNo", "licence_number", TEXT, max_length=20),
    Field("DecHead/ApprNo", "approval_number", TEXT, max_length=32),
    Field("DecHead/CorrelationNo", "correlation_number", TEXT, max_length=500),
    Field("DecHead/CorrelationReasonFlag", "correlation_reason", TEXT, max_length=2),
    Field("DecHead/IEDate", "passage_date", DAY),
    Field("DecHead/PDate", "declared_at", DAY_OF_MOMENT, note="预录入日期, a day: the nearest, inferred"),
    Field("DecHead/DespDate", "departure_date", DAY),
    Field("DecHead/CmplDschrgDt", "unloading_date", DAY),
)
AMOUNTS: tuple[Row, ...] = (
    Field("DecHead/PackNo", "package_count", INTEGER),
    Field("DecHead/WrapType", "package_kind", Coded("packaging", "dec")),
    Field("DecHead/GrossWet", "gross_weight_kg", QUANTITY),
    Field("DecHead/NetWt", "net_weight_kg", QUANTITY),
    *(
        Inline(
            name,
            Charge,
            (
                Field(f"DecHead/{element}Mark", "mark", TEXT, max_length=1),
                Field(f"DecHead/{element}Rate", "amount", QUANTITY),
                Field(f"DecHead/{element}Curr", "currency", CURRENCY),
            ),
        )
        for element, name in (("Fee", "freight"), ("Insur", "insurance"), ("Other", "other_charge"))
    ),
    Field("DecHead/MarkNo", "marks", TEXT, max_length=400),
    Field("DecHead/NoteS", "remark", TEXT, max_length=255),
)
UNSAID = (
    Ignored("DecHead/NoOtherPack", "follows from DecOtherPacks"),
    Ignored("DecHead/BusinessItems", "业务事项: no name of ours"),
    Ignored("DecHead/PartenerID", "says again who DeclareName is"),
    Ignored("DecHead/EdiRemark", RESERVED),
    Ignored("DecHead/EdiRemark2", RESERVED),
    Ignored("DecHead/Risk", RESERVED),
    Ignored("DecHead/TgdNo", RESERVED),
    Ignored("DecHead/DataSource", RESERVED),
)
FREE_TEXT = (
    Field("DecFreeTxt/RelId", "related_entry_number", TEXT, max_length=18),
    Field("DecFreeTxt/RelManNo", "related_manual_number", TEXT, max_length=12),
    Field("DecFreeTxt/DecNo", "declarant_person_certificate", TEXT, max_length=13),
    Field("DecFreeTxt/VoyNo", "voyage_number", TEXT, max_length=32),
    Ignored("DecFreeTxt/BonNo", "监管仓号: no name of ours"),
    Ignored("DecFreeTxt/DecBpNo", PERSONAL, secret=True),
    Ignored("DecFreeTxt/CusFie", "货场代码: no name of ours"),
)
SIGN: tuple[Row, ...] = (
    *OPERATIONS,
    Field("DecSign/ICCode", "operator_card", TEXT, max_length=13),
    Field("DecSign/ClientSeqNo", "message.number", TEXT, required=True, max_length=18),
    Field("DecSign/SignDate", "message.sent_at", MOMENT_16),
    Ignored("DecSign/CopCode", "says again who CopCode of the head is"),
    Ignored("DecSign/OperName", "says again who InputerName of the head is"),
    Ignored("DecSign/Sign", SIGNED_BY_CARD, secret=True),
    Ignored("DecSign/Certificate", SIGNED_BY_CARD, secret=True),
    Ignored("DecSign/DomainId", SIGNED_BY_CARD, secret=True),
    Ignored("DecSign/HostId", RESERVED),
    Ignored("DecSign/Note", RESERVED),
    Ignored("DecSign/BillSeqNo", "the list (清单) of an account that this declaration comes from: no name of ours"),
)

DECLARATION = Form(
    kind=Declaration.KIND,
    variant="4.8",
    body=Declaration,
    root="DecMessage",
    namespace=NAMESPACE,
    schema="hebei-dec/declaration.4.8.xsd",
    rows=(
        Constant("@Version", "4.8", note="real documents leave it out, so it tells nothing when read"),
        *HEAD,
        *ENTERPRISES,
        *WAY,
        *AMOUNTS,
        *UNSAID,
        *PARTS,
        *FREE_TEXT,
        *SIGN,
        TRANSIT_48,
        EDOC_48,
        ECO,
        STATEMENTS,
        TWO_STAGE,
        *NOT_CARRIED,
    ),
    when=(When(name="subject", equals=None),),
    message_type="DECMSG",
    lacks=LACKS_48,
    since=date(2018, 8, 1),
    source=PUBLIC_48,
)
