"""DocRec (KJDOCREC, 报文接收回执): whether one message came in, in the words in which Guangzhou's platform answers.

That it answers a GzeportTransfer at once, and is signed as that is, is ours: the platform posts it later, and plain.
"""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.guangzhou.gzeport.source import ANSWERS, HEAD_ROWS, JUDGED_ROWS, NUMBER, PARTY, UNSAID
from gateway.model.message import Envelope, Receipt
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Implied, Inline, Repeated

NOT_SAID = datetime(1970, 1, 1, tzinfo=UTC)
"""OrgRecTime is when the message came in; when it was made is not repeated."""

ORIGINAL = Inline(
    "original",
    Envelope,
    (
        Field("Declaration/OrgMessageID", "number", TEXT, required=True, max_length=NUMBER),
        Field("Declaration/OrgMessageType", "message_type", TEXT, required=True),
        Field("Declaration/OrgSenderID", "sender", TEXT, required=True, max_length=PARTY),
        Repeated(
            "Declaration/OrgReceiverID",
            "receivers",
            TEXT,
            required=True,
            max_length=PARTY,
            most=10,
            note="ours: repeated where the message had several; the public answer has one",
        ),
        Implied("created_at", NOT_SAID, note="no element for when it was made"),
        Implied("data", b"", note="the head alone is repeated"),
    ),
)

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="KJDOCREC",
    body=Receipt,
    root="DocRec",
    schema="gzeport/receipt.xsd",
    rows=(*HEAD_ROWS, ORIGINAL, *JUDGED_ROWS),
    message_type="KJDOCREC",
    lacks={
        **UNSAID,
        "number": "OrgMessageID says it (original.number)",
        "original.file_name": "the head alone is repeated, and of it the first four elements",
        "original.keys": "an envelope without key words",
        "original.identity": "an envelope without an Id",
        "original.version": "the head alone is repeated, and of it the first four elements",
        "original.hop": "an envelope that knows no nodes",
    },
    source=f"{ANSWERS}. Ours: that it is the answer to one envelope, and what stands in MessageID and RespondNotes",
)
