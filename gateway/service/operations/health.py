"""Health: alive, ready, and the whole picture. A part that is away makes `warn`; only the journal makes `fail`."""

from __future__ import annotations

import json

from aiohttp import web

from gateway.routing.delivery import State
from gateway.service.operations.desk import DESK, Desk
from gateway.service.operations.evidence_health import count_evidence, evidence_checks
from gateway.service.operations.tls_health import count_tls, tls_checks
from gateway.service.operations.trust_health import count_trust, trust_checks
from gateway.service.operations.watch_health import count_watch, watch_checks

RETRY_AFTER_S = "5"


async def livez(_request: web.Request) -> web.Response:
    """The event loop turns; nothing else is asked, or one outage elsewhere would restart us for ever."""
    return web.Response(text="ok\n")


async def readyz(request: web.Request) -> web.Response:
    """Whether documents may be sent to us: the journal writes, and we are not draining."""
    desk = request.app[DESK]
    if desk.draining or not await desk.journal.healthy():
        text = "draining\n" if desk.draining else "the journal does not write\n"
        return web.Response(status=503, text=text, headers={"Retry-After": RETRY_AFTER_S})
    redis = "ok" if await desk.mailboxes.healthy() else "warn: redis is away, the journal alone works"
    return web.Response(text=f"{redis}\n")


async def health(request: web.Request) -> web.Response:
    """The shape of draft-inadarei-api-health-check (expired, never an RFC): status, version, checks."""
    desk = request.app[DESK]
    checks = {
        "journal:writes": [_check(await desk.journal.healthy(), "fail")],
        "redis:answers": [_check(await desk.mailboxes.healthy(), "warn")],
        **await _links(desk),
        **await evidence_checks(desk),
        **await watch_checks(desk),
    }
    told = {str(one["status"]) for entries in checks.values() for one in entries}
    trust = trust_checks(desk.trust, desk.now()) | tls_checks(desk.tls, desk.now())
    told |= {"warn" for entries in trust.values() for one in entries if one["status"] != "pass"}
    status = next((word for word in ("fail", "warn") if word in told), "pass")
    body = {"status": status, "version": desk.version, "time": desk.now().isoformat(), "checks": checks | trust}
    code = 503 if status == "fail" else 200
    return web.Response(status=code, text=json.dumps(body, ensure_ascii=False), content_type="application/health+json")


async def metrics(request: web.Request) -> web.Response:
    """The exposition, with what only the journal knows counted now."""
    desk = request.app[DESK]
    for (link, state), count in (await desk.journal.counts()).items():
        desk.metrics.deliveries.labels(link, state.value).set(count)
    desk.metrics.oldest.clear()
    for link, since in (await desk.journal.oldest_waiting()).items():
        desk.metrics.oldest.labels(link).set((desk.now() - since).total_seconds())
    count_trust(desk.metrics, desk.trust)
    count_evidence(desk.metrics, await desk.journal.evidence.state(), desk.notary)
    count_tls(desk.metrics, desk.tls)
    count_watch(desk.metrics, await desk.journal.watching.alarms())
    desk.metrics.up.labels("journal").set(await desk.journal.healthy())
    desk.metrics.up.labels("redis").set(await desk.mailboxes.healthy())
    return web.Response(body=desk.metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


def _check(good: bool, otherwise: str) -> dict[str, object]:
    return {"status": "pass" if good else otherwise}


async def _links(desk: Desk) -> dict[str, list[dict[str, object]]]:
    counts, paused = await desk.journal.counts(), await desk.journal.paused()
    return {
        f"link:{name}": [
            {
                "status": "warn" if name in paused or counts.get((name, State.DEAD)) else "pass",
                "paused": name in paused,
                "waiting": counts.get((name, State.WAITING), 0),
                "dead": counts.get((name, State.DEAD), 0),
            }
        ]
        for name in desk.adapters
    }
