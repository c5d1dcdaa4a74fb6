"""执法互助: a request for aid, its answer, and the handing over of a lead."""

from __future__ import annotations

from adapters.regional.source import DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS
from gateway.model.aid import Aid, AidAnswer, AidReply, AidRequest, Exhibit, LeadTransfer
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Group, Repeated
from gateway.translation.shapes import words

CASE = Field("CaseNumber", "case_number", TEXT, required=True, max_length=64)
RECIPIENTS = Repeated("Recipients/Recipient", "recipients", OFFICE, required=True)
GROUNDS = (
    Field("Purpose", "purpose", TEXT, required=True, max_length=500),
    Field("LegalBasis", "legal_basis", TEXT, required=True, max_length=500),
)
SUBJECT = Field("Subject", "subject", TEXT, required=True, max_length=255)
ACKNOWLEDGE_BY = Field("AcknowledgeBy", "acknowledge_by", MOMENT)
ENTERPRISE = (
    Field("EnterpriseUscc", "enterprise_uscc", TEXT, max_length=18),
    Field("EnterpriseName", "enterprise_name", TEXT, max_length=255),
)
EXHIBITS = Group(
    "Exhibits/Exhibit",
    "exhibits",
    Exhibit,
    (
        Field("Name", "name", TEXT, required=True, max_length=255),
        Field("Digest", "digest", TEXT, required=True, max_length=68, note="sm3: and hex, of the file"),
        Field("MediaType", "media_type", TEXT, max_length=127),
    ),
)

AID_REQUEST = Form(
    kind=AidRequest.KIND,
    variant="1",
    body=AidRequest,
    root="AidRequest",
    namespace=NAMESPACE,
    schema="regional/aid-request.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        CASE,
        Field("RequestingOffice", "requesting_office", OFFICE, required=True),
        RECIPIENTS,
        *GROUNDS,
        Field("Aid", "aid", words(Aid), required=True),
        SUBJECT,
        Field("RequestedAt", "requested_at", MOMENT, required=True),
        ACKNOWLEDGE_BY,
        Field("DueBy", "due_by", MOMENT),
        Field("ExpiresAt", "expires_at", MOMENT, required=True),
        Field("Details", "details", TEXT, max_length=4000),
        *ENTERPRISE,
        EXHIBITS,
    ),
    message_type="AidRequest",
    source=OURS,
)

AID_REPLY = Form(
    kind=AidReply.KIND,
    variant="1",
    body=AidReply,
    root="AidReply",
    namespace=NAMESPACE,
    schema="regional/aid-reply.xsd",
    rows=(
        *HEAD,
        CASE,
        Field("ReplyingOffice", "replying_office", OFFICE, required=True),
        Field("Answer", "answer", words(AidAnswer), required=True),
        Field("RepliedAt", "replied_at", MOMENT, required=True),
        Field("ExpiresAt", "expires_at", MOMENT),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("Reason", "reason", TEXT, max_length=4000),
        Field("Findings", "findings", TEXT, max_length=4000),
        EXHIBITS,
    ),
    message_type="AidReply",
    source=OURS,
)

LEAD_TRANSFER = Form(
    kind=LeadTransfer.KIND,
    variant="1",
    body=LeadTransfer,
    root="LeadTransfer",
    namespace=NAMESPACE,
    schema="regional/lead-transfer.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        CASE,
        Field("SendingOffice", "sending_office", OFFICE, required=True),
        RECIPIENTS,
        *GROUNDS,
        SUBJECT,
        Field("TransferredAt", "transferred_at", MOMENT, required=True),
        ACKNOWLEDGE_BY,
        Field("ExpiresAt", "expires_at", MOMENT, required=True),
        Field("Lead", "lead", TEXT, max_length=4000),
        *ENTERPRISE,
        EXHIBITS,
    ),
    message_type="LeadTransfer",
    source=OURS,
)
