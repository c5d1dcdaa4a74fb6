"""Ciqresult as the answer to one document: 1000 we have it, 1001 it is refused; RspInfo then opens with our code.

0000 is not read: public code has it for a success and for a failure, which the first words of RspInfo alone tell apart.
"""

from __future__ import annotations

from adapters.beijing.ciq.source import MOMENT, NAMESPACE, OURS, PUBLIC
from gateway.model.message import Receipt
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Field, Form, Implied, When

REFUSED = When(name="accepted", equals=False)

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="Ciqresult",
    body=Receipt,
    root="Ciqresult",
    namespace=NAMESPACE,
    schema="beijing-ciq/receipt.xsd",
    rows=(
        Field("CusCiqNo", "number", TEXT, note="ours: EntUuid of what was received, which every document has"),
        Field("EntDealNo", "gateway_number", TEXT, note="for 1000 the number of the application, here ours"),
        Field("OperTime", "at", MOMENT, required=True),
        Field(
            "RspCodes",
            "accepted",
            choice({"1000": True, "1001": False}, also={"1002": False, "1003": False, "1004": False}),
            required=True,
        ),
        Field("RspInfo", "reason", TEXT),
        Implied("code", "4506", REFUSED, note="peer-refused: what the other side calls it stands in RspInfo"),
        Implied("official", "0999", REFUSED, note="Ciqresult has no code of DXP"),
    ),
    lacks=dict.fromkeys(
        ("digest", "original", "receiver", "answerer", "losses"), "Ciqresult has six elements and none for it"
    ),
    message_type="Ciqresult",
    source=f"{PUBLIC}: 1000 is 报检成功, 1001 to 1004 上传失败. Ours: {OURS}, and that it answers each document",
)
