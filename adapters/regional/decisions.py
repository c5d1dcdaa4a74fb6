"""Decisions: whether a result is recognised, how goods are let go and where they are inspected."""

from __future__ import annotations

from adapters.regional.source import DAY, DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, YES
from gateway.model.alerts import RiskLevel
from gateway.model.recognition import (
    Condition,
    ConditionName,
    Consequence,
    RecognisedItem,
    Recognition,
    RecognitionDecision,
)
from gateway.model.release_mode import DirectMode, Fact, Fired, Location, ReleaseMode, ReleaseModeDecision, Tier
from gateway.translation.codecs import INTEGER, TEXT, decimal
from gateway.translation.form import Field, Form, Group, Repeated, Row
from gateway.translation.shapes import words

DECIDED: tuple[Row, ...] = (
    Field("DecidingOffice", "deciding_office", OFFICE, required=True),
    Field("DecidedAt", "decided_at", MOMENT, required=True),
    Field("DecidedBy", "decided_by", TEXT, max_length=64),
    Field("Pack", "pack", TEXT, max_length=64),
)
NUMBER = Field("DecisionNumber", "decision_number", TEXT, max_length=64)
REMARK = Field("Remark", "remark", TEXT, max_length=2000)

RECOGNITION_DECISION = Form(
    kind=RecognitionDecision.KIND,
    variant="1",
    body=RecognitionDecision,
    root="RecognitionDecision",
    namespace=NAMESPACE,
    schema="regional/recognition-decision.xsd",
    rows=(
        *HEAD,
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        NUMBER,
        Field("ResultNumber", "result_number", TEXT, required=True, max_length=64),
        *DECLARED,
        *DECIDED,
        Field("Outcome", "outcome", words(Recognition), required=True),
        Field("UsedFor", "used_for", TEXT, max_length=64),
        Field("Reason", "reason", TEXT, max_length=2000),
        Field("AnswerBy", "answer_by", DAY),
        Field("Consequence", "consequence", words(Consequence)),
        Group(
            "RecognisedItems/Item",
            "recognised_items",
            RecognisedItem,
            (
                Field("Item", "item", TEXT, required=True, max_length=255),
                Field("ItemCode", "item_code", TEXT, max_length=32),
                Field("GoodsLine", "goods_line", INTEGER),
            ),
        ),
        Group(
            "Conditions/Condition",
            "conditions",
            Condition,
            (
                Field("Name", "name", words(ConditionName), required=True),
                Field("Holds", "holds", YES, required=True),
                Field("Evidence", "evidence", TEXT, max_length=2000),
            ),
        ),
        REMARK,
    ),
    message_type="RecognitionDecision",
    source=OURS,
)

RELEASE_MODE_DECISION = Form(
    kind=ReleaseModeDecision.KIND,
    variant="1",
    body=ReleaseModeDecision,
    root="ReleaseModeDecision",
    namespace=NAMESPACE,
    schema="regional/release-mode-decision.xsd",
    rows=(
        *HEAD,
        NUMBER,
        Field("Supersedes", "supersedes", TEXT, max_length=64),
        *DECLARED,
        *DECIDED,
        Repeated("Recipients/Office", "recipients", OFFICE),
        Field("Provisional", "provisional", YES, required=True),
        Field("AcceptedOn", "accepted_on", DAY),
        Field("Mode", "mode", words(ReleaseMode), required=True),
        Field("Location", "location", words(Location), required=True),
        Field("DirectMode", "direct_mode", words(DirectMode)),
        Field("Site", "site", TEXT, max_length=255),
        Field("SamplingPercent", "sampling_percent", decimal(7, 4)),
        Field("Draw", "draw", INTEGER),
        Field("DrawDate", "draw_date", DAY),
        Field("Drawn", "drawn", YES),
        Field("LeaveOnSampling", "leave_on_sampling", YES),
        Field("Tier", "tier", words(Tier)),
        Field("Risk", "risk", words(RiskLevel)),
        Field("Matrix", "matrix", TEXT, max_length=64),
        Field("ApprovedBy", "approved_by", TEXT, max_length=64),
        Field("ResultNumber", "result_number", TEXT, max_length=64),
        REMARK,
        Group(
            "Facts/Fact",
            "facts",
            Fact,
            (
                Field("Name", "name", TEXT, required=True, max_length=255),
                Field("Value", "value", TEXT, required=True, max_length=2000),
                Field("Version", "version", TEXT, max_length=64),
            ),
        ),
        Group(
            "Trace/Fired",
            "trace",
            Fired,
            (
                Field("Rule", "rule", TEXT, required=True, max_length=64),
                Field("Fact", "fact", TEXT, max_length=2000),
                Field("Effect", "effect", TEXT, max_length=2000),
                Field("Source", "source", TEXT, max_length=255),
            ),
        ),
    ),
    message_type="ReleaseModeDecision",
    source=OURS,
)
