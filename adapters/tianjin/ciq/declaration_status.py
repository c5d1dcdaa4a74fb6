"""Types 220 to 236: what the inspection did with a declaration, at one stage: review, quarantine (检疫), check (抽验).

220, 221 and 226 answer type 120 (入区申报); 230, 231 and 236 answer type 130 (物品清单), in the same words.
MSG_CODE 5 is 部分放行 and never a release (4). Codes −1 and 0 are initial values of the platform's own table (未接收,
未查验): nobody sends them, and they are refused.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from adapters.tianjin.ciq.source import ANSWER_ROOT, NUMBER, PUBLIC, ROOT, TOLD, UNANSWERED
from gateway.model.declaration import Subject
from gateway.model.status import DeclarationStatus, Stage
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Constant, Field, Form, Implied, When

# type, what its elements are named after, subject, stage, column of the outcome table
ANSWERS = (
    ("220", "IIDeclReceived", None, Stage.REVIEW, "tj220"),
    ("221", "IIDeclQfReceived", None, Stage.QUARANTINE, "tj221"),
    ("226", "IIDeclCfReceived", None, Stage.CHECK, "tj226"),
    ("230", "IODeclReceived", Subject.PARCEL, Stage.REVIEW, "tj220"),
    ("231", "IODeclQfReceived", Subject.PARCEL, Stage.QUARANTINE, "tj221"),
    ("236", "IODeclCfReceived", Subject.PARCEL, Stage.CHECK, "tj226"),
)

NUMBERS = "declaration_number unified_number entry_number inspection_number ledger_number clearance_number"

LACKS = {
    **UNANSWERED,
    **dict.fromkeys(NUMBERS.split(), "an answer names what it answers by RECIPT_CODE alone"),
    "direction": "the same types answer both directions",
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
            *TOLD,
            Implied("subject", subject),
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
        when=(When(name="subject", equals=subject), When(name="stage", equals=stage)),
        written=root == ROOT,
        message_type=number,
        lacks=LACKS,
        source=f"{PUBLIC}; the codes of 231 and 236 are those of 221 and 226 (inferred)",
    )
    for root, (number, name, subject, stage, column) in product((ROOT, ANSWER_ROOT), ANSWERS)
)

REVIEW, QUARANTINE, CHECK, PARCEL_REVIEW, PARCEL_QUARANTINE, PARCEL_CHECK = FORMS[:6]

# Dialects that tell no stage bring a 查验指令 as a word of the review, where Tianjin has none for it: it is written as
# a check's, and its stage named as a loss. An answer at once of an import client is worded as a review's.
STATUSES = (
    *(QUARANTINE, CHECK, PARCEL_QUARANTINE, PARCEL_CHECK),
    *(
        replace(check, variant=f"{check.variant} {outcome}", when=(check.when[0], When(name="outcome", equals=outcome)))
        for check in (CHECK, PARCEL_CHECK)
        for outcome in ("exam-ordered", "outline-exam-ordered")
    ),
    *(replace(review, when=review.when[:1]) for review in (REVIEW, PARCEL_REVIEW)),
    *FORMS[6:],
)
