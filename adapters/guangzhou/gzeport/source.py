"""Where the names come from, and the rows that both answers open with."""

from __future__ import annotations

from adapters.national.dxp.told import listed, opening
from gateway.translation.codecs import MOMENT_14, TEXT, flag
from gateway.translation.form import Constant, Field, Ignored, Implied, When

PUBLIC = (
    "the schema of the transfer message of Guangzhou's e-port, as a public repository carries it (2012, version 1.0):"
    " names, order, types, lengths, and that the signature is required"
)
ANSWERS = (
    "public receivers of Guangzhou's platform (2016-19), one of them with an answer as it came: names and order of the"
    " elements, S and F, and that 01 is the platform, 02 customs and 03 the inspection. No lengths are public, and no"
    " code of a reason"
)
PARTY = 30
"""Characters of a Sender or a Receiver."""
NUMBER = 60
"""Characters of a MessageID."""
NOTES = opening(1000)
"""A public receiver keeps 1000 characters of an answer's text."""

SUCCESS = flag("S", "F")
REFUSED = When(name="accepted", equals=False)
HEAD_ROWS = (
    Field("Head/MessageID", "gateway_number", TEXT, max_length=NUMBER, note="ours: a refusal has none"),
    Constant("Head/MessageType", "KJDOCREC"),
    Field("Head/Sender", "answerer", TEXT, max_length=PARTY),
    Field("Head/Receiver", "receiver", TEXT, max_length=PARTY),
    Field("Head/SendTime", "at", MOMENT_14, required=True),
    Ignored("Head/FunctionCode", "empty in the public answer"),
    Ignored("Head/SignerInfo", "the signature itself says who signed"),
    Constant("Head/Version", "3.0", note="inferred: that of the platform's messages; one public answer has 2.0"),
)
JUDGED_ROWS = (
    Ignored("Declaration/OrgRecTime", "原报文接收时间: SendTime is the moment that counts"),
    Constant("Declaration/RespondBy", "01", note="the platform itself, which a gateway is"),
    Field("Declaration/RespondStatus", "accepted", SUCCESS),
    Field("Declaration/RespondNotes", "reason", NOTES, when=REFUSED),
    Field(
        "Declaration/RespondNotes",
        "losses",
        listed(1000),
        when=When(name="accepted", equals=True),
        note="ours: the text is free, and tells of what was accepted what the receivers cannot say",
    ),
    Field("Declaration/Status", "accepted", SUCCESS, note="the public answer says it twice"),
    Field("Declaration/Notes", "reason", NOTES, note="the public answer says it twice"),
    Implied("code", "4506", REFUSED, note="peer-refused: a refusal has a text and no code; ours opens the text"),
)
UNSAID = {
    "official": "S and F are all its codes",
    "digest": "no element: a receipt is known by the number that it repeats",
}
