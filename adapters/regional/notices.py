"""Notices, consultations and their answers, and the codes by which buyers trace an article."""

from __future__ import annotations

from adapters.regional.source import ANSWERED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, SPARE
from gateway.model.ecommerce import TraceabilityCode
from gateway.model.notices import Consultation, ConsultationNature, ConsultationStatus, Notice
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Field, Form
from gateway.translation.shapes import words

TRACEABILITY_CODE = Form(
    kind=TraceabilityCode.KIND,
    variant="1",
    body=TraceabilityCode,
    root="TraceabilityCode",
    namespace=NAMESPACE,
    schema="regional/traceability-code.xsd",
    rows=(
        *HEAD,
        Field("DeclarationNumber", "declaration_number", TEXT, required=True, max_length=64),
        Field("RecordId", "record_id", TEXT, required=True, max_length=64),
        Field("CodeNumber", "code_number", TEXT, max_length=64),
        Field("Code", "code", TEXT, required=True, max_length=2000),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("Office", "office", OFFICE),
        Field("NoticedAt", "noticed_at", MOMENT),
    ),
    message_type="TraceabilityCode",
    source=OURS,
)

NOTICE = Form(
    kind=Notice.KIND,
    variant="1",
    body=Notice,
    root="Notice",
    namespace=NAMESPACE,
    schema="regional/notice.xsd",
    rows=(
        *HEAD,
        Field("NoticeNumber", "notice_number", TEXT, required=True, max_length=64),
        Field("Title", "title", TEXT, required=True, max_length=255),
        Field("Content", "content", TEXT, max_length=100_000),
        Field("State", "state", TEXT, max_length=32),
        Field("Office", "office", OFFICE),
        Field("NoticedAt", "noticed_at", MOMENT),
    ),
    message_type="Notice",
    source=OURS,
)

CONSULTATION = Form(
    kind=Consultation.KIND,
    variant="1",
    body=Consultation,
    root="Consultation",
    namespace=NAMESPACE,
    schema="regional/consultation.xsd",
    rows=(
        *HEAD,
        Field("ConsultationNumber", "consultation_number", TEXT, required=True, max_length=64),
        Field("Nature", "nature", words(ConsultationNature), required=True),
        Field("Question", "question", TEXT, required=True, max_length=100_000),
        Field("Office", "office", OFFICE),
    ),
    message_type="Consultation",
    source=OURS,
)

CONSULTATION_STATUS = Form(
    kind=ConsultationStatus.KIND,
    variant="1",
    body=ConsultationStatus,
    root="ConsultationStatus",
    namespace=NAMESPACE,
    schema="regional/consultation-status.xsd",
    rows=(
        *HEAD,
        Field("Outcome", "outcome", Coded("outcome", "canonical"), required=True),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("ConsultationNumber", "consultation_number", TEXT, max_length=64),
        *ANSWERED,
        *SPARE,
    ),
    message_type="ConsultationStatus",
    source=f"{OURS}. Outcomes: config/codes/outcome.csv",
)
