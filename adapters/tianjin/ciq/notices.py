"""Types 500 (公告), 502 (咨询投诉) and its answer 552, and 228 (二维码 of an article that was declared)."""

from __future__ import annotations

from adapters.tianjin.ciq.source import ANSWER_ROOT, ASKED, NUMBER, PUBLIC, ROOT, ROUTED, TOLD, UNANSWERED
from gateway.model.ecommerce import TraceabilityCode
from gateway.model.notices import Consultation, ConsultationNature, ConsultationStatus, Notice
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Coded, Constant, Field, Form, Ignored
from gateway.translation.shapes import URL_ENCODED

NOTICE = "MessageBody/NoticeDocument/NoticeHead"
CONSULTATION = "MessageBody/ConsultComplainDocument/ConsultComplainHead"
ANSWER = "MessageBody/ConsultComplainReceivedDocument/ConsultComplainReceivedHead"
CODE = "MessageBody/IIQRDocument/IIQRHead"

NOTICES = tuple(
    Form(
        kind=Notice.KIND,
        variant="500" if root == ROOT else f"500 {root}",
        body=Notice,
        root=root,
        schema="tianjin-ciq/notice.xsd",
        rows=(
            NUMBER,
            Constant("MessageHead/MESSAGE_TYPE", "500", marks=True),
            *TOLD,
            Field(f"{NOTICE}/NOTICE_SERIAL_NO", "notice_number", TEXT, required=True),
            Field(f"{NOTICE}/TITLE", "title", TEXT, required=True),
            Field(f"{NOTICE}/INFO", "content", URL_ENCODED, note="public code decodes it so"),
            Field(f"{NOTICE}/DECL_STATUS", "state", TEXT, note="1 is shown by public code; its list is not public"),
        ),
        written=root == ROOT,
        message_type="500",
        lacks=UNANSWERED,
        source=PUBLIC,
    )
    for root in (ROOT, ANSWER_ROOT)
)

CONSULTATIONS = (
    Form(
        kind=Consultation.KIND,
        variant="502",
        body=Consultation,
        root=ROOT,
        schema="tianjin-ciq/consultation.xsd",
        rows=(
            NUMBER,
            Constant("MessageHead/MESSAGE_TYPE", "502", marks=True),
            *ASKED,
            Field(f"{CONSULTATION}/CC_SERIAL_NO", "consultation_number", TEXT, required=True),
            Field(
                f"{CONSULTATION}/CC_TYPE",
                "nature",
                choice({"0": ConsultationNature.QUESTION, "1": ConsultationNature.COMPLAINT}),
                required=True,
                note="0 咨询; inferred: 1 投诉, public code takes anything else for it",
            ),
            Field(f"{CONSULTATION}/CC_QUESTION", "question", TEXT, required=True),
            Ignored(f"{CONSULTATION}/CC_STATUS", "how far the sender's own table has come: nothing about the question"),
        ),
        message_type="502",
        lacks=ROUTED,
        source=PUBLIC,
    ),
    *(
        Form(
            kind=ConsultationStatus.KIND,
            variant="552" if root == ROOT else f"552 {root}",
            body=ConsultationStatus,
            root=root,
            schema="tianjin-ciq/consultation-status.xsd",
            rows=(
                NUMBER,
                Constant("MessageHead/MESSAGE_TYPE", "552", marks=True),
                *TOLD,
                Field(f"{ANSWER}/RECEIPT_TYPE", "receipt_type", TEXT),
                Field(f"{ANSWER}/RECEIPT_NO", "receipt_number", TEXT),
                Field(
                    f"{ANSWER}/MSG_CODE",
                    "outcome",
                    Coded("outcome", "tj552"),
                    required=True,
                    note="1 入库, 2 失败, 3 待回复, 4 已回复; 0 (未发送) is the platform's own and never sent",
                ),
                Field(f"{ANSWER}/MSG_NAME", "title", TEXT),
                Field(f"{ANSWER}/MSG_DESC", "remark", TEXT),
                Field(f"{ANSWER}/RECIPT_CODE", "in_reply_to", TEXT, note="gives back SEND_CODE of what is answered"),
                Field(f"{ANSWER}/ATTRIBUTE6", "attribute_6", TEXT),
                Field(f"{ANSWER}/ATTRIBUTE7", "attribute_7", TEXT),
            ),
            written=root == ROOT,
            message_type="552",
            lacks={**UNANSWERED, "consultation_number": "an answer names what it answers by RECIPT_CODE alone"},
            source=PUBLIC,
        )
        for root in (ROOT, ANSWER_ROOT)
    ),
)

TRACEABILITY_CODES = tuple(
    Form(
        kind=TraceabilityCode.KIND,
        variant="228" if root == ROOT else f"228 {root}",
        body=TraceabilityCode,
        root=root,
        schema="tianjin-ciq/traceability-code.xsd",
        rows=(
            NUMBER,
            Constant("MessageHead/MESSAGE_TYPE", "228", marks=True),
            *TOLD,
            Field(f"{CODE}/DECL_NO", "declaration_number", TEXT, required=True),
            Field(f"{CODE}/GOODS_CODE", "record_id", TEXT, required=True, note="public code stores the line's id"),
            Field(f"{CODE}/QRCODE_NO", "code_number", TEXT),
            Field(f"{CODE}/QRCODE", "code", TEXT, required=True),
        ),
        written=root == ROOT,
        message_type="228",
        lacks={**UNANSWERED, "in_reply_to": "it names the declaration by DECL_NO, the enterprise's own number"},
        source=PUBLIC,
    )
    for root in (ROOT, ANSWER_ROOT)
)

WORDS = (*NOTICES, *CONSULTATIONS, *TRACEABILITY_CODES)
