"""The strict schemas of the national manifest refuse what the tables would never write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from adapters.hebei.dec import DIALECT
from adapters.national.manifest import MANIFEST_FORMS
from gateway.document.parse import parse
from gateway.translation.schema import Flaw
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.adapters.national.manifest import MEANINGS

HEBEI = Translator(DIALECT, CODES, SCHEMAS)
HEAD_OF_ALL = ("MessageID", "MessageType", "SenderID", "ReceiverID", "SendTime", "Version")
NEVER = [
    ("manifest.MT1101.xml", "Head/MessageType", "MT2101"),
    ("manifest.MT1101.xml", "Head/FunctionCode", "1"),
    ("arrival-report.MT3101.xml", "Head/FunctionCode", "9"),
    ("tally-report.MT5101.xml", "Head/FunctionCode", "5"),
    ("manifest.MT1101.xml", "Head/ReceiverID", "EPORT"),
    ("manifest.MT1101.xml", "Head/SendTime", "20141015100000"),
    ("manifest.MT1101.xml", "Head/Version", "1.1"),
    ("manifest.MT1101.xml", "Declaration/BorderTransportMeans/TypeCode", "2"),
    ("manifest.MT1401.xml", "Declaration/BorderTransportMeans/TypeCode", "3"),
    ("manifest.MT1101.xml", "Declaration/BorderTransportMeans/ArrivalDateTime", "201410131000086"),
    ("manifest.MT1101.xml", "Declaration/Consignment/TransportSplitIndicator", "N"),
    ("manifest.MT1101.xml", "Declaration/Consignment/TransportEquipment/FullnessCode", "7"),
    ("manifest.MT1101.xml", "Declaration/Consignment/TotalGrossMassMeasure", "1.123456"),
    ("manifest.MT1101.xml", "Declaration/Consignment/ConsignmentItem/SequenceNumeric", "one"),
    ("arrival-report.MT3101.xml", "Declaration/DeclarationOfficeID", "020"),
    ("arrival-report.MT3101.xml", "Declaration/UnloadingLocation/ArrivalDate", "2014-10-15"),
    *(("manifest-status.MT1101.xml", "Response/ResponseType/Code", code) for code in ("1", "04", "10", "P", "4")),
]


def sample(name: str) -> etree._Element:
    return parse((SAMPLES / "hebei-dec" / name).read_bytes()).root


def judged(name: str, root: etree._Element) -> Flaw | None:
    return SCHEMAS.flaw_of_written(f"hebei-dec/{name.removesuffix('.xml')}.xsd", root)


def leaves(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iter(etree.Element) if not len(one))


@pytest.mark.parametrize("name", sorted(MEANINGS))
class TestStrict:
    @pytest.mark.parametrize("wrong", ["某" * 600, ""], ids=["too long", "empty"])
    def test_each_value_is_bounded_and_none_is_empty(self, name: str, wrong: str) -> None:
        root = sample(name)
        for leaf in leaves(root):
            right, leaf.text = leaf.text, wrong
            assert judged(name, root) is not None, leaf.tag
            leaf.text = right
        assert judged(name, root) is None

    def test_no_element_is_unknown(self, name: str) -> None:
        root = sample(name)
        for leaf in list(leaves(root)):
            right, leaf.tag = leaf.tag, f"{leaf.tag}X"
            assert judged(name, root) is not None, right
            leaf.tag = right

    @pytest.mark.parametrize("element", HEAD_OF_ALL)
    def test_the_head_is_whole(self, name: str, element: str) -> None:
        root = sample(name)
        gone: Any = root.find(f"{{*}}Head/{{*}}{element}")
        gone.getparent().remove(gone)
        assert judged(name, root) is not None

    def test_a_report_is_no_answer_and_an_answer_no_report(self, name: str) -> None:
        root = sample(name)
        child: Any = root[1]
        child.tag = child.tag.replace("Declaration", "X").replace("Response", "Declaration").replace("X", "Response")
        assert judged(name, root) is not None


@pytest.mark.parametrize(("name", "path", "value"), NEVER)
def test_what_the_table_never_writes_is_refused(name: str, path: str, value: str) -> None:
    root = sample(name)
    element: Any = root.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    element.text = value
    assert judged(name, root) is not None


@pytest.mark.parametrize("form", MANIFEST_FORMS, ids=lambda form: f"{form.kind} {form.variant}")
def test_each_schema_is_of_its_own_namespace(form: Any) -> None:
    schema = etree.parse(f"xsd/{form.schema}").getroot()
    assert schema.get("targetNamespace") == form.namespace
    assert form.namespace == f"urn:Declaration:datamodel:standard:CN:{form.variant}:1"
