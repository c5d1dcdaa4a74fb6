"""`statistics`: counts and times by one set of rules (统一统计规则), for a machine, a spreadsheet or the eye."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from gateway.commands.ending import told
from gateway.commands.operations import ConfigOption, TokenOption, UrlOption, operations
from gateway.commands.showing import say, write
from gateway.recognition.statistics.periods import By

PATIENCE_S = 600.0
"""A year of a busy region is read row by row."""
DAYS = ["%Y-%m-%d"]


class Format(StrEnum):
    """How a report is written."""

    JSON = "json"
    CSV = "csv"
    SVG = "svg"


@told
def statistics(
    first: Annotated[datetime, typer.Option("--from", formats=DAYS, help="The first day, China's. 起始日")],
    last: Annotated[datetime, typer.Option("--to", formats=DAYS, help="The last day, itself counted. 截止日（含）")],
    by: Annotated[By, typer.Option("--by", help="How long a period is. 统计期间")] = By.DAY,
    form: Annotated[
        Format, typer.Option("--format", help="CSV opens in Excel; SVG is a chart. 输出格式")
    ] = Format.JSON,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write it there. 写入文件")] = None,
    config: ConfigOption = None,
    url: UrlOption = "",
    token_file: TokenOption = None,
) -> None:
    """Batches by mode of clearance, direct releases, recognised and refused results, hours from declaration to release.

    For example: eport-gateway statistics --from 2014-10-01 --to 2014-10-31 --by day --format csv -o october.csv
    """
    query = {"from": first.date(), "to": last.date(), "by": by.value, "format": form.value}
    port = operations(config, url, token_file).patient(PATIENCE_S)
    report = port.ask("GET", f"/api/v1/statistics?{urlencode(query)}")
    if output is None:
        write(report)
        return
    output.write_bytes(report)
    say(f"{output}: {len(report)} bytes")
