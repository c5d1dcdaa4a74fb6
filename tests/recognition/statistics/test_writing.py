from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest

from gateway.recognition.statistics.periods import Span
from gateway.recognition.statistics.report import Line, Report, Ways
from gateway.recognition.statistics.rules import MEANINGS, RULES, Measure
from gateway.recognition.statistics.writing import BOM, COLUMNS, as_csv, as_json

SPAN = Span(first=date(2014, 10, 15), last=date(2014, 10, 16))
LINE = Line(
    period="2014-10-15",
    measure=Measure.RELEASED,
    ways=Ways(office="0110", direction="import", mode="RI", direct="import-through"),
    count=3,
    median_hours=0.75,
    p90_hours=2.0,
)
REFUSED = Ways(office="0202", outcome="refused", reason="=HYPERLINK(1)")


def rows(*lines: Line) -> list[list[str]]:
    told = as_csv(Report(span=SPAN, lines=lines))
    assert told.startswith(BOM)
    return list(csv.reader(StringIO(told.removeprefix(BOM), newline="")))


def test_json_says_the_rules_the_span_and_each_line() -> None:
    told = json.loads(as_json(Report(span=SPAN, lines=(LINE,))))
    assert (told["rules"], told["from"], told["to"], told["by"]) == (RULES, "2014-10-15", "2014-10-16", "day")
    assert told["periods"] == ["2014-10-15", "2014-10-16"]
    assert told["measures"].keys() == {measure.value for measure in MEANINGS}
    (line,) = told["lines"]
    assert (line["office"], line["direct"], line["count"], line["median_hours"]) == ("0110", "import-through", 3, 0.75)


def test_csv_has_a_byte_order_mark_and_heads_in_both_languages() -> None:
    head, line = rows(LINE)
    assert head == [f"{english} {chinese}" for english, chinese in COLUMNS]
    assert line == ["2014-10-15", "released", "0110", "import", "RI", "import-through", "", "", "3", "0.75", "2.0"]


def test_a_time_that_nobody_knows_is_an_empty_cell() -> None:
    line = Line(period="total", measure=Measure.DECLARED, ways=Ways(), count=1)
    assert rows(line)[1][-2:] == ["", ""]


@pytest.mark.parametrize("reason", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx"])
def test_what_a_spreadsheet_would_run_is_made_a_text(reason: str) -> None:
    line = Line(period="total", measure=Measure.RECOGNITION, ways=Ways(outcome="refused", reason=reason), count=1)
    assert rows(line)[1][7] == f"'{reason}"


def test_the_star_of_all_is_no_formula() -> None:
    line = Line(period="total", measure=Measure.RELEASED, ways=Ways(office="*"), count=1)
    assert rows(line)[1][2] == "*"
