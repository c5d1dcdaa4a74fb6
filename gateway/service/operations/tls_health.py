"""Health of TLS: how long each certificate holds, and whether what is on disk is in force."""

from __future__ import annotations

from datetime import datetime

from gateway.service.expiry import THRESHOLDS
from gateway.service.metrics import Metrics
from gateway.service.tls_files import Ending
from gateway.service.tls_keeper import TlsKeeper

Entry = dict[str, object]
STATUS = {"": "pass", "soon": "warn", "urgent": "warn", "critical": "fail"}
"""As of certificates that sign."""


def tls_checks(keeper: TlsKeeper, now: datetime) -> dict[str, list[Entry]]:
    """Each certificate by its owner, several while one is rotated, and each part whose files cannot be used."""
    found: dict[str, list[Entry]] = {}
    for one in keeper.endings():
        found.setdefault(f"certificate:{one.owner}", []).append(_certificate(one, now))
    for part, reason in keeper.problems.items():
        found[f"files:{part}"] = [{"status": "warn", "output": reason}]
    return found


def count_tls(metrics: Metrics, keeper: TlsKeeper) -> None:
    """The same as gauges, after `count_trust`, which forgets what is gone."""
    for one in keeper.endings():
        metrics.certificates.labels(one.owner, one.serial_hex).set(one.not_after.timestamp())
    problems = keeper.problems
    for part in keeper.parts:
        metrics.unusable.labels(part).set(part in problems)


def _certificate(one: Ending, now: datetime) -> Entry:
    days = one.days_left(now)
    word = next((word for threshold, word in sorted(THRESHOLDS.items()) if days < threshold), "")
    said: Entry = {"status": STATUS[word], "observedValue": days, "observedUnit": "days"}
    if word:
        said["output"] = f"{word}: it must be renewed"
    return {**said, "time": one.not_after.isoformat(), "serial": one.serial_hex}
