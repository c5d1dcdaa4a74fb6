"""DCL_RESPONSE as the answer to one document: 1000 we have it, 1001 it is refused.

0000 is not read: public code has it for a success and for a failure, which the first words of RspInfo alone tell apart.
"""

from __future__ import annotations

from adapters.beijing.eciq.source import ANSWER, ANSWERED, OURS, PUBLIC
from gateway.model.message import Receipt
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Field, Form, Implied, When

REFUSED = When(name="accepted", equals=False)

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="DCL_RESPONSE",
    body=Receipt,
    root="DCL_RESPONSE",
    schema="beijing-eciq/receipt.xsd",
    rows=(
        Field(
            f"{ANSWER}/RspCodes",
            "accepted",
            choice({"1000": True, "1001": False}, also={"1002": False, "1003": False, "1004": False}),
            required=True,
        ),
        Field(f"{ANSWER}/RspInfo", "reason", TEXT),
        Field(f"{ANSWER}/RspGenTime", "at", ANSWERED, required=True),
        Field(f"{ANSWER}/ResponseId", "gateway_number", TEXT),
        Field(f"{ANSWER}/AddInfo", "digest", TEXT, note="ours: empty in all public code"),
        Field(f"{ANSWER}/EntUuid", "number", TEXT),
        Implied("code", "4506", REFUSED, note="peer-refused: what the other side calls it stands in RspInfo"),
        Implied("official", "0999", REFUSED, note="ITF_DCL_RECEIPTS has no code of DXP"),
    ),
    lacks=dict.fromkeys(("original", "receiver", "answerer", "losses"), "ITF_DCL_RECEIPTS has no element for it"),
    message_type="DCL_RESPONSE",
    source=f"{PUBLIC}: 1000 is 报检成功, 1001 to 1004 上传失败. Ours: {OURS}, and that it answers each document",
)
