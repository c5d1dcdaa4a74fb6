"""Our own answer to one document, where no envelope carries it."""

from __future__ import annotations

from adapters.regional.source import MOMENT, NAMESPACE, OURS
from gateway.model.message import Receipt
from gateway.translation.codecs import TEXT, flag
from gateway.translation.form import Field, Form, Repeated

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="1",
    body=Receipt,
    root="Receipt",
    namespace=NAMESPACE,
    schema="regional/receipt.xsd",
    rows=(
        Field("Number", "number", TEXT, max_length=255),
        Field("Accepted", "accepted", flag("true", "false"), required=True),
        Field("Code", "code", TEXT, required=True, max_length=9),
        Field("OfficialCode", "official", TEXT, required=True, max_length=9, note="of DXP table 7-1"),
        Field("Reason", "reason", TEXT),
        Field("Digest", "digest", TEXT, max_length=68, note="sm3: and hex, of the bytes received"),
        Field("At", "at", MOMENT, required=True),
        Field("GatewayNumber", "gateway_number", TEXT, max_length=64),
        Field("Receiver", "receiver", TEXT, max_length=30),
        Field("Answerer", "answerer", TEXT, max_length=30),
        Repeated("Losses/Loss", "losses", TEXT),
    ),
    message_type="Receipt",
    lacks={"original": "of an envelope, and this receipt stands where there is none"},
    source=OURS,
)
