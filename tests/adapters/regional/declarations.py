"""What the samples of this family mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

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
from tests.samples.ecommerce import ITEM_LIST, PARCEL_PARTLY_RELEASED
from tests.samples.messages import (
    DECLARATION,
    EXAM_ORDERED,
    LEAN_DECLARATION,
    NOT_IMPORTED,
    PARTLY_RELEASED,
    QUARANTINE_PASSED,
    RELEASED,
)

PARCEL: Any = ITEM_LIST.body
NAMED = {"logistics_name": "天津某某快递有限公司", "platform_code": "1100960001", "platform_name": "某某网"}

MEANINGS: Mapping[str, Meaning] = {
    "declaration.xml": Meaning(message=DECLARATION),
    "declaration.lean.xml": Meaning(message=LEAN_DECLARATION),
    "declaration.parcel.xml": Meaning(message=replace(ITEM_LIST, body=replace(PARCEL, **NAMED))),
    "declaration-amendment.xml": Meaning(message=AMENDMENT),
    "declaration-cancellation.xml": Meaning(message=CANCELLATION),
    "declaration-status.xml": Meaning(message=RELEASED),
    "declaration-status.partly.xml": Meaning(message=PARTLY_RELEASED),
    "declaration-status.quarantine.xml": Meaning(message=QUARANTINE_PASSED),
    "declaration-status.check.xml": Meaning(message=EXAM_ORDERED),
    "declaration-status.import-answer.xml": Meaning(message=NOT_IMPORTED),
    "declaration-status.parcel.xml": Meaning(message=PARCEL_PARTLY_RELEASED),
    "two-stage-status.xml": Meaning(message=TWO_STAGE, on=TWO_STAGE_DATE),
    "e-ledger.xml": Meaning(message=E_LEDGER, on=LEDGER_DATE),
    "clearance-form.xml": Meaning(message=CLEARANCE_FORM),
}
