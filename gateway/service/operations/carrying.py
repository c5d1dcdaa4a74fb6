"""The emergency channel over the operators' port: export, import, recall, and what is on its way."""

from __future__ import annotations

from aiohttp import web

from gateway.evidence.container import MIMETYPE
from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.operations.desk import DESK
from gateway.service.operations.messages import actor, answer
from gateway.service.operations.requests import body_of, limit_of, text_of

FILE_BYTES = 256 * 2**20
"""Twice the documents of a bundle: room for their manifest and for receipts that are longer than what they answer."""
CHUNK = 2**16
NUMBER, DOCUMENTS, ACCEPTED = "Eport-Bundle", "Eport-Documents", "Eport-Accepted"
"""Our own headers beside a bundle of receipts."""


async def exported(request: web.Request) -> web.Response:
    """POST /api/v1/carry/exports {link, reason}: the file of a new bundle; the line does not send what it holds."""
    body = await body_of(request)
    link, reason = text_of(body, "link"), text_of(body, "reason")
    number, raw = await request.app[DESK].carrier.export(link, actor(request), reason)
    return _file(raw, f"{number}.asice", {NUMBER: number})


async def imported(request: web.Request) -> web.Response:
    """POST /api/v1/carry/imports?reason=…&link=…: a file of either kind; of documents the answer is their receipts."""
    query = request.query
    reason = text_of(dict(query), "reason")
    found = await request.app[DESK].carrier.take(await _body(request), actor(request), reason, query.get("link", ""))
    if found.deliveries is not None:
        return answer({"bundle": found.number, "link": found.link, "deliveries": found.deliveries})
    said = {NUMBER: found.number, DOCUMENTS: str(found.documents), ACCEPTED: str(found.accepted)}
    return _file(found.receipts, f"{found.number}-receipts.asice", said)


async def recalled(request: web.Request) -> web.Response:
    """POST /api/v1/carry/{bundle}/recall {reason}: the line sends again what the bundle holds."""
    number, reason = request.match_info["bundle"], text_of(await body_of(request), "reason")
    queued = await request.app[DESK].carrier.recall(number, actor(request), reason)
    return answer({"bundle": number, "queued": queued})


async def answered(request: web.Request) -> web.Response:
    """GET /api/v1/carry/{party}/{bundle}/receipts: the answer to a bundle that came in, once more."""
    number = request.match_info["bundle"]
    raw = await request.app[DESK].carrier.receipts(request.match_info["party"], number)
    return _file(raw, f"{number}-receipts.asice", {NUMBER: number})


async def listed(request: web.Request) -> web.Response:
    """GET /api/v1/carry?limit=50: bundles that went out and came in, newest first."""
    return answer({"bundles": await request.app[DESK].carrier.bundles(limit_of(request))})


async def _body(request: web.Request) -> bytes:
    """Of a size of its own: a bundle is larger than every other request. TOO_LARGE."""
    parts, size = [], 0
    async for chunk in request.content.iter_chunked(CHUNK):
        size += len(chunk)
        if size > FILE_BYTES:
            raise faults.TOO_LARGE.error(f"more than {FILE_BYTES >> 20} MiB", place=Place(path="bundle"))
        parts.append(chunk)
    return b"".join(parts)


def _file(raw: bytes, name: str, said: dict[str, str]) -> web.Response:
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{name}"', **said}
    return web.Response(body=raw, content_type=MIMETYPE.decode(), headers=headers)
