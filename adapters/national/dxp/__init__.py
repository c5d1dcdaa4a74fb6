"""DXP, the national exchange platform's envelope (电子口岸数据交换平台): DxpMsg, and DxpRep which answers it.

DxpMsgSv carries a DxpMsg from one node of the platform to another, as between regions.
"""

from __future__ import annotations

from adapters.national.dxp.message import MESSAGE
from adapters.national.dxp.receipt import RECEIPT
from adapters.national.dxp.source import PUBLIC
from adapters.national.dxp.transfer import TRANSFER
from gateway.translation.form import EnvelopeDialect

DIALECT = EnvelopeDialect(name="dxp", message=MESSAGE, receipt=RECEIPT, source=PUBLIC)
BETWEEN_NODES = EnvelopeDialect(name="dxp-sv", message=TRANSFER, receipt=RECEIPT, source=PUBLIC)
