"""Results, and what one office makes of those of another."""

from __future__ import annotations

from adapters.regional.decisions import RECOGNITION_DECISION, RELEASE_MODE_DECISION
from adapters.regional.inspection_transfer import INSPECTION_TRANSFER
from adapters.regional.laboratory_report import LABORATORY_REPORT
from adapters.regional.results import INSPECTION_RESULT, REINSPECTION, RESULT_REVOCATION
from gateway.translation.form import Form

RECOGNITION: tuple[Form, ...] = (
    INSPECTION_RESULT,
    RESULT_REVOCATION,
    REINSPECTION,
    RECOGNITION_DECISION,
    RELEASE_MODE_DECISION,
    INSPECTION_TRANSFER,
    LABORATORY_REPORT,
)
