"""What an operator's request says: its body and query, checked."""

from __future__ import annotations

import re
from datetime import datetime
from typing import cast

from aiohttp import web

from gateway.model import faults
from gateway.model.errors import Place
from gateway.routing.delivery import State
from gateway.service.journal.records import Filter

LIMIT_MAX = 500
SURROGATE = re.compile("[\ud800-\udfff]")
LIMIT_DIGITS = 9  # Python makes no number of thousands of digits


async def body_of(request: web.Request) -> dict[str, object]:
    """The JSON object of a request; 400 for anything else."""
    try:
        body = await request.json()
    except (ValueError, LookupError, RecursionError):  # no JSON, no such charset, nested beyond reason
        raise web.HTTPBadRequest(text="send a JSON object") from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="send a JSON object")
    return cast("dict[str, object]", body)


def text_of(body: dict[str, object], name: str) -> str:
    """A text that is not blank, and can be written down. Raises REQUEST_INVALID."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or SURROGATE.search(value):
        raise faults.REQUEST_INVALID.error("a text that is not blank", place=Place(path=name))
    return value.strip()


def limit_of(request: web.Request) -> int:
    """How many, 1 to LIMIT_MAX, 50 if not said. Raises REQUEST_INVALID."""
    limit = number_of(request, "limit", 50)
    if limit > LIMIT_MAX:
        raise faults.REQUEST_INVALID.error(f"1 to {LIMIT_MAX}", place=Place(path="limit"), value=str(limit))
    return limit


def number_of(request: web.Request, name: str, otherwise: int) -> int:
    """A number from 1 in the query. Raises REQUEST_INVALID."""
    text = request.query.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit() and len(text) <= LIMIT_DIGITS and int(text) >= 1):
        raise faults.REQUEST_INVALID.error(
            f"1 to {LIMIT_MAX}" if name == "limit" else "a number from 1", place=Place(path=name), value=text
        )
    return int(text)


def filter_of(request: web.Request) -> Filter:
    """Which messages. Raises REQUEST_INVALID."""
    query = request.query
    return Filter(
        link=query.get("link"),
        kind=query.get("kind"),
        state=_state(query.get("state")),
        number=query.get("number"),
        since=_moment(query.get("since"), "since"),
        until=_moment(query.get("until"), "until"),
        before=query.get("before"),
        limit=limit_of(request),
    )


def _state(text: str | None) -> State | None:
    if text is not None and text not in set(State):
        raise faults.REQUEST_INVALID.error(", ".join(State), place=Place(path="state"), value=text)
    return None if text is None else State(text)


def _moment(text: str | None, name: str) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise faults.REQUEST_INVALID.error("an ISO 8601 moment with its offset", place=Place(path=name), value=text)
    return moment
