"""The answer to one document where no envelope carries it: our own design, in the words of this family.

The public list of 220 has no word for mere reception. Its siblings 350 to 352 have (01 已入库, 02 入库失败), and 220
borrows them here.
"""

from __future__ import annotations

from adapters.national.dxp.told import listed, opening
from adapters.tianjin.ciq.source import MESSAGE_TIME, ROOT
from gateway.model.message import Receipt
from gateway.translation.codecs import MOMENT_SPACED, TEXT, flag
from gateway.translation.form import Constant, Field, Form

HEAD = "MessageBody/IIDeclReceivedDocument/IIDeclReceivedHead"

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="220",
    body=Receipt,
    root=ROOT,
    schema="tianjin-ciq/receipt.xsd",
    rows=(
        Constant("MessageHead/MESSAGE_TYPE", "220", marks=True),
        Field(MESSAGE_TIME, "at", MOMENT_SPACED, required=True),
        Constant(f"{HEAD}/RECEIPT_TYPE", "220"),
        Field(f"{HEAD}/RECEIPT_NO", "gateway_number", TEXT),
        Field(f"{HEAD}/MSG_CODE", "accepted", flag("01", "02"), required=True),
        Field(f"{HEAD}/MSG_NAME", "code", TEXT, required=True),
        Field(f"{HEAD}/MSG_DESC", "reason", opening(2000)),
        Field(f"{HEAD}/RECIPT_CODE", "number", TEXT),
        Field(f"{HEAD}/ATTRIBUTE6", "digest", TEXT),
        Field(f"{HEAD}/ATTRIBUTE7", "losses", listed(2000)),
    ),
    lacks={
        "official": "the code table of the envelope is no part of this family",
        "original": "the head of an envelope, which there is none of",
        "answerer": "the head of an envelope, which there is none of",
        "receiver": "the head of an envelope, which there is none of",
    },
    message_type="220",
    source="ours, in the elements of type 220 and the codes of types 350 to 352 (01 已入库, 02 入库失败)",
)
