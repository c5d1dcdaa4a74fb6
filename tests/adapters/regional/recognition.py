"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples.recognition import (
    APPLIED,
    CONFORMING,
    INSPECTION_RESULT,
    INSPECTION_TRANSFER,
    LABORATORY_REPORT,
    PARTIAL,
    RECOGNISED,
    REFUSED,
    REINSPECTION,
    RELEASE_MODE_DECISION,
    RESULT_REVOCATION,
    REVOKED_LATER,
)

MEANINGS: Mapping[str, Meaning] = {
    "inspection-result.xml": Meaning(message=INSPECTION_RESULT),
    "inspection-result.conforming.xml": Meaning(message=CONFORMING),
    "result-revocation.xml": Meaning(message=RESULT_REVOCATION),
    "reinspection.xml": Meaning(message=REINSPECTION),
    "reinspection.applied.xml": Meaning(message=APPLIED),
    "recognition-decision.xml": Meaning(message=REVOKED_LATER),
    "recognition-decision.recognised.xml": Meaning(message=RECOGNISED),
    "recognition-decision.partial.xml": Meaning(message=PARTIAL),
    "recognition-decision.refused.xml": Meaning(message=REFUSED),
    "release-mode-decision.xml": Meaning(message=RELEASE_MODE_DECISION),
    "inspection-transfer.xml": Meaning(message=INSPECTION_TRANSFER),
    "laboratory-report.xml": Meaning(message=LABORATORY_REPORT),
}
