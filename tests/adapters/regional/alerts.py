"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.adapters.contract import Meaning
from tests.samples import alerts

MEANINGS: Mapping[str, Meaning] = {
    "risk-alert.xml": Meaning(message=alerts.RISK_ALERT),
    "control-order.xml": Meaning(message=alerts.CONTROL_ORDER),
    "control-lift.xml": Meaning(message=alerts.CONTROL_LIFT),
    "credit-update.xml": Meaning(message=alerts.CREDIT_UPDATE),
    "credit-update.2026.xml": Meaning(message=alerts.CREDIT_2026, on=date(2026, 4, 1)),
    "licence-status.xml": Meaning(message=alerts.LICENCE_STATUS),
    "licence-write-off.xml": Meaning(message=alerts.LICENCE_WRITE_OFF),
    "pre-decision.xml": Meaning(message=alerts.PRE_DECISION),
    "aid-request.xml": Meaning(message=alerts.AID_REQUEST),
    "aid-reply.xml": Meaning(message=alerts.AID_REPLY),
    "lead-transfer.xml": Meaning(message=alerts.LEAD_TRANSFER),
}
