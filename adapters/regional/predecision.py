"""What one office decides, or found, and the others recognise."""

from __future__ import annotations

from adapters.regional.source import COUNTRY, CURRENCY, DAY, HEAD, MOMENT, MONEY, NAMESPACE, OFFICE, OURS, YES
from gateway.model.predecision import PreDecision, PreDecisionSubject
from gateway.translation.codecs import DIGITS, TEXT
from gateway.translation.form import Field, Form, Repeated
from gateway.translation.shapes import words

PRE_DECISION = Form(
    kind=PreDecision.KIND,
    variant="1",
    body=PreDecision,
    root="PreDecision",
    namespace=NAMESPACE,
    schema="regional/pre-decision.xsd",
    rows=(
        *HEAD,
        Field("DecisionNumber", "decision_number", TEXT, required=True, max_length=64),
        Field("Subject", "subject", words(PreDecisionSubject), required=True),
        Field("IssuingOffice", "issuing_office", OFFICE, required=True),
        Repeated("Recipients/Recipient", "recipients", OFFICE),
        Field("DecidedAt", "decided_at", MOMENT, required=True),
        Field("Identification", "identification", YES, required=True),
        Field("ValidFrom", "valid_from", DAY, required=True),
        Field("ValidUntil", "valid_until", DAY),
        Field("Withdrawn", "withdrawn", YES, required=True),
        Field("ApplicantUscc", "applicant_uscc", TEXT, max_length=18),
        Field("ApplicantName", "applicant_name", TEXT, max_length=255),
        Field("GoodsName", "goods_name", TEXT, max_length=255),
        Field("Specification", "specification", TEXT, max_length=4000),
        Field("HsCode", "hs_code", DIGITS, max_length=13),
        Field("OriginCountry", "origin_country", COUNTRY),
        Field("Value", "value", MONEY),
        Field("Currency", "currency", CURRENCY),
        Field("LegalBasis", "legal_basis", TEXT, max_length=500),
        Field("Text", "text", TEXT, max_length=4000),
    ),
    message_type="PreDecision",
    source=OURS,
)
