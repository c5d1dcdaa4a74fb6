"""Type 401: 查验结果 (XrmDecl), what the examination at the platform found, as it tells the inspection office."""

from __future__ import annotations

from adapters.tianjin.ciq.source import MESSAGE_TIME, NUMBER, PUBLIC, ROOT, ROUTED, TIME
from gateway.model.orders import ExamResult, Finding
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Coded, Constant, Field, Form

HEAD = "MessageBody/XrmDeclReceivedDocument/XrmDeclReceivedHead"

NOT_SAID = """unified_number entry_number inspection_number order_number in_reply_to executing_office examined_at
failed_lines container_numbers measures items"""

EXAM_RESULT = Form(
    kind=ExamResult.KIND,
    variant="401",
    body=ExamResult,
    root=ROOT,
    schema="tianjin-ciq/exam-result.xsd",
    rows=(
        NUMBER,
        Constant("MessageHead/MESSAGE_TYPE", "401", marks=True),
        Field(MESSAGE_TIME, "message.sent_at", TIME),
        Field("MessageHead/SEND_CODE", "message.answer_to", TEXT, note="an answer has it in RECIPT_CODE of its body"),
        Field(
            "MessageHead/RECIPT_CODE",
            "ordering_office",
            Coded("office", "ciq"),
            required=True,
            note="属地检验检疫机构 is whom public code tells; that it is the office that ordered is inferred",
        ),
        Field(
            f"{HEAD}/DECL_NO",
            "declaration_number",
            TEXT,
            required=True,
            note="by its name; public code puts the waybill number of the parcel that was examined there",
        ),
        Field(f"{HEAD}/BIZ_TYPE", "business_type", TEXT, note="1 in public code, its list is not public"),
        Field(
            f"{HEAD}/TYPE_CODE",
            "finding",
            choice({"1": Finding.UNDECIDED, "2": Finding.PASSED, "3": Finding.FAILED}),
            required=True,
            note="1 is written where no result is on file: undecided, and never passed",
        ),
        Field(f"{HEAD}/CF_REMARK", "remark", TEXT),
    ),
    message_type="401",
    lacks={
        **ROUTED,
        **dict.fromkeys(NOT_SAID.split(), "no element in type 401"),
        "examiners": "no element in type 401: who signed is known to the examining office alone",
    },
    source=PUBLIC,
)
