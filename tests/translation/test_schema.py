"""Schemas: judged by lxml, worded by xmlschema, and never fetched from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from gateway.model.errors import GatewayError
from gateway.translation.schema import Schemas, read_schemas
from tests.translation.invented import ANSWER_XSD, PARCEL_XSD, SCHEMAS

NS = 'xmlns="urn:invented:parcel"'


def parcel(inner: str) -> etree._Element:
    return etree.fromstring(f"<Parcel {NS}>\n<Head>{inner}</Head></Parcel>")


def refused(act: Callable[[], object]) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        act()
    return caught.value


def test_a_wrong_value_is_told_with_line_path_value_and_words() -> None:
    error = refused(lambda: SCHEMAS.check_read("parcel.xsd", parcel("<Id>1</Id>\n<Price>1.234</Price>"), ()))
    assert (error.fault.code, error.place.path, error.place.line) == ("4203", "/Parcel/Head/Price", 3)
    assert error.value == "1.234"
    assert "fraction" in error.reason.lower()


def test_prefixes_and_missing_ones_do_not_hide_the_place() -> None:
    tree = etree.fromstring(
        '<q:Parcel xmlns:q="urn:invented:parcel"><q:Head><q:Posted>x</q:Posted></q:Head></q:Parcel>'
    )
    assert refused(lambda: SCHEMAS.check_read("parcel.xsd", tree, ())).place.path == "/Parcel/Head/Posted"
    inner = etree.fromstring(
        f'<Parcel {NS}><q:Head xmlns:q="urn:invented:parcel"><q:Posted>x</q:Posted></q:Head></Parcel>'
    )
    assert refused(lambda: SCHEMAS.check_read("parcel.xsd", inner, ())).place.line == 1


def test_text_between_elements_is_a_fault_even_behind_what_is_taken_out() -> None:
    tree = parcel("<Id>1</Id><Old/>lost")
    error = refused(lambda: SCHEMAS.check_read("parcel.xsd", tree, [tree[0][1]]))
    assert error.fault.code == "4201"


def test_what_is_taken_out_is_not_judged_and_stays_in_the_document() -> None:
    tree = parcel('<Id>1</Id><Posted/><Old a="1"/><Country b="2">1</Country>')
    before = etree.tostring(tree)
    head = tree[0]
    SCHEMAS.check_read("parcel.xsd", tree, [head[1], head[2]], [(head[3], "b"), (head[2], "a")])
    assert etree.tostring(tree) == before


def test_the_place_is_that_in_the_document_and_not_in_what_is_left_of_it() -> None:
    tree = parcel("<Posted/>\n<Old/>\n<Posted>x</Posted>")
    error = refused(lambda: SCHEMAS.check_read("parcel.xsd", tree, [tree[0][0], tree[0][1]]))
    assert (error.place.path, error.place.line) == ("/Parcel/Head/Posted[2]", 4)


def test_a_great_document_is_told_in_the_words_of_lxml() -> None:
    lines = "<Line><No>1</No><Name>n</Name></Line>" * 1000
    tree = etree.fromstring(f"<Parcel {NS}><Head><Posted>x</Posted></Head><Goods>{lines}</Goods></Parcel>")
    error = refused(lambda: SCHEMAS.check_read("parcel.xsd", tree, ()))
    assert error.reason == "'x' is not a valid value of the atomic type 'xs:date'."


def test_where_the_judges_disagree_lxml_is_right() -> None:
    schemas = Schemas(
        {
            "n.xsd": b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="n"
      type="xs:positiveInteger"/></xs:schema>"""
        }
    )
    error = refused(lambda: schemas.check_read("n.xsd", etree.fromstring("<n>２</n>"), ()))
    assert error.fault.code == "4203"


@pytest.mark.parametrize("name", ["x:other", "other", "xs:string"])
def test_a_type_that_the_sender_gives_an_element_is_the_senders_fault(name: str) -> None:
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    typed = f'<Price xmlns:xsi="{xsi}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="{name}">1</Price>'
    error = refused(lambda: SCHEMAS.check_read("parcel.xsd", parcel(typed), ()))
    assert (error.fault.turn, error.place.path) == ("sender", "/Parcel/Head/Price")


def test_what_we_write_is_judged_strictly() -> None:
    flaw = SCHEMAS.flaw_of_written("parcel.xsd", parcel("<Way>I</Way>"))
    assert flaw is not None
    assert (flaw.expected, flaw.of_value, flaw.is_missing) == ("Id", False, False)


@pytest.mark.parametrize(
    "source",
    [
        b"no xml",
        b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='b'/></xs:schema>",
        b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='b.xsd'/></xs:schema>",
        b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:import namespace='urn:b'/></xs:schema>",
        b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:redefine schemaLocation='b.xsd'/></xs:schema>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>",
    ],
)
def test_a_schema_that_is_wrong_or_refers_elsewhere_is_refused_at_the_start(source: bytes) -> None:
    error = refused(lambda: Schemas({"a.xsd": source}))
    assert (error.fault.code, error.place.path) == ("4602", "a.xsd")


def test_a_schema_that_is_not_there_is_named() -> None:
    assert "other.xsd" not in SCHEMAS
    assert "other.xsd" in refused(lambda: SCHEMAS.check_read("other.xsd", parcel(""), ())).reason


def test_schemas_are_read_from_a_folder_by_their_paths(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "parcel.xsd").write_bytes(PARCEL_XSD)
    (tmp_path / "answer.xsd").write_bytes(ANSWER_XSD)
    schemas = read_schemas(tmp_path)
    assert "in/parcel.xsd" in schemas
    assert "answer.xsd" in schemas
