"""BUS001: 出入库单, the declaration of goods of trade that a bonded warehouse takes in or gives out.

It names the customs declaration it goes with (RELATIVE_FORM_TYPE 1); where it names a transit's instead, or none, it is
the other of the two variants.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.tianjin.customs.goods import NEVER, STOCK_LINE
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
    PUBLIC,
    QUANTITY,
    ROOT,
    ROUTED,
    TRADE_MODE,
    TRANSPORT_MODE,
    TYPE,
    UNLISTED,
)
from gateway.model.declaration import ClearanceMode, Declaration, Special
from gateway.model.goods import Container, GoodsLine
from gateway.translation.codecs import INTEGER, TEXT, bits, choice
from gateway.translation.form import Coded, Constant, Field, Form, Group, Ignored, Row, When

HEAD = "Declaration/BillHead"
WAREHOUSE = "仓储企业, who keeps the goods: no name of ours in a declaration"
RELATED = f"{HEAD}/RELATIVE_FORM_TYPE"
RELATED_ID = f"{HEAD}/RELATIVE_FORM_ID"

DECLARED_NOW = When(name="draft", equals=False)
OF_TRADE = (When(name="subject", equals=None), DECLARED_NOW)

CONTAINERS: tuple[Row, ...] = (
    Ignored("FORM_ID", "repeats the element of the head"),
    Field("CONTA_ID", "number", TEXT),
    Field(
        "CONTA_MODEL",
        "model",
        Coded("container_model", "ciq"),
        partly="its list is not public, the CIQ list is inferred",
    ),
    Field("CONTA_WT", "weight_kg", QUANTITY),
)

BEFORE: tuple[Row, ...] = (
    *BEFORE_TYPE,
    Constant(TYPE, "BUS001", marks=True),
    *BEHIND_TYPE,
    Field(f"{HEAD}/SERIAL_NO", "unified_number", TEXT, note="inferred: the platform's own number of it"),
    Field(f"{HEAD}/DECL_PORT", "declaration_office", OFFICE, required=True),
    Field(f"{HEAD}/I_E_PORT", "port_office", OFFICE),
    Field(f"{HEAD}/FORM_ID", "declaration_number", TEXT, required=True, note="by which it is answered"),
    Ignored(f"{HEAD}/I_E_MODE", f"出入库方式, {UNLISTED}"),
    Field(f"{HEAD}/EMS_NO", "manual_number", TEXT, note="仓库账册号"),
    Ignored(f"{HEAD}/EMS_COP_NO", "清单企业内部编号, the enterprise's own number beside FORM_ID"),
    Field(f"{HEAD}/TRAF_NAME", "transport_name", TEXT),
    Field(f"{HEAD}/VOYAGE_NO", "voyage_number", TEXT),
    Field(f"{HEAD}/BILL_NO", "bill_number", TEXT),
    Field(f"{HEAD}/GROSS_WT", "gross_weight_kg", QUANTITY),
    Field(f"{HEAD}/NET_WT", "net_weight_kg", QUANTITY),
    Field(f"{HEAD}/PACK_NO", "package_count", INTEGER),
    Field(f"{HEAD}/WRAP_TYPE", "package_kind", PACKAGING),
    Field(f"{HEAD}/I_E_DATE", "passage_date", DAY, partly=HOUR, note="入出库日期"),
    Field(f"{HEAD}/TRAF_MODE", "transport_mode", TRANSPORT_MODE),
    Field(f"{HEAD}/TRADE_CODE", "consignee_customs_code", TEXT, when=IMPORT, note="经营单位"),
    Field(f"{HEAD}/TRADE_CODE", "consignor_customs_code", TEXT, when=EXPORT, note="经营单位"),
    Field(f"{HEAD}/TRADE_MODE", "trade_mode", TRADE_MODE),
    Field(f"{HEAD}/TRANS_MODE", "terms_of_trade", TEXT, note="成交方式"),
    Field(f"{HEAD}/AGENT_CODE", "declarant_customs_code", TEXT),
    Field(f"{HEAD}/TRADE_COUNTRY", "trade_country", COUNTRY),
    Field(f"{HEAD}/OWNER_CODE", "owner_customs_code", TEXT, note="收（发）货单位"),
    Field(f"{HEAD}/NOTE_S", "remark", TEXT),
)
BEHIND: tuple[Row, ...] = (
    Field(f"{HEAD}/D_DATE", "declared_at", MOMENT),
    Field(f"{HEAD}/EMC_EPORTCARD_ID", "operator_card", TEXT, note="电子口岸卡号"),
    Ignored(f"{HEAD}/SIGN", "a word in the place of a signature"),
    Ignored(f"{HEAD}/FORM_TYPE", f"业务类型 (I1A, I2A), {UNLISTED}"),
    Field(f"{HEAD}/TRADE_NAME", "consignee_name", TEXT, when=IMPORT),
    Field(f"{HEAD}/TRADE_NAME", "consignor_name", TEXT, when=EXPORT),
    Field(f"{HEAD}/OWNER_NAME", "owner_name", TEXT),
    Field(f"{HEAD}/AGENT_NAME", "declarant_name", TEXT),
    Ignored(f"{HEAD}/DESTINATION_PORT", "目的港, which public code checks against the list of countries"),
    Ignored(f"{HEAD}/DECLARE_REMARK", "申报提示, empty in public code"),
    Field(f"{HEAD}/I_E_FLAG", "direction", DIRECTION, required=True),
    Ignored(f"{HEAD}/WH_CODE", WAREHOUSE),
    Ignored(f"{HEAD}/WH_NAME", WAREHOUSE),
    Group(f"{HEAD}/BillList", "goods", GoodsLine, STOCK_LINE, required=True),
    Group(f"{HEAD}/BillConta", "containers", Container, CONTAINERS),
    Ignored(f"{HEAD}/BillToFZXT", "the goods once more, added up by 项号 for another system of customs"),
)

KEYS = (
    Field("clearance-mode", "clearance_mode", choice({mode.value: mode for mode in ClearanceMode}), note="ours"),
    Field("release-office", "release_office", OFFICE, note="ours"),
    Field("certificate-office", "certificate_office", OFFICE, note="ours"),
    Field("special", "specials", bits(tuple(Special)), note="ours: the bits of the national SpecDeclFlag"),
)

NOT_IN_HEAD = (
    "draft related_entry_number inspection_number preentry_number correlation_number correlation_reason contract_number"
    " split_bill_number inspection_bill_number delivery_order_number licence_number approval_number"
    " related_manual_number sample_number destination_office customs_office special_passage inspection_category"
    " declaration_type entry_type declaration_mode transit_relation bill_type levy_nature payment_mode promises"
    " check_flow tax_administration surety declarant_uscc declarant_ciq_code declarant_person"
    " declarant_person_certificate contact_person contact_phone contact_email recorder_code recorder_uscc recorder_name"
    " recorder_operator recorder_operator_number owner_uscc owner_ciq_code consignee_uscc consignee_ciq_code"
    " consignee_name_en consignee_address consignor_uscc consignor_ciq_code consignor_name_en consignor_address"
    " ecommerce_code route_country departure_port stopover_port entry_port arrival_port destination_area district"
    " goods_place original_container departure_date arrival_date unloading_date total_value_usd total_value_cny freight"
    " insurance other_charge marks special_requirements claim_period situation_code situation_level contract_cancelled"
    " software technical_registration stock_flag waste_flag packing_flag sheet_types certificates documents"
    " document_lines electronic_documents qualifications statements users other_packages transit two_stage"
)
PARCELS = (
    "subject trade_order_number waybill_number payment_number logistics_code logistics_name platform_code platform_name"
)

DECLARED = Form(
    kind=Declaration.KIND,
    variant="BUS001",
    body=Declaration,
    root=ROOT,
    schema="tianjin-customs/declaration.BUS001.xsd",
    rows=(
        *BEFORE,
        Constant(RELATED, "1", marks=True, note="inferred: 1 报关单, 2 转关单"),
        Field(RELATED_ID, "entry_number", TEXT, required=True, note="报关单号 under which the goods came or go"),
        *BEHIND,
    ),
    when=OF_TRADE,
    message_type="BUS001",
    keys=KEYS,
    lacks={
        **ROUTED,
        **dict.fromkeys(NOT_IN_HEAD.split(), "no element in BUS001"),
        **dict.fromkeys(PARCELS.split(), "BUS001 is of goods of trade: BUS002 and BUS005 are of a parcel"),
        **{f"goods.{name}": "no element in the goods of BUS001" for name in (*NEVER.split(), "goods_number")},
        **dict.fromkeys(
            ("containers.count", "containers.shared", "containers.goods_lines", "containers.business_type"),
            "no element in the containers of BUS001",
        ),
    },
    source=f"{PUBLIC}. Ours: the BizKeys of what an enterprise chose, where an envelope carries it",
)
ALONE = replace(
    DECLARED,
    variant="BUS001 alone",
    rows=(
        *BEFORE,
        Ignored(RELATED, "关联单证类型: it tells what RELATIVE_FORM_ID is"),
        Ignored(RELATED_ID, "the number of a transit's declaration, or of what RELATIVE_FORM_TYPE does not tell"),
        *BEHIND,
    ),
    when=(*OF_TRADE, When(name="entry_number", equals=None)),
    lacks={**DECLARED.lacks, "entry_number": "said only beside RELATIVE_FORM_TYPE 1"},
)

DECLARATIONS = (ALONE, DECLARED)
