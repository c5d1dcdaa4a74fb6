"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.adapters.contract import Meaning
from tests.samples import feeds

MEANINGS: Mapping[str, Meaning] = {
    "tax-export-cleared.xml": Meaning(message=feeds.TAX_EXPORT_CLEARED, on=date(2015, 6, 10)),
    "fx-declaration.xml": Meaning(message=feeds.FX_DECLARATION),
    "code-table.xml": Meaning(message=feeds.CODE_TABLE),
    "reconcile.xml": Meaning(message=feeds.RECONCILE),
    "heartbeat.xml": Meaning(message=feeds.HEARTBEAT),
}
