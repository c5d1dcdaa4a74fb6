"""Tianjin, customs family: Message, UTF-8, no namespace, unsigned; plain, or behind the md5 prefix of a legacy link.

Not carried, for no kind of ours is theirs: BIL004 (身份证, identity papers of persons), BAA003 (税费担保),
YTT001 (妥投), ZCC001 and ZCC002 (账册), LBQ001 (余额), and their answers.
"""

from __future__ import annotations

from adapters.tianjin.customs.control import CONTROLS
from adapters.tianjin.customs.declaration import DECLARATIONS
from adapters.tianjin.customs.declaration_status import STATUSES
from adapters.tianjin.customs.gate_pass import GATE_PASSES
from adapters.tianjin.customs.item_list import GOODS_LIST, ITEM_LIST
from adapters.tianjin.customs.receipt import RECEIPT
from adapters.tianjin.customs.registration import REGISTRATIONS
from adapters.tianjin.customs.source import PUBLIC
from adapters.tianjin.customs.tax_notice import TAX_NOTICE
from adapters.tianjin.customs.trade_documents import TRADE_DOCUMENTS
from gateway.translation.form import Dialect

DIALECT = Dialect(
    name="tianjin-customs",
    port="tianjin",
    forms=(
        ITEM_LIST,
        GOODS_LIST,
        *DECLARATIONS,
        *STATUSES,
        *CONTROLS,
        *GATE_PASSES,
        *REGISTRATIONS,
        *TRADE_DOCUMENTS,
        TAX_NOTICE,
    ),
    receipt=RECEIPT,
    gives="declaration_number",
    source=PUBLIC,
)
