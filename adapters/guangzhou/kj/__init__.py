"""Guangzhou, cross-border trade (跨境电商): InternationalTrade, UTF-8, no namespace, in a gzeport envelope."""

from __future__ import annotations

from adapters.guangzhou.kj.declaration import DECLARATION
from adapters.guangzhou.kj.receipt import RECEIPT
from adapters.guangzhou.kj.source import PUBLIC
from gateway.translation.form import Dialect

DIALECT = Dialect(name="guangzhou-kj", port="guangzhou", forms=(DECLARATION,), receipt=RECEIPT, source=PUBLIC)
