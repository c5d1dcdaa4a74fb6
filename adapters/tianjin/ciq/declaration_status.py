"""Types 220 to 236: what the inspection did with a declaration, at one stage: review, quarantine (检疫), check (抽验).

220, 221 and 226 answer type 120 (入区申报). 230, 231 and 236 answer type 130 (物品清单), which is not carried yet: they
are read, for their words are the same, and never written. MSG_CODE 5 is 部分放行 and never a release (4).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from adapters.tianjin.ciq.source import ANSWER_ROOT, MESSAGE_TIME, NUMBER, PUBLIC, RECEIVER, ROOT, ROUTED, TIME
from gateway.model.status import DeclarationStatus, Stage
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Constant, Field, Form, Implied, When

# type, what its elements are named after, stage, column of the outcome table
ANSWERS = (
    ("220", "IIDeclReceived", Stage.REVIEW, "tj220"),
    ("221", "IIDeclQfReceived", Stage.QUARANTINE, "tj221"),
    ("226", "IIDeclCfReceived", Stage.CHECK, "tj226"),
    ("230", "IODeclReceived", Stage.REVIEW, "tj220"),
    ("231", "IODeclQfReceived", Stage.QUARANTINE, "tj221"),
    ("236", "IODeclCfReceived", Stage.CHECK, "tj226"),
)

NUMBERS = "declaration_number unified_number entry_number inspection_number ledger_number clearance_number"

LACKS = {
    **ROUTED,
    **dict.fromkeys(NUMBERS.split(), "an answer names what it answers by RECIPT_CODE alone"),
    "direction": "the same types answer both directions",
    "message.answer_to": "nobody answers an answer",
    "message.sent_at": "MESSAGE_TIME tells when the office spoke, and the envelope when it was sent",
    "passage_date": "no element in types 220 to 236",
    "declared_at": "no element in types 220 to 236",
}

FORMS = tuple(
    Form(
        kind=DeclarationStatus.KIND,
        variant=number if root == ROOT else f"{number} {root}",
        body=DeclarationStatus,
        root=root,
        schema=f"tianjin-ciq/declaration-status.{number}.xsd",
        rows=(
            NUMBER,
            Constant("MessageHead/MESSAGE_TYPE", number, marks=True),
            Field(MESSAGE_TIME, "noticed_at", TIME, note="inferred: the one moment of an answer is the office's own"),
            Field(
                "MessageHead/SEND_CODE",
                "office",
                Coded("office", "ciq"),
                partly="发送方代码 has no public form in an answer: only an organisation of six digits is understood",
                note="inferred: who answers, as 接收方代码 was who was asked",
            ),
            RECEIVER,
            Implied("stage", stage),
            Field(f"MessageBody/{name}Document/{name}Head/RECEIPT_TYPE", "receipt_type", TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/RECEIPT_NO", "receipt_number", TEXT),
            Field(
                f"MessageBody/{name}Document/{name}Head/MSG_CODE", "outcome", Coded("outcome", column), required=True
            ),
            Field(f"MessageBody/{name}Document/{name}Head/MSG_NAME", "title", TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/MSG_DESC", "remark", TEXT),
            Field(
                f"MessageBody/{name}Document/{name}Head/RECIPT_CODE",
                "in_reply_to",
                TEXT,
                note="gives back SEND_CODE of what is answered",
            ),
            Field(f"MessageBody/{name}Document/{name}Head/ATTRIBUTE6", "attribute_6", TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/ATTRIBUTE7", "attribute_7", TEXT),
        ),
        when=(When(name="stage", equals=stage),),
        written=number.startswith("22") and root == ROOT,
        message_type=number,
        lacks=LACKS,
        source=f"{PUBLIC}; the codes of 231 and 236 are those of 221 and 226 (inferred)",
    )
    for root, (number, name, stage, column) in product((ROOT, ANSWER_ROOT), ANSWERS)
)

REVIEW, QUARANTINE, CHECK = FORMS[:3]

# Dialects that tell no stage bring a 查验指令 as a word of the review, where Tianjin has none for it: it is written as
# a check's, and its stage named as a loss. An answer at once of an import client is worded as a review's.
STATUSES = (
    QUARANTINE,
    CHECK,
    *(
        replace(CHECK, variant=f"226 {outcome}", when=(When(name="outcome", equals=outcome),))
        for outcome in ("exam-ordered", "outline-exam-ordered")
    ),
    replace(REVIEW, when=()),
    *FORMS[3:],
)
