"""What changes or withdraws a declaration: each by its own root, so that nobody can take it for a submission."""

from __future__ import annotations

from adapters.regional.declaration import DECLARATION_ROWS
from adapters.regional.source import DECLARED, DIRECTION, HEAD, MOMENT, NAMESPACE, OFFICE, OURS
from gateway.model.amendment import DeclarationAmendment, DeclarationCancellation
from gateway.model.declaration import Declaration
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Nested, Row

REQUEST: tuple[Row, ...] = (
    Field("Reason", "reason", TEXT, required=True, max_length=2000),
    Field("RequestNumber", "request_number", TEXT, max_length=64),
    Field("RequestedAt", "requested_at", MOMENT),
    Field("LegalBasis", "legal_basis", TEXT, max_length=255),
)

AMENDMENT = Form(
    kind=DeclarationAmendment.KIND,
    variant="1",
    body=DeclarationAmendment,
    root="DeclarationAmendment",
    namespace=NAMESPACE,
    schema="regional/declaration-amendment.xsd",
    rows=(
        *HEAD,
        *REQUEST,
        Nested(
            "Declaration", "declaration", Declaration, DECLARATION_ROWS, required=True, note="as it shall read, whole"
        ),
    ),
    message_type="DeclarationAmendment",
    source=OURS,
)

CANCELLATION = Form(
    kind=DeclarationCancellation.KIND,
    variant="1",
    body=DeclarationCancellation,
    root="DeclarationCancellation",
    namespace=NAMESPACE,
    schema="regional/declaration-cancellation.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        Field("Direction", "direction", DIRECTION),
        *REQUEST,
        Field("DeclarationOffice", "declaration_office", OFFICE),
        Field("PortOffice", "port_office", OFFICE),
        Field("DestinationOffice", "destination_office", OFFICE),
    ),
    message_type="DeclarationCancellation",
    source=OURS,
)
