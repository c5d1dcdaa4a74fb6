"""DCL_RESPONSE as a business answer (回执): what e-CIQ did with a declaration, for as long as it has one to answer.

DeclNo is the enterprise's own number (EntDeclNo), EntUuid the id of the document that is answered, ResponseId that of
the answer itself. At 3000 the number of the electronic clearance form (通关单) stands in the words of RspInfo. What
1100 and 1200 announce there, "将由" and a 报检号, is no number yet and is left in the words.
"""

from __future__ import annotations

from adapters.beijing.eciq.source import ALWAYS, ANSWER, ANSWERED, EMPTY, OURS, PUBLIC
from gateway.model.status import DeclarationStatus
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Field, Form, Ignored, When
from gateway.translation.shapes import noted

NO_ELEMENT = """
    message.answer_to message.sender message.receivers stage direction unified_number entry_number ledger_number
    receipt_number receipt_type office title passage_date declared_at attribute_6 attribute_7 subject
"""

STATUS = Form(
    kind=DeclarationStatus.KIND,
    variant="DCL_RESPONSE",
    body=DeclarationStatus,
    root="DCL_RESPONSE",
    schema="beijing-eciq/declaration-status.xsd",
    rows=(
        Field(f"{ANSWER}/DeclNo", "declaration_number", TEXT, required=True, max_length=36),
        Field(f"{ANSWER}/RspCodes", "outcome", Coded("outcome", "rsp"), required=True),
        Field(f"{ANSWER}/RspInfo", "remark", TEXT, max_length=2000),
        # Never written: the sentence is the office's own, and a number put into it would be ours.
        Field(
            f"{ANSWER}/RspInfo",
            "clearance_number",
            noted("电子通关单号"),
            when=When(name="clearance_number", equals=None),
            note="as public code takes it out of the words",
        ),
        Field(f"{ANSWER}/RspGenTime", "noticed_at", ANSWERED),
        Field(f"{ANSWER}/RspSendTime", "message.sent_at", ANSWERED),
        Field(f"{ANSWER}/ResponseId", "message.number", TEXT, required=True, max_length=36),
        Ignored(f"{ANSWER}/DeclNoType", ALWAYS),
        Ignored(f"{ANSWER}/RspNo", ALWAYS),
        Ignored(f"{ANSWER}/DeclRegNo", "who declared: the declaration says it"),
        Ignored(f"{ANSWER}/SenderAddr", "the organisation code of who declared (techRegCode): the routes know him"),
        Ignored(f"{ANSWER}/RspKind", ALWAYS),
        Field(
            f"{ANSWER}/DeclGetNo", "inspection_number", TEXT, max_length=36, note="for 1000 the application's number"
        ),
        Ignored(f"{ANSWER}/RspState", EMPTY),
        Ignored(f"{ANSWER}/AddInfo", EMPTY),
        Ignored(f"{ANSWER}/OperTime", "when the record was written; RspGenTime tells when the office spoke"),
        Field(f"{ANSWER}/EntUuid", "in_reply_to", TEXT, max_length=255, note="EntUuid of the declaration"),
    ),
    message_type="DCL_RESPONSE",
    lacks={
        "clearance_number": "only the office's own sentence in RspInfo has it, and we put no number into that",
        **dict.fromkeys(NO_ELEMENT.split(), "ITF_DCL_RECEIPTS has no element for it"),
    },
    source=f"{PUBLIC}; codes: config/codes/outcome.csv. Ours: {OURS}, and the order of the elements",
)
