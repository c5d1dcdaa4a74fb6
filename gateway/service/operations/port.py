"""The operators' port as an aiohttp application."""

from __future__ import annotations

from aiohttp import web

from gateway.service.operations import aid, carrying, evidence, health, links, messages, statistics
from gateway.service.operations.desk import DESK, Desk
from gateway.service.operations.guard import guard

BODY_BYTES = 64 * 1024


def operations_port(desk: Desk) -> web.Application:
    """All its routes behind the guard; requests are small, so their bodies are bounded tightly."""
    app = web.Application(middlewares=[guard], client_max_size=BODY_BYTES)
    app[DESK] = desk
    app.add_routes(
        [
            web.get("/livez", health.livez),
            web.get("/readyz", health.readyz),
            web.get("/healthz", health.readyz),
            web.get("/health", health.health),
            web.get("/metrics", health.metrics),
            web.get("/api/v1/messages", messages.listed),
            web.get("/api/v1/messages/{number}", messages.viewed),
            web.get("/api/v1/messages/{number}/documents/{which}", messages.document),
            web.get("/api/v1/deadletters", messages.dead),
            web.get("/api/v1/refusals", messages.refusals),
            web.get("/api/v1/statistics", statistics.reported),
            web.get("/api/v1/aid", aid.listed),
            web.get("/api/v1/evidence/chain", evidence.chained),
            web.get("/api/v1/evidence/{message}", evidence.exported),
            web.post("/api/v1/replays", messages.replayed),
            web.post("/api/v1/skips", messages.skipped),
            web.get("/api/v1/carry", carrying.listed),
            web.post("/api/v1/carry/exports", carrying.exported),
            web.post("/api/v1/carry/imports", carrying.imported),
            web.post("/api/v1/carry/{bundle}/recall", carrying.recalled),
            web.get("/api/v1/carry/{party}/{bundle}/receipts", carrying.answered),
            web.get("/api/v1/links", links.listed),
            web.post("/api/v1/links/{name}/test", links.tested),
            web.post("/api/v1/links/{name}/pause", links.paused),
            web.post("/api/v1/links/{name}/resume", links.resumed),
        ]
    )
    return app
