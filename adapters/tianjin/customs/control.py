"""BKK001 布控 and BKK002 解控 of one item list. A control has no number of its own: the list's names it."""

from __future__ import annotations

from adapters.tianjin.customs.source import (
    ADDED,
    ANSWER,
    BEFORE_ANSWER,
    BEHIND_ANSWER,
    INFO,
    NOTICED,
    PUBLIC,
    ROOT,
    ROUTED,
)
from gateway.model.alerts import ControlLift, ControlOrder
from gateway.translation.codecs import TEXT
from gateway.translation.form import Constant, Field, Form

LIST = Field(f"{INFO}/FORM_ID", "declaration_number", TEXT, required=True)
DONE = Constant(f"{INFO}/FEEDBACK_FLAG", "01", marks=True, note="04 is a review that failed, and no control")
NUMBERS = "unified_number entry_number inspection_number"
NOT_IN_ORDER = "expires_at purpose location bill_number container_numbers hs_codes enterprises remark"
LACKS = {
    **ROUTED,
    **dict.fromkeys(NUMBERS.split(), "FORM_ID is the number of the list alone"),
    "control_number": "a list is controlled once at a time, and FORM_ID names it",
    "issuing_office": "no element: it is that of the link",
    "recipients": "no element: the routes decide",
    "legal_basis": "no element in BKK001 and BKK002",
}

ORDER = Form(
    kind=ControlOrder.KIND,
    variant="BKK001",
    body=ControlOrder,
    root=ROOT,
    schema="tianjin-customs/answer.xsd",
    rows=(
        *BEFORE_ANSWER,
        Constant(ANSWER, "BKK001", marks=True),
        *BEHIND_ANSWER,
        LIST,
        Field(NOTICED.path, "issued_at", NOTICED.codec, tail=NOTICED.tail, note=NOTICED.note),
        DONE,
        Field(f"{INFO}/FEEDBACK_MESS", "instruction", TEXT, note="inferred: what the message tells to do"),
        ADDED,
    ),
    message_type="BKK001",
    lacks={
        **LACKS,
        **dict.fromkeys(
            [
                "expires_at",
                "purpose",
                "location",
                "bill_number",
                "container_numbers",
                "hs_codes",
                "enterprises",
                "remark",
            ],
            "no element in BKK001",
        ),
    },
    source=f"{PUBLIC}; the element around it is ours",
)
LIFT = Form(
    kind=ControlLift.KIND,
    variant="BKK002",
    body=ControlLift,
    root=ROOT,
    schema="tianjin-customs/answer.xsd",
    rows=(
        *BEFORE_ANSWER,
        Constant(ANSWER, "BKK002", marks=True),
        *BEHIND_ANSWER,
        LIST,
        Field(NOTICED.path, "lifted_at", NOTICED.codec, tail=NOTICED.tail, note=NOTICED.note),
        DONE,
        Field(f"{INFO}/FEEDBACK_MESS", "reason", TEXT),
        ADDED,
    ),
    message_type="BKK002",
    lacks={
        **LACKS,
        "alert_number": "BKK002 lifts the control of a list, and no alert",
        "ordering_office": "no element: it is that of the link",
        "remark": "no element in BKK002",
    },
    source=f"{PUBLIC}; the element around it is ours",
)

CONTROLS = (ORDER, LIFT)
