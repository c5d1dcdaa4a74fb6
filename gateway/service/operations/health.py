"""Health: alive, ready, and the whole picture. A part that is away makes `warn`; only the journal makes `fail`."""

from __future__ import annotations

import json
from datetime import datetime

from aiohttp import web

from gateway.routing.delivery import State
from gateway.service.operations.desk import DESK, Desk
from gateway.trust.certificates import Certificate

EXPIRES_SOON_DAYS = 60
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
        **{f"certificate:{name}": [entry] for name, entry in _certificates(desk).items()},
    }
    told = {str(one["status"]) for entries in checks.values() for one in entries}
    status = next((word for word in ("fail", "warn") if word in told), "pass")
    body = {"status": status, "version": desk.version, "time": desk.now().isoformat(), "checks": checks}
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
    for name, certificate in _all_certificates(desk).items():
        desk.metrics.certificates.labels(name, certificate.serial_hex).set(certificate.not_after.timestamp())
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


def _all_certificates(desk: Desk) -> dict[str, Certificate]:
    """Ours by profile, theirs by party (the last of several counts: pins overlap while one is rotated)."""
    found: dict[str, Certificate] = {}
    for adapter in desk.adapters.values():
        found |= {f"our-{name}": signer.certificate for name, signer in adapter.terms.signers.items()}
        found |= dict(sorted(adapter.terms.trust.pins.values(), key=lambda pin: pin[1].not_after))
    return found


def _certificates(desk: Desk) -> dict[str, dict[str, object]]:
    return {name: _expiry(one, desk.now()) for name, one in _all_certificates(desk).items()}


def _expiry(certificate: Certificate, now: datetime) -> dict[str, object]:
    days = (certificate.not_after - now).days
    status = "warn" if days < EXPIRES_SOON_DAYS else "pass"
    return {"status": status, "observedValue": days, "observedUnit": "days", "time": certificate.not_after.isoformat()}
