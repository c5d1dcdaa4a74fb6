"""DocRec where no envelope carries the document: the answer that `gzeport` has, without the head of an envelope."""

from __future__ import annotations

from adapters.guangzhou.gzeport.source import ANSWERS, HEAD_ROWS, JUDGED_ROWS, NUMBER, UNSAID
from gateway.model.message import Receipt
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Ignored

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="KJDOCREC",
    body=Receipt,
    root="DocRec",
    schema="guangzhou-kj/receipt.xsd",
    rows=(
        *HEAD_ROWS,
        Field("Declaration/OrgMessageID", "number", TEXT, max_length=NUMBER),
        Ignored("Declaration/OrgMessageType", "the number leads to what it is about"),
        Ignored("Declaration/OrgSenderID", "the receiver of the answer"),
        Ignored("Declaration/OrgReceiverID", "who answers"),
        *JUDGED_ROWS,
    ),
    message_type="KJDOCREC",
    lacks={**UNSAID, "original": "the head of an envelope, which there is none of"},
    source=f"{ANSWERS}. Ours: that it is the answer to one document, and what stands in MessageID and RespondNotes",
)
