"""What the office did with a transit (转关单回执): TRN_RESULT.

TRAP: SP_TRN_SEQ_NO is the platform's number of the transit, TRANS_DCL_NO what customs gave it. No list of PROC_RESULT
is public: the codes are ours, and any other is refused.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.hebei.dec.declaration_status import NO_ELEMENT, NOTICED, UNNUMBERED
from adapters.hebei.dec.source import CHOICE
from gateway.model.transit import TransitStatus
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Field, Form, Row, When

PUBLIC = f"the transit's answer as a public parser of the national single window reads it (TRN_RESULT, 2022); {CHOICE}"
NAMES = (
    "message.number message.answer_to message.sent_at message.sender message.receivers declaration_number entry_number"
    " inspection_number office"
)

ROWS: tuple[Row, ...] = (
    Field("CUS_CIQ_NO", "unified_number", TEXT, max_length=18, note="of the declaration"),
    Field(
        "CUS_CIQ_NO",
        "in_reply_to",
        TEXT,
        max_length=255,
        when=When(name="unified_number", equals=None),
        note="ours: an enterprise that was given no number yet knows its own",
    ),
    Field("SP_TRN_SEQ_NO", "transit_number", TEXT, max_length=18),
    Field("TRANS_DCL_NO", "transit_entry_number", TEXT, max_length=18, note="16 in TurnNo; 18 is ours"),
    Field("BILL_NO", "bill_number", TEXT, max_length=32),
    Field("RESULT_NTC_DATE", "noticed_at", NOTICED),
    UNNUMBERED,
    Field("PROC_RESULT", "outcome", Coded("outcome", "trn"), required=True, note="ours: no list is public"),
    Field("NOTE", "remark", TEXT, max_length=255, note="length is ours"),
)

RESULT = Form(
    kind=TransitStatus.KIND,
    variant="TRN_RESULT",
    body=TransitStatus,
    root="TRN_RESULT",
    schema="hebei-dec/transit-status.TRN_RESULT.xsd",
    rows=ROWS,
    message_type="TRN_RESULT",
    lacks=dict.fromkeys(NAMES.split(), NO_ELEMENT),
    source=f"{PUBLIC}; codes: config/codes/outcome.csv, all of them ours",
)
WRAPPED = replace(
    RESULT,
    variant="TRN_DATA",
    root="TRN_DATA",
    schema="hebei-dec/transit-status.TRN_DATA.xsd",
    rows=tuple(replace(row, path=f"TRN_RESULT/{row.path}") if isinstance(row, Field) else row for row in ROWS),
    written=False,
    source=f"{RESULT.source}. Inferred: an element around it, as DEC_RESULT has one",
)
"""Read only."""

TRANSIT_STATUSES = (RESULT, WRAPPED)
