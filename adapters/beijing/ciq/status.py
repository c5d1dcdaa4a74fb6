"""Ciqresult as a business answer (回执).

CusCiqNo is the number of the declaration that the enterprise gave, EntDeclNo (企业报检号), whoever answers.
So what we tell Beijing names the number Beijing knows, and what Beijing says of a document that we delivered names the
number which that document bore: the exchange finds what was sent under it. Nothing here is a message id: CopMsgId of
the envelope, or else the content, tells one answer from another.
"""

from __future__ import annotations

from adapters.beijing.ciq.source import MOMENT, NAMESPACE, OURS, PUBLIC
from gateway.model.status import DeclarationStatus
from gateway.translation.codecs import TEXT
from gateway.translation.form import Coded, Field, Form, Implied

NO_ELEMENT = """
    message.answer_to message.sent_at message.sender message.receivers stage direction subject unified_number
    entry_number clearance_number receipt_number receipt_type office title passage_date declared_at
    attribute_6 attribute_7
"""

STATUS = Form(
    kind=DeclarationStatus.KIND,
    variant="Ciqresult",
    body=DeclarationStatus,
    root="Ciqresult",
    namespace=NAMESPACE,
    schema="beijing-ciq/declaration-status.xsd",
    rows=(
        Field("CusCiqNo", "declaration_number", TEXT, required=True, max_length=36),
        Field("EntDealNo", "inspection_number", TEXT, max_length=36, note="for 1000 the number of the application"),
        Field(
            "ClBlNo",
            "ledger_number",
            TEXT,
            max_length=64,
            note="电子底账数据号; public code keeps its first 15 characters",
        ),
        Field("OperTime", "noticed_at", MOMENT),
        Field("RspCodes", "outcome", Coded("outcome", "rsp"), required=True),
        Field("RspInfo", "remark", TEXT, max_length=2000),
        Implied("message.number", ""),
    ),
    message_type="Ciqresult",
    lacks={
        "message.number": "Ciqresult has no number of its own: the envelope's, or the content, names it",
        "in_reply_to": "CusCiqNo is the one number there is, and means the declaration's own",
        **dict.fromkeys(NO_ELEMENT.split(), "Ciqresult has six elements and none for it"),
    },
    source=f"{PUBLIC}; codes: config/codes/outcome.csv. Ours: {OURS}, and its namespace",
)
