"""Where the names come from, and the rows that every document of this dialect opens with."""

from __future__ import annotations

from gateway.translation.codecs import TEXT, moment
from gateway.translation.form import Field, Ignored

PUBLIC = (
    "public code of Tianjin's cross-border e-commerce platform (2015-17), as it spoke with Tianjin CIQ: names and"
    " order of the elements; lengths, and which of them are required, are not public"
)

ROOT = "RequestMessage"
ANSWER_ROOT = "ResponseMessage"
"""Public code never reads the root of a document that comes down, only its two parts; the folder is named Response."""

NUMBER = Field(
    "MessageHead/MESSAGE_ID",
    "message.number",
    TEXT,
    required=True,
    note="of digits in public code (unix time, queue number) and from us; that it must be is no known rule",
)
MESSAGE_TIME = "MessageHead/MESSAGE_TIME"
TIME = moment("%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S")
"""The spaced form is public; the other is read because DECL_DATE has both."""
PERSONAL = (
    "a person's telephone or identity paper: not carried, no name of ours, for no office that the region routes to"
    " needs it"
)
RECEIVER = Ignored("MessageHead/RECIPT_CODE", "接收方代码: the routes decide who gets an answer")

ROUTED = dict.fromkeys(
    ("message.sender", "message.receivers"), "SEND_CODE and RECIPT_CODE hold other things here: the envelope says who"
)
