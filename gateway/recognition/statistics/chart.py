"""A report as one SVG, in both languages, readable without colour and by a screen reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from gateway.recognition.statistics.panels import HEIGHT, LEGEND_STEP, Panel, Series, drawn
from gateway.recognition.statistics.report import ALL, TOTAL, Line, Report
from gateway.recognition.statistics.rules import MEANINGS, RULES, Measure
from gateway.recognition.statistics.svg import element, patterns, text

WIDTH = 960
HEAD, FOOT, BETWEEN = 80.0, 30.0, 66.0
"""Above the first panel, below the last, and between two of them: pixels."""
MODES: Mapping[str, str] = {
    "RI": "RI 区域一体化",
    "PC": "PC 口岸清关",
    "TT": "TT 转关",
    "SD": "SD 属地申报口岸验放",
    "SS": "SS 属地申报属地放行",
    "NI": "NI 全国一体化",
    "TS": "TS 两步申报",
    "TS-outline": "TS 概要申报",
    "TS-full": "TS 完整申报",
    "": "not said 未填",
}
DIRECT: Mapping[str, str] = {
    "": "not direct 其他",
    "export-direct": "出口直放 export direct",
    "import-through": "进口直通 import through",
}
OUTCOMES: Mapping[str, str] = {
    "recognised": "recognised 予以互认",
    "partial": "partial 部分互认",
    "refused": "refused 不予互认",
    "revoked-later": "revoked later 撤销互认",
}
Cut = Callable[[Line], str]


def as_svg(report: Report) -> str:
    """Four panels; every number in it is also in the text of its element, and the sums are in the description."""
    panels = _panels(report)
    tops: list[float] = []
    at = HEAD
    for panel in panels:
        tops.append(at)
        at += max(HEIGHT, len(panel.series) * LEGEND_STEP) + BETWEEN
    bodies = [drawn(panel, report.span.names, top) for panel, top in zip(panels, tops, strict=True)]
    return _document(report, bodies, at + FOOT)


def _document(report: Report, bodies: Iterable[str], height: float) -> str:
    span = report.span
    title = f"Statistics 统计 {span.first} – {span.last}"
    title_element = element("title", escape(title), id="title")
    said = element("desc", escape(described(report)), id="desc")
    ground = element("rect", width=WIDTH, height=height, fill="#ffffff")
    head = text(title, 20, 30, font_size=16, font_weight="bold")
    foot = text(
        f"{RULES}: one rule for all offices 统一统计规则; hours 用时 = 申报至放行", 20, height - 12, font_size=10
    )
    return element(
        "svg", title_element, said, patterns(), ground, head, *bodies, foot,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height:g}", role="img",
        aria_labelledby="title desc", font_family="system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
        font_size=12,
    ) + "\n"  # fmt: skip


def described(report: Report) -> str:
    """The sums, for whoever does not see the drawing."""
    counts = {one: _sum(report, one, lambda line: line.ways.office != ALL) for one in Measure}
    told = [f"{MEANINGS[one].english} {MEANINGS[one].chinese}: {count}" for one, count in counts.items()]
    direct = _sum(report, Measure.RELEASED, lambda line: line.ways.office != ALL and bool(line.ways.direct))
    told.append(f"released directly 直放直通: {direct}")
    for line in _lines(report, Measure.RELEASED, total=True):
        if line.ways.office == ALL:
            told.append(f"median {line.median_hours} h, p90 {line.p90_hours} h 中位用时、P90用时")
    return "; ".join(told)


def _panels(report: Report) -> Sequence[Panel]:
    hours = [line for line in _lines(report, Measure.RELEASED) if line.ways.office == ALL]
    median = {line.period: line.median_hours or 0.0 for line in hours}
    tail = {line.period: line.p90_hours or 0.0 for line in hours}
    return (
        _stacked(report, Measure.DECLARED, "by mode 按通关方式", MODES, lambda line: line.ways.mode),
        _stacked(report, Measure.RELEASED, "direct or not 直放直通", DIRECT, lambda line: line.ways.direct),
        Panel(
            title="Declaration to release 申报至放行",
            unit="h 小时",
            lines=True,
            series=(
                Series(name="median 中位数", pattern=0, values=median),
                Series(name="p90 第90百分位", pattern=1, values=tail),
            ),
        ),
        _stacked(report, Measure.RECOGNITION, "by outcome 按结论", OUTCOMES, lambda line: line.ways.outcome),
    )


def _stacked(report: Report, measure: Measure, what: str, names: Mapping[str, str], cut: Cut) -> Panel:
    """A part for each value that occurs; one way always has one pattern, whatever else is drawn."""
    found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in _lines(report, measure):
        if line.ways.office != ALL:
            found[cut(line)][line.period] += line.count
    meaning = MEANINGS[measure]
    series = [
        Series(name=name, pattern=at, values=found[key]) for at, (key, name) in enumerate(names.items()) if key in found
    ]
    title = f"{meaning.english.capitalize()} {meaning.chinese}, {what}"
    return Panel(title=title, unit="count 数", series=series)


def _lines(report: Report, measure: Measure, *, total: bool = False) -> Sequence[Line]:
    return [line for line in report.lines if line.measure is measure and (line.period == TOTAL) is total]


def _sum(report: Report, measure: Measure, wanted: Callable[[Line], bool]) -> int:
    return sum(line.count for line in _lines(report, measure, total=True) if wanted(line))
