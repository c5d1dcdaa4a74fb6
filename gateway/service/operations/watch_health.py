"""What is silent or overdue, for health and metrics: warned of, and stops nothing."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.service.journal.watching.views import Alarm, What
from gateway.service.metrics import Metrics
from gateway.service.operations.desk import Desk

UNITS = {What.ARRIVAL: "containers"}


async def watch_checks(desk: Desk) -> dict[str, list[dict[str, object]]]:
    """By link and what; nothing where nothing is overdue."""
    return {f"{one.overdue.what}:{one.overdue.link}": [_check(one)] for one in await desk.journal.watching.alarms()}


def count_watch(metrics: Metrics, alarms: Sequence[Alarm]) -> None:
    """The gauge, as the journal says now; what is over is forgotten."""
    metrics.overdue.clear()
    for one in alarms:
        metrics.overdue.labels(one.overdue.link, one.overdue.what).set(one.overdue.count)


def _check(alarm: Alarm) -> dict[str, object]:
    oldest = alarm.overdue.oldest_at
    said: dict[str, object] = {
        "status": "warn",
        "observedValue": alarm.overdue.count,
        "observedUnit": UNITS.get(alarm.overdue.what, "documents"),
    }
    return said | {"since": alarm.began_at.isoformat(), "oldest": oldest.isoformat() if oldest else None}
