"""The envelope of Guangzhou's e-port (广州电子口岸传输报文): GzeportTransfer, and DocRec which answers it.

It is posted as the form field messageText (the link's `transport.form_field`), and always signed.
"""

from __future__ import annotations

from adapters.guangzhou.gzeport.message import MESSAGE
from adapters.guangzhou.gzeport.receipt import RECEIPT
from adapters.guangzhou.gzeport.source import PUBLIC
from gateway.translation.form import EnvelopeDialect

DIALECT = EnvelopeDialect(name="gzeport", message=MESSAGE, receipt=RECEIPT, source=PUBLIC)
