"""regional keeps the contract, family by family, and covers every kind there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from adapters.regional import DIALECT
from gateway.model.message import Receipt
from tests.adapters.contract import SAMPLES, DialectContract, Meaning
from tests.adapters.regional import alerts, cargo, declarations, ecommerce, feeds, orders, recognition, transit
from tests.samples import messages

FAMILIES = (declarations, orders, recognition, alerts, cargo, transit, feeds, ecommerce)


class TestRegional(DialectContract):
    dialect = DIALECT
    folder = SAMPLES / "regional"
    samples: ClassVar[Mapping[str, Meaning]] = {
        name: meaning for family in FAMILIES for name, meaning in family.MEANINGS.items()
    }
    receipts: ClassVar[Mapping[str, Receipt]] = {
        "receipt.xml": messages.ACCEPTED,
        "receipt.refused.xml": messages.REFUSED,
    }
