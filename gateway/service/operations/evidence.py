"""Evidence: the container of one message, and the chain's statements for an auditor who follows them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date

from aiohttp import web

from gateway.evidence import container
from gateway.model import faults
from gateway.model.errors import Place
from gateway.service.journal.evidence.views import ChainPart
from gateway.service.journal.records import Act
from gateway.service.operations.desk import DESK
from gateway.service.operations.masking import RESTRICTED
from gateway.service.operations.messages import actor, answer
from gateway.service.operations.requests import limit_of, number_of
from gateway.service.operations.rights import require_restricted

MESSAGE = "message"


async def exported(request: web.Request) -> web.Response:
    """GET /api/v1/evidence/{message}: the container (ASiC-E); the export is journalled, sealed, and part of it.

    It holds the originals, so of what is restricted the token must have the right: RIGHT_MISSING.
    """
    desk, message = request.app[DESK], request.match_info[MESSAGE]
    view = await desk.journal.message(message)
    if view is None:
        raise web.HTTPNotFound(text="no message has this number")
    if view.row.kind in RESTRICTED:
        require_restricted(request)
    act = Act(at=desk.now(), actor=actor(request), verb="exported", target="evidence", reason="evidence export")
    await desk.journal.act(act, message)
    if view.row.kind in RESTRICTED:
        desk.metrics.event("restricted-read", view.row.link, kind=view.row.kind, message=message)
    await desk.notary.seal_now()
    dossier = await desk.journal.evidence.dossier(message, desk.now())
    if dossier is None:
        raise web.HTTPNotFound(text="no message has this number")
    content = await asyncio.to_thread(container.write, dossier, desk.notary.signer())
    named = f'attachment; filename="{dossier.message}.asice"'
    headers = {"Cache-Control": "no-store", "Content-Disposition": named}
    return web.Response(body=content, content_type=container.MIMETYPE.decode(), headers=headers)


async def chained(request: web.Request) -> web.Response:
    """GET /api/v1/evidence/chain?from=1&since=2026-06-01&limit=50: statements of batches and of days, oldest first."""
    journal, limit = request.app[DESK].journal.evidence, limit_of(request)
    batches = await journal.batches(number_of(request, "from", 1), limit)
    days = await journal.days(_day(request.query.get("since")), limit)
    return answer({"batches": [_told("number", one) for one in batches], "days": [_told("day", one) for one in days]})


def _told(name: str, part: ChainPart) -> Mapping[str, str]:
    """A statement is canonical UTF-8; a stamp is told in hex."""
    said = {name: part.name, "statement": part.statement.decode()}
    return {**said, "timestamp": part.timestamp.hex()} if part.timestamp else said


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.min
    except ValueError:
        raise faults.REQUEST_INVALID.error("a day as 2026-06-01", place=Place(path="since"), value=text) from None
