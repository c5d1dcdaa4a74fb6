"""Our own dialect, for every kind: what no public format covers has its words here, and everything else as well."""

from __future__ import annotations

from adapters.regional.alerts import ALERTS
from adapters.regional.cargo import CARGO
from adapters.regional.declarations import DECLARATIONS
from adapters.regional.ecommerce import ECOMMERCE
from adapters.regional.feeds import FEEDS
from adapters.regional.gate_pass import GATE_PASSES
from adapters.regional.orders import ORDERS
from adapters.regional.receipt import RECEIPT
from adapters.regional.recognition import RECOGNITION
from adapters.regional.source import OURS
from adapters.regional.transit import TRANSIT
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="regional",
    port="regional",
    forms=(*DECLARATIONS, *ORDERS, *RECOGNITION, *ALERTS, *CARGO, *TRANSIT, *GATE_PASSES, *FEEDS, *ECOMMERCE),
    receipt=RECEIPT,
    charsets=("UTF-8", "GB18030"),
    source=OURS,
)
