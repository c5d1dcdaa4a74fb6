"""Where the names come from, and the rows that every document of this dialect opens with.

What goes up to customs has its head in mixed case, what comes down from them in capitals.
"""

from __future__ import annotations

from gateway.model.declaration import Direction
from gateway.translation.codecs import MOMENT_14, MOMENT_17, TEXT, choice, day, decimal, flag, moment
from gateway.translation.form import Coded, Constant, Field, Ignored, Tail, When

PUBLIC = (
    "public code of Tianjin's cross-border e-commerce platform (2015-17), as it spoke with Tianjin customs over a"
    " message queue: names and order of the elements, widths of the head; other widths, and which are required, are not"
    " public"
)
ROOT = "Message"

MOMENT = MOMENT_14
SENT = MOMENT_17
"""Public code writes the hour by a clock of twelve and milliseconds without their zeros: 14 to 17 digits are read."""
DAY = day("%Y%m%d000000", "%Y%m%d")
HOUR = "an hour of this day has no name of ours"
QUANTITY = decimal(19, 5)  # no widths are public: those of the national declaration
OFFICE = Coded("office", "customs")
COUNTRY = Coded("country", "customs")
CURRENCY = Coded("currency", "customs")
UNIT = Coded("unit", "customs")
PACKAGING = Coded("packaging", "customs")
TRANSPORT_MODE = Coded("transport_mode", "customs")
TRADE_MODE = Coded("trade_mode", "customs")
DIRECTION = choice({"I": Direction.IMPORT, "E": Direction.EXPORT})
YES = flag("1", "0")
UNSURE = "its two values are not public, 1 and 0 are inferred"
IMPORT = When(name="direction", equals=Direction.IMPORT)
EXPORT = When(name="direction", equals=Direction.EXPORT)

PERSONAL = (
    "a person's name beside the consignee's, telephone or identity paper: not carried, no name of ours, for no office"
    " that the region routes to needs it"
)
REPEATED = "repeats the element of the head"
UNLISTED = "a code whose list is not public"

FUNCTION = "2 in all public code, up; what other functions mean is not public"
BEFORE_TYPE = (
    Field("Head/MessageID", "message.number", TEXT, required=True, max_length=50),
    Constant("Head/FunctionCode", "2", note=FUNCTION),
)
TYPE = "Head/MessageType"
BEHIND_TYPE = (
    Field(
        "Head/SenderID",
        "message.sender",
        TEXT,
        required=True,
        note="the code that customs gave the sending platform: `our_address` of a link to customs",
    ),
    Constant("Head/ReceiverID", "CUSTOMS"),
    Field("Head/SendTime", "message.sent_at", SENT, required=True),
    Constant("Head/Version", "1.0"),
)

BEFORE_ANSWER = (
    Field("Head/MESSAGEID", "message.number", TEXT, required=True, max_length=50),
    Constant("Head/FUNCTIONCODE", "2", note=f"inferred: {FUNCTION}"),
)
ANSWER = "Head/MESSAGETYPE"
BEHIND_ANSWER = (
    Field("Head/SENDERID", "message.sender", TEXT, note="CUSTOMS in public code"),
    Ignored("Head/RECEIVERID", "the routes decide who gets it"),
    Field("Head/SENDTIME", "message.sent_at", SENT),
)

INFO = "Declaration/Info"
"""Public code takes any element there; of those it names, Info is in ERR001, and in the one message it sends so."""
NOTICED = Field(
    f"{INFO}/FEEDBACK_DATE",
    "noticed_at",
    moment("%Y%m%d%H%M%S", "%Y%m%d", "%Y-%m-%d%H%M%S", "%Y-%m-%d"),
    tail=Tail(f"{INFO}/FEEDBACK_TIME", head=8, width=6),
    note="inferred: eight digits; public code puts six of the clock behind them",
)
ADDED = Ignored(f"{INFO}/NULL_FIELD", "an added field, whose use is public in four other types alone")

ROUTED = {
    "message.receivers": "ReceiverID holds a word of this family: the routes decide",
    "message.answer_to": "an answer names FORM_ID, the number of the document itself",
}
ANSWERED = {
    **ROUTED,
    "in_reply_to": "an answer names FORM_ID, the number of the document itself",
    "office": "an answer names no office: it is that of the link",
    "receipt_type": "the type of the message says it",
    "receipt_number": "no element in the answers of this family",
}
