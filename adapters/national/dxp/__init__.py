"""DXP, the national exchange platform's envelope (电子口岸数据交换平台): DxpMsg, and DxpRep which answers it."""

from __future__ import annotations

from adapters.national.dxp.message import MESSAGE
from adapters.national.dxp.receipt import RECEIPT
from adapters.national.dxp.source import PUBLIC
from gateway.translation.form import EnvelopeDialect

DIALECT = EnvelopeDialect(name="dxp", message=MESSAGE, receipt=RECEIPT, source=PUBLIC)
