"""Types 200 and 210: what the office says of a registration; 201 and 211: that it locked or unlocked what it is of.

200 gives the number of the registration (备案号) in ATTRIBUTE6, 210 in ATTRIBUTE7. MSG_CODE 5 is 一级审核通过, the
first review of two: no registration yet. The same digit means another thing in 200 (2 passed, 4 failed) and in 210
(6 passed, 4 failed at the first review, 7 at the second).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from adapters.tianjin.ciq.source import ANSWER_ROOT, NUMBER, PUBLIC, ROOT, TOLD, UNANSWERED
from gateway.model.registration import Registered, RegistrationStatus
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Constant, Field, Form, Implied, When

# type, what its elements are named after, what is registered, column of the outcome table, ATTRIBUTE6, ATTRIBUTE7
ANSWERS = (
    ("200", "EntRegReceived", Registered.ENTERPRISE, "tj200", "registration_number", "attribute_7"),
    ("210", "GoodsRegReceived", Registered.GOODS, "tj210", "attribute_6", "registration_number"),
    ("201", "EntLockReceived", Registered.ENTERPRISE, "tj201", "attribute_6", "attribute_7"),
    ("211", "GoodsLockReceived", Registered.GOODS, "tj201", "attribute_6", "attribute_7"),
)
ELSEWHERE = {
    "attribute_6": "ATTRIBUTE6 holds the number of the registration here",
    "attribute_7": "ATTRIBUTE7 holds the number of the registration here",
    "registration_number": "the answer that registers gives it, and that of a lock does not",
}

FORMS = tuple(
    Form(
        kind=RegistrationStatus.KIND,
        variant=number if root == ROOT else f"{number} {root}",
        body=RegistrationStatus,
        root=root,
        schema=f"tianjin-ciq/registration-status.{number}.xsd",
        rows=(
            NUMBER,
            Constant("MessageHead/MESSAGE_TYPE", number, marks=True),
            *TOLD,
            Implied("registered", registered),
            Field(f"MessageBody/{name}Document/{name}Head/RECEIPT_TYPE", "receipt_type", TEXT),
            Field(
                f"MessageBody/{name}Document/{name}Head/RECEIPT_NO",
                "receipt_number",
                TEXT,
                note="of a lock of goods it is the article, for which nobody was asked",
            ),
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
            Field(f"MessageBody/{name}Document/{name}Head/ATTRIBUTE6", sixth, TEXT),
            Field(f"MessageBody/{name}Document/{name}Head/ATTRIBUTE7", seventh, TEXT),
        ),
        when=(When(name="registered", equals=registered),),
        written=root == ROOT,
        message_type=number,
        lacks={
            **UNANSWERED,
            "application_number": "an answer names what it answers by RECIPT_CODE alone",
            **{one: reason for one, reason in ELSEWHERE.items() if one not in (sixth, seventh)},
        },
        source=PUBLIC,
    )
    for root, (number, name, registered, column, sixth, seventh) in product((ROOT, ANSWER_ROOT), ANSWERS)
)

REGISTRATION_STATUSES = (
    *(
        replace(lock, variant=f"{lock.variant} {outcome}", when=(*lock.when, When(name="outcome", equals=outcome)))
        for lock, outcome in product(FORMS[2:4], ("locked", "unlocked"))
    ),
    *FORMS[:2],
    *FORMS[4:],
)
"""A lock and its end are written as 201 or 211, anything else as 200 or 210."""
