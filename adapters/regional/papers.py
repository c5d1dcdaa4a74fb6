"""What hangs on a declaration: charges, certificates asked for, papers, qualifications, users."""

from __future__ import annotations

from adapters.regional.source import AMOUNT, CURRENCY, MOMENT, YES
from gateway.model.attachments import (
    AttachedDocument,
    Charge,
    DocumentLine,
    ElectronicDocument,
    Qualification,
    RequestedCertificate,
    Statement,
    User,
)
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Group, Nested, Repeated, Row

CHARGE: tuple[Row, ...] = (
    Field("Mark", "mark", TEXT, max_length=32, note="1 rate, 2 unit price, 3 total"),
    Field("Amount", "amount", AMOUNT),
    Field("Currency", "currency", CURRENCY),
)
CERTIFICATE: tuple[Row, ...] = (
    Field("Code", "code", Coded("certificate", "canonical"), required=True),
    Field("Originals", "originals", INTEGER),
    Field("Copies", "copies", INTEGER),
)
DOCUMENT: tuple[Row, ...] = (
    Field("Code", "code", TEXT, required=True, max_length=32),
    Field("Number", "number", TEXT, required=True, max_length=64),
)
ELECTRONIC_DOCUMENT: tuple[Row, ...] = (
    Field("Number", "number", TEXT, required=True, max_length=64),
    Field("Code", "code", TEXT, required=True, max_length=32),
    Field("Form", "form", TEXT, max_length=32),
    Field("FileName", "file_name", TEXT, max_length=255),
    Field("OwnerCode", "owner_code", TEXT, max_length=32),
    Field("OwnerName", "owner_name", TEXT, max_length=255),
    Field("Signer", "signer", TEXT, max_length=255),
    Field("SignedAt", "signed_at", MOMENT),
    Field("Size", "size", INTEGER),
    Repeated("GoodsLines/Line", "goods_lines", INTEGER),
    Field("ResendReason", "resend_reason", TEXT, max_length=255),
)
DOCUMENT_LINE: tuple[Row, ...] = (
    Field("Kind", "kind", TEXT, required=True, max_length=32),
    Field("Number", "number", TEXT, required=True, max_length=64),
    Field("GoodsLine", "goods_line", INTEGER, required=True),
    Field("DocumentLine", "document_line", INTEGER),
)
QUALIFICATION: tuple[Row, ...] = (
    Field("Kind", "kind", TEXT, required=True, max_length=32),
    Field("Number", "number", TEXT, max_length=64),
    Field("Organisation", "organisation", TEXT, max_length=255),
)
USER: tuple[Row, ...] = (
    Field("Name", "name", TEXT, max_length=255),
    Field("Contact", "contact", TEXT, max_length=255),
    Field("Phone", "phone", TEXT, max_length=64),
)
TWO_STAGE_REQUEST: tuple[Row, ...] = (
    Field("Transfer", "transfer", YES),
    Field("TransferSite", "transfer_site", TEXT, max_length=32),
    Field("ConditionalLeave", "conditional_leave", YES),
    Field("MergedCheck", "merged_check", YES),
)

CHARGES: tuple[Row, ...] = (
    Nested("Freight", "freight", Charge, CHARGE),
    Nested("Insurance", "insurance", Charge, CHARGE),
    Nested("OtherCharge", "other_charge", Charge, CHARGE),
)
PAPERS: tuple[Row, ...] = (
    Group("Certificates/Certificate", "certificates", RequestedCertificate, CERTIFICATE),
    Group("Documents/Document", "documents", AttachedDocument, DOCUMENT),
    Group("DocumentLines/Line", "document_lines", DocumentLine, DOCUMENT_LINE),
    Group("ElectronicDocuments/Document", "electronic_documents", ElectronicDocument, ELECTRONIC_DOCUMENT),
    Group("Qualifications/Qualification", "qualifications", Qualification, QUALIFICATION),
    Group("Statements/Statement", "statements", Statement, (Field(".", "code", TEXT, required=True, max_length=32),)),
    Group("Users/User", "users", User, USER),
)
