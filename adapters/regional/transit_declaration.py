"""转关: the declaration of it by itself, and what the office did with it."""

from __future__ import annotations

from adapters.regional.movement import TRANSIT
from adapters.regional.source import DECLARED, DIRECTION, HEAD, MOMENT, NAMESPACE, OFFICE, OURS
from gateway.model.movement import Transit
from gateway.model.transit import TransitDeclaration, TransitStatus
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Field, Form, Nested

NUMBER = Field("TransitNumber", "transit_number", TEXT, max_length=64)

TRANSIT_DECLARATION = Form(
    kind=TransitDeclaration.KIND,
    variant="1",
    body=TransitDeclaration,
    root="TransitDeclaration",
    namespace=NAMESPACE,
    schema="regional/transit-declaration.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        NUMBER,
        Field("Direction", "direction", DIRECTION, required=True),
        Field("OriginOffice", "origin_office", OFFICE, required=True, note="进境地 of an import, 启运地 of an export"),
        Field("DestinationOffice", "destination_office", OFFICE, required=True, note="指运地, 出境地"),
        Nested("Transit", "transit", Transit, TRANSIT, required=True),
        Field("Remark", "remark", TEXT, max_length=2000),
    ),
    message_type="TransitDeclaration",
    source=OURS,
)

TRANSIT_STATUS = Form(
    kind=TransitStatus.KIND,
    variant="1",
    body=TransitStatus,
    root="TransitStatus",
    namespace=NAMESPACE,
    schema="regional/transit-status.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        NUMBER,
        Field("Outcome", "outcome", Coded("outcome", "canonical"), required=True),
        Field("Office", "office", OFFICE),
        Field("InReplyTo", "in_reply_to", TEXT, max_length=255),
        Field("TransitEntryNumber", "transit_entry_number", TEXT, max_length=64, note="转关申报单号"),
        Field("BillNumber", "bill_number", TEXT, max_length=64),
        Field("NoticedAt", "noticed_at", MOMENT),
        Field("Remark", "remark", TEXT, max_length=2000),
    ),
    message_type="TransitStatus",
    source=OURS,
)
