"""ITF_DCL_IO_DECL in parts, each a run of elements that both dialects write alike."""

from __future__ import annotations

from adapters.beijing.records.values import COUNTRY, MONEY, OFFICE, PORT, TOLD_BY_CODE
from gateway.model.declaration import ClearanceMode, Direction, Special
from gateway.translation.codecs import TEXT, choice, flag, places
from gateway.translation.form import Coded, Field, Ignored, Row, When

IMPORT = When(name="direction", equals=Direction.IMPORT)
EXPORT = When(name="direction", equals=Direction.EXPORT)

HEAD = "ITF_DCL_IO_DECL"
LISTS = "certificates side by side in three texts without a public separator: ITF_DCL_IO_DECL_CERT_TYPE is read instead"
CREDENTIAL = "public code names it the sender's communication account or password: never carried, never shown"
CHOICE = "public code has communication settings of its own here (认证方式, 证书ID), which are not carried"
GREEN = "its second position asks for the green channel (绿色通道) of an export, which no other family knows"

NUMBERS: tuple[Row, ...] = (
    Field(f"{HEAD}/EntDeclNo", "declaration_number", TEXT, required=True, max_length=36),
    Field(f"{HEAD}/EntUuid", "message.number", TEXT, required=True, max_length=36),
    # Whoever leaves EntDeclNo out has no other number for an answer to find him by. Never written: then there is one.
    Field(f"{HEAD}/EntUuid", "declaration_number", TEXT, when=When(name="declaration_number", equals=None)),
)

WAY: tuple[Row, ...] = (
    Field(f"{HEAD}/ContractNo", "contract_number", TEXT, max_length=32),
    Field(f"{HEAD}/MarkNo", "marks", TEXT, max_length=400),
    Field(f"{HEAD}/TradeCountryCode", "trade_country", COUNTRY),
    Field(f"{HEAD}/DespCtryCode", "route_country", COUNTRY),
    # Not the TransMode of DecMessage, which is the terms of trade (成交方式).
    Field(f"{HEAD}/TransModeCode", "transport_mode", Coded("transport_mode", "ciq"), note="运输方式"),
    Field(f"{HEAD}/ConvynceName", "transport_name", TEXT, max_length=50),
    Field(f"{HEAD}/TransMeanNo", "voyage_number", TEXT, max_length=32),
    # The table of ports holds the foreign ones; a Chinese port is its six CIQ digits on both sides.
    Field(f"{HEAD}/DespPortCode", "departure_port", PORT, when=IMPORT),
    Field(f"{HEAD}/DespPortCode", "departure_port", TEXT, max_length=8, when=EXPORT),
    Field(f"{HEAD}/PortStopCode", "stopover_port", PORT),
    Field(f"{HEAD}/EntyPortCode", "entry_port", TEXT, max_length=8),
    Field(f"{HEAD}/ArrivPortCode", "arrival_port", TEXT, max_length=8, when=IMPORT),
    Field(f"{HEAD}/ArrivPortCode", "arrival_port", PORT, when=EXPORT),
)

ROLES: tuple[Row, ...] = (
    Field(f"{HEAD}/GoodsPlace", "goods_place", TEXT, max_length=100),
    Field(f"{HEAD}/DestCode", "destination_area", TEXT, max_length=8),
    Field(f"{HEAD}/CounterClaim", "claim_period", TEXT, max_length=20, note="索赔截止日期, as the sender writes it"),
    Field(f"{HEAD}/BillLadNo", "bill_number", TEXT, max_length=32),
    Field(f"{HEAD}/SplitBillLadNo", "split_bill_number", TEXT, max_length=32),
    Field(f"{HEAD}/DeliveryOrder", "delivery_order_number", TEXT, max_length=32),
    Field(f"{HEAD}/OrgCode", "declaration_office", OFFICE, required=True, note="报检地"),
    Field(f"{HEAD}/InspOrgCode", "port_office", OFFICE, note="口岸"),
    Field(f"{HEAD}/PurpOrgCode", "destination_office", OFFICE, note="目的地"),
    Field(f"{HEAD}/VsaOrgCode", "certificate_office", OFFICE, note="领证地"),
    Field(f"{HEAD}/DeclCustm", "customs_office", Coded("office", "customs"), note="报关海关"),
    # Two elements hold what DecMessage has in the seven bits of one: 直通放行 is the first of SpecPassFlag here.
    Field(
        f"{HEAD}/SpecDeclFlag",
        "specials",
        places(
            Special.EVENT,
            Special.MILITARY,
            Special.AID,
            Special.CONFERENCE,
            also=(Special.DIRECT_RELEASE, Special.DIPLOMATIC, Special.TRANSIT),
        ),
        note="特种业务标识, four positions in a public client and a document of 2016; the seven of DecMessage are read",
    ),
    Field(
        f"{HEAD}/SpecPassFlag",
        "specials",
        places(Special.DIRECT_RELEASE, None, Special.DIPLOMATIC, Special.TRANSIT),
        when=IMPORT,
        note="特殊通关模式 of an import: 直通放行, 0, 外交礼遇, 转关",
    ),
    Field(
        f"{HEAD}/SpecPassFlag",
        "specials",
        places(Special.DIRECT_RELEASE, None, Special.DIPLOMATIC),
        when=EXPORT,
        partly=GREEN,
        note="特殊通关模式 of an export: 直通放行, 绿色通道, 外交礼遇",
    ),
    Field(f"{HEAD}/CorrelationDeclNo", "correlation_number", TEXT, max_length=500),
    Field(f"{HEAD}/CorrelationReasonFlag", "correlation_reason", TEXT, max_length=2),
    Field(f"{HEAD}/SpeclInspQuraRe", "special_requirements", TEXT, max_length=400),
    Ignored(f"{HEAD}/AppCertCode", LISTS),
    Ignored(f"{HEAD}/AppCertName", LISTS),
    Ignored(f"{HEAD}/ApplOri", LISTS),
    Ignored(f"{HEAD}/ApplCopyQuan", LISTS),
    Ignored(f"{HEAD}/AttaCollectName", TOLD_BY_CODE),
)

DECLARANT: tuple[Row, ...] = (
    Field(f"{HEAD}/CustmRegNo", "declarant_customs_code", TEXT, max_length=10),
    Field(f"{HEAD}/DeclPersnCertNo", "declarant_person_certificate", TEXT, max_length=20),
    Field(f"{HEAD}/DeclPersonName", "declarant_person", TEXT, max_length=50),
    Field(f"{HEAD}/DeclRegNo", "declarant_ciq_code", TEXT, max_length=10),
    Field(f"{HEAD}/DeclRegName", "declarant_name", TEXT, max_length=100),
    Field(f"{HEAD}/Contactperson", "contact_person", TEXT, max_length=50),
    Field(f"{HEAD}/ContTel", "contact_phone", TEXT, max_length=50),
)

TRADERS: tuple[Row, ...] = (
    Field(f"{HEAD}/ConsigneeCode", "consignee_ciq_code", TEXT, max_length=20),
    Field(f"{HEAD}/ConsigneeCname", "consignee_name", TEXT, max_length=100),
    Field(f"{HEAD}/ConsigneeEname", "consignee_name_en", TEXT, max_length=100),
    Field(f"{HEAD}/ConsigneeAddr", "consignee_address", TEXT, max_length=255),
    Field(f"{HEAD}/ConsignorCode", "consignor_ciq_code", TEXT, max_length=20),
    Field(f"{HEAD}/ConsignorCname", "consignor_name", TEXT, max_length=100),
    Field(f"{HEAD}/ConsignorEname", "consignor_name_en", TEXT, max_length=100),
    Field(f"{HEAD}/ConsignorAddr", "consignor_address", TEXT, max_length=255),
)

CLOSE: tuple[Row, ...] = (
    Field(f"{HEAD}/TotalValUs", "total_value_usd", MONEY),
    Field(f"{HEAD}/TotalValCn", "total_value_cny", MONEY),
    Field(f"{HEAD}/ContCancelFlag", "contract_cancelled", TEXT, max_length=1),
    Field(f"{HEAD}/SituationCode", "situation_code", TEXT, max_length=10),
    Field(f"{HEAD}/SituationLevel", "situation_level", TEXT, max_length=10),
    Field(f"{HEAD}/OrigBoxFlag", "original_container", flag("1", "0")),
    Field(f"{HEAD}/SoftType", "software", TEXT, max_length=20),
    Field(
        f"{HEAD}/techRegCode", "technical_registration", TEXT, max_length=20, note="企业组织机构代码 of who declares"
    ),
    Ignored(f"{HEAD}/spare1", CREDENTIAL, secret=True),
    Ignored(f"{HEAD}/spare2", CREDENTIAL, secret=True),
    Field(
        f"{HEAD}/spare3",
        "clearance_mode",
        choice({mode.value: mode for mode in ClearanceMode}),
        partly=CHOICE,
        note="ours: no public element says which mode the enterprise chose",
    ),
    Field(f"{HEAD}/spare4", "release_office", OFFICE, partly=CHOICE, note="ours: nor where it chose to be released"),
)

ONLY_DECLARED = (When(name="subject", equals=None), When(name="draft", equals=False))
"""What this family may be written for: it has no word for a parcel, nor for what is kept and not declared."""
