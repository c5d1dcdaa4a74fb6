"""Beijing's dialect keeps what every dialect keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from adapters.beijing.ciq import DIALECT
from gateway.model.message import Receipt
from tests.adapters.contract import SAMPLES, DialectContract, Meaning
from tests.samples.messages import ACCEPTED, DECLARATION, PARTLY_RELEASED, REFUSED, RELEASED

# Ciqresult has no place for our code and the official one: what is read is a refusal by a peer.
UNCODED = replace(REFUSED, code="4506", official="0999")


class TestBeijingCiq(DialectContract):
    dialect = DIALECT
    folder = SAMPLES / "beijing-ciq"
    samples: ClassVar[Mapping[str, Meaning]] = {
        "declaration.xml": Meaning(message=DECLARATION),
        "declaration-status.xml": Meaning(message=RELEASED),
        "declaration-status.partly.xml": Meaning(message=PARTLY_RELEASED),
    }
    receipts: ClassVar[Mapping[str, Receipt]] = {"receipt.xml": ACCEPTED, "receipt.refused.xml": UNCODED}
