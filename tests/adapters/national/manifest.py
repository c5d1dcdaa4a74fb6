"""What the samples of the national manifest mean, in whichever dialect they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from tests.adapters.contract import Meaning
from tests.samples import cargo

THE_DAY = datetime(2014, 10, 14, 16, tzinfo=UTC)
"""ArrivalDate has no hour."""

MEANINGS: Mapping[str, Meaning] = {
    "manifest.MT1101.xml": Meaning(message=cargo.MANIFEST, variant="MT1101"),
    "manifest.MT2101.xml": Meaning(message=cargo.ADVANCE_MANIFEST, variant="MT2101"),
    "manifest.MT1401.xml": Meaning(message=cargo.ROAD_MANIFEST, variant="MT1401"),
    "manifest.MT2401.xml": Meaning(message=cargo.ROAD_ADVANCE_MANIFEST, variant="MT2401"),
    "arrival-report.MT3101.xml": Meaning(
        message=cargo.ARRIVAL_REPORT, variant="MT3101", differs={"arrived_at": THE_DAY}
    ),
    "tally-report.MT5101.xml": Meaning(message=cargo.TALLY_REPORT, variant="MT5101"),
    "tally-report.MT5102.xml": Meaning(message=cargo.EXPORT_TALLY, variant="MT5102"),
    "loading-report.MT4101.xml": Meaning(message=cargo.LOADING_REPORT, variant="MT4101"),
    "loading-report.MT4404.xml": Meaning(message=cargo.EMPTY_LORRY, variant="MT4404"),
    "manifest-status.MT1101.xml": Meaning(message=cargo.ACCEPTED, variant="MT1101"),
    "manifest-status.MT2101.xml": Meaning(message=cargo.REFUSED_LOADING, variant="MT2101"),
    "manifest-status.MT3101.xml": Meaning(message=cargo.REJECTED, variant="MT3101"),
}
