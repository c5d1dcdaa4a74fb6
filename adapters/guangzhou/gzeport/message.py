"""GzeportTransfer: one business document on its way to up to ten receivers.

ZipFlag stands behind a schema of our own that allows 0 alone: a document whose Data is zipped is refused with that
place before anybody looks into it, for read as it is it would be no XML, and nobody would know why.
"""

from __future__ import annotations

from adapters.guangzhou.gzeport.source import NUMBER, PARTY, PUBLIC
from gateway.model.message import Envelope
from gateway.translation.codecs import BASE64, MOMENT_14, TEXT
from gateway.translation.form import Constant, Field, Form, Repeated

MESSAGE = Form(
    kind="envelope",
    variant="GzeportTransfer",
    body=Envelope,
    root="GzeportTransfer",
    schema="gzeport/message.xsd",
    rows=(
        Field("Head/MessageID", "number", TEXT, required=True, max_length=NUMBER),
        Field("Head/MessageType", "message_type", TEXT, required=True, max_length=15),
        Field("Head/Sender", "sender", TEXT, required=True, max_length=PARTY),
        Repeated("Head/Receivers/Receiver", "receivers", TEXT, required=True, max_length=PARTY, most=10),
        Field("Head/SendTime", "created_at", MOMENT_14, required=True),
        Field("Head/Version", "version", TEXT, required=True, note="1.0 until now"),
        Field("Head/FileName", "file_name", TEXT),
        Constant(
            "Head/ZipFlag",
            "0",
            note="Zip压缩标志; inferred: 0 is not zipped. Anything else is refused: Data goes and comes as it is",
        ),
        Field("Data", "data", BASE64, required=True),
    ),
    lacks={
        "keys": "no element for key words",
        "identity": "the root has no Id: the signature covers the whole document",
        "hop": "it goes from sender to receiver, and knows no nodes",
    },
    source=f"{PUBLIC}. Ours: that Data is never zipped",
)
