"""The answer to one document: our own design, in the elements of ERR001, which is its public form where it refuses.

That a document was taken is no 接收回执 of customs, so it has a type of its own; a platform passes over a type that it
does not know. Public code throws an error for an ERR001 without the failed type in NULL_FIELD, which no receipt knows.
"""

from __future__ import annotations

from adapters.national.dxp.told import listed, opening
from adapters.tianjin.customs.source import INFO, NOTICED, ROOT
from gateway.model.message import Receipt
from gateway.translation.codecs import TEXT, flag
from gateway.translation.form import Field, Form

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="ERR001",
    body=Receipt,
    root=ROOT,
    schema="tianjin-customs/receipt.xsd",
    rows=(
        Field("Head/MESSAGEID", "gateway_number", TEXT, max_length=50),
        Field("Head/MESSAGETYPE", "accepted", flag("GWR001", "ERR001"), required=True, note="GWR001 is ours"),
        Field(f"{INFO}/FORM_ID", "number", TEXT, note="MessageID of what is answered"),
        Field(NOTICED.path, "at", NOTICED.codec, required=True, tail=NOTICED.tail),
        Field(f"{INFO}/FEEDBACK_FLAG", "code", TEXT, required=True, note="ours, of the catalogue of faults"),
        Field(f"{INFO}/FEEDBACK_MESS", "reason", opening(2000)),
        Field(f"{INFO}/DIGEST", "digest", TEXT, note="ours"),
        Field(f"{INFO}/LOSSES", "losses", listed(2000), note="ours"),
    ),
    lacks={
        "official": "the code table of the envelope is no part of this family",
        "original": "the head of an envelope, which there is none of",
        "answerer": "the head of an envelope, which there is none of",
        "receiver": "the head of an envelope, which there is none of",
    },
    message_type="ERR001",
    source="ours, in the elements of ERR001 as public code of Tianjin's cross-border platform (2015-17) reads them",
)
