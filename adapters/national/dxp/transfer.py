"""DxpMsgSv: a DxpMsg on its way between two nodes of the platform, with where it came in and where it shall go."""

from __future__ import annotations

from dataclasses import replace

from adapters.national.dxp.message import MESSAGE
from adapters.national.dxp.source import NAMESPACE, PUBLIC
from gateway.model.message import Envelope, Hop
from gateway.translation.codecs import MOMENT_ISO, TEXT
from gateway.translation.form import Constant, Field, Form, Ignored, Nested
from gateway.translation.shapes import padded

NODE = padded(8)

TRANSFER = Form(
    kind="envelope",
    variant="DxpMsgSv",
    body=Envelope,
    root="DxpMsgSv",
    namespace=NAMESPACE,
    schema="dxp/transfer.xsd",
    rows=(
        Constant("@ver", "1.0"),
        Ignored("@Id", "of the outer layer; that of the DxpMsg is kept"),
        Nested(
            "SvNo",
            "hop",
            Hop,
            (
                Constant("@Ver", "1.0"),
                Field("MsgId", "number", TEXT, required=True, max_length=32),
                Field("SubMsgId", "part", TEXT, max_length=1),
                Field("SendTime", "sent_at", MOMENT_ISO, required=True),
                Field("EndNode", "end_node", NODE),
                Field("StaNode", "start_node", NODE),
            ),
            required=True,
        ),
        *(replace(row, path=f"DxpMsg/{row.path}") for row in MESSAGE.rows),  # type: ignore[arg-type, union-attr]
    ),
    source=PUBLIC,
)
