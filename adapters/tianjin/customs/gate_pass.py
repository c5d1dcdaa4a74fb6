"""BUS003 载货单 and BUS004 载货单申请删除, and what customs answer to them.

A pass that was reviewed (BUR012) lets nobody drive: BUR028 tells that the lorry went through the gate.
"""

from __future__ import annotations

from adapters.tianjin.customs.goods import AMOUNT, CURR, HS_CODE, MODEL, NAME, NUMBER, ORIGIN, TOTAL
from adapters.tianjin.customs.source import (
    ADDED,
    ANSWER,
    ANSWERED,
    BEFORE_ANSWER,
    BEFORE_TYPE,
    BEHIND_ANSWER,
    BEHIND_TYPE,
    DIRECTION,
    INFO,
    MOMENT,
    NOTICED,
    OFFICE,
    PUBLIC,
    QUANTITY,
    REPEATED,
    ROOT,
    ROUTED,
    TYPE,
    UNIT,
)
from gateway.model.gate_pass import GateDocument, GateGoods, GatePass, GatePassAct, GatePassStatus
from gateway.translation.codecs import INTEGER, TEXT, choice
from gateway.translation.form import Constant, Field, Form, Group, Ignored, Implied, Row, When

HEAD = "Declaration/URM_HEAD"
ASKED = "Declaration/BillHead"
SUBMIT = When(name="act", equals=GatePassAct.SUBMIT)
DELETE = When(name="act", equals=GatePassAct.DELETE)
URM_NO = Ignored("URM_NO", REPEATED)

DOCUMENTS: tuple[Row, ...] = (
    URM_NO,
    Field("FORM_ID", "number", TEXT, required=True, note="业务单证号"),
    Field("FORM_TYPE", "kind", TEXT, note="业务单证类型"),
)
GOODS: tuple[Row, ...] = (
    URM_NO,
    Field("FORM_ID", "stock_number", TEXT, note="出入库单号"),
    Field("ENTRY_ID", "entry_number", TEXT, note="报关单号"),
    NUMBER,
    HS_CODE,
    NAME,
    MODEL,
    Field("G_NAME_EN", "name_en", TEXT),
    *AMOUNT,
    CURR,
    Field("QTY_1", "first_quantity", QUANTITY),
    Field("UNIT_1", "first_unit", UNIT),
    Field("QTY_2", "second_quantity", QUANTITY),
    Field("UNIT_2", "second_unit", UNIT),
    ORIGIN,
    Field("DUTY_MODE", "duty_mode", TEXT),
    Field("USE_TO", "use", TEXT),
    Field("NOTE_S", "remark", TEXT),
    TOTAL,
)

PASS = Form(
    kind=GatePass.KIND,
    variant="BUS003",
    body=GatePass,
    root=ROOT,
    schema="tianjin-customs/gate-pass.BUS003.xsd",
    rows=(
        *BEFORE_TYPE,
        Constant(TYPE, "BUS003", marks=True),
        *BEHIND_TYPE,
        Implied("act", GatePassAct.SUBMIT),
        Field(f"{HEAD}/URM_NO", "pass_number", TEXT, required=True),
        Field(f"{HEAD}/CAR_NO", "vehicle", TEXT, note="车牌号"),
        Field(f"{HEAD}/DECL_PORT", "office", OFFICE, required=True),
        Field(f"{HEAD}/I_E_PORT", "port_office", OFFICE),
        Field(f"{HEAD}/I_E_FLAG", "direction", DIRECTION),
        Field(f"{HEAD}/PACK_NO", "package_count", INTEGER),
        Field(f"{HEAD}/TOTAL_WT", "gross_weight_kg", QUANTITY, note="总重量"),
        Field(f"{HEAD}/CAR_WT", "vehicle_weight_kg", QUANTITY, note="车自重"),
        Field(f"{HEAD}/FORM_NUM", "document_count", INTEGER),
        Field(f"{HEAD}/D_DATE", "declared_at", MOMENT),
        Field(f"{HEAD}/SEAL_NO", "seal_number", TEXT, note="关锁号"),
        Ignored(f"{HEAD}/SEAL_KEY", "关锁密钥: the key of a seal is told to nobody", secret=True),
        Ignored(f"{HEAD}/EMC_EPORTCARD_ID", "电子口岸卡号, empty in public code"),
        Ignored(f"{HEAD}/SIGN", "a word in the place of a signature"),
        Field(f"{HEAD}/TRAF_NAME", "transport_name", TEXT),
        Field(f"{HEAD}/VOYAGE_NO", "voyage_number", TEXT),
        Field(f"{HEAD}/BILL_NO", "bill_number", TEXT),
        Field(f"{HEAD}/AGENT_CODE", "declarant_customs_code", TEXT),
        Field(f"{HEAD}/AGENT_NAME", "declarant_name", TEXT),
        Field(f"{HEAD}/TRADE_CODE", "trader_customs_code", TEXT),
        Field(f"{HEAD}/TRADE_NAME", "trader_name", TEXT),
        Field(f"{HEAD}/WH_CODE", "warehouse_code", TEXT),
        Field(f"{HEAD}/WH_NAME", "warehouse_name", TEXT),
        Field(f"{HEAD}/OWNER_CODE", "owner_customs_code", TEXT),
        Field(f"{HEAD}/OWNER_NAME", "owner_name", TEXT),
        Group(f"{HEAD}/URM_LIST", "documents", GateDocument, DOCUMENTS),
        Group(f"{HEAD}/URM_LIST_TO_FZXT", "goods", GateGoods, GOODS),
    ),
    when=(SUBMIT,),
    message_type="BUS003",
    lacks={**ROUTED, **dict.fromkeys(("request_number", "reason", "remark"), "no element in BUS003")},
    source=PUBLIC,
)
DELETION = Form(
    kind=GatePass.KIND,
    variant="BUS004",
    body=GatePass,
    root=ROOT,
    schema="tianjin-customs/gate-pass.BUS004.xsd",
    rows=(
        *BEFORE_TYPE,
        Constant(TYPE, "BUS004", marks=True),
        *BEHIND_TYPE,
        Implied("act", GatePassAct.DELETE),
        Field(f"{ASKED}/FORM_ID", "pass_number", TEXT, required=True),
        Field(f"{ASKED}/DECL_REASON", "reason", TEXT),
        Field(f"{ASKED}/DECL_DATE", "declared_at", MOMENT),
        Field(f"{ASKED}/NOTES", "remark", TEXT),
        Constant(f"{ASKED}/SYS_CODE", "ZH", note="as public code has it"),
        Field(f"{ASKED}/C_NO", "request_number", TEXT),
        Field(f"{ASKED}/CUSTOMS_CODE", "office", OFFICE, required=True),
        Field(f"{ASKED}/AGENT_CODE", "declarant_customs_code", TEXT),
        Field(f"{ASKED}/AGENT_NAME", "declarant_name", TEXT),
        *(Ignored(f"{ASKED}/FIELD_0{number}", "empty in public code") for number in range(1, 6)),
    ),
    when=(DELETE,),
    message_type="BUS004",
    lacks={
        **ROUTED,
        **dict.fromkeys(
            [
                "port_office",
                "direction",
                "vehicle",
                "vehicle_weight_kg",
                "package_count",
                "gross_weight_kg",
                "document_count",
                "seal_number",
                "transport_name",
                "voyage_number",
                "bill_number",
                "trader_customs_code",
                "trader_name",
                "warehouse_code",
                "warehouse_name",
                "owner_customs_code",
                "owner_name",
                "documents",
                "goods",
            ],
            "BUS004 names the pass that shall be deleted, and says nothing of it",
        ),
    },
    source=PUBLIC,
)

RECEIVED = choice({"01": "accepted", "02": "rejected"})
# type (BUS012 is so spelt in public code), act, what its flag means
ANSWERS = (
    ("BUR010", GatePassAct.SUBMIT, RECEIVED, ("accepted", "rejected")),
    ("BUR028", GatePassAct.SUBMIT, choice({"01": "gate-passed"}), ("gate-passed",)),
    ("BUR012", GatePassAct.SUBMIT, choice({"01": "reviewed", "04": "review-failed"}), ("",)),
    ("BUR018", GatePassAct.DELETE, RECEIVED, ("accepted", "rejected")),
    ("BUS012", GatePassAct.DELETE, choice({"01": "deleted", "04": "review-failed"}), ("",)),
)
STATUSES = tuple(
    Form(
        kind=GatePassStatus.KIND,
        variant=number if outcome == outcomes[0] else f"{number} {outcome}",
        body=GatePassStatus,
        root=ROOT,
        schema="tianjin-customs/answer.xsd",
        rows=(
            *BEFORE_ANSWER,
            Constant(ANSWER, number, marks=True),
            *BEHIND_ANSWER,
            Implied("act", act),
            Field(f"{INFO}/FORM_ID", "pass_number", TEXT, required=True),
            NOTICED,
            Field(f"{INFO}/FEEDBACK_FLAG", "outcome", flags, required=True),
            Field(f"{INFO}/FEEDBACK_MESS", "remark", TEXT),
            Field(f"{INFO}/NULL_FIELD", "assigned_number", TEXT, note="辅助系统载货单号")
            if number == "BUR012"
            else ADDED,
        ),
        when=(When(name="act", equals=act), *((When(name="outcome", equals=outcome),) if outcome else ())),
        message_type=number,
        lacks={
            **ANSWERED,
            **({} if number == "BUR012" else {"assigned_number": "BUR012 alone tells it"}),
        },
        source=f"{PUBLIC}; the element around an answer is ours",
    )
    for number, act, flags, outcomes in ANSWERS
    for outcome in outcomes
)

GATE_PASSES = (PASS, DELETION, *STATUSES)
