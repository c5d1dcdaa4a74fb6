"""Health of certificates and of lists of revoked ones. None of it makes the gateway fail: others are carried on."""

from __future__ import annotations

from datetime import datetime

from gateway.service.expiry import Watched, days_left, pressing, stale, watched
from gateway.service.metrics import Metrics
from gateway.service.trust_keeper import TrustKeeper
from gateway.trust.revocation import RevocationList
from gateway.trust.vouching import Folder

PARTS = ("trust", "keys", "lists")
Entry = dict[str, object]
STATUS = {"": "pass", "soon": "warn", "urgent": "warn", "critical": "fail"}


def trust_checks(keeper: TrustKeeper, now: datetime) -> dict[str, list[Entry]]:
    """Each certificate, each list, and whether what is on disk is in force."""
    found: dict[str, list[Entry]] = {}
    for one in watched(keeper.signers, keeper.trust):
        found.setdefault(f"certificate:{one.owner}", []).append(_certificate(one, now))
    for folder, each in _lists(keeper):
        found.setdefault(f"revocation:{folder.name}", []).append(_list(each, stale(each, now, keeper.trust)))
    problems = keeper.problems
    for part in PARTS:
        reason = problems.get(part)
        said: Entry = {"status": "warn", "output": reason} if reason else {"status": "pass"}
        found[f"files:{part}"] = [said]
    found |= {f"signing:{name}": [{"status": "warn", "output": why}] for name, why in keeper.doubtful.items()}
    return found


def count_trust(metrics: Metrics, keeper: TrustKeeper) -> None:
    """The same as gauges; what was renewed or taken away is forgotten."""
    metrics.certificates.clear()
    for one in watched(keeper.signers, keeper.trust):
        ends = one.certificate.not_after.timestamp()
        metrics.certificates.labels(one.owner, one.certificate.serial_hex).set(ends)
    metrics.lists.clear()
    due: dict[str, float] = {}
    for folder, each in _lists(keeper):
        due[folder.name] = min(due.get(folder.name, float("inf")), each.next_update.timestamp())
    for name, moment in due.items():
        metrics.lists.labels(name).set(moment)
    problems = keeper.problems
    for part in PARTS:
        metrics.unusable.labels(part).set(part in problems)


def _lists(keeper: TrustKeeper) -> list[tuple[Folder, RevocationList]]:
    return [(folder, each) for folder in keeper.trust.folders for each in folder.lists]


def _certificate(one: Watched, now: datetime) -> Entry:
    word, certificate = pressing(one.certificate, now), one.certificate
    said: Entry = {"status": STATUS[word], "observedValue": days_left(certificate, now), "observedUnit": "days"}
    if word:
        said["output"] = f"{word}: it must be renewed"
    return {**said, "time": certificate.not_after.isoformat(), "serial": certificate.serial_hex}


def _list(one: RevocationList, state: str) -> Entry:
    words = {
        "": "",
        "grace": "it should have been renewed, and is believed for its grace",
        "refused": "its grace is over: nothing that its authority issued is believed",
    }
    status = {"": "pass", "grace": "warn", "refused": "fail"}[state]
    said: Entry = {"status": status, "time": one.next_update.isoformat(), "issuer": one.issuer}
    return {**said, "output": words[state]} if state else said
