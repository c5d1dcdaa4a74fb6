"""The contract of dialects holds for a dialect that has one of everything."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from gateway.model.message import Receipt
from tests.adapters.contract import DialectContract, Meaning
from tests.translation import invented


class TestInvented(DialectContract):
    dialect = invented.INVENTED
    folder = Path(__file__).parent / "samples"
    samples: ClassVar[dict[str, Meaning]] = {
        "parcel.xml": Meaning(message=invented.MESSAGE, on=invented.ON, keys=invented.KEYS)
    }
    receipts: ClassVar[dict[str, Receipt]] = {"receipt.xml": invented.ACCEPTED, "receipt.refused.xml": invented.REFUSED}
    codes = invented.CODES
    schemas = invented.SCHEMAS
