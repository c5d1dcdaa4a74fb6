"""Tianjin, inspection family: RequestMessage, UTF-8, no namespace, plain; it travels inside a signed envelope."""

from __future__ import annotations

from adapters.tianjin.ciq.declaration import DECLARATION
from adapters.tianjin.ciq.declaration_status import STATUSES
from adapters.tianjin.ciq.exam_result import EXAM_RESULT
from adapters.tianjin.ciq.receipt import RECEIPT
from adapters.tianjin.ciq.source import PUBLIC
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="tianjin-ciq",
    port="tianjin",
    forms=(DECLARATION, *STATUSES, EXAM_RESULT),
    receipt=RECEIPT,
    source=PUBLIC,
)
