"""DxpRep: what became of one DxpMsg.

The schema demands OriHead. Where a document could not be read as far as its head, whoever makes the receipt gives a
stand-in: number and type "Unknown" (the word CEB900 has for it), the link's own two ids, the moment of receiving.
Without it nothing is written: TARGET_LACKS.
"""

from __future__ import annotations

from adapters.national.dxp.source import NAMESPACE, PUBLIC
from adapters.national.dxp.told import listed, opening
from gateway.model.message import Envelope, Receipt
from gateway.translation.codecs import MOMENT_ISO, TEXT, moment
from gateway.translation.form import Constant, Field, Form, Ignored, Implied, Nested, Repeated, When

RESULT = "Response/Results/Result"
DAY = moment("%Y-%m-%d", "%Y-%m-%d%z")
"""NoticeTime is an xs:date, so a receipt says only the day."""

HEAD = Nested(
    "Response/OriHead",
    "original",
    Envelope,
    (
        Field("CopMsgId", "number", TEXT, required=True, max_length=255),
        Field("SenderId", "sender", TEXT, required=True, max_length=16),
        Repeated("ReceiverIds/ReceiverId", "receivers", TEXT, required=True, max_length=16),
        Field("CreatTime", "created_at", MOMENT_ISO, required=True),
        Field("MsgType", "message_type", TEXT, required=True, max_length=30),
        Implied("data", b"", note="the head alone is repeated"),
    ),
    required=True,
)

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="DxpRep",
    body=Receipt,
    root="DxpRep",
    namespace=NAMESPACE,
    schema="dxp/receipt.xsd",
    rows=(
        Constant("@ver", "1.0"),
        Field("RecevierId", "receiver", TEXT, required=True, max_length=16, note="its spelling"),
        Ignored("AdNodeId", "the node of the receiver of the receipt, which is we"),
        Ignored("Response/NodeId", "the node within the platform where the fault came up"),
        Field("Response/ResponseCode", "official", TEXT, required=True, max_length=9),
        Field("Response/ResponseInfo", "reason", opening(300)),
        Field(
            f"{RESULT}/RecId",
            "answerer",
            TEXT,
            required=True,
            max_length=16,
            note="a result for each receiver: here one",
        ),
        Field(f"{RESULT}/Code", "code", TEXT, required=True, max_length=9, note="ours, of the user range 4000-9999"),
        Field(f"{RESULT}/Info", "gateway_number", opening(300), note="ours: Info is free text"),
        Field(f"{RESULT}/Note", "digest", opening(500), note="ours: Note is free text"),
        Field("Response/NoticeTime", "at", DAY, required=True),
        Field("Response/Note", "losses", listed(500), note="ours: what the document said and the receivers cannot"),
        HEAD,
        Implied("accepted", True, When(name="official", equals="0000"), note="table 7-1 has no success: 0000 is ours"),
        Implied("accepted", False),
        Implied(
            "code", "4506", When(name="accepted", equals=False), note="peer-refused: a refusal without a code of ours"
        ),
    ),
    lacks={
        "number": "OriHead/CopMsgId says it (original.number)",
        "original.data": "OriHead is the head alone",
        "original.file_name": "OriHead is the head alone",
        "original.keys": "OriHead is the head alone",
        "original.identity": "OriHead is the head alone",
        "original.version": "OriHead is the head alone",
        "original.hop": "OriHead is the head alone",
    },
    source=f"{PUBLIC}; codes: its table 7-1. Ours: what stands in Result and Note, and 0000 for accepted",
)
