"""What all our own documents have in common.

Root: the kind in one word, in our namespace. Head: who says it to whom, and when. Then one element an attribute of the
kind, of its name, in PascalCase; a group is an element around its records. Canonical codes are written as they are.
"""

from __future__ import annotations

from gateway.model.declaration import Direction
from gateway.translation.codecs import CHINA, TEXT, day, decimal, flag, moment
from gateway.translation.form import Coded, Field, Repeated
from gateway.translation.shapes import words

NAMESPACE = "urn:eport-gateway:regional:1"
OURS = (
    "our own design: no public format covers these kinds, or not all of them. Names are those of our canonical model;"
    " the namespace is ours and never one of chinaport.gov.cn"
)

MOMENT = moment(
    "%Y-%m-%dT%H:%M:%S+08:00", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S%f%z", "%Y-%m-%dT%H:%M:%S", zone=CHINA
)
"""xs:dateTime, written in China's time with its offset."""

QUANTITY = decimal(19, 5)
MONEY = decimal(19, 4)
AMOUNT = decimal(22, 7)
"""Of a declaration: as many digits before and behind the point as any family has (rates have seven)."""
DAY = day("%Y-%m-%d")
YES = flag("true", "false")
DIRECTION = words(Direction)
OFFICE = Coded("office", "canonical")
COUNTRY = Coded("country", "canonical")
CURRENCY = Coded("currency", "canonical")
UNIT = Coded("unit", "canonical")
TRANSPORT_MODE = Coded("transport_mode", "canonical")
PACKAGING = Coded("packaging", "canonical")

HEAD = (
    Field("Head/Number", "message.number", TEXT, required=True, max_length=255),
    Field("Head/AnswerTo", "message.answer_to", TEXT, max_length=255),
    Field("Head/SentAt", "message.sent_at", MOMENT),
    Field("Head/Sender", "message.sender", TEXT, max_length=30),
    Repeated("Head/Receivers/Receiver", "message.receivers", TEXT, max_length=30, most=20),
)

DECLARED = (
    Field("DeclarationNumber", "declaration_number", TEXT, max_length=64),
    Field("UnifiedNumber", "unified_number", TEXT, max_length=64),
    Field("EntryNumber", "entry_number", TEXT, max_length=64),
    Field("InspectionNumber", "inspection_number", TEXT, max_length=64),
)
"""The four numbers of `OfDeclaration`."""

ANSWERED = (
    Field("ReceiptNumber", "receipt_number", TEXT, max_length=64),
    Field("ReceiptType", "receipt_type", TEXT, max_length=32),
    Field("Office", "office", OFFICE),
    Field("NoticedAt", "noticed_at", MOMENT),
    Field("Title", "title", TEXT, max_length=255),
    Field("Remark", "remark", TEXT, max_length=4000),
)
"""What every answer of an office says of itself."""
SPARE = (
    Field("Attribute6", "attribute_6", TEXT, max_length=255, note="spare, of Tianjin's receipts"),
    Field("Attribute7", "attribute_7", TEXT, max_length=255, note="spare, of Tianjin's receipts"),
)
