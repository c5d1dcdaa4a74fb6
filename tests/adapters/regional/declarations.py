"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.contract import Meaning
from tests.samples.declarations import (
    AMENDMENT,
    CANCELLATION,
    CLEARANCE_FORM,
    E_LEDGER,
    LEDGER_DATE,
    TWO_STAGE,
    TWO_STAGE_DATE,
)
from tests.samples.messages import (
    DECLARATION,
    EXAM_ORDERED,
    LEAN_DECLARATION,
    NOT_IMPORTED,
    PARTLY_RELEASED,
    QUARANTINE_PASSED,
    RELEASED,
)

MEANINGS: Mapping[str, Meaning] = {
    "declaration.xml": Meaning(message=DECLARATION),
    "declaration.lean.xml": Meaning(message=LEAN_DECLARATION),
    "declaration-amendment.xml": Meaning(message=AMENDMENT),
    "declaration-cancellation.xml": Meaning(message=CANCELLATION),
    "declaration-status.xml": Meaning(message=RELEASED),
    "declaration-status.partly.xml": Meaning(message=PARTLY_RELEASED),
    "declaration-status.quarantine.xml": Meaning(message=QUARANTINE_PASSED),
    "declaration-status.check.xml": Meaning(message=EXAM_ORDERED),
    "declaration-status.import-answer.xml": Meaning(message=NOT_IMPORTED),
    "two-stage-status.xml": Meaning(message=TWO_STAGE, on=TWO_STAGE_DATE),
    "e-ledger.xml": Meaning(message=E_LEDGER, on=LEDGER_DATE),
    "clearance-form.xml": Meaning(message=CLEARANCE_FORM),
}
