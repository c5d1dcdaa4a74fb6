"""BUR…: what customs did with a declaration, and ERR001: that it could not even be read.

Even numbers come in pairs, of reception and of review. 03 is 审核通过 and never a release: a release is told by a code
of our own, as is partly released. BUR002 and BUR004 answer an 出入库单, where the same flags mean other things.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.tianjin.customs.source import (
    ADDED,
    ANSWER,
    ANSWERED,
    BEFORE_ANSWER,
    BEHIND_ANSWER,
    EXPORT,
    INFO,
    NOTICED,
    PUBLIC,
    ROOT,
)
from gateway.model.declaration import Direction, Subject
from gateway.model.status import DeclarationStatus, Stage
from gateway.translation.codecs import TEXT, choice
from gateway.translation.form import Coded, Constant, Field, Form, Ignored, Implied, When

PARCEL = When(name="subject", equals=Subject.PARCEL)
FLAGS = Coded("outcome", "feedback")
FLAG = f"{INFO}/FEEDBACK_FLAG"
FAILED = f"{INFO}/NULL_FIELD"
SAID = Field(f"{INFO}/FEEDBACK_MESS", "remark", TEXT)
OF_TRADE = ()
OF_ITEMS = (Implied("subject", Subject.PARCEL),)
OF_GOODS = (Implied("subject", Subject.PARCEL), Implied("direction", Direction.EXPORT))

LACKS = {
    **ANSWERED,
    **dict.fromkeys(
        [
            "unified_number",
            "entry_number",
            "inspection_number",
            "ledger_number",
            "clearance_number",
            "title",
            "passage_date",
            "declared_at",
            "attribute_6",
            "attribute_7",
        ],
        "no element in the answers of this family",
    ),
}

# type, codes of its flag, what it is about, and for which answers of that it is written
ANSWERS = (
    ("BUR002", FLAGS, OF_TRADE),
    ("BUR004", Coded("outcome", "bur004"), OF_TRADE),
    ("BUR016", choice({"03": "stock-booked", "04": "review-failed"}), OF_TRADE),
    ("BUR006", FLAGS, OF_ITEMS),
    ("BUR008", FLAGS, OF_ITEMS),
    ("BUR020", choice({"01": "deleted"}), OF_ITEMS),
    ("BUR022", FLAGS, OF_GOODS),
    ("BUR024", FLAGS, OF_GOODS),
)

FORMS = {
    number: Form(
        kind=DeclarationStatus.KIND,
        variant=number,
        body=DeclarationStatus,
        root=ROOT,
        schema="tianjin-customs/answer.xsd",
        rows=(
            *BEFORE_ANSWER,
            Constant(ANSWER, number, marks=True),
            *BEHIND_ANSWER,
            Implied("stage", Stage.REVIEW),
            *subject,
            Field(f"{INFO}/FORM_ID", "declaration_number", TEXT, required=True),
            NOTICED,
            Field(FLAG, "outcome", codes, required=True),
            SAID,
            ADDED,
        ),
        message_type=number,
        lacks={
            **LACKS,
            **({} if subject else {"subject": "BUR002 and BUR004 answer a declaration of goods of trade"}),
            **({} if len(subject) > 1 else {"direction": "the same types answer both directions"}),
        },
        source=f"{PUBLIC}; the element around an answer, and codes of FEEDBACK_FLAG from 61, are ours",
    )
    for number, codes, subject in ANSWERS
}

# A list that customs control (BKK001) or no longer control (BKK002) and that failed all the same.
CONTROLLED = tuple(
    replace(
        FORMS["BUR008"],
        variant=f"{number} 04",
        rows=(
            *BEFORE_ANSWER,
            Constant(ANSWER, number, marks=True),
            *BEHIND_ANSWER,
            Implied("stage", Stage.REVIEW),
            *OF_ITEMS,
            Field(f"{INFO}/FORM_ID", "declaration_number", TEXT, required=True),
            NOTICED,
            Constant(FLAG, "04", marks=True, note="审核不通过"),
            Implied("outcome", "review-failed"),
            SAID,
            ADDED,
        ),
        message_type=number,
        written=False,
    )
    for number in ("BKK001", "BKK002")
)

# ERR001 answers a message by its id; NULL_FIELD has the type of what could not be read.
UNREAD = {
    failed: replace(
        FORMS["BUR002"],
        variant=f"ERR001 {failed}",
        rows=(
            *BEFORE_ANSWER,
            Constant(ANSWER, "ERR001", marks=True),
            *BEHIND_ANSWER,
            Implied("stage", Stage.IMPORT),
            *subject,
            Implied("outcome", "upload-failed"),
            Field(f"{INFO}/FORM_ID", "in_reply_to", TEXT, required=True, note="MessageID of what could not be read"),
            NOTICED,
            Ignored(FLAG, "an error has no other outcome"),
            SAID,
            Constant(FAILED, failed, marks=True),
        ),
        message_type="ERR001",
        lacks={
            **{name: reason for name, reason in FORMS[answer].lacks.items() if name != "in_reply_to"},
            "declaration_number": "ERR001 names the message alone",
        },
    )
    for failed, answer, subject in (
        ("BUS001", "BUR002", OF_TRADE),
        ("BUS002", "BUR006", OF_ITEMS),
        ("BUS005", "BUR022", OF_GOODS),
    )
}

# The first that holds is written. What is known of a declaration before anybody reviewed it goes into a reception.
RECEIVED = ("accepted", "submitted", "inspection-applied")
ABOUT = (
    ((PARCEL, EXPORT), "BUS005", "BUR022", "BUR024", (*RECEIVED, "rejected")),
    ((PARCEL,), "BUS002", "BUR006", "BUR008", (*RECEIVED, "rejected")),
    ((), "BUS001", "BUR002", "BUR004", RECEIVED),
)
WRITTEN = (
    replace(FORMS["BUR020"], when=(PARCEL, When(name="outcome", equals="deleted"))),
    replace(FORMS["BUR016"], when=(When(name="outcome", equals="stock-booked"),)),
    *(
        replace(UNREAD[failed], when=(*about, When(name="outcome", equals="upload-failed")))
        for about, failed, _, _, _ in ABOUT
    ),
    *(
        replace(FORMS[received], variant=f"{received} {outcome}", when=(*about, When(name="outcome", equals=outcome)))
        for about, _, received, _, outcomes in ABOUT
        for outcome in outcomes
    ),
    *(replace(FORMS[reviewed], when=about) for about, _, _, reviewed, _ in ABOUT),
)
READ = tuple(replace(FORMS[received], written=False) for _, _, received, _, _ in ABOUT)

STATUSES = (*READ, *WRITTEN, *CONTROLLED)
