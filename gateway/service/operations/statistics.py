"""Statistics over the operators' port: counts and times, which name nobody and no document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from aiohttp import web

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.recognition.statistics.chart import as_svg
from gateway.recognition.statistics.periods import By, Span
from gateway.recognition.statistics.report import Report
from gateway.recognition.statistics.writing import as_csv, as_json
from gateway.service.operations.desk import DESK

T = TypeVar("T")
FORMATS: Mapping[str, tuple[Callable[[Report], str], str]] = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv"),
    "svg": (as_svg, "image/svg+xml"),
}


async def reported(request: web.Request) -> web.Response:
    """GET /api/v1/statistics?from=2014-10-01&to=2014-10-31&by=day|month&format=json|csv|svg: whole days of China."""
    query = request.query
    write, kind = _chosen(FORMATS, query.get("format", "json"), "format")
    by = _chosen({one.value: one for one in By}, query.get("by", By.DAY), "by")
    span = Span(first=_day(query.get("from"), "from"), last=_day(query.get("to"), "to"), by=by)
    told = write(await request.app[DESK].journal.statistics.report(span))
    return web.Response(body=told.encode(), content_type=kind, charset="utf-8", headers={"Cache-Control": "no-store"})


def _chosen(known: Mapping[str, T], said: str, name: str) -> T:
    if said not in known:
        raise _invalid(f"one of {', '.join(known)}", name, said)
    return known[said]


def _day(said: str | None, name: str) -> date:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        raise _invalid("a day, as 2014-10-15", name, said) from None


def _invalid(reason: str, name: str, said: str | None) -> GatewayError:
    return faults.REQUEST_INVALID.error(reason, place=Place(path=name), value=said)
