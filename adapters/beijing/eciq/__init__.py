"""Beijing, inspection family until 2018: ROOT and DCL_RESPONSE of e-CIQ, GBK, no namespace.

A declaration is written until 2018-07-31 and read on every day; answers are written for as long as there is one to
answer. No format of Beijing is public: the choice of this family is ours.
"""

from __future__ import annotations

from adapters.beijing.eciq.declaration import DECLARATION
from adapters.beijing.eciq.receipt import RECEIPT
from adapters.beijing.eciq.source import OURS, PUBLIC
from adapters.beijing.eciq.status import STATUS
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="beijing-eciq",
    port="beijing",
    forms=(DECLARATION, STATUS),
    receipt=RECEIPT,
    charset="GBK",
    charsets=("GBK", "GB18030", "UTF-8"),
    gives="declaration_number",
    source=f"{PUBLIC}. Ours: {OURS}",
)
