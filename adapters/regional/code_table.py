"""An update of a code family."""

from __future__ import annotations

from adapters.regional.source import DAY, HEAD, MOMENT, NAMESPACE, OURS, YES
from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Group

CODE_TABLE = Form(
    kind=CodeTable.KIND,
    variant="1",
    body=CodeTable,
    root="CodeTable",
    namespace=NAMESPACE,
    schema="regional/code-table.xsd",
    rows=(
        *HEAD,
        Field("Family", "family", TEXT, required=True, max_length=32),
        Field("Version", "version", TEXT, required=True, max_length=64),
        Field("EffectiveFrom", "effective_from", DAY, required=True),
        Field("Issuer", "issuer", TEXT, required=True, max_length=255),
        Field("ApprovedBy", "approved_by", TEXT, max_length=255),
        Field("Source", "source", TEXT, max_length=500),
        Field("IssuedAt", "issued_at", MOMENT),
        Field("Remark", "remark", TEXT, max_length=4000),
        Group(
            "Rows/Row",
            "rows",
            TableRow,
            (
                Field("Canonical", "canonical", TEXT, required=True, max_length=64),
                Field("Name", "name", TEXT, required=True, max_length=255),
                Field("Withdrawn", "withdrawn", YES, required=True),
                Group(
                    "Codes/Code",
                    "codes",
                    TableCode,
                    (
                        Field("Column", "column", TEXT, required=True, max_length=32),
                        Field("Code", "code", TEXT, required=True, max_length=64),
                    ),
                ),
            ),
            required=True,
        ),
    ),
    message_type="CodeTable",
    source=OURS,
)
