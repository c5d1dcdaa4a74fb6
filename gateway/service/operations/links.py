"""Links: what is configured and how it stands, a test of the way, pause and resume."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from gateway.model.errors import GatewayError
from gateway.routing.delivery import State
from gateway.service.adapter import Adapter
from gateway.service.journal.records import Act
from gateway.service.operations.desk import DESK
from gateway.service.operations.guard import fault_problem
from gateway.service.operations.messages import answer, operator_act
from gateway.trust.md5_prefix import PROFILE

SWEPT = 1000


async def listed(request: web.Request) -> web.Response:
    """GET /api/v1/links."""
    desk = request.app[DESK]
    counts, paused = await desk.journal.counts(), await desk.journal.paused()
    return answer(
        {
            "links": [
                {
                    **_told(adapter),
                    "paused": name in paused,
                    "deliveries": {state.value: counts.get((name, state), 0) for state in State},
                }
                for name, adapter in desk.adapters.items()
            ]
        }
    )


async def tested(request: web.Request) -> web.Response:
    """POST /api/v1/links/{name}/test: whether the other side can be reached, and why not."""
    try:
        said = await _adapter(request).transport.test()
    except GatewayError as error:
        return fault_problem(error)
    return answer({"link": request.match_info["name"], "reachable": True, "detail": said})


async def paused(request: web.Request) -> web.Response:
    """POST /api/v1/links/{name}/pause {reason}: nothing is sent until resumed, over restarts too."""
    desk, name = request.app[DESK], _adapter(request).name
    await desk.journal.pause(name, await _act(request, "pause"))
    return answer({"link": name, "paused": True})


async def resumed(request: web.Request) -> web.Response:
    """POST /api/v1/links/{name}/resume {reason}."""
    desk, name = request.app[DESK], _adapter(request).name
    await desk.journal.resume(name, await _act(request, "resume"))
    await desk.mailboxes.put(await desk.journal.due(desk.now(), SWEPT, [name]))
    return answer({"link": name, "paused": False})


async def _act(request: web.Request, verb: str) -> Act:
    return await operator_act(request, verb, request.match_info["name"])


def _adapter(request: web.Request) -> Adapter:
    adapter = request.app[DESK].adapters.get(request.match_info["name"])
    if adapter is None:
        raise web.HTTPNotFound(text=f"{HTTPStatus.NOT_FOUND.phrase}: no link has this name")
    return adapter


def _told(adapter: Adapter) -> dict[str, object]:
    terms = adapter.terms
    return {
        "name": adapter.name,
        "party": terms.party,
        "dialect": terms.translator.dialect.name,
        "envelope": terms.envelope.dialect.name if terms.envelope else "",
        "profile": PROFILE if terms.prefix else terms.profile.name if terms.profile else "none",
        "offices": adapter.route.offices,
        "may_send": sorted(adapter.authority.may_send),
        "receives": sorted(adapter.route.receives),
    }
