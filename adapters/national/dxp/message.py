"""DxpMsg: one business document on its way from one node to up to five others."""

from __future__ import annotations

from adapters.national.dxp.source import NAMESPACE, PUBLIC
from gateway.model.message import Envelope, Key
from gateway.translation.codecs import BASE64, MOMENT_ISO, TEXT
from gateway.translation.form import Field, Form, Group, Ignored, Repeated

MESSAGE = Form(
    kind="envelope",
    variant="DxpMsg",
    body=Envelope,
    root="DxpMsg",
    namespace=NAMESPACE,
    schema="dxp/message.xsd",
    rows=(
        Field("@ver", "version", TEXT, required=True, max_length=3),
        Field("@Id", "identity", TEXT, max_length=255, note="xs:ID: it opens with a letter and has no blank"),
        Field("TransInfo/CopMsgId", "number", TEXT, required=True, max_length=255),
        Field("TransInfo/SenderId", "sender", TEXT, required=True, max_length=16),
        Repeated(
            "TransInfo/ReceiverIds/ReceiverId",
            "receivers",
            TEXT,
            required=True,
            max_length=16,
            most=5,
            note="one to five",
        ),
        # The official samples give xs:dateTime without a zone, so none is written, and China's is meant.
        Field("TransInfo/CreatTime", "created_at", MOMENT_ISO, required=True),
        Field(
            "TransInfo/MsgType", "message_type", TEXT, required=True, max_length=30, note="read even where it is empty"
        ),
        Field("Data", "data", BASE64, required=True),
        Field("AddInfo/FileName", "file_name", TEXT, max_length=255),
        Ignored("AddInfo/IcCard", "the card of an operator: the certificate says who sends"),
        Group(
            "AddInfo/BizKey/Key",
            "keys",
            Key,
            (
                Field("@name", "name", TEXT, required=True, max_length=32),
                Field(".", "value", TEXT, required=True, max_length=64),
            ),
            note="at most five",
        ),
        Ignored("AddInfo/IsText", "Data itself says what charset it is in"),
        Ignored("AddInfo/RecMapId", "the receiver's conversion: the link says how a document is read"),
    ),
    lacks={"hop": "between two nodes it travels inside a DxpMsgSv, which says it"},
    source=PUBLIC,
)
