"""Warnings and orders to watch: `risk-alert`, `control-order` (布控), `control-lift` (解控)."""

from __future__ import annotations

from adapters.regional.source import COUNTRY, DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS
from gateway.model.alerts import ControlLift, ControlOrder, RiskAlert, RiskLevel
from gateway.translation.codecs import DIGITS, TEXT
from gateway.translation.form import Field, Form, Repeated
from gateway.translation.shapes import words

RECIPIENTS = Repeated("Recipients/Recipient", "recipients", OFFICE)
HS_CODES = Repeated("HsCodes/HsCode", "hs_codes", DIGITS, max_length=13)
ENTERPRISES = Repeated("Enterprises/Enterprise", "enterprises", TEXT, max_length=18)

RISK_ALERT = Form(
    kind=RiskAlert.KIND,
    variant="1",
    body=RiskAlert,
    root="RiskAlert",
    namespace=NAMESPACE,
    schema="regional/risk-alert.xsd",
    rows=(
        *HEAD,
        Field("AlertNumber", "alert_number", TEXT, required=True, max_length=64),
        Field("IssuingOffice", "issuing_office", OFFICE, required=True),
        RECIPIENTS,
        Field("IssuedAt", "issued_at", MOMENT, required=True),
        Field("AcknowledgeBy", "acknowledge_by", MOMENT),
        Field("ExpiresAt", "expires_at", MOMENT, required=True),
        Field("Purpose", "purpose", TEXT, required=True, max_length=500),
        Field("LegalBasis", "legal_basis", TEXT, required=True, max_length=500),
        Field("Level", "level", words(RiskLevel), required=True),
        Field("Title", "title", TEXT, max_length=255),
        Field("Description", "description", TEXT, max_length=4000),
        Field("Measure", "measure", TEXT, max_length=4000),
        HS_CODES,
        Repeated("OriginCountries/OriginCountry", "origin_countries", COUNTRY),
        ENTERPRISES,
        Repeated("Laboratories/Laboratory", "laboratories", TEXT, max_length=255),
    ),
    message_type="RiskAlert",
    source=OURS,
)

CONTROL_ORDER = Form(
    kind=ControlOrder.KIND,
    variant="1",
    body=ControlOrder,
    root="ControlOrder",
    namespace=NAMESPACE,
    schema="regional/control-order.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        Field("ControlNumber", "control_number", TEXT, max_length=64),
        Field("IssuingOffice", "issuing_office", OFFICE),
        RECIPIENTS,
        Field("IssuedAt", "issued_at", MOMENT),
        Field("ExpiresAt", "expires_at", MOMENT),
        Field("Purpose", "purpose", TEXT, max_length=500),
        Field("LegalBasis", "legal_basis", TEXT, max_length=500),
        Field("Instruction", "instruction", TEXT, max_length=4000),
        Field("Location", "location", TEXT, max_length=255),
        Field("BillNumber", "bill_number", TEXT, max_length=64),
        Repeated("ContainerNumbers/ContainerNumber", "container_numbers", TEXT, max_length=32),
        HS_CODES,
        ENTERPRISES,
        Field("Remark", "remark", TEXT, max_length=4000),
    ),
    message_type="ControlOrder",
    source=OURS,
)

CONTROL_LIFT = Form(
    kind=ControlLift.KIND,
    variant="1",
    body=ControlLift,
    root="ControlLift",
    namespace=NAMESPACE,
    schema="regional/control-lift.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        Field("ControlNumber", "control_number", TEXT, max_length=64),
        Field("AlertNumber", "alert_number", TEXT, max_length=64),
        Field("IssuingOffice", "issuing_office", OFFICE),
        Field("OrderingOffice", "ordering_office", OFFICE),
        RECIPIENTS,
        Field("LiftedAt", "lifted_at", MOMENT),
        Field("Reason", "reason", TEXT, max_length=4000),
        Field("LegalBasis", "legal_basis", TEXT, max_length=500),
        Field("Remark", "remark", TEXT, max_length=4000),
    ),
    message_type="ControlLift",
    source=OURS,
)
