"""The strict schemas refuse what the tables would never write: each leaf too long or of other signs, and each gap."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from adapters.hebei.dec.declaration import DECLARATION
from adapters.hebei.dec.declaration_2017 import IN_CLIENT
from adapters.hebei.dec.declaration_status import STATUSES
from adapters.hebei.dec.transit_status import TRANSIT_STATUSES
from tests.adapters.contract import SCHEMAS
from tests.adapters.hebei.documents import FOLDER, HEBEI, sample
from tests.samples.messages import AFTER_MERGER

LEFT_OUT = ("gb18030.xml", "TRN_DATA.xml")
"""One in another charset, and one in a form that is only read."""
WRITTEN = sorted(
    path.name
    for path in FOLDER.glob("*.xml")
    if path.name.startswith(("declaration", "transit-status")) and not path.name.endswith(LEFT_OUT)
)
XS = "{http://www.w3.org/2001/XMLSchema}"


def schema_of(name: str) -> str:
    return HEBEI.read(sample(name), on=AFTER_MERGER).form.schema


def leaves(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iter(etree.Element) if not len(one))


@pytest.mark.parametrize("name", WRITTEN)
class TestStrict:
    def test_the_sample_is_taken(self, name: str) -> None:
        assert SCHEMAS.flaw_of_written(schema_of(name), sample(name)) is None

    @pytest.mark.parametrize("wrong", ["某" * 5000, ""], ids=["too long", "empty"])
    def test_each_value_is_bounded_and_none_is_empty(self, name: str, wrong: str) -> None:
        root, schema = sample(name), schema_of(name)
        for leaf in leaves(root):
            right, leaf.text = leaf.text, wrong
            assert SCHEMAS.flaw_of_written(schema, root) is not None, leaf.tag
            leaf.text = right

    def test_no_element_stands_in_anothers_place_or_is_unknown(self, name: str) -> None:
        root, schema = sample(name), schema_of(name)
        for leaf in list(leaves(root)):
            right, leaf.tag = leaf.tag, f"{leaf.tag}X"
            assert SCHEMAS.flaw_of_written(schema, root) is not None, right
            leaf.tag = right

    def test_a_required_element_is_missed(self, name: str) -> None:
        schema = etree.parse(Path("xsd") / schema_of(name))
        needed = {
            one.get("name") for one in schema.iter(f"{XS}element") if one.get("type") and not one.get("minOccurs")
        }
        for leaf in leaves(sample(name)):
            if etree.QName(leaf).localname in needed and leaf.getparent() is not None:
                assert SCHEMAS.flaw_of_written(schema_of(name), without(name, leaf)) is not None, leaf.tag


def without(name: str, leaf: etree._Element) -> etree._Element:
    root = copy.deepcopy(leaf.getroottree().getroot())
    gone = root.find(leaf.getroottree().getelementpath(leaf))
    assert gone is not None
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)
    return root


def test_every_form_that_is_written_has_a_sample_here() -> None:
    forms = (IN_CLIENT, DECLARATION, *STATUSES, *TRANSIT_STATUSES)
    assert {form.schema for form in forms if form.written} == {schema_of(name) for name in WRITTEN}
