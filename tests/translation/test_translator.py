"""Which form is read and which is written, and what a dialect says of its receipts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from gateway.model.message import Message
from gateway.translation.codes import Codes
from gateway.translation.form import Constant, EnvelopeDialect, Form, When
from gateway.translation.schema import Schemas
from gateway.translation.translator import EnvelopeTranslator, Translator
from tests.translation.documents import SAMPLE, TRANSLATOR, document, refused
from tests.translation.invented import (
    ACCEPTED,
    ANSWER_XSD,
    BODY,
    CODES,
    INVENTED,
    KEYS,
    MESSAGE,
    ON,
    PARCEL,
    PARCEL_XSD,
    RECEIPT,
    REFUSED,
    SCHEMAS,
)


def variant(name: str, mark: str = "P", **changes: Any) -> Form:
    rows = tuple(replace(row, text=mark) if isinstance(row, Constant) else row for row in PARCEL.rows)
    return replace(PARCEL, variant=name, rows=rows, **changes)


def translator(*forms: Form) -> Translator:
    return Translator(replace(INVENTED, forms=forms), CODES, SCHEMAS)


def test_the_first_form_that_holds_for_the_body_is_written() -> None:
    out = variant("out", "O", when=(When(name="way", equals="out"),))
    named = variant("named", "N", when=(When(name="message.number", equals="X"),))
    several = translator(named, out, PARCEL)
    assert several.write(MESSAGE, on=ON).form is PARCEL
    assert several.write(replace(MESSAGE, body=replace(BODY, way="out")), on=ON).form is out
    assert several.write(replace(MESSAGE, number="X"), on=ON).form is named


@pytest.mark.parametrize(
    ("on", "name"), [(date(2018, 7, 31), "old"), (date(2018, 8, 1), "new"), (date(2012, 12, 31), None)]
)
def test_a_form_is_written_from_its_first_day_to_its_last(on: date, name: str | None) -> None:
    past = variant("past", "A", written=False)
    old = variant("old", "B", since=date(2013, 1, 1), until=date(2018, 7, 31))
    new = variant("new", "C", since=date(2018, 8, 1))
    several = translator(past, old, new)
    if name is None:
        assert refused(lambda: several.write(MESSAGE, on=on)).fault.code == "4206"
    else:
        assert several.write(MESSAGE, on=on).form.variant == name


def test_a_form_is_known_by_its_marks_whatever_the_date() -> None:
    several = translator(variant("plain", "P"), variant("other", "Q", since=date(2030, 1, 1)))
    for mark, name in (("P", "plain"), ("Q", "other")):
        root = document(("<p:Kind>P<", f"<p:Kind> {mark} <"))
        assert several.read(root, on=ON, keys=KEYS).form.variant == name


def test_of_forms_of_one_root_the_one_with_more_marks_is_tried_first() -> None:
    unmarked = replace(PARCEL, variant="any", rows=tuple(r for r in PARCEL.rows if not isinstance(r, Constant)))
    several = translator(unmarked, PARCEL)
    assert several.read(document(), on=ON, keys=KEYS).form is PARCEL
    assert several.read(document(("<p:Kind>P</p:Kind>", "")), on=ON, keys=KEYS).form is unmarked


def test_a_mark_may_be_an_attribute() -> None:
    marked = variant("v2")
    marked = replace(marked, rows=(Constant("@format", "2", marks=True), *marked.rows))
    held = PARCEL_XSD.replace(
        b'<xs:attribute name="version"', b'<xs:attribute name="format"/><xs:attribute name="version"'
    )
    schemas = Schemas({"parcel.xsd": held, "answer.xsd": ANSWER_XSD})
    several = Translator(replace(INVENTED, forms=(PARCEL, marked)), CODES, schemas)
    root = document(('parcel" version', 'parcel" format="2" version'))
    assert several.read(root, on=ON, keys=KEYS).form is marked


def test_an_unknown_root_is_told_with_the_known_ones() -> None:
    error = refused(lambda: TRANSLATOR.read(etree.fromstring("<Letter/>"), on=ON))
    assert (error.fault.code, error.place.path, error.value) == ("4009", "/Letter", "Letter")
    assert "Parcel" in error.reason


@pytest.mark.parametrize("namespace", ["", "urn:other"])
def test_a_known_root_in_another_namespace_is_told_so(namespace: str) -> None:
    error = refused(lambda: TRANSLATOR.read(etree.fromstring(f'<Parcel xmlns="{namespace}"/>'), on=ON))
    assert (error.fault.code, error.value) == ("4010", namespace)
    assert "urn:invented:parcel" in error.reason


def test_the_number_is_found_in_a_document_that_is_wrong_elsewhere() -> None:
    assert TRANSLATOR.number(document(("<p:Way>I", "<p:Way>nowhere"))) == "P0000001"
    assert TRANSLATOR.number(document(("<p:Id>P0000001</p:Id>", ""))) == ""
    assert TRANSLATOR.number(etree.fromstring("<Letter/>")) == ""


def test_the_default_namespace_is_written_where_the_form_has_no_prefix() -> None:
    plain = translator(replace(PARCEL, prefix=None))
    written = plain.write(MESSAGE, on=ON).document
    assert written.startswith(b'<Parcel xmlns="urn:invented:parcel" version="1.0"><Head at=')
    assert plain.read(etree.fromstring(written), on=ON, keys=KEYS).message == MESSAGE


def test_a_receipt_is_accepted_by_its_code() -> None:
    for receipt in (ACCEPTED, REFUSED):
        document = TRANSLATOR.write_receipt(receipt, on=ON)
        assert TRANSLATOR.read_receipt(etree.fromstring(document), on=ON) == receipt


def test_an_envelope_is_a_record_without_a_message_around_it() -> None:
    envelopes = EnvelopeDialect(name="e", message=RECEIPT, receipt=RECEIPT, source="invented")
    envelope = EnvelopeTranslator(envelopes, CODES, SCHEMAS)
    record: Any = replace(REFUSED, digest="sm3:00")
    document, losses = envelope.write(record, on=ON)
    assert [(loss.name, loss.value) for loss in losses] == [("digest", "sm3:00")]
    read: Any = envelope.read(etree.fromstring(document), on=ON)
    assert read == (REFUSED, ())
    assert envelope.write_receipt(ACCEPTED, on=ON) == TRANSLATOR.write_receipt(ACCEPTED, on=ON)
    assert envelope.read_receipt(etree.fromstring(document), on=ON) == REFUSED
    assert refused(lambda: envelope.read(etree.fromstring("<x/>"), on=ON)).fault.code == "4009"


def test_a_translator_is_not_made_without_its_schemas_and_code_tables() -> None:
    no_schema = Schemas({"answer.xsd": ANSWER_XSD})
    assert "parcel.xsd" in refused(lambda: Translator(INVENTED, CODES, no_schema)).reason
    assert refused(lambda: Translator(INVENTED, Codes("none", {}), SCHEMAS)).fault.code == "4601"


def test_one_translator_serves_many_documents() -> None:
    for number in ("1", "2", "1"):
        written = TRANSLATOR.write(Message(number=number, body=BODY), on=ON)
        assert TRANSLATOR.read(etree.fromstring(written.document), on=ON).message.number == number
    assert TRANSLATOR.read(etree.fromstring(SAMPLE.encode()), on=ON, keys=KEYS).message == MESSAGE
