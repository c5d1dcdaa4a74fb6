"""Where the names come from, and the rows that every document of this dialect opens with."""

from __future__ import annotations

from gateway.translation.codecs import MOMENT_14, TEXT, joined
from gateway.translation.form import Constant, Field, Ignored

PUBLIC = (
    "public code of an enterprise that declares to Guangzhou's cross-border platform (2018, message version 3.0), made"
    " from the platform's own schemas: names, order and meaning of the elements, and which are required; widths are"
    " those of that enterprise's tables. The schemas themselves, and the answers of customs and the inspection to a"
    " list (KJ881110CUSREC, KJ881110CIQREC), are not public"
)
NUMBER = Field(
    "Head/MessageID",
    "message.number",
    TEXT,
    required=True,
    max_length=60,
    note="type_sender_moment in public code; that it must be is no known rule",
)
ROUTED = (
    Field("Head/Sender", "message.sender", TEXT, required=True, max_length=30, note="a constant of the link"),
    Field(
        "Head/Receiver",
        "message.receivers",
        joined(","),
        required=True,
        max_length=30,
        note="one; a constant of the link (public: the platform's own id)",
    ),
    Field("Head/SendTime", "message.sent_at", MOMENT_14, required=True),
    Constant(
        "Head/FunctionCode",
        "BOTH",
        note="CUS, CIQ or both; ours: both, for the region's offices share what is declared to one of them",
    ),
    Ignored("Head/SignerInfo", "the signature itself says who signed"),
    Constant("Head/Version", "3.0"),
)
PERSONAL = (
    "a person's telephone or identity paper: not carried, no name of ours, for no office that the region routes to"
    " needs it"
)
