"""The panels of the chart: stacked bars, and lines of hours, over the same periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10

from gateway.recognition.statistics.svg import element, fill, text, titled

LEFT, WIDTH, HEIGHT, LEGEND = 70.0, 620.0, 130.0, 720.0
"""Of a panel's drawing in pixels, and where its legend begins."""
GAP = 0.25
"""Of a bar's place that stays white."""
LABELS_MAX = 12
LEGEND_STEP = 16.0
STEPS = 1, 2, 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One part of every bar, or one line; `pattern` is also the mark and dash of a line."""

    name: str
    pattern: int
    values: Mapping[str, float]
    """By period; one that is missing has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One drawing under its title."""

    title: str
    unit: str
    series: Sequence[Series]
    lines: bool = False

    def total(self, period: str) -> float:
        """The height of what is drawn at a period."""
        values = [one.values.get(period, 0) for one in self.series]
        return max(values, default=0) if self.lines else sum(values)


def drawn(panel: Panel, periods: Sequence[str], top: float) -> str:
    """The panel's SVG, its drawing from `top` to `top` + HEIGHT."""
    highest = top_of(max((panel.total(period) for period in periods), default=0))
    parts = [*_frame(panel, top, highest), *_periods(periods, top)]
    if panel.lines:
        parts += [_line(one, periods, top, highest) for one in panel.series]
    else:
        parts += _bars(panel, periods, top, highest)
    return element("g", titled(panel.title), *parts, *_legend(panel, top), role="group")


def top_of(value: float) -> float:
    """A round number, not below: 1, 2 or 5 times a power of ten; 1 where there is nothing."""
    if value <= 0:
        return 1.0
    power: float = 10.0 ** (ceil(log10(value)) - 1)
    return next((step * power for step in STEPS if step * power >= value), 10 * power)


def _frame(panel: Panel, top: float, highest: float) -> Iterator[str]:
    yield text(panel.title, LEFT, top - 10, font_weight="bold")
    for share in (0.0, 0.5, 1.0):
        y = top + HEIGHT * (1 - share)
        yield element(
            "line", x1=LEFT, x2=LEFT + WIDTH, y1=y, y2=y, stroke="#000000", stroke_width=1 if share == 0 else 0.3
        )
        yield text(f"{highest * share:g}", LEFT - 6, y + 4, text_anchor="end")
    yield text(panel.unit, LEFT - 6, top - 10, text_anchor="end")


def _periods(periods: Sequence[str], top: float) -> Iterator[str]:
    """At most LABELS_MAX names, the first of them the first period's."""
    every = ceil(len(periods) / LABELS_MAX)
    for at in range(0, len(periods), every):
        yield text(periods[at], _middle(at, periods), top + HEIGHT + 15, text_anchor="middle", font_size=10)


def _bars(panel: Panel, periods: Sequence[str], top: float, highest: float) -> Iterator[str]:
    width = WIDTH / len(periods) * (1 - GAP)
    for at, period in enumerate(periods):
        base = top + HEIGHT
        for one in panel.series:
            value = one.values.get(period, 0)
            if not value:
                continue
            height = value / highest * HEIGHT
            base -= height
            yield element(
                "rect", titled(f"{period} {one.name}: {value:g}"), x=_middle(at, periods) - width / 2, y=base,
                width=width, height=height, fill=fill(one.pattern), stroke="#000000", stroke_width=min(0.8, width / 4),
            )  # fmt: skip


def _line(one: Series, periods: Sequence[str], top: float, highest: float) -> str:
    """Periods without a value are left out: the line goes on to the next that has one."""
    points = [
        (_middle(at, periods), top + HEIGHT * (1 - one.values[period] / highest), period)
        for at, period in enumerate(periods)
        if period in one.values
    ]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    line = element("polyline", points=way, fill="none", stroke="#000000", stroke_width=1.5, **_dash(one.pattern))
    marks = (_mark(one.pattern, x, y, f"{period} {one.name}: {one.values[period]:g}") for x, y, period in points)
    return (line if len(points) > 1 else "") + "".join(marks)


def _dash(pattern: int) -> dict[str, object]:
    return {"stroke_dasharray": "5 3"} if pattern else {}


def _mark(pattern: int, x: float, y: float, said: str) -> str:
    """A black disc, or a white square."""
    if pattern:
        return element("rect", titled(said), x=x - 3, y=y - 3, width=6, height=6, fill="#ffffff", stroke="#000000")
    return element("circle", titled(said), cx=x, cy=y, r=3, fill="#000000")


def _legend(panel: Panel, top: float) -> Iterator[str]:
    for at, one in enumerate(panel.series):
        y = top + at * LEGEND_STEP
        if panel.lines:
            yield element(
                "line", x1=LEGEND, x2=LEGEND + 24, y1=y, y2=y, stroke="#000000", stroke_width=1.5, **_dash(one.pattern)
            )
            yield _mark(one.pattern, LEGEND + 12, y, one.name)
        else:
            yield element("rect", x=LEGEND, y=y - 6, width=24, height=12, fill=fill(one.pattern), stroke="#000000")
        yield text(one.name, LEGEND + 32, y + 4)


def _middle(at: int, periods: Sequence[str]) -> float:
    return LEFT + WIDTH * (at + 0.5) / len(periods)
