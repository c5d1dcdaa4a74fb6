"""The lax view takes what the strict schema refuses for its form alone."""

from __future__ import annotations

import pytest
import xmlschema
from lxml import etree

from gateway.translation.lax import lax
from tests.translation.invented import PARCEL_XSD

STRICT = etree.XMLSchema(etree.fromstring(PARCEL_XSD))
LAX = etree.XMLSchema(lax(etree.fromstring(PARCEL_XSD)))


def parcel(head: str, rest: str = "") -> etree._Element:
    return etree.fromstring(f'<Parcel xmlns="urn:invented:parcel">{rest}<Head>{head}</Head></Parcel>')


@pytest.mark.parametrize(
    "head",
    [
        "<Way>I</Way><Id>1</Id>",
        "<Id>1</Id>",
        "<Fragile>maybe</Fragile>",
        "<Currency>us dollars</Currency>",
        "<Title>\n   12345678901234567890   </Title>",
        "",
    ],
)
def test_order_presence_lists_and_patterns_fall_away(head: str) -> None:
    assert not STRICT.validate(parcel(head))
    assert LAX.validate(parcel(head))


@pytest.mark.parametrize(
    "head",
    [
        "<Posted>15.10.2014</Posted>",
        "<Price>1.234</Price>",
        "<Price>123456789</Price>",
        "<Title>123456789012345678901</Title>",
        "<Unknown>1</Unknown>",
        "text between <Id>1</Id>",
    ],
)
def test_types_lengths_digits_and_names_stay(head: str) -> None:
    assert not LAX.validate(parcel(head))


def test_containers_may_come_in_any_order_and_signatures_stay() -> None:
    signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><any/></ds:Signature>'
    assert LAX.validate(parcel("<Id>1</Id>", f"{signature}<Office><Name>x</Name></Office>"))


def test_models_within_models_and_names_that_stand_twice_stay_deterministic() -> None:
    source = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType>
      <xs:sequence>
      <xs:element name="a"/><xs:choice maxOccurs="2"><xs:element name="b"/><xs:sequence><xs:element name="c"/>
      <xs:element name="d" minOccurs="0"/></xs:sequence></xs:choice><xs:element name="a" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element></xs:schema>"""
    made = lax(etree.fromstring(source))
    view = etree.XMLSchema(made)
    xmlschema.XMLSchema10(etree.tostring(made).decode())  # which is stricter than lxml about determinism
    assert view.validate(etree.fromstring("<r><d/><c/><b/><a/><a/></r>"))
    assert not view.validate(etree.fromstring("<r><e/></r>"))


def test_the_strict_schema_is_left_as_it_was() -> None:
    tree = etree.fromstring(PARCEL_XSD)
    before = etree.tostring(tree)
    lax(tree)
    assert etree.tostring(tree) == before
