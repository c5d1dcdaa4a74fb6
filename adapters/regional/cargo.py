"""The forms of this family of kinds."""

from __future__ import annotations

from adapters.regional.cargo_report import ARRIVAL_REPORT, LOADING_REPORT, MANIFEST, TALLY_REPORT
from adapters.regional.cargo_status import MANIFEST_STATUS
from gateway.translation.form import Form

CARGO: tuple[Form, ...] = (MANIFEST, ARRIVAL_REPORT, TALLY_REPORT, LOADING_REPORT, MANIFEST_STATUS)
