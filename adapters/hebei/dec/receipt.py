"""The answer to one document where no envelope carries it: DecImportResponse, and three elements of ours."""

from __future__ import annotations

from adapters.hebei.dec.source import NAMESPACE, OF_TRANSIT, PUBLIC_RECEIPTS
from adapters.national.dxp.told import listed
from gateway.model.faults import FAULTS
from gateway.model.message import Receipt
from gateway.translation.codecs import MOMENT_ISO, TEXT, choice
from gateway.translation.form import Field, Form, Ignored, Implied, When

ENVELOPE = "official original receiver answerer"

RECEIPT = Form(
    kind=Receipt.KIND,
    variant="DecImportResponse",
    body=Receipt,
    root="DecImportResponse",
    namespace=NAMESPACE,
    schema="hebei-dec/receipt.xsd",
    rows=(
        Field(
            "ResponseCode",
            "code",
            choice({"0": "0000", **{fault.code: fault.code for fault in FAULTS}}),
            required=True,
            note="0 is public; which number means which failure is not: ours",
        ),
        Implied("accepted", True, when=When(name="code", equals="0000")),
        Implied("accepted", False),
        Field("ErrorMessage", "reason", TEXT),
        Field("ClientSeqNo", "number", TEXT, max_length=255),
        Field("SeqNo", "gateway_number", TEXT, max_length=64, note="the platform's number of it"),
        Ignored("TrnPreId", OF_TRANSIT),
        Field("ResponseTime", "at", MOMENT_ISO, required=True, note="ours"),
        Field("Digest", "digest", TEXT, note="ours: of the bytes received, so that a receipt names them"),
        Field("Losses", "losses", listed(2000), note="ours"),
    ),
    message_type="DecImportResponse",
    lacks=dict.fromkeys(ENVELOPE.split(), "of an envelope, and this receipt stands where there is none"),
    source=f"{PUBLIC_RECEIPTS}. Ours: codes but 0, and ResponseTime, Digest, Losses behind the public elements",
)
