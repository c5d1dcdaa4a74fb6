"""How the chain stands, for health and metrics: a chain that falls behind is warned of, and stops nothing."""

from __future__ import annotations

from gateway.service.journal.evidence.views import ChainState
from gateway.service.metrics import Metrics
from gateway.service.notary import Notary
from gateway.service.operations.desk import Desk


async def evidence_checks(desk: Desk) -> dict[str, list[dict[str, object]]]:
    """Whether records get their seal in time, and days their stamp."""
    state, notary = await desk.journal.evidence.state(), desk.notary
    late = notary.is_late(state)
    sealing: dict[str, object] = {
        "status": "warn" if late or notary.trouble else "pass",
        "observedValue": state.unsealed,
        "observedUnit": "records unsealed",
        "batch": state.tip.number,
    }
    if notary.trouble or late:
        sealing["output"] = notary.trouble or "records wait too long for their seal: see whether a worker runs"
    checks = {"evidence:sealing": [sealing]}
    if notary.stamps:
        status = "warn" if state.unstamped else "pass"
        checks["evidence:stamps"] = [{"status": status, "observedValue": state.unstamped, "observedUnit": "days"}]
    return checks


def count_evidence(metrics: Metrics, state: ChainState, notary: Notary) -> None:
    """The gauges of the chain, as the journal says now."""
    gauges = metrics.chain
    gauges.unsealed.set(state.unsealed)
    gauges.unsealed_age.set(notary.age_s(state))
    gauges.batch.set(state.tip.number)
    gauges.batch_at.set(state.tip.at.timestamp() if state.tip.at else 0)
    gauges.unstamped.set(state.unstamped if notary.stamps else 0)
