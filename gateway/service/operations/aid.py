"""Enforcement aid: who has not acknowledged what yet. What it says is not told here, nor under which number."""

from __future__ import annotations

from dataclasses import asdict

from aiohttp import web

from gateway.recognition.acknowledging import Awaited, due
from gateway.service.operations.desk import DESK
from gateway.service.operations.messages import answer
from gateway.service.operations.requests import limit_of


async def listed(request: web.Request) -> web.Response:
    """GET /api/v1/aid: what is to be acknowledged and was not, the first due first; `?overdue`: only what is late."""
    desk, limit = request.app[DESK], limit_of(request)
    now = desk.now()
    if "overdue" in request.query:
        found = list(await desk.journal.aid.late(now))[:limit]
    else:
        found = list(await desk.journal.aid.open(limit))
    late = set(due(found, now))
    return answer({"aid": [_told(one, overdue=one in late) for one in found]})


def _told(one: Awaited, *, overdue: bool) -> dict[str, object]:
    return {**asdict(one), "overdue": overdue}
