"""What the office did: DecImportResponse, the import client's answer at once, and DEC_RESULT, the office's own.

TRAP: case tells CHANNEL's codes apart (A 放行前删除, a 签证/领证). Partly released has no code in this family: PB is
ours, and it is never P.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.hebei.dec.source import NAMESPACE, OF_TRANSIT, PUBLIC_RECEIPTS
from gateway.model.status import DeclarationStatus, Stage
from gateway.translation.codecs import TEXT, choice, moment
from gateway.translation.form import Coded, Field, Form, Ignored, Implied, Row, When

ISO = "%Y-%m-%dT%H:%M:%S"
SPACED = "%Y-%m-%d %H:%M:%S"
NOTICED = moment(ISO, SPACED)
DECLARED = moment(ISO, SPACED, "%Y-%m-%d", "%Y%m%d")
PASSED = moment("%Y%m%d", "%Y-%m-%d", ISO, SPACED)

NO_ELEMENT = "the receipts of this family have no element for it"
NAMES = (
    "message.number message.answer_to message.sent_at message.sender message.receivers direction subject"
    " declaration_number inspection_number ledger_number clearance_number receipt_number receipt_type"
    " attribute_6 attribute_7"
)
IMPORT_NAMES = f"{NAMES} entry_number office noticed_at title passage_date declared_at"

UNNUMBERED = Implied("message.number", "", note="the receipts have no number of their own: the envelope's names them")

ROWS: tuple[Row, ...] = (
    Field("CUS_CIQ_NO", "unified_number", TEXT, max_length=18),
    Field(
        "CUS_CIQ_NO",
        "in_reply_to",
        TEXT,
        max_length=255,
        when=When(name="unified_number", equals=None),
        note="ours: an enterprise that was given no number yet knows its own",
    ),
    Field("ENTRY_ID", "entry_number", TEXT, max_length=18),
    Field("NOTICE_DATE", "noticed_at", NOTICED),
    UNNUMBERED,
    Field("CHANNEL", "outcome", Coded("outcome", "channel"), required=True),
    Implied("stage", Stage.CHECK, when=When(name="outcome", equals="exam-ordered")),
    Implied("stage", Stage.CHECK, when=When(name="outcome", equals="outline-exam-ordered")),
    Implied("stage", Stage.REVIEW),
    Field("NOTE", "remark", TEXT, max_length=255, note="length is ours"),
    Field("CUSTOM_MASTER", "office", Coded("office", "customs")),
    Field("I_E_DATE", "passage_date", PASSED),
    Field("D_DATE", "declared_at", DECLARED),
)

RESULT = Form(
    kind=DeclarationStatus.KIND,
    variant="DEC_DATA",
    body=DeclarationStatus,
    root="DEC_DATA",
    schema="hebei-dec/declaration-status.DEC_DATA.xsd",
    rows=(
        *(replace(row, path=f"DEC_RESULT/{row.path}") if isinstance(row, Field) else row for row in ROWS),
        Field("RESULT_INFO", "title", TEXT, max_length=255, note="inferred: words for the whole"),
    ),
    message_type="DEC_RESULT",
    lacks=dict.fromkeys(NAMES.split(), NO_ELEMENT),
    source=f"{PUBLIC_RECEIPTS}; codes: config/codes/outcome.csv, PB among them ours",
)
BARE_RESULT = replace(
    RESULT,
    variant="DEC_RESULT",
    root="DEC_RESULT",
    schema="hebei-dec/declaration-status.DEC_RESULT.xsd",
    rows=ROWS,
    written=False,
    lacks=dict.fromkeys(f"{NAMES} title".split(), NO_ELEMENT),
)
"""Read only: since 2018 public clients get the result without the element around it."""

FAILURES = {str(number): "upload-failed" for number in (-1, *range(2, 1000))}

IMPORT_ANSWER = Form(
    kind=DeclarationStatus.KIND,
    variant="DecImportResponse",
    body=DeclarationStatus,
    root="DecImportResponse",
    namespace=NAMESPACE,
    schema="hebei-dec/declaration-status.DecImportResponse.xsd",
    rows=(
        Field(
            "ResponseCode",
            "outcome",
            choice({"0": "submitted", "1": "upload-failed"}, also=FAILURES),
            required=True,
            note="0: taken in by the client, not by the office; others are not public, ErrorMessage tells",
        ),
        Field("ErrorMessage", "remark", TEXT, max_length=4000, note="length is ours"),
        Field("ClientSeqNo", "in_reply_to", TEXT, required=True, max_length=255),
        Field("SeqNo", "unified_number", TEXT, max_length=18),
        Ignored("TrnPreId", OF_TRANSIT),
        Implied("stage", Stage.IMPORT),
        UNNUMBERED,
    ),
    when=(When(name="stage", equals=Stage.IMPORT),),
    message_type="DecImportResponse",
    lacks=dict.fromkeys(IMPORT_NAMES.split(), NO_ELEMENT),
    source=PUBLIC_RECEIPTS,
)

STATUSES = (IMPORT_ANSWER, RESULT, BARE_RESULT)
