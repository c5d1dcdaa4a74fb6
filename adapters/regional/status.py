"""What an office did with a declaration, and which of the two steps of 两段准入 it permits."""

from __future__ import annotations

from adapters.regional.source import ANSWERED, DECLARED, DIRECTION, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, SPARE, YES
from gateway.model.declaration import Subject
from gateway.model.status import DeclarationStatus, Stage
from gateway.model.two_stage import LeaveGround, TwoStageStatus
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Repeated
from gateway.translation.shapes import words

STATUS = Form(
    kind=DeclarationStatus.KIND,
    variant="1",
    body=DeclarationStatus,
    root="DeclarationStatus",
    namespace=NAMESPACE,
    schema="regional/declaration-status.xsd",
    rows=(
        *HEAD,
        Field(
            "Outcome",
            "outcome",
            Coded("outcome", "canonical"),
            required=True,
            note="our words: partly-released is itself",
        ),
        Field("Stage", "stage", words(Stage), required=True, note="without it, of the review"),
        Field("Direction", "direction", DIRECTION),
        Field("Subject", "subject", words(Subject)),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        *DECLARED,
        Field("LedgerNumber", "ledger_number", TEXT, max_length=64, note="电子底账"),
        Field("ClearanceNumber", "clearance_number", TEXT, max_length=64, note="通关单号"),
        *ANSWERED,
        Field("PassageDate", "passage_date", MOMENT),
        Field("DeclaredAt", "declared_at", MOMENT),
        *SPARE,
    ),
    message_type="DeclarationStatus",
    source=f"{OURS}. Outcomes: config/codes/outcome.csv",
)

TWO_STAGE = Form(
    kind=TwoStageStatus.KIND,
    variant="1",
    body=TwoStageStatus,
    root="TwoStageStatus",
    namespace=NAMESPACE,
    schema="regional/two-stage-status.xsd",
    rows=(
        *HEAD,
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        *DECLARED,
        Field("Office", "office", OFFICE, required=True),
        Field("MayLeavePort", "may_leave_port", YES, required=True, note="准予提离"),
        Field("MaySellOrUse", "may_sell_or_use", YES, required=True, note="准予销售或使用: follows from nothing else"),
        Field("LeaveGround", "leave_ground", words(LeaveGround)),
        Field("Condition", "condition", TEXT, max_length=2000),
        Repeated("GoodsLines/Line", "goods_lines", INTEGER, note="none: all"),
        Field("DecidedAt", "decided_at", MOMENT),
        Field("Remark", "remark", TEXT, max_length=2000),
    ),
    message_type="TwoStageStatus",
    source=f"{OURS}. What the two permissions and their grounds are: GACC announcements 160/2019 and 42/2025",
)
