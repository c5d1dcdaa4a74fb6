"""An invented dialect that has one of everything a table can say: the engine is tested apart from any port."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar

from gateway.model.kind import Kind
from gateway.model.message import Key, Message, Receipt
from gateway.translation.codecs import INTEGER, MOMENT_14, TEXT, choice, day, decimal, flag
from gateway.translation.codes import Codes, Row, family
from gateway.translation.form import (
    Coded,
    Constant,
    Dialect,
    Field,
    Form,
    Group,
    Ignored,
    Implied,
    Inline,
    Nested,
    Repeated,
    When,
)
from gateway.translation.schema import Schemas

ON = date(2014, 10, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A stamp on an item."""

    code: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a parcel."""

    number: int
    name: str
    weight: Decimal | None = None
    origin: str | None = None
    colour: str | None = None
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price."""

    amount: Decimal
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office."""

    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel(Kind):
    """An invented kind."""

    KIND: ClassVar[str] = "parcel"

    way: str
    title: str | None = None
    country: str | None = None
    posted: date | None = None
    weighed_at: datetime | None = None
    fragile: bool | None = None
    price: Price | None = None
    office: Office | None = None
    tags: tuple[str, ...] = ()
    buyer: str | None = None
    seller: str | None = None
    mode: str | None = None
    secret: str | None = None
    note: str | None = None
    items: tuple[Item, ...] = ()
    goods: tuple[Item, ...] = ()


IN, OUT = When(name="way", equals="in"), When(name="way", equals="out")

ROWS = (
    Field("@version", "note", TEXT),
    Field("Head/@at", "weighed_at", MOMENT_14),
    Field("Head/Id", "message.number", TEXT, required=True, max_length=8),
    Constant("Head/Kind", "P", marks=True),
    Field("Head/Way", "way", choice({"I": "in", "O": "out"}), required=True),
    Field("Head/Title", "title", TEXT, max_length=20),
    Field("Head/Country", "country", Coded("country", "near")),
    Field("Head/Posted", "posted", day("%Y-%m-%d")),
    Field("Head/Fragile", "fragile", flag("Y", "N")),
    Inline(
        "price",
        Price,
        (
            Field("Head/Price", "amount", decimal(7, 2), required=True),
            Field("Head/Currency", "currency", TEXT, max_length=3),
        ),
    ),
    Field("Head/Partner", "buyer", TEXT, when=IN),
    Field("Head/Partner", "seller", TEXT, when=OUT),
    Field("Head/Mode", "mode", choice({"9": "fast"}), partly="of the modes only one is known"),
    Ignored("Head/Password", "no business of ours", secret=True),
    Ignored("Head/Old", "an element of the past"),
    Nested("Office", "office", Office, (Field("@code", "code", TEXT), Field("Name", "name", TEXT))),
    Repeated("Tags/Tag", "tags", TEXT, max_length=10),
    Group(
        "Items/Item",
        "items",
        Item,
        (
            Field("@no", "number", INTEGER, required=True),
            Field(".", "name", TEXT, required=True),
        ),
    ),
    Group(
        "Goods/Line",
        "goods",
        Item,
        (
            Field("No", "number", INTEGER, required=True),
            Field("Name", "name", TEXT, required=True),
            Field("Weight", "weight", decimal(7, 3)),
            Field("Origin", "origin", Coded("country", "near")),
            Group("Stamps/Stamp", "stamps", Stamp, (Field("Code", "code", TEXT), Field("Count", "count", INTEGER))),
        ),
    ),
)

PARCEL = Form(
    kind="parcel",
    variant="1",
    body=Parcel,
    root="Parcel",
    namespace="urn:invented:parcel",
    prefix="p",
    schema="parcel.xsd",
    rows=ROWS,
    keys=(Field("SECRET", "secret", TEXT, max_length=10),),
    lacks={
        "message.sent_at": "no element",
        "message.answer_to": "the message id does",
        "message.sender": "the envelope says it",
        "message.receivers": "the envelope says it",
        "items.weight": "an item has a number and a name",
        "items.origin": "an item has a number and a name",
        "items.colour": "an item has a number and a name",
        "items.stamps": "an item has a number and a name",
        "goods.colour": "no element",
    },
    source="invented",
)

RECEIPT = Form(
    kind="receipt",
    variant="1",
    body=Receipt,
    root="Answer",
    schema="answer.xsd",
    rows=(
        Field("Id", "number", TEXT),
        Field("At", "at", MOMENT_14, required=True),
        Field("Code", "code", TEXT, required=True),
        Implied("accepted", True, When(name="code", equals="0000")),
        Implied("accepted", False),
        Field("Reason", "reason", TEXT),
    ),
    lacks=dict.fromkeys(
        ("official", "digest", "gateway_number", "original", "receiver", "answerer", "losses"), "no element"
    ),
    source="invented",
)

INVENTED = Dialect(name="invented", port="nowhere", forms=(PARCEL,), receipt=RECEIPT, source="invented")

PARCEL_XSD = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:invented:parcel"
    targetNamespace="urn:invented:parcel" elementFormDefault="qualified">
  <xs:simpleType name="t20"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="20"/>
    </xs:restriction></xs:simpleType>
  <xs:simpleType name="yes"><xs:restriction base="xs:string"><xs:enumeration value="Y"/><xs:enumeration value="N"/>
    </xs:restriction></xs:simpleType>
  <xs:simpleType name="money"><xs:restriction base="xs:decimal"><xs:totalDigits value="7"/>
    <xs:fractionDigits value="2"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="currency"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3}"/></xs:restriction>
    </xs:simpleType>
  <xs:element name="Parcel"><xs:complexType><xs:sequence>
    <xs:element name="Head"><xs:complexType><xs:sequence>
      <xs:element name="Id" type="t20"/>
      <xs:element name="Kind" type="t20"/>
      <xs:element name="Way" type="t20"/>
      <xs:element name="Title" type="t20" minOccurs="0"/>
      <xs:element name="Country" type="t20" minOccurs="0"/>
      <xs:element name="Posted" type="xs:date" minOccurs="0"/>
      <xs:element name="Fragile" type="yes" minOccurs="0"/>
      <xs:element name="Price" type="money" minOccurs="0"/>
      <xs:element name="Currency" type="currency" minOccurs="0"/>
      <xs:element name="Partner" type="xs:string" minOccurs="0"/>
      <xs:element name="Mode" type="xs:string" minOccurs="0"/>
    </xs:sequence><xs:attribute name="at" type="xs:string"/></xs:complexType></xs:element>
    <xs:element name="Office" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="Name" type="xs:string" minOccurs="0"/></xs:sequence>
      <xs:attribute name="code" type="xs:string" use="required"/></xs:complexType></xs:element>
    <xs:element name="Tags" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="Tag" type="xs:string" maxOccurs="3"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="Items" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="Item" maxOccurs="9"><xs:complexType><xs:simpleContent><xs:extension base="t20">
        <xs:attribute name="no" type="xs:integer"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Goods"><xs:complexType><xs:sequence>
      <xs:element name="Line" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="No" type="xs:integer"/>
        <xs:element name="Name" type="xs:string"/>
        <xs:element name="Weight" type="xs:decimal" minOccurs="0"/>
        <xs:element name="Origin" type="t20" minOccurs="0"/>
        <xs:element name="Stamps" minOccurs="0"><xs:complexType><xs:sequence>
          <xs:element name="Stamp" maxOccurs="unbounded"><xs:complexType><xs:sequence>
            <xs:element name="Code" type="xs:string"/><xs:element name="Count" type="xs:integer" minOccurs="0"/>
          </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:any namespace="http://www.w3.org/2000/09/xmldsig#" processContents="skip" minOccurs="0"/>
  </xs:sequence><xs:attribute name="version" type="xs:string"/></xs:complexType></xs:element>
</xs:schema>"""

ANSWER_XSD = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Answer"><xs:complexType>
  <xs:sequence><xs:element name="Id" type="xs:string" minOccurs="0"/><xs:element name="At" type="xs:string"/>
  <xs:element name="Code" type="xs:string"/><xs:element name="Reason" type="xs:string" minOccurs="0"/></xs:sequence>
  </xs:complexType></xs:element></xs:schema>"""

SCHEMAS = Schemas({"parcel.xsd": PARCEL_XSD, "answer.xsd": ANSWER_XSD})

CODES = Codes(
    "invented",
    {
        "country": family(
            "country",
            (
                Row(canonical="AUS", name="Australia", cells={"near": ("601",)}),
                Row(canonical="NZL", name="New Zealand", cells={"near": ("609",)}, reads=frozenset({"near"})),
                Row(canonical="NFK", name="Norfolk", cells={"near": ("609",)}),
                Row(canonical="FRA", name="France", cells={}),
            ),
            ("near",),
        )
    },
)

BODY = Parcel(
    way="in",
    title="A & B <c>",
    country="AUS",
    posted=date(2014, 10, 1),
    weighed_at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC),
    fragile=True,
    price=Price(amount=Decimal("12.5"), currency="USD"),
    office=Office(code="0110", name="平谷"),
    tags=("冷藏", "急"),
    buyer="某甲",
    mode="fast",
    secret="S1",
    note="1.0",
    items=(Item(number=1, name="样品"), Item(number=2, name="样品二")),
    goods=(
        Item(
            number=1,
            name="牛肉",
            weight=Decimal("1.25"),
            origin="AUS",
            stamps=(Stamp(code="A", count=2), Stamp(code="B")),
        ),
        Item(number=2, name="羊肉"),
    ),
)
MESSAGE = Message(number="P0000001", body=BODY)
KEYS = (Key(name="SECRET", value="S1"),)

ACCEPTED = Receipt(number="P0000001", accepted=True, at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC))
REFUSED = Receipt(
    number="P0000001", accepted=False, code="4203", reason="no", at=datetime(2014, 10, 15, 1, 0, tzinfo=UTC)
)
