"""The strict schemas of cargo and of the road refuse a mutation of each rule; what contradicts itself is refused."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from adapters.regional import DIALECT
from adapters.regional.cargo import CARGO
from adapters.regional.transit import TRANSIT
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.translation.form import Form
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS
from tests.adapters.regional.strictness import each, flaw, flaw_swapped, left_out, taken
from tests.samples.messages import BUSINESS_DATE

FORMS = (*CARGO, *TRANSIT)
REGIONAL = Translator(DIALECT, CODES, SCHEMAS)
REPORTS = ("manifest", "arrival-report", "tally-report", "loading-report")
ROAD = ("seal", "gate", "track", "arrival-check")
NEVER = each(
    *((kind, "Office", "202 02021 天津") for kind in (*REPORTS, *ROAD)),
    *((kind, "Recipients/Office", "x") for kind in (*REPORTS, *ROAD)),
    *((kind, "Act", "9 Original new") for kind in REPORTS),
    ("arrival-report", "Act", "original"),
    ("tally-report", "Act", "original"),
    ("arrival-report", "Direction", "I in"),
    ("tally-report", "Direction", "E out"),
    ("manifest", "Stage", "advanced 1"),
    ("manifest", "TransportMode", "22 water"),
    ("manifest", "Bills/Bill/Currency", "840 usd"),
    ("manifest", "Bills/Bill/PackageKind", "carton-box"),
    ("manifest", "Bills/Bill/Value", "1.23456"),
    ("manifest", "Bills/Bill/Items/Item/Number", "0 -1 one"),
    ("manifest", "Bills/Bill/Containers/Container/SizeType", "45R1X"),
    ("manifest-status", "Outcome", "released partly-released cleared 11"),
    ("manifest-status", "Bills/Bill/Outcome", "released passed-customs 01"),
    ("manifest-status", "Containers/Container/Outcome", "released-paperless 13"),
    ("manifest-status", "ReportType", "MT21011 2101 MT21"),
    ("manifest-status", "Act", "new"),
    ("transit-declaration", "Direction", "E"),
    ("transit-declaration", "OriginOffice", "02"),
    ("transit-declaration", "DestinationOffice", "0110x"),
    ("transit-declaration", "Transit/TransportMode", "44"),
    ("transit-declaration", "Transit/Containers/Container/Model", "45R1"),
    ("transit-status", "Outcome", "P Released"),
    ("seal", "Act", "cut"),
    ("gate", "Act", "through"),
    ("track", "Act", "lost"),
    ("track", "Latitude", "90.1 -91 1.1234567"),
    ("track", "Longitude", "180.1 -181 N1"),
    ("arrival-check", "Finding", "ok seal-fine"),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.root)
class TestStrict:
    def test_what_is_required_is_missed(self, form: Form) -> None:
        assert left_out(form) == []

    def test_no_value_is_empty_too_long_or_spelt_otherwise(self, form: Form) -> None:
        assert taken(form) == []

    def test_elements_stand_in_their_order(self, form: Form) -> None:
        assert flaw_swapped(form.kind) is not None


@pytest.mark.parametrize(("kind", "path", "value"), NEVER)
def test_a_code_of_no_list_of_ours_is_never_written(kind: str, path: str, value: str) -> None:
    assert flaw(kind, path, value) is not None


@pytest.mark.parametrize(
    ("name", "path", "value", "told"),
    [
        ("arrival-report.xml", "Act", "original", "only a manifest"),
        ("tally-report.xml", "StartedAt", "2014-10-15T10:00:00+08:00", "before started_at"),
        ("loading-report.xml", "Empty", "true", "no bills"),
        ("seal.xml", "Act", "removed", "replaced seal has one"),
        ("arrival-check.xml", "Finding", "conforming", "does not conform"),
        ("arrival-check.xml", "Finding", "late", "before due_at"),
        ("transit-declaration.xml", "DestinationOffice", "0202", "comes from"),
    ],
)
def test_what_contradicts_itself_is_told_to_its_sender(name: str, path: str, value: str, told: str) -> None:
    root = parse((SAMPLES / "regional" / name).read_bytes()).root
    element: Any = root.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    element.text = value
    with pytest.raises(GatewayError, match=told) as caught:
        read(root)
    assert caught.value.fault is faults.CONTRADICTION


@pytest.mark.parametrize("release", ["released", "partly-released", "cleared"])
def test_an_answer_to_a_report_has_no_word_for_the_release_of_a_declaration(release: str) -> None:
    root = parse((SAMPLES / "regional" / "manifest-status.xml").read_bytes()).root
    element: Any = root.find("{*}Outcome")
    element.text = release
    with pytest.raises(GatewayError) as caught:
        read(root)
    assert caught.value.fault is faults.VALUE_INVALID


def read(root: etree._Element) -> Any:
    return REGIONAL.read(root, on=BUSINESS_DATE)
