"""A report as JSON for machines and as CSV for people with a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO

from gateway.recognition.statistics.report import Line, Report
from gateway.recognition.statistics.rules import MEANINGS, OF_HOURS, RULES

COLUMNS = (
    ("period", "期间"),
    ("measure", "指标"),
    ("office", "海关"),
    ("direction", "进出口"),
    ("mode", "通关方式"),
    ("direct", "直放直通"),
    ("outcome", "结果"),
    ("reason", "理由"),
    ("count", "数量"),
    ("median_hours", "中位用时(小时)"),
    ("p90_hours", "P90用时(小时)"),
)
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""


def as_json(report: Report) -> str:
    """The lines, and by what rules they were counted; times in hours."""
    span = report.span
    told = {
        "rules": RULES,
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "by": span.by.value,
        "periods": span.names,
        "measures": {
            measure.value: {"en": one.english, "zh": one.chinese, "rule": one.rule, "rule_zh": one.rule_zh}
            for measure, one in MEANINGS.items()
        },
        "median": OF_HOURS[0],
        "p90": OF_HOURS[1],
        "lines": [dict(zip((name for name, _ in COLUMNS), _cells(line), strict=True)) for line in report.lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_csv(report: Report) -> str:
    """With a byte order mark, by which Excel knows UTF-8; what would be a formula is made a text."""
    told = StringIO()
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow([f"{english} {chinese}" for english, chinese in COLUMNS])
    writer.writerows(_texts(line) for line in report.lines)
    return BOM + told.getvalue()


def _cells(line: Line) -> Iterable[str | int | float | None]:
    ways = line.ways
    told = (ways.office, ways.direction, ways.mode, ways.direct, ways.outcome, ways.reason)
    return (line.period, line.measure.value, *told, line.count, line.median_hours, line.p90_hours)


def _texts(line: Line) -> Iterator[str]:
    for cell in _cells(line):
        match cell:
            case None:
                yield ""
            case str():
                yield f"'{cell}" if cell.startswith(FORMULA) else cell
            case _:
                yield str(cell)
