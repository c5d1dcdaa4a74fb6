"""Beijing, inspection family: EEntDeclIo and Ciqresult, UTF-8.

No format of Beijing is public: the choice of this family is ours.
"""

from __future__ import annotations

from adapters.beijing.ciq.declaration import DECLARATION
from adapters.beijing.ciq.receipt import RECEIPT
from adapters.beijing.ciq.source import OURS, PUBLIC
from adapters.beijing.ciq.status import STATUS
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="beijing-ciq",
    port="beijing",
    forms=(DECLARATION, STATUS),
    receipt=RECEIPT,
    gives="declaration_number",
    source=f"{PUBLIC}. Ours: {OURS}",
)
