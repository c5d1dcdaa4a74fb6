"""The office's answer to a report of cargo. "bill-released" is of one bill and releases no declaration."""

from __future__ import annotations

from adapters.regional.source import HEAD, MOMENT, NAMESPACE, OFFICE, OURS
from gateway.model.cargo import ANSWERS_TO_REPORTS, BillAnswer, ContainerAnswer, ManifestStatus, ReportAct
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Field, Form, Group
from gateway.translation.shapes import words

OUTCOME = Field(
    "Outcome",
    "outcome",
    choice({word: word for word in ANSWERS_TO_REPORTS}),
    note="those words of the outcome table that the answer to a report has: no word of a declaration",
)

MANIFEST_STATUS = Form(
    kind=ManifestStatus.KIND,
    variant="1",
    body=ManifestStatus,
    root="ManifestStatus",
    namespace=NAMESPACE,
    schema="regional/manifest-status.xsd",
    rows=(
        *HEAD,
        OUTCOME,
        Field("Office", "office", OFFICE),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("ReportNumber", "report_number", TEXT, max_length=255),
        Field("ReportType", "report_type", TEXT, max_length=6, note="the national manifest's: MT2101"),
        Field("Act", "act", words(ReportAct)),
        Field("TransportId", "transport_id", TEXT, max_length=64),
        Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
        Field("NoticedAt", "noticed_at", MOMENT),
        Field("StatementCode", "statement_code", TEXT, max_length=32),
        Field("Statement", "statement", TEXT, max_length=2000),
        Field("Remark", "remark", TEXT, max_length=2000),
        Group(
            "Bills/Bill",
            "bills",
            BillAnswer,
            (
                Field("BillNumber", "bill_number", TEXT, required=True, max_length=64),
                Field("SplitBillNumber", "split_bill_number", TEXT, max_length=64),
                OUTCOME,
                Field("Remark", "remark", TEXT, max_length=2000),
            ),
        ),
        Group(
            "Containers/Container",
            "containers",
            ContainerAnswer,
            (
                Field("ContainerNumber", "container_number", TEXT, required=True, max_length=64),
                Field("BillNumber", "bill_number", TEXT, max_length=64),
                OUTCOME,
                Field("Remark", "remark", TEXT, max_length=2000),
            ),
        ),
    ),
    message_type="ManifestStatus",
    source=OURS,
)
