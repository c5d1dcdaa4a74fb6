"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples import customs, transit

MEANINGS: Mapping[str, Meaning] = {
    "transit-declaration.xml": Meaning(message=transit.TRANSIT_DECLARATION),
    "transit-status.xml": Meaning(message=transit.TRANSIT_STATUS),
    "seal.xml": Meaning(message=transit.SEAL),
    "gate.xml": Meaning(message=transit.GATE),
    "track.xml": Meaning(message=transit.TRACK),
    "arrival-check.xml": Meaning(message=transit.ARRIVAL_CHECK),
    "gate-pass.xml": Meaning(message=customs.GATE_PASS),
    "gate-pass.delete.xml": Meaning(message=customs.GATE_PASS_DELETION),
    "gate-pass-status.xml": Meaning(message=customs.PASS_REVIEWED),
    "gate-pass-status.passed.xml": Meaning(message=customs.PASSED_GATE),
}
