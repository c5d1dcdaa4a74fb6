"""What a document says, and what becomes of what it says wrongly, twice, or to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gateway.model.errors import GatewayError
from gateway.model.kind import ContradictionError
from gateway.model.message import Key
from gateway.translation.codecs import TEXT
from gateway.translation.form import Constant, Field, Group, Row
from gateway.translation.losses import Loss
from gateway.translation.reading import made_of
from gateway.translation.translator import Translator
from gateway.translation.walk import STRANGERS_MAX
from tests.translation.documents import TRANSLATOR, document, read, refused
from tests.translation.invented import (
    BODY,
    CODES,
    INVENTED,
    KEYS,
    MESSAGE,
    ON,
    OUT,
    PARCEL,
    ROWS,
    SCHEMAS,
    Item,
    Parcel,
)

TITLE = "<p:Title>A &amp; B &lt;c&gt;</p:Title>"


def body(*changes: tuple[str, str]) -> Parcel:
    found = read(*changes).message.body
    assert isinstance(found, Parcel)
    return found


def losses(*changes: tuple[str, str]) -> dict[str, str]:
    return {loss.name: loss.value for loss in read(*changes).losses}


def test_the_sample_is_read_whole() -> None:
    assert read().message == MESSAGE


@pytest.mark.parametrize("empty", ["<p:Title/>", "<p:Title></p:Title>", "<p:Title>  \n </p:Title>", ""])
def test_an_empty_element_is_an_absent_one(empty: str) -> None:
    assert body((TITLE, empty)) == replace(BODY, title=None)


def test_blanks_around_a_text_are_not_part_of_it_and_those_inside_are() -> None:
    assert body((TITLE, "<p:Title>\n  a  b\n</p:Title>")).title == "a  b"
    assert body(('at="20141015090000"', 'at=" 20141015090000 "')).weighed_at == BODY.weighed_at


def test_an_empty_attribute_is_an_absent_one() -> None:
    found = read(('parcel" version="1.0"', 'parcel" version=""'))
    assert (found.message.body, found.losses) == (replace(BODY, note=None), ())


def test_records_in_which_nothing_is_said_are_no_records() -> None:
    goods = "<p:Line><p:No>2</p:No><p:Name>羊肉</p:Name></p:Line>"
    assert body((goods, "<p:Line><p:No/><p:Stamps><p:Stamp/></p:Stamps></p:Line>")).goods == BODY.goods[:1]
    assert body(('<p:Office code="0110"><p:Name>平谷</p:Name></p:Office>', "<p:Office/>")).office is None
    no_price = body(("<p:Price>12.5</p:Price>", ""), ("<p:Currency>USD</p:Currency>", "<p:Currency/>"))
    assert no_price.price is None


@pytest.mark.parametrize(
    ("change", "code", "path", "value"),
    [
        (("<p:Id>P0000001</p:Id>", ""), "4202", "/Parcel/Head/Id", None),
        (("<p:Way>I</p:Way>", "<p:Way/>"), "4202", "/Parcel/Head/Way", None),
        (("<p:Price>12.5</p:Price>", ""), "4202", "/Parcel/Head/Price", None),
        (("<p:Name>羊肉</p:Name>", ""), "4202", "/Parcel/Goods/Line[2]/Name", None),
        (("<p:Name>羊肉</p:Name>", "<p:Name>a\x85</p:Name>"), "4203", "/Parcel/Goods/Line[2]/Name", "a\x85"),
        (('at="20141015090000"', 'at="２０141015090000"'), "4203", "/Parcel/Head/@at", "２０141015090000"),
        (("<p:Posted>2014-10-01", "<p:Posted>2014-13-01"), "4203", "/Parcel/Head/Posted", "2014-13-01"),
        (("<p:Country>601", "<p:Country>999"), "4204", "/Parcel/Head/Country", "999"),
        (("<p:Origin>601", "<p:Origin>USA"), "4204", "/Parcel/Goods/Line[1]/Origin", "USA"),
        (("<p:Partner>某甲", "<p:Partner>某\x85甲"), "4203", "/Parcel/Head/Partner", "某\x85甲"),
        ((TITLE, TITLE + TITLE), "4203", "/Parcel/Head/Title[2]", "A & B <c>"),
        ((TITLE, "<p:Title>a<p:b/>c</p:Title>"), "4203", "/Parcel/Head/Title", None),
        (("<p:Tags>", "<p:Head><p:Title>again</p:Title></p:Head><p:Tags>"), "4203", "/Parcel/Head[2]", ""),
        ((TITLE, "<p:Title>123456789012345678901</p:Title>"), "4203", "/Parcel/Head/Title", "123456789012345678901"),
        ((TITLE, "mixed text"), "4201", "/Parcel/Head", None),
    ],
)
def test_a_fault_is_told_with_its_place(change: tuple[str, str], code: str, path: str, value: str | None) -> None:
    error = refused(lambda: read(change))
    assert (error.fault.code, error.place.path, error.value or None) == (code, path, value or None)
    assert error.place.line


def test_a_second_container_with_nothing_in_it_is_passed_over() -> None:
    assert read(("<p:Tags>", "<p:Head/><p:Tags>")).message == MESSAGE


def test_what_no_row_knows_is_a_loss_by_its_path() -> None:
    change = (TITLE, '<p:New a="1"><p:Inner>x</p:Inner>y<p:Empty/></p:New><Alien>z</Alien>' + TITLE)
    assert losses(change) == {
        "/Parcel/Head/New/Inner": "x",
        "/Parcel/Head/New": "y",
        "/Parcel/Head/Alien": "z",
        "/Parcel/Head/New/@a": "1",
    }


def test_a_loss_names_the_reason_the_table_has_for_it_and_no_secret() -> None:
    found = read((TITLE, '<p:Old>x</p:Old><p:Password k="hidden">hidden</p:Password>' + TITLE)).losses
    assert found[0] == Loss("/Parcel/Head/Old", "/Parcel/Head/Old", "x", "an element of the past")
    assert found[1].reason == "no business of ours"
    assert "hidden" not in str(found)


def test_attributes_that_no_row_knows_are_losses_wherever_they_stand() -> None:
    assert losses((TITLE, TITLE.replace("<p:Title", '<p:Title lang="zh"'))) == {"/Parcel/Head/Title/@lang": "zh"}


def test_schema_hints_and_the_signature_are_no_content() -> None:
    hint = (
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a http://nowhere/a.xsd" version'
    )
    signature = (
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Any>x</ds:Any></ds:Signature></p:Parcel>'
    )
    found = read(('version="1.0">', f'{hint}="1.0">'), ("</p:Parcel>", signature))
    assert (found.message, found.losses) == (MESSAGE, ())
    assert losses(('version="1.0">', f'{hint}="1.0" z="1">')) == {"/Parcel/@z": "1"}


def test_one_element_means_what_the_way_says() -> None:
    out = body(("<p:Way>I</p:Way>", "<p:Way>O</p:Way>"))
    assert (out.buyer, out.seller) == (None, "某甲")


def with_rows(rows: Sequence[Row], *changes: tuple[str, str]) -> dict[str, str]:
    translator = Translator(replace(INVENTED, forms=(replace(PARCEL, rows=tuple(rows)),)), CODES, SCHEMAS)
    return {loss.name: loss.value for loss in translator.read(document(*changes), on=ON, keys=KEYS).losses}


def test_an_element_whose_only_row_does_not_hold_is_one_that_no_row_knows() -> None:
    rows = [row for row in ROWS if getattr(row, "name", "") != "seller"]
    assert with_rows(rows, ("<p:Way>I</p:Way>", "<p:Way>O</p:Way>")) == {"/Parcel/Head/Partner": "某甲"}
    lines = [replace(row, when=OUT) if isinstance(row, Group) and row.name == "items" else row for row in ROWS]
    assert with_rows(lines) == {"/Parcel/Items/Item[1]": "样品", "/Parcel/Items/Item[2]": "样品二"}


def test_an_element_that_one_row_always_takes_is_known_whatever_another_asks() -> None:
    assert with_rows([*ROWS[:6], Field("Head/Title", "note", TEXT, when=OUT), *ROWS[6:]]) == {}


def test_a_constant_that_marks_nothing_and_differs_is_a_loss() -> None:
    rows = [replace(row, marks=False) if isinstance(row, Constant) else row for row in ROWS]
    assert with_rows(rows) == {}
    assert with_rows(rows, ("<p:Kind>P</p:Kind>", "<p:Kind>Q</p:Kind>")) == {"/Parcel/Head/Kind": "Q"}


def test_a_value_that_the_row_carries_only_partly_is_a_loss_by_our_name() -> None:
    found = read(("<p:Mode>9</p:Mode>", "<p:Mode>7</p:Mode>"))
    assert found.losses == (Loss("mode", "/Parcel/Head/Mode", "7", "of the modes only one is known"),)
    assert found.message.body == replace(BODY, mode=None)


def test_a_constant_that_differs_is_another_form() -> None:
    error = refused(lambda: read(("<p:Kind>P</p:Kind>", "<p:Kind>Q</p:Kind>")))
    assert (error.fault.code, error.place.path, error.value) == ("4009", "/Parcel/Head/Kind", "Q")


def test_keys_of_the_envelope_are_read_with_the_document() -> None:
    def with_keys(*keys: Key) -> Any:
        return TRANSLATOR.read(document(), on=ON, keys=keys)

    assert with_keys(*KEYS).message == MESSAGE
    assert with_keys(Key(name="SECRET", value=" S1\n")).message == MESSAGE
    assert with_keys().message.body.secret is None
    assert [loss.name for loss in with_keys(Key(name="X", value="1")).losses] == ["BizKey/Key[@name='X']"]
    error = refused(lambda: with_keys(Key(name="SECRET", value="a\x85")))
    assert (error.fault.code, error.place.path) == ("4203", "BizKey/Key[@name='SECRET']")


def test_two_elements_of_one_meaning_that_disagree_are_told_of() -> None:
    found = TRANSLATOR.read(document(), on=ON, keys=(*KEYS, Key(name="SECRET", value="S2")))
    assert [(loss.name, loss.value) for loss in found.losses] == [("secret", "S2")]


def test_a_document_made_of_strangers_is_refused_and_does_not_cost_us_a_million_losses() -> None:
    for strange in ("<x>1</x>" * (STRANGERS_MAX + 1), f"<y>{'<x>1</x>' * (STRANGERS_MAX + 1)}</y>"):
        error = refused(lambda strange=strange: read((TITLE, strange)))  # type: ignore[misc]
        assert error.fault.code == "4201"


def test_many_lines_with_many_losses_take_time_by_their_number() -> None:
    lines = "".join(f"<p:Line><p:No>{n}</p:No><p:Name>n</p:Name></p:Line>" for n in range(3000))
    found = body(("<p:Goods>", f"<p:Goods>{lines}"))
    assert found.goods[2999] == Item(number=2999, name="n")


NAMES = st.sampled_from(
    ["Parcel", "Head", "Id", "Way", "Items", "Item", "Goods", "Line", "No", "Name", "Kind", "Old", "x"]
)
TEXTS = st.sampled_from(["", " ", "P", "I", "1", "601", "x" * 30, "２", "2014-10-01", "\x85"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> etree._Element:
    element = etree.Element(f"{draw(st.sampled_from(['{urn:invented:parcel}', '', '{urn:x}']))}{draw(NAMES)}")
    element.text, element.tail = draw(TEXTS), draw(st.sampled_from(["", "", "", "t"]))
    for name in draw(st.sets(st.sampled_from(["at", "no", "version", "code", "z"]), max_size=2)):
        element.set(name, draw(TEXTS))
    if depth:
        element.extend(draw(st.lists(trees(depth - 1), max_size=4)))
    return element


@settings(max_examples=40, deadline=None)
@given(st.lists(trees(), max_size=5), st.booleans())
def test_any_tree_is_read_or_refused(children: list[etree._Element], with_head: bool) -> None:
    root = document() if with_head else etree.Element("{urn:invented:parcel}Parcel")
    root.extend(children)
    try:
        TRANSLATOR.read(root, on=ON)
    except GatewayError as error:
        assert error.fault.turn == "sender"
    assert isinstance(TRANSLATOR.number(root), str)


def test_records_that_contradict_each_other_are_counted_and_not_spelt_out() -> None:
    """What is restricted must not come into a log by way of a refusal, nor ten thousand lines of goods."""

    def contradicting(**_: object) -> object:
        raise ContradictionError("goods", "a line comes twice")

    with pytest.raises(GatewayError) as caught:
        made_of(contradicting, {"goods": BODY.goods}, "/P", 1)  # type: ignore[arg-type]
    assert caught.value.value == "2 of them"
