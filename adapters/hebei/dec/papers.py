"""Papers kept as files (EdocRealation), lines of certificates (EcoRelation), statements, requests of 两段准入.

TRAP: EdocRealation and EdocFomatType are spelt so. One public client writes the hours of SignTime by twelve:
they are read as of a day of 24.
"""

from __future__ import annotations

from adapters.hebei.dec.source import RESERVED, YES
from gateway.model.attachments import DocumentLine, ElectronicDocument, Statement, TwoStageRequest
from gateway.translation.codecs import INTEGER, TEXT, moment, numbers
from gateway.translation.form import Field, Group, Ignored, Inline

ELECTRONIC = (
    Field("EdocID", "number", TEXT, required=True, max_length=64),
    Field("EdocCode", "code", TEXT, required=True, max_length=8),
    Field("EdocFomatType", "form", TEXT, max_length=2),
    Field("OpNote", "resend_reason", TEXT, max_length=255),
    Field("EdocCopId", "file_name", TEXT, max_length=64),
    Field("EdocOwnerCode", "owner_code", TEXT, max_length=10),
    Field("SignUnit", "signer", TEXT, max_length=10),
    Field("SignTime", "signed_at", moment("%Y%m%d %H:%M:%S")),
    Field("EdocOwnerName", "owner_name", TEXT, max_length=100),
    Field("EdocSize", "size", INTEGER, max_length=12, partly="not always a number", note="bytes: inferred"),
)
EDOC_2017 = Group("EdocRealation", "electronic_documents", ElectronicDocument, ELECTRONIC)
EDOC_48 = Group(
    "EdocRealation",
    "electronic_documents",
    ElectronicDocument,
    (*ELECTRONIC, Field("GNoStr", "goods_lines", numbers(","), max_length=150)),
)
ECO = Group(
    "EcoRelation",
    "document_lines",
    DocumentLine,
    (
        Field("CertType", "kind", TEXT, required=True, max_length=3),
        Field("EcoCertNo", "number", TEXT, required=True, max_length=64),
        Field("DecGNo", "goods_line", INTEGER, required=True),
        Field("EcoGNo", "document_line", INTEGER, partly="a certificate may name its lines by other than numbers"),
        Ignored("ExtendFiled", RESERVED),
    ),
)
STATEMENTS = Group(
    "DecCopPromises/DecCopPromise",
    "statements",
    Statement,
    (Field("DeclaratioMaterialCode", "code", TEXT, required=True, max_length=10),),
)
TWO_STAGE = Inline(
    "two_stage",
    TwoStageRequest,
    (
        Field("DecTpAccess/TransitionApply", "transfer", YES),
        Field("DecTpAccess/TransitionSite", "transfer_site", TEXT, max_length=11),
        Field("DecTpAccess/ConditionalLiftoffApply", "conditional_leave", YES),
        Field("DecTpAccess/PortDestMergeCheckApply", "merged_check", YES),
    ),
)

NOT_CARRIED = (
    Ignored("DecMarkLobs", "a picture of marks that nobody can type (标记唛码附件): our messages carry no files"),
    Ignored(
        "DecSupplement",
        "补充申报单: answers about the price, class or origin of one line, to the office that asked for them",
    ),
    Ignored("SddTax", "报税单: signed by the card of who is liable, so it is true of no other document", secret=True),
    Ignored("DecRisk", "signed by the sender's own client, so it is true of no other document", secret=True),
    Ignored(
        "DecRoyaltyFee", "特许权使用费: an application to the office that levies the duty, mostly secret", secret=True
    ),
    Ignored("DecControlModel", "禁限管制申报要素: whether they stand in the message or in a line is not public"),
)
