"""对账: one side's statement of a day."""

from __future__ import annotations

from adapters.regional.source import DAY, HEAD, MOMENT, NAMESPACE, OURS
from gateway.model.watch import Flow, Reconcile, Total
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Field, Form, Group
from gateway.translation.shapes import words

RECONCILE = Form(
    kind=Reconcile.KIND,
    variant="1",
    body=Reconcile,
    root="Reconcile",
    namespace=NAMESPACE,
    schema="regional/reconcile.xsd",
    rows=(
        *HEAD,
        Field("StatementNumber", "statement_number", TEXT, required=True, max_length=64),
        Field("Day", "day", DAY, required=True),
        Field("MadeAt", "made_at", MOMENT, required=True),
        Field("Remark", "remark", TEXT, max_length=4000),
        Group(
            "Totals/Total",
            "totals",
            Total,
            (
                Field("MessageKind", "message_kind", TEXT, required=True, max_length=64),
                Field("Flow", "flow", words(Flow), required=True),
                Field("Count", "count", INTEGER, required=True),
                Field("Digest", "digest", TEXT, required=True, max_length=68, note="sm3: and hex"),
                Field("FirstNumber", "first_number", TEXT, max_length=255),
                Field("LastNumber", "last_number", TEXT, max_length=255),
            ),
        ),
    ),
    message_type="Reconcile",
    source=OURS,
)
