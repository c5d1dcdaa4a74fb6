"""The chart is well-formed SVG, says its numbers in text, and differs without colour."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.choices import ClearanceMode
from gateway.model.recognition import Recognition
from gateway.model.release_mode import DirectMode
from gateway.recognition.statistics.batches import Batch, Choice, Decided
from gateway.recognition.statistics.chart import DIRECT, MODES, OUTCOMES, as_svg, described
from gateway.recognition.statistics.panels import top_of
from gateway.recognition.statistics.periods import Span
from gateway.recognition.statistics.report import Event, Report, Ways, of_batch, report
from gateway.recognition.statistics.rules import Measure
from gateway.recognition.statistics.svg import PATTERNS, fill

NOON = datetime(2014, 10, 15, 4, tzinfo=UTC)
SPAN = Span(first=date(2014, 10, 15), last=date(2014, 10, 17))
NAMESPACE = "{http://www.w3.org/2000/svg}"


def made() -> Report:
    events: list[Event] = []
    for at, mode in enumerate(("RI", "RI", "PC", "")):
        declared = NOON + timedelta(hours=at * 12)
        direct = "import-through" if mode == "RI" else ""
        decided = Decided(numbers=frozenset(), at=declared, mode="verification", direct=direct)
        choice, released = Choice(direction="import", mode=mode), declared + timedelta(hours=at + 1)
        batch = Batch(office="0110", declared_at=declared, choice=choice, released_at=released, decided=decided)
        events += of_batch(batch)
    refused = Ways(office="0202", outcome="refused", reason="same-goods")
    return report([*events, Event(at=NOON, measure=Measure.RECOGNITION, ways=refused)], SPAN)


def drawn(told: Report) -> Element:
    return fromstring(as_svg(told))  # noqa: S314  (our own output)


def titles(svg: Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{NAMESPACE}title")]


def test_a_screen_reader_is_told_title_and_sums() -> None:
    svg = drawn(made())
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "title desc")
    assert [svg[0].get("id"), svg[1].get("id")] == ["title", "desc"]
    said = svg[1].text or ""
    assert "declared batches 申报批次: 4" in said
    assert "released directly 直放直通: 2" in said
    assert "median 2.5 h, p90 4.0 h" in said


def test_every_bar_and_mark_says_its_number() -> None:
    told = titles(drawn(made()))
    assert {"2014-10-15 RI 区域一体化: 1", "2014-10-16 RI 区域一体化: 1", "2014-10-16 PC 口岸清关: 1"} <= set(told)
    assert "2014-10-16 median 中位数: 2.5" in told
    assert any(one.startswith("2014-10-15 refused") for one in told)


def test_nothing_is_told_by_colour() -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}", as_svg(made())))
    assert colours <= {"#000000", "#ffffff"}


def test_each_way_has_a_pattern_of_its_own() -> None:
    assert len({fill(at) for at in range(len(MODES))}) == len(MODES)
    assert len(set(PATTERNS)) == len(PATTERNS)


def test_every_way_there_is_has_a_name() -> None:
    assert set(MODES) == {*ClearanceMode, ""}
    assert set(DIRECT) == {*DirectMode, ""}
    assert set(OUTCOMES) == set(Recognition)


def test_a_report_of_nothing_is_a_chart_all_the_same() -> None:
    nothing = report((), SPAN)
    assert "申报批次: 0" in described(nothing)
    assert drawn(nothing).tag == f"{NAMESPACE}svg"


def test_nothing_is_drawn_outside_the_paper() -> None:
    svg = drawn(made())
    width, height = map(float, (svg.get("viewBox") or "").split()[2:])
    for bar in svg.iter(f"{NAMESPACE}rect"):
        x, y, w, h = (float(bar.get(name, "0")) for name in ("x", "y", "width", "height"))
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height


@given(st.floats(1e-9, 1e12))
def test_an_axis_ends_at_a_round_number_not_below_its_values(value: float) -> None:
    top = top_of(value)
    assert value <= top * 1.000001
    assert top <= value * 5.000001


@pytest.mark.parametrize(("value", "top"), [(0, 1), (1, 1), (3, 5), (10, 10), (11, 20), (730, 1000), (0.03, 0.05)])
def test_tops(value: float, top: float) -> None:
    assert top_of(value) == pytest.approx(top)
