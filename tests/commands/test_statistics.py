"""`statistics` against a gateway that really runs: JSON, a table for Excel, a chart."""

from __future__ import annotations

import json
from pathlib import Path

from gateway.model.kind import CHINA
from gateway.service.surroundings import utc_now
from tests.commands.cli import NOBODY, Ran, good, run
from tests.commands.test_operations import Running, running

__all__ = ["running"]


def told(running: Running, *more: object) -> Ran:
    today = utc_now().astimezone(CHINA).date()
    return good("statistics", "--from", today, "--to", today, "--config", running.region.config, *more)


def test_what_was_declared_today_is_counted(running: Running) -> None:
    declared = [line for line in told(running).json["lines"] if line["measure"] == "declared"]
    assert sum(line["count"] for line in declared if line["period"] == "total") >= 1


def test_a_table_and_a_chart_are_written_where_one_says(running: Running, tmp_path: Path) -> None:
    table, chart = tmp_path / "today.csv", tmp_path / "today.svg"
    done = told(running, "--format", "csv", "-o", table)
    assert (done.out, str(table) in done.err) == (b"", True)
    assert table.read_bytes().startswith("\ufeffperiod 期间,".encode())
    told(running, "--by", "month", "--format", "svg", "-o", chart)
    assert chart.read_text().startswith("<svg ")


def test_a_span_backwards_is_refused_with_its_code(running: Running) -> None:
    days = ("--from", "2014-10-02", "--to", "2014-10-01")
    done = run("statistics", *days, "--config", running.region.config)
    assert (done.code, "4512" in done.err) == (1, True)


def test_a_gateway_that_is_away_is_told_so() -> None:
    assert run("statistics", "--from", "2014-10-01", "--to", "2014-10-01", "--url", NOBODY).code == 3


def test_the_report_on_standard_output_is_the_report_alone(running: Running) -> None:
    assert json.loads(told(running).out)["by"] == "day"
