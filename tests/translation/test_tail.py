"""A value whose text stands in two elements: a day, and the clock beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from gateway.document.parse import parse_text
from gateway.model.errors import SenderError
from gateway.model.kind import Kind
from gateway.model.message import Message
from gateway.translation.codecs import TEXT, moment
from gateway.translation.form import Dialect, Field, Form, Tail
from gateway.translation.layout import paths_of
from gateway.translation.schema import Schemas
from gateway.translation.translator import Translator
from tests.translation.invented import ANSWER_XSD, CODES, INVENTED, ON

XSD = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Note"><xs:complexType><xs:sequence>
<xs:element name="No" type="xs:string"/><xs:element name="Day" type="xs:string" minOccurs="0"/>
<xs:element name="Clock" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:schema>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Kind):
    KIND: ClassVar[str] = "note"

    at: datetime | None = None


NAMES = dict.fromkeys(("answer_to", "sent_at", "sender", "receivers"), "no element")
FORM = Form(
    kind="note",
    variant="1",
    body=Note,
    root="Note",
    schema="note.xsd",
    rows=(
        Field("No", "message.number", TEXT, required=True),
        Field("Day", "at", moment("%Y%m%d%H%M%S", "%Y%m%d"), tail=Tail("Clock", head=8, width=6)),
    ),
    lacks={f"message.{name}": reason for name, reason in NAMES.items()},
    source="invented",
)
DIALECT = Dialect(name="note", port="note", forms=(FORM,), receipt=INVENTED.receipt, source="invented")


@pytest.fixture(scope="module")
def notes() -> Translator:
    return Translator(DIALECT, CODES, Schemas({"answer.xsd": ANSWER_XSD, "note.xsd": XSD}))


def test_both_elements_are_one_moment(notes: Translator) -> None:
    body = Note(at=datetime(2014, 10, 15, 1, 5, 9, tzinfo=UTC))
    written = notes.write(Message(number="1", body=body), on=ON)
    assert written.document == b"<Note><No>1</No><Day>20141015</Day><Clock>090509</Clock></Note>"
    assert notes.read(parse_text(written.document.decode()), on=ON).message.body == body


@pytest.mark.parametrize(("clock", "hour"), [("90509", 1), ("509", 16), ("", 16)])
def test_zeros_that_a_sender_left_out_are_put_back(notes: Translator, clock: str, hour: int) -> None:
    read = notes.read(parse_text(f"<Note><No>1</No><Day>20141015</Day><Clock>{clock}</Clock></Note>"), on=ON)
    assert isinstance(read.message.body, Note)
    assert read.message.body.at is not None
    assert (read.message.body.at.hour, read.losses) == (hour, ())


def test_a_clock_without_its_day_says_nothing_and_is_a_loss(notes: Translator) -> None:
    read = notes.read(parse_text("<Note><No>1</No><Clock>090509</Clock></Note>"), on=ON)
    assert [loss.name for loss in read.losses] == ["/Note/Clock"]


@pytest.mark.parametrize("clock", ["250000", "0905091", "9:05", "x"])
def test_what_is_no_clock_is_refused_where_it_stands(notes: Translator, clock: str) -> None:
    with pytest.raises(SenderError, match=r"4203 value-invalid at /Note/Day"):
        notes.read(parse_text(f"<Note><No>1</No><Day>20141015</Day><Clock>{clock}</Clock></Note>"), on=ON)


def test_both_elements_are_paths_of_the_form() -> None:
    assert set(paths_of(FORM.rows)) == {"No", "Day", "Clock"}
