"""Orders between offices and what became of them: examine, what was found, release, gone."""

from __future__ import annotations

from adapters.regional.source import DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, YES
from gateway.model.orders import (
    ExaminedItem,
    ExamItem,
    ExamOrder,
    ExamResult,
    Finding,
    ReleaseExecuted,
    ReleaseGround,
    ReleaseOrder,
)
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Field, Form, Group, Repeated, Row
from gateway.translation.shapes import words

REMARK = Field("Remark", "remark", TEXT, max_length=2000)
ORDERED: tuple[Row, ...] = (
    *HEAD,
    Field("OrderNumber", "order_number", TEXT, required=True, max_length=64),
    *DECLARED,
    Field("IssuingOffice", "issuing_office", OFFICE, required=True),
    Field("ExecutingOffice", "executing_office", OFFICE, required=True),
    Field("IssuedAt", "issued_at", MOMENT, required=True),
    Field("IssuedBy", "issued_by", TEXT, max_length=64),
    Field("BillNumber", "bill_number", TEXT, max_length=64),
    Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
)
"""What both orders open with."""
PART: tuple[Row, ...] = (
    Repeated("GoodsLines/Line", "goods_lines", INTEGER),
    Repeated("ContainerNumbers/ContainerNumber", "container_numbers", TEXT, max_length=64),
)
"""Of what is examined or released."""

EXAM_ORDER = Form(
    kind=ExamOrder.KIND,
    variant="1",
    body=ExamOrder,
    root="ExamOrder",
    namespace=NAMESPACE,
    schema="regional/exam-order.xsd",
    rows=(
        *ORDERED,
        Field("DueBy", "due_by", MOMENT),
        Field("Grounds", "grounds", TEXT, max_length=2000),
        Field("Place", "place", TEXT, max_length=255),
        *PART,
        Group(
            "Items/Item",
            "items",
            ExamItem,
            (
                Field("Name", "name", TEXT, required=True, max_length=255),
                Field("Code", "code", TEXT, max_length=32),
                Field("GoodsLine", "goods_line", INTEGER),
                Field("Method", "method", TEXT, max_length=255),
            ),
        ),
        REMARK,
    ),
    message_type="ExamOrder",
    source=OURS,
)

EXAM_RESULT = Form(
    kind=ExamResult.KIND,
    variant="1",
    body=ExamResult,
    root="ExamResult",
    namespace=NAMESPACE,
    schema="regional/exam-result.xsd",
    rows=(
        *HEAD,
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("OrderNumber", "order_number", TEXT, max_length=64),
        *DECLARED,
        Field("Finding", "finding", words(Finding), required=True),
        Field("ExecutingOffice", "executing_office", OFFICE),
        Field("OrderingOffice", "ordering_office", OFFICE),
        Field("ExaminedAt", "examined_at", MOMENT),
        Repeated("Examiners/Examiner", "examiners", TEXT, max_length=64),
        Field("BusinessType", "business_type", TEXT, max_length=32),
        Repeated("FailedLines/Line", "failed_lines", INTEGER),
        Repeated("ContainerNumbers/ContainerNumber", "container_numbers", TEXT, max_length=64),
        Field("Measures", "measures", TEXT, max_length=2000),
        Group(
            "Items/Item",
            "items",
            ExaminedItem,
            (
                Field("Name", "name", TEXT, required=True, max_length=255),
                Field("Code", "code", TEXT, max_length=32),
                Field("GoodsLine", "goods_line", INTEGER),
                Field("Finding", "finding", words(Finding), required=True),
                REMARK,
            ),
        ),
        REMARK,
    ),
    message_type="ExamResult",
    source=OURS,
)

RELEASE_ORDER = Form(
    kind=ReleaseOrder.KIND,
    variant="1",
    body=ReleaseOrder,
    root="ReleaseOrder",
    namespace=NAMESPACE,
    schema="regional/release-order.xsd",
    rows=(
        *ORDERED,
        Field("ReviewedBy", "reviewed_by", TEXT, max_length=64),
        Field("ValidUntil", "valid_until", MOMENT, required=True),
        Field("Partial", "partial", YES, required=True),
        *PART,
        Field("Condition", "condition", TEXT, max_length=2000),
        REMARK,
    ),
    message_type="ReleaseOrder",
    source=OURS,
)

RELEASE_EXECUTED = Form(
    kind=ReleaseExecuted.KIND,
    variant="1",
    body=ReleaseExecuted,
    root="ReleaseExecuted",
    namespace=NAMESPACE,
    schema="regional/release-executed.xsd",
    rows=(
        *HEAD,
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("OrderNumber", "order_number", TEXT, required=True, max_length=64),
        *DECLARED,
        Field("Ground", "ground", words(ReleaseGround), required=True),
        Field("ExecutingOffice", "executing_office", OFFICE, required=True),
        Field("ExecutedAt", "executed_at", MOMENT, required=True),
        Field("ExecutedBy", "executed_by", TEXT, max_length=64),
        Field("Partial", "partial", YES, required=True),
        *PART,
        REMARK,
    ),
    message_type="ReleaseExecuted",
    source=OURS,
)

ORDERS: tuple[Form, ...] = (EXAM_ORDER, EXAM_RESULT, RELEASE_ORDER, RELEASE_EXECUTED)
