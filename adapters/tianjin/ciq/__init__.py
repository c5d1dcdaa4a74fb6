"""Tianjin, inspection family: RequestMessage, UTF-8, no namespace, plain; it travels inside a signed envelope."""

from __future__ import annotations

from adapters.tianjin.ciq.declaration import DECLARATION
from adapters.tianjin.ciq.declaration_status import STATUSES
from adapters.tianjin.ciq.exam_result import EXAM_RESULT
from adapters.tianjin.ciq.item_list import ITEM_LIST
from adapters.tianjin.ciq.notices import WORDS
from adapters.tianjin.ciq.receipt import RECEIPT
from adapters.tianjin.ciq.registration import REGISTRATIONS
from adapters.tianjin.ciq.registration_status import REGISTRATION_STATUSES
from adapters.tianjin.ciq.source import PUBLIC
from adapters.tianjin.ciq.trade_documents import TRADE_DOCUMENTS
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="tianjin-ciq",
    port="tianjin",
    forms=(
        DECLARATION,
        ITEM_LIST,
        *STATUSES,
        EXAM_RESULT,
        *REGISTRATIONS,
        *REGISTRATION_STATUSES,
        *TRADE_DOCUMENTS,
        *WORDS,
    ),
    receipt=RECEIPT,
    source=PUBLIC,
)
