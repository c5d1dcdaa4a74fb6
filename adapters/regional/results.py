"""Results of an inspection: issued, taken back, disputed."""

from __future__ import annotations

from adapters.regional.certified import CERTIFIED
from adapters.regional.source import DAY, DECLARED, DIRECTION, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, PACKAGING, YES
from gateway.model.results import (
    Conclusion,
    Exclusion,
    InspectedItem,
    InspectionResult,
    Laboratory,
    Reinspection,
    ReinspectionLevel,
    ReinspectionStage,
    ResultRevocation,
    TransferBar,
)
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Group, Nested, Repeated, Row
from gateway.translation.shapes import words

NUMBER = Field("ResultNumber", "result_number", TEXT, required=True, max_length=64)
RECIPIENTS = Repeated("Recipients/Office", "recipients", OFFICE)
REMARK = Field("Remark", "remark", TEXT, max_length=2000)

LABORATORY: tuple[Row, ...] = (
    Field("Name", "name", TEXT, required=True, max_length=255),
    Field("Code", "code", TEXT, max_length=32),
    Field("Accreditation", "accreditation", TEXT, max_length=64),
    Field("AccreditedFrom", "accredited_from", DAY),
    Field("AccreditedUntil", "accredited_until", DAY),
    Repeated("AccreditedItems/Code", "accredited_items", TEXT, max_length=32),
)
ITEM: tuple[Row, ...] = (
    Field("Item", "item", TEXT, required=True, max_length=255),
    Field("ItemCode", "item_code", TEXT, max_length=32),
    Field("GoodsLine", "goods_line", INTEGER, required=True),
    Field("Standard", "standard", TEXT, max_length=64),
    Field("Edition", "edition", TEXT, max_length=32),
    Field("Method", "method", TEXT, max_length=255),
    Field("Value", "value", TEXT, max_length=255),
    Field("Unit", "unit", TEXT, max_length=32, note="of a laboratory (CFU/g, mg/kg): no unit of trade"),
    Field("Limit", "limit", TEXT, max_length=255),
    Field("Conclusion", "conclusion", words(Conclusion), required=True),
)

INSPECTION_RESULT = Form(
    kind=InspectionResult.KIND,
    variant="1",
    body=InspectionResult,
    root="InspectionResult",
    namespace=NAMESPACE,
    schema="regional/inspection-result.xsd",
    rows=(
        *HEAD,
        NUMBER,
        *DECLARED,
        Field("IssuingOffice", "issuing_office", OFFICE, required=True),
        RECIPIENTS,
        Field("IssuedAt", "issued_at", MOMENT, required=True),
        Field("ValidUntil", "valid_until", DAY),
        Field("Conclusion", "conclusion", words(Conclusion), required=True),
        Field("Condition", "condition", TEXT, max_length=2000),
        Field("Direction", "direction", DIRECTION),
        Field("CertificateNumber", "certificate_number", TEXT, max_length=64),
        Field("CertificateKind", "certificate_kind", Coded("certificate", "canonical")),
        Field("SampledAt", "sampled_at", MOMENT),
        Field("TestedAt", "tested_at", MOMENT),
        Nested("Laboratory", "laboratory", Laboratory, LABORATORY),
        Repeated("Inspectors/Inspector", "inspectors", TEXT, max_length=64),
        Field("EnterpriseUscc", "enterprise_uscc", TEXT, max_length=32),
        Field("EnterpriseName", "enterprise_name", TEXT, max_length=255),
        Field("PackageCount", "package_count", INTEGER),
        Field("PackageKind", "package_kind", PACKAGING),
        Repeated("SealNumbers/SealNumber", "seal_numbers", TEXT, max_length=64),
        Repeated("ContainerNumbers/ContainerNumber", "container_numbers", TEXT, max_length=64),
        Repeated("Exclusions/Exclusion", "exclusions", words(Exclusion)),
        Repeated("TransferBars/TransferBar", "transfer_bars", words(TransferBar)),
        Field("Supersedes", "supersedes", TEXT, max_length=64),
        REMARK,
        CERTIFIED,
        Group("Items/Item", "items", InspectedItem, ITEM),
    ),
    message_type="InspectionResult",
    source=OURS,
)

RESULT_REVOCATION = Form(
    kind=ResultRevocation.KIND,
    variant="1",
    body=ResultRevocation,
    root="ResultRevocation",
    namespace=NAMESPACE,
    schema="regional/result-revocation.xsd",
    rows=(
        *HEAD,
        NUMBER,
        *DECLARED,
        Field("IssuingOffice", "issuing_office", OFFICE, required=True),
        RECIPIENTS,
        Field("RevokedAt", "revoked_at", MOMENT, required=True),
        Field("RevokedBy", "revoked_by", TEXT, max_length=64),
        Field("Reason", "reason", TEXT, required=True, max_length=2000),
        Field("LegalBasis", "legal_basis", TEXT, max_length=255),
        Field("Measure", "measure", TEXT, max_length=2000),
        Field("SupersededBy", "superseded_by", TEXT, max_length=64),
        REMARK,
    ),
    message_type="ResultRevocation",
    source=OURS,
)

REINSPECTION = Form(
    kind=Reinspection.KIND,
    variant="1",
    body=Reinspection,
    root="Reinspection",
    namespace=NAMESPACE,
    schema="regional/reinspection.xsd",
    rows=(
        *HEAD,
        NUMBER,
        *DECLARED,
        Field("ConductingOffice", "conducting_office", OFFICE, required=True),
        RECIPIENTS,
        Field("Stage", "stage", words(ReinspectionStage), required=True),
        Field("Level", "level", words(ReinspectionLevel)),
        Field("ReinspectionNumber", "reinspection_number", TEXT, max_length=64),
        Field("ApplicantUscc", "applicant_uscc", TEXT, max_length=32),
        Field("ApplicantName", "applicant_name", TEXT, max_length=255),
        Field("ResultReceivedAt", "result_received_at", MOMENT),
        Field("ApplyBy", "apply_by", DAY),
        Field("AppliedAt", "applied_at", MOMENT),
        Field("GoodsUntouched", "goods_untouched", YES),
        Field("ConcludeBy", "conclude_by", DAY),
        Field("ConcludedAt", "concluded_at", MOMENT),
        Field("Upheld", "upheld", YES),
        Field("NewResultNumber", "new_result_number", TEXT, max_length=64),
        Field("Grounds", "grounds", TEXT, max_length=2000),
        Field("Reason", "reason", TEXT, max_length=2000),
        REMARK,
    ),
    message_type="Reinspection",
    source=OURS,
)
