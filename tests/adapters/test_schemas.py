"""Each strict schema refuses a document that breaks one of its rules, whichever it is, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from lxml import etree

from adapters import DIALECTS, ENVELOPES
from gateway.resources import data_folder
from gateway.translation.form import Codec, Field, Form, Group, Ignored, Implied, Inline, Nested, Row
from tests.adapters.contract import SAMPLES
from tests.adapters.schema_rules import Grammar, Particle, Specimen
from tests.adapters.schema_values import Facets

FOLDER = data_folder("xsd")
FORMS = [form for dialect in DIALECTS for form in (*dialect.forms, dialect.receipt)]
ENVELOPED = [form for envelope in ENVELOPES for form in (envelope.message, envelope.receipt)]
WRITTEN = [form for form in (*FORMS, *ENVELOPED) if form.written]
REGIONAL_FORMS = [form for form in WRITTEN if form.schema.startswith("regional/")]
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.xsd"))
REGIONAL = sorted(path.name for path in (SAMPLES / "regional").glob("*.xml"))


@cache
def tree(file: str) -> etree._Element:
    return etree.parse(FOLDER / file, etree.XMLParser(remove_comments=True)).getroot()


@cache
def strict(file: str) -> etree.XMLSchema:
    return etree.XMLSchema(tree(file))


def specimens(file: str) -> Iterator[Specimen]:
    grammar = Grammar(tree(file))
    for root, branch in product(grammar.roots, range(grammar.alternatives)):
        yield Specimen(grammar, root, branch)


@pytest.mark.parametrize("file", FILES)
def test_it_takes_a_document_that_has_everything(file: str) -> None:
    for specimen in specimens(file):
        assert strict(file).validate(specimen.root), strict(file).error_log


@pytest.mark.parametrize("file", FILES)
def test_it_refuses_what_breaks_any_of_its_rules(file: str) -> None:
    schema = strict(file)
    for specimen in specimens(file):
        unseen = []
        for words, change in specimen.broken():
            with change:
                unseen += [words] if schema.validate(specimen.root) else []
        assert unseen == []
        assert schema.validate(specimen.root), "a change was not undone"


@pytest.mark.parametrize("file", FILES)
def test_it_takes_what_its_rules_allow_to_the_utmost(file: str) -> None:
    schema = strict(file)
    for specimen in specimens(file):
        refused = []
        for words, change in specimen.taken():
            with change:
                refused += [] if schema.validate(specimen.root) else [f"{words}: {schema.error_log}"]
        assert refused == []


@pytest.mark.parametrize("name", REGIONAL)
def test_a_regional_schema_takes_the_samples_of_its_kind(name: str) -> None:
    schema = strict(f"regional/{name.split('.')[0]}.xsd")
    assert schema.validate(etree.parse(SAMPLES / "regional" / name)), schema.error_log


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: f"{form.schema} {form.variant}")
def test_the_elements_of_a_table_stand_in_its_schema_in_their_order(form: Form) -> None:
    """Where they differ in what samples leave out, our own mistake would be told to a sender."""
    written = list(dict.fromkeys(elements(form.rows, form.root)))
    held = dict.fromkeys(path for specimen in specimens(form.schema) for path in specimen.paths())
    assert [path for path in held if path in written] == written
    if form.schema.startswith("regional/"):  # our own schema has nothing that our own table does not say
        assert [path for path in held if path.startswith(form.root)] == written


@pytest.mark.parametrize("form", REGIONAL_FORMS, ids=lambda form: form.root)
def test_our_own_table_and_our_own_schema_ask_the_same(form: Form) -> None:
    """What is required, how long a text may be, and which words there are: else a rule could go from one unseen."""
    asked = dict(texts(form.rows, form.root))
    ruled = {
        path: agreed(asked[path], particle, facets)
        for specimen in specimens(form.schema)
        for path, particle, facets in specimen.ruled()
        if path in asked
    }
    assert ruled == dict.fromkeys(asked, True)


def agreed(row: Field, particle: Particle, facets: Facets) -> bool:
    """A pattern or a list says how long a text is; a schema may have fewer words than we have for all kinds."""
    words = listed(row)
    long = bool(facets.patterns or facets.words or row.when) or row.max_length == facets.sizes.get("maxLength")
    said = words >= set(facets.words) if words and facets.words else all(map(facets.fits, words))
    return row.required == (particle.least > 0) and long and said


def texts(rows: tuple[Row, ...], prefix: str) -> Iterator[tuple[str, Field]]:
    """The rows of one value, by their paths."""
    for row in rows:
        if isinstance(row, Field) and row.path != ".":
            yield f"{prefix}/{row.path}", row
        elif isinstance(row, Group | Nested):
            yield from texts(row.rows, f"{prefix}/{row.path}")


def listed(row: Field) -> frozenset[str]:
    """The words of a codec that has a list, which it names."""
    name = row.codec.name if isinstance(row.codec, Codec) else ""
    return frozenset(name.removeprefix("one of ").split(", ")) if name.startswith("one of ") else frozenset()


def elements(rows: tuple[Row, ...], prefix: str) -> Iterator[str]:
    """The elements of rows from the root on, containers among them; attributes left out."""
    yield prefix
    for row in rows:
        steps = [
            step for step in getattr(row, "path", "").partition("@")[0].strip("/").split("/") if step not in ("", ".")
        ]
        if not isinstance(row, Implied | Ignored):
            yield from ("/".join((prefix, *steps[:count])) for count in range(1, len(steps) + 1))
        if isinstance(row, Group | Nested | Inline):
            yield from elements(row.rows, "/".join((prefix, *steps)))


TOY = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="Code">
    <xs:restriction base="xs:string"><xs:maxLength value="4"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="Office">
    <xs:restriction base="Code"><xs:pattern value="[0-9]+"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="Word">
    <xs:restriction base="xs:string"><xs:enumeration value="a"/></xs:restriction>
  </xs:simpleType>
  <xs:element name="Toy">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="Office" type="Office"/>
        <xs:choice minOccurs="0">
          <xs:element name="Day" type="xs:date"/><xs:element name="Word" type="Word"/>
        </xs:choice>
        <xs:element name="Line" minOccurs="2" maxOccurs="unbounded" type="xs:positiveInteger"/>
      </xs:sequence>
      <xs:attribute name="ver" type="Word" use="required"/>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""


def test_every_rule_is_derived() -> None:
    toy = Grammar(etree.XML(TOY))
    assert toy.alternatives == 2
    strange = {"has a stranger in it", "has a stranger of another namespace in it", "has a strange attribute"}
    text = strange | {"is there 2 times"}
    integer = strange | {"is no positiveInteger", "is not there"}
    last = {"/Toy/Line[1]": integer, "/Toy/Line[2]": integer}
    first = {
        "/Toy": strange | {"has a text", "has no ver", "its ver is none of the words"},
        "/Toy/Office": text
        | {"is not there", "stands behind the next", "breaks maxLength", "is not of the pattern (?:[0-9]+)"},
    }
    day = {**first, "/Toy/Day": text | {"is no date"}, **last}
    word = {**first, "/Toy/Word": text | {"is none of the words"}, **last}
    assert [derived(Specimen(toy, toy.roots[0], branch)) for branch in (0, 1)] == [day, word]


def derived(specimen: Specimen) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for words, _ in specimen.broken():
        path, _, rule = words.partition(": ")
        found.setdefault(path, set()).add(rule)
    return found
