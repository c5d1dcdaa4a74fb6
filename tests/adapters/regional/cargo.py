"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples import cargo

MEANINGS: Mapping[str, Meaning] = {
    "manifest.xml": Meaning(message=cargo.MANIFEST),
    "manifest.advance.xml": Meaning(message=cargo.ADVANCE_MANIFEST),
    "arrival-report.xml": Meaning(message=cargo.ARRIVAL_REPORT),
    "tally-report.xml": Meaning(message=cargo.TALLY_REPORT),
    "loading-report.xml": Meaning(message=cargo.LOADING_REPORT),
    "loading-report.empty.xml": Meaning(message=cargo.EMPTY_LORRY),
    "manifest-status.xml": Meaning(message=cargo.ACCEPTED),
    "manifest-status.rejected.xml": Meaning(message=cargo.REJECTED),
}
