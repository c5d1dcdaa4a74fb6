"""What is written, what is refused because the target cannot take it, and what is lost by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from gateway.document.canonical import canonical
from gateway.model.message import Key, Message
from gateway.translation.codecs import TEXT
from gateway.translation.emitting import Writing
from gateway.translation.form import Constant, Field, Form, Group, Nested, Repeated, Row
from gateway.translation.losses import Loss
from gateway.translation.schema import Schemas
from gateway.translation.translator import Translator, Written
from gateway.translation.writing import Writer
from tests.translation.documents import TRANSLATOR, refused
from tests.translation.invented import (
    ANSWER_XSD,
    BODY,
    CODES,
    INVENTED,
    MESSAGE,
    ON,
    OUT,
    PARCEL,
    PARCEL_XSD,
    SCHEMAS,
    Item,
    Office,
    Parcel,
    Price,
    Stamp,
)


def write(constants: Mapping[str, str] | None = None, **changes: Any) -> Written:
    return TRANSLATOR.write(replace(MESSAGE, body=replace(BODY, **changes)), on=ON, constants=constants or {})


def text(written: Written, path: str) -> str | None:
    return etree.fromstring(written.document).findtext(
        path.replace("/", "/p:"), namespaces={"p": "urn:invented:parcel"}
    )


def names(written: Written) -> dict[str, str]:
    return {loss.name: loss.value for loss in written.losses}


def test_the_document_is_its_own_canonical_form_and_names_its_form_and_keys() -> None:
    written = write()
    assert canonical(etree.fromstring(written.document)) == written.document
    assert written.document.startswith(
        b'<p:Parcel xmlns:p="urn:invented:parcel" version="1.0"><p:Head at="20141015090000">'
    )
    assert (written.form, written.keys) == (PARCEL, (Key(name="SECRET", value="S1"),))
    assert written.losses == ()


def test_a_message_that_says_little_makes_a_document_without_empty_elements() -> None:
    lean = Parcel(way="in", goods=BODY.goods[1:])
    written = TRANSLATOR.write(Message(number="1", body=lean), on=ON)
    assert (
        written.document
        == (
            '<p:Parcel xmlns:p="urn:invented:parcel"><p:Head><p:Id>1</p:Id><p:Kind>P</p:Kind><p:Way>I</p:Way></p:Head>'
            "<p:Goods><p:Line><p:No>2</p:No><p:Name>羊肉</p:Name></p:Line></p:Goods></p:Parcel>"
        ).encode()
    )
    assert written.keys == ()


def test_no_and_nothing_are_said() -> None:
    assert text(write(fragile=False), "p:Head/Fragile") == "N"
    assert text(write(price=Price(amount=Decimal(0))), "p:Head/Price") == "0"


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"title": "x" * 21}, "4208", "/Parcel/Head/Title"),
        ({"price": Price(amount=Decimal(1), currency="DOLLAR")}, "4208", "/Parcel/Head/Currency"),
        ({"tags": ("short", "much too long")}, "4208", "/Parcel/Tags/Tag"),
        ({"price": Price(amount=Decimal("1.234"))}, "4203", "/Parcel/Head/Price"),
        ({"title": "a\x00b"}, "4203", "/Parcel/Head/Title"),
        ({"note": "a\x00b"}, "4203", "/Parcel/@version"),
        ({"title": "a\x1fb"}, "4203", "/Parcel/Head/Title"),
        ({"way": "sideways"}, "4203", "/Parcel/Head/Way"),
        ({"country": "FRA"}, "4206", "/Parcel/Head/Country"),
        ({"goods": (BODY.goods[0], replace(BODY.goods[1], origin="FRA"))}, "4206", "/Parcel/Goods/Line[2]/Origin"),
        (
            {"goods": (replace(BODY.goods[0], stamps=(Stamp(code="", count=1),)),)},
            "4206",
            "/Parcel/Goods/Line/Stamps/Stamp/Code",
        ),
        ({"goods": ()}, "4206", "/Parcel/Goods"),
        ({"price": Price(amount=Decimal(1), currency="usd")}, "4203", "/Parcel/Head/Currency"),
        ({"tags": ("a", "b", "c", "d")}, "4208", "/Parcel/Tags/Tag[4]"),
        ({"secret": "x" * 11}, "4208", "/Parcel/BizKey/Key[@name='SECRET']"),
    ],
)
def test_what_the_target_cannot_take_is_refused_with_its_place(changes: dict[str, Any], code: str, path: str) -> None:
    error = refused(lambda: write(**changes))
    assert (error.fault.code, error.place.path) == (code, path)


def test_a_value_that_only_the_schema_finds_too_long_is_told_so() -> None:
    items = (Item(number=1, name="x" * 21),)
    error = refused(lambda: write(items=items))
    assert (error.fault.code, error.place.path) == ("4208", "/Parcel/Items/Item")


def test_a_constant_of_the_link_stands_where_nobody_says_anything() -> None:
    nameless = replace(MESSAGE, number="")
    assert refused(lambda: TRANSLATOR.write(nameless, on=ON)).place.path == "/Parcel/Head/Id"
    constants = {"Head/Id": "LINK", "Head/Title": "none"}
    written = TRANSLATOR.write(replace(nameless, body=replace(BODY, title=None)), on=ON, constants=constants)
    assert (text(written, "p:Head/Id"), text(written, "p:Head/Title")) == ("LINK", "none")
    assert text(write({"Head/Title": "none"}), "p:Head/Title") == BODY.title


def test_a_constant_never_stands_for_what_the_message_says_otherwise() -> None:
    written = write({"Head/Mode": "9"}, mode="slow")
    assert text(written, "p:Head/Mode") is None
    assert names(written) == {"mode": "slow"}


def test_a_constant_stands_in_every_record_that_lacks_the_value() -> None:
    goods = tuple(replace(line, name="") for line in BODY.goods)
    written = write({"Goods/Line/Name": "unnamed & unknown"}, goods=goods)
    assert written.document.count(b"<p:Name>unnamed &amp; unknown</p:Name>") == 2


def test_a_constant_that_xml_cannot_hold_is_refused() -> None:
    assert refused(lambda: write({"Head/Title": "\x00"}, title=None)).fault.code == "4203"


def test_what_the_form_has_no_element_for_is_lost_by_name() -> None:
    lines = (BODY.goods[0], replace(BODY.goods[1], colour="red"))
    assert write(goods=lines).losses == (Loss("goods[2].colour", "", "red", "no element"),)
    sent = replace(MESSAGE, sent_at=datetime(2014, 10, 15, tzinfo=UTC), sender="A", receivers=("B",))
    assert set(names(TRANSLATOR.write(sent, on=ON))) == {"message.sent_at", "message.sender", "message.receivers"}


def test_of_a_lost_record_each_thing_it_says_is_lost_by_name() -> None:
    items = (Item(number=1, name="x", stamps=(Stamp(code="A"), Stamp(code="B"))),)
    assert names(write(items=items)) == {"items[1].stamps[1].code": "A", "items[1].stamps[2].code": "B"}


def test_what_is_said_only_under_another_condition_is_lost_by_name() -> None:
    found = write(seller="某乙").losses
    assert found == (Loss("seller", "", "某乙", "it is said only where way is out"),)
    assert text(write(way="out", seller="某乙", buyer=None), "p:Head/Partner") == "某乙"


def test_a_code_that_says_less_and_a_moment_that_is_cut_are_losses() -> None:
    found = write(country="NFK", weighed_at=datetime(2014, 10, 15, 1, 0, 0, 500, tzinfo=UTC)).losses
    assert [(loss.name, loss.path) for loss in found] == [
        ("weighed_at", "/Parcel/Head/@at"),
        ("country", "/Parcel/Head/Country"),
    ]
    assert found[1].reason == "the code 609 says less"


def test_a_value_that_the_row_carries_only_partly_is_a_loss() -> None:
    assert write(mode="slow").losses == (Loss("mode", "/Parcel/Head/Mode", "slow", "of the modes only one is known"),)


def test_a_contradiction_of_table_and_schema_is_our_fault_and_not_the_senders() -> None:
    swapped = PARCEL_XSD.replace(b'name="Way"', b'name="Weg"')
    translator = Translator(INVENTED, CODES, Schemas({"parcel.xsd": swapped, "answer.xsd": ANSWER_XSD}))
    error = refused(lambda: translator.write(MESSAGE, on=ON))
    assert (error.fault.code, error.place.path) == ("4999", "/Parcel/Head/Way")


def test_the_length_of_the_row_is_told_before_the_schema_is_asked() -> None:
    assert refused(lambda: write(title="x" * 21)).reason == "21 characters; the target holds 20"


def test_a_table_in_another_order_than_the_schema_is_our_fault() -> None:
    rows = list(PARCEL.rows)
    rows[4], rows[5] = rows[5], rows[4]
    translator = Translator(replace(INVENTED, forms=(with_rows(*rows),)), CODES, SCHEMAS)
    assert refused(lambda: translator.write(MESSAGE, on=ON)).fault.code == "4999"


def emitted(*rows: Row, **changes: Any) -> bytes:
    out: list[str] = []
    body = replace(BODY, **changes)
    Writer(replace(PARCEL, rows=rows, namespace=None, prefix=None), CODES).root()(
        Writing(ON, body, MESSAGE, {}, "/Parcel"), body, out
    )
    return "".join(out).encode()


def test_attributes_stand_in_the_order_of_their_names() -> None:
    rows = (Constant("@b", "1"), Constant("@a", "2"), Constant("C/@z", "3"), Constant("C/@y", "4"))
    assert emitted(*rows) == b'<Parcel a="2" b="1"><C y="4" z="3"></C></Parcel>'


def test_a_group_that_does_not_hold_is_not_written() -> None:
    rows = Group("L", "goods", Item, (Field(".", "name", TEXT),), when=OUT)
    assert emitted(rows) == b"<Parcel></Parcel>"
    assert emitted(rows, way="out").count(b"<L>") == 2


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (Group("A/B", "goods", Item, (Field("N", "name", TEXT),), required=True), {"goods": ()}),
        (Nested("A/B", "office", Office, (Field("N", "name", TEXT),), required=True), {"office": None}),
        (Repeated("A/B", "tags", TEXT, required=True), {"tags": ()}),
    ],
)
def test_what_the_table_requires_is_refused_where_it_is_not_there(row: Row, changes: dict[str, Any]) -> None:
    assert emitted(row).startswith(b"<Parcel><A><B>")
    error = refused(lambda: emitted(row, **changes))
    assert (error.fault.code, error.place.path) == ("4206", "/Parcel/A/B")


def with_rows(*rows: Row) -> Form:
    return replace(PARCEL, rows=rows)


@pytest.mark.parametrize(
    "rows",
    [
        (Field("A/B", "title", TEXT), Field("C", "note", TEXT), Field("A/D", "buyer", TEXT)),
        (Field("A", "title", TEXT), Field("A/B", "note", TEXT)),
        (Field("B/C", "title", TEXT), Field("B/D/E", "note", TEXT), Field("B/C/X", "note", TEXT)),
        (Field("A", "title", TEXT), Field("B", "note", TEXT), Field("A", "buyer", TEXT)),
        (Field("A", "title", TEXT), Group("A", "goods", Item, (Field("B", "name", TEXT),))),
    ],
)
def test_rows_that_cannot_be_written_in_one_order_are_refused_when_compiled(rows: tuple[Row, ...]) -> None:
    dialect = replace(INVENTED, forms=(with_rows(*rows),))
    assert refused(lambda: Translator(dialect, CODES, SCHEMAS)).fault.code == "4602"
