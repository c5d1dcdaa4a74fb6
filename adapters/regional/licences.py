"""Licences (许可证件): what their agency says of them, and what a declaration used of them."""

from __future__ import annotations

from adapters.regional.source import DAY, DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, QUANTITY, UNIT, YES
from gateway.model.licences import LicenceLine, LicenceState, LicenceStatus, LicenceWriteOff, WrittenOff
from gateway.translation.codecs import DIGITS, INTEGER, TEXT
from gateway.translation.form import Field, Form, Group, Repeated
from gateway.translation.shapes import words

LICENCE = (
    Field("LicenceNumber", "licence_number", TEXT, required=True, max_length=64),
    Field("LicenceKind", "licence_kind", TEXT, required=True, max_length=32),
)

LICENCE_STATUS = Form(
    kind=LicenceStatus.KIND,
    variant="1",
    body=LicenceStatus,
    root="LicenceStatus",
    namespace=NAMESPACE,
    schema="regional/licence-status.xsd",
    rows=(
        *HEAD,
        *LICENCE,
        Field("Agency", "agency", TEXT, required=True, max_length=255),
        Field("State", "state", words(LicenceState), required=True),
        Field("AsOf", "as_of", MOMENT, required=True),
        Repeated("Recipients/Recipient", "recipients", OFFICE),
        Field("HolderUscc", "holder_uscc", TEXT, max_length=18),
        Field("HolderName", "holder_name", TEXT, max_length=255),
        Field("ValidFrom", "valid_from", DAY),
        Field("ValidUntil", "valid_until", DAY),
        Field("Remark", "remark", TEXT, max_length=4000),
        Group(
            "Lines/Line",
            "lines",
            LicenceLine,
            (
                Field("Number", "number", INTEGER, required=True),
                Field("HsCode", "hs_code", DIGITS, max_length=13),
                Field("Name", "name", TEXT, max_length=255),
                Field("Quantity", "quantity", QUANTITY),
                Field("Remaining", "remaining", QUANTITY),
                Field("Unit", "unit", UNIT),
            ),
        ),
    ),
    message_type="LicenceStatus",
    source=OURS,
)

LICENCE_WRITE_OFF = Form(
    kind=LicenceWriteOff.KIND,
    variant="1",
    body=LicenceWriteOff,
    root="LicenceWriteOff",
    namespace=NAMESPACE,
    schema="regional/licence-write-off.xsd",
    rows=(
        *HEAD,
        *DECLARED,
        *LICENCE,
        Field("Office", "office", OFFICE, required=True),
        Field("WrittenOffAt", "written_off_at", MOMENT, required=True),
        Field("Reversed", "reversed", YES, required=True),
        Field("Remark", "remark", TEXT, max_length=4000),
        Group(
            "Lines/Line",
            "lines",
            WrittenOff,
            (
                Field("Number", "number", INTEGER, required=True),
                Field("Quantity", "quantity", QUANTITY, required=True),
                Field("Unit", "unit", UNIT),
                Field("GoodsLine", "goods_line", INTEGER),
            ),
        ),
    ),
    message_type="LicenceWriteOff",
    source=OURS,
)
