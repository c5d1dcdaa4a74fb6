"""Hebei, customs family: DecMessage until 2018 and 4.8, UTF-8 or GB18030. That Hebei speaks it is our choice."""

from __future__ import annotations

from adapters.hebei.dec.declaration import DECLARATION
from adapters.hebei.dec.declaration_2017 import BARE, IN_CLIENT
from adapters.hebei.dec.declaration_status import STATUSES
from adapters.hebei.dec.receipt import RECEIPT
from adapters.hebei.dec.source import PUBLIC_48, PUBLIC_2017
from adapters.hebei.dec.transit_status import TRANSIT_STATUSES
from adapters.national.manifest import MANIFEST_FORMS
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="hebei-dec",
    port="hebei",
    forms=(IN_CLIENT, DECLARATION, BARE, *STATUSES, *TRANSIT_STATUSES, *MANIFEST_FORMS),
    receipt=RECEIPT,
    charsets=("UTF-8", "GB18030"),
    gives="unified_number",
    source=f"until 2018-07-31: {PUBLIC_2017}. Since 2018-08-01: {PUBLIC_48}",
)
