"""Where the names come from, and the rows that every document of this dialect opens with."""

from __future__ import annotations

from gateway.translation.codecs import TEXT, moment
from gateway.translation.form import Coded, Field, Ignored

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
TIME_14 = moment("%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S")
DECLARED_14 = moment("%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S", alone=None)
DECLARED_SPACED = moment("%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S", alone=None)
"""DECL_DATE has an hour: where only the day was said, as customs does, no midnight is made of it."""
OFFICE = Coded("office", "ciq")

SENT_AT = Field(MESSAGE_TIME, "message.sent_at", TIME)
ANSWER_TO = Field(
    "MessageHead/SEND_CODE", "message.answer_to", TEXT, note="an answer has it in RECIPT_CODE of its body"
)
ASKED = (
    SENT_AT,
    ANSWER_TO,
    Field(
        "MessageHead/RECIPT_CODE",
        "office",
        OFFICE,
        required=True,
        note="属地检验检疫机构, the enterprise's own office, is whom public code addresses",
    ),
)
"""What goes up, after its number and its type: who says it when, and which office is asked."""

RECEIVER = Ignored("MessageHead/RECIPT_CODE", "接收方代码: the routes decide who gets an answer")
TOLD = (
    Field(MESSAGE_TIME, "noticed_at", TIME, note="inferred: the one moment of an answer is the office's own"),
    Field(
        "MessageHead/SEND_CODE",
        "office",
        OFFICE,
        partly="发送方代码 has no public form in an answer: only an organisation of six digits is understood",
        note="inferred: who answers, as 接收方代码 was who was asked",
    ),
    RECEIVER,
)
"""What comes down, after its number and its type: which office says it when."""

ROUTED = dict.fromkeys(
    ("message.sender", "message.receivers"), "SEND_CODE and RECIPT_CODE hold other things here: the envelope says who"
)
UNANSWERED = {
    **ROUTED,
    "message.answer_to": "nobody answers an answer",
    "message.sent_at": "MESSAGE_TIME tells when the office spoke, and the envelope when it was sent",
}

PERSONAL = (
    "a person's telephone or identity paper: not carried, no name of ours, for no office that the region routes to"
    " needs it"
)
