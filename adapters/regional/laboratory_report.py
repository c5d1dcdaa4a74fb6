"""采信: the report of a laboratory."""

from __future__ import annotations

from adapters.regional.certified import CERTIFIED
from adapters.regional.results import ITEM, RECIPIENTS, REMARK
from adapters.regional.source import DAY, DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, YES
from gateway.model.laboratory_report import LaboratoryReport
from gateway.model.results import InspectedItem
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Group, Repeated

LABORATORY_REPORT = Form(
    kind=LaboratoryReport.KIND,
    variant="1",
    body=LaboratoryReport,
    root="LaboratoryReport",
    namespace=NAMESPACE,
    schema="regional/laboratory-report.xsd",
    rows=(
        *HEAD,
        Field("ReportNumber", "report_number", TEXT, required=True, max_length=64),
        *DECLARED,
        Field("Office", "office", OFFICE, required=True),
        RECIPIENTS,
        Field("LaboratoryCode", "laboratory_code", TEXT, required=True, max_length=32),
        Field("LaboratoryName", "laboratory_name", TEXT, max_length=255),
        Field("IssuedAt", "issued_at", MOMENT, required=True),
        Field("ValidUntil", "valid_until", DAY),
        Field("SampledAt", "sampled_at", MOMENT),
        Field("TestedAt", "tested_at", MOMENT),
        Field("Withdrawn", "withdrawn", YES, required=True),
        Field("EnterpriseUscc", "enterprise_uscc", TEXT, max_length=32),
        Field("EnterpriseName", "enterprise_name", TEXT, max_length=255),
        Repeated("Photographs/Digest", "photographs", TEXT, max_length=128),
        REMARK,
        CERTIFIED,
        Group("Items/Item", "items", InspectedItem, ITEM),
    ),
    message_type="LaboratoryReport",
    source=OURS,
)
