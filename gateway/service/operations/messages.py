"""Messages: list, view with timeline, the documents themselves, and redelivery to one receiver."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime

from aiohttp import web

from gateway.model import faults
from gateway.service.journal.records import Act, Due
from gateway.service.journal.retention_tables import LEFT
from gateway.service.journal.views import MessageView
from gateway.service.operations.desk import DESK, Desk
from gateway.service.operations.masking import RESTRICTED, masked_document, masked_view
from gateway.service.operations.requests import body_of, filter_of, limit_of, text_of
from gateway.service.operations.rights import require_restricted

LIMIT_MAX = 500
MASKED = "masked view"


async def listed(request: web.Request) -> web.Response:
    """GET /api/v1/messages; newest first, `before` pages on."""
    rows = await request.app[DESK].journal.messages(filter_of(request))
    return answer({"messages": rows})


async def viewed(request: web.Request) -> web.Response:
    """GET /api/v1/messages/{number}: everything but the documents' bytes, and no value that tells of a person."""
    return answer(masked_view(await _found(request), request.app[DESK].adapters))


async def document(request: web.Request) -> web.Response:
    """GET /api/v1/messages/{number}/documents/{which}: `received`, `receipt` or a link, masked; the view is journalled.

    `?reason=…` gives the bytes themselves, and the reason is journalled with the view. Of what is restricted the token
    must have the right: RIGHT_MISSING.
    """
    desk, which, view = request.app[DESK], request.match_info["which"], await _found(request)
    content, reason = _document(view, which), request.query.get("reason")
    unmasked = view.row.kind in RESTRICTED and reason is not None
    if unmasked:
        require_restricted(request)
    if reason is None:
        content, reason = masked_document(content, view, desk.adapters), MASKED
    act = Act(at=desk.now(), actor=actor(request), verb="viewed", target=which, reason=reason)
    await desk.journal.act(act, view.row.message)
    if unmasked:
        desk.metrics.event("restricted-read", view.row.link, kind=view.row.kind, message=view.row.message)
    return web.Response(body=content, content_type="application/xml", headers={"Cache-Control": "no-store"})


async def replayed(request: web.Request) -> web.Response:
    """POST /api/v1/replays {message, link, reason}: the same bytes once more to one receiver."""
    desk = request.app[DESK]
    message, link, act = await _delivery_act(request, "redeliver")
    return await _queued(desk, message, link, await desk.journal.redeliver(message, link, act, desk.now()))


async def skipped(request: web.Request) -> web.Response:
    """POST /api/v1/skips {message, link, reason}: give up a dead letter and free what it holds back."""
    desk = request.app[DESK]
    message, link, act = await _delivery_act(request, "skip")
    return await _queued(desk, message, link, await desk.journal.skip(message, link, act, desk.now()))


async def _queued(desk: Desk, message: str, link: str, due: Sequence[Due]) -> web.Response:
    await desk.mailboxes.put(due)
    return answer({"message": message, "link": link, "queued": len(due)}, status=201)


async def dead(request: web.Request) -> web.Response:
    """GET /api/v1/deadletters; oldest first."""
    rows = await request.app[DESK].journal.dead(limit_of(request), link=request.query.get("link"))
    return answer({"deadletters": rows})


async def refusals(request: web.Request) -> web.Response:
    """GET /api/v1/refusals; newest first, without the bytes that were kept."""
    security = True if request.query.get("security") == "true" else None
    rows = await request.app[DESK].journal.refusals(
        limit_of(request), link=request.query.get("link"), security=security
    )
    return answer({"refusals": rows})


def answer(value: object, status: int = 200) -> web.Response:
    """JSON; bytes are told by their length only, so that no view leaks a payload."""
    return web.json_response(
        asdict(value) if is_dataclass(value) and not isinstance(value, type) else value,
        status=status,
        dumps=lambda data: json.dumps(data, ensure_ascii=False, default=_plain),
    )


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": len(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


async def _found(request: web.Request) -> MessageView:
    view = await request.app[DESK].journal.message(request.match_info["number"])
    if view is None:
        raise web.HTTPNotFound(text="no message has this number")
    return view


def _document(view: MessageView, which: str) -> bytes:
    kept = {"received": view.raw, "receipt": view.receipt}
    found = kept.get(which) or next((one.document for one in reversed(view.deliveries) if one.link == which), None)
    if not found and any(act.verb in LEFT for act in view.acts):
        raise faults.RETIRED.error("its originals left the journal", value=view.row.message)
    if not found:
        raise web.HTTPNotFound(text="received, receipt, or the name of a link it went to")
    return found


async def operator_act(request: web.Request, verb: str, target: str) -> Act:
    """The act that a request asks for; its body must say why."""
    desk, reason = request.app[DESK], text_of(await body_of(request), "reason")
    return Act(at=desk.now(), actor=actor(request), verb=verb, target=target, reason=reason)


async def _delivery_act(request: web.Request, verb: str) -> tuple[str, str, Act]:
    body = await body_of(request)
    message, link = text_of(body, "message"), text_of(body, "link")
    return message, link, await operator_act(request, verb, f"{message} to {link}")


def actor(request: web.Request) -> str:
    """Who says he is acting; the token proves only that he may."""
    return request.headers.get("Eport-Operator", "operator")[:64]
