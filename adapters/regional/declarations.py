"""A declaration's life: submitted, amended, withdrawn, answered, and the papers that clear it."""

from __future__ import annotations

from adapters.regional.amendment import AMENDMENT, CANCELLATION
from adapters.regional.clearance import CLEARANCE_FORM, E_LEDGER
from adapters.regional.declaration import DECLARATION
from adapters.regional.status import STATUS, TWO_STAGE
from gateway.translation.form import Form

DECLARATIONS: tuple[Form, ...] = (
    DECLARATION,
    AMENDMENT,
    CANCELLATION,
    STATUS,
    TWO_STAGE,
    E_LEDGER,
    CLEARANCE_FORM,
)
