"""One-way feeds, tables, and what watches a link."""

from __future__ import annotations

from adapters.regional.closed import FX_DECLARATION, TAX_EXPORT_CLEARED
from adapters.regional.code_table import CODE_TABLE
from adapters.regional.heartbeat import HEARTBEAT
from adapters.regional.reconcile import RECONCILE
from gateway.translation.form import Form

FEEDS: tuple[Form, ...] = (TAX_EXPORT_CLEARED, FX_DECLARATION, CODE_TABLE, RECONCILE, HEARTBEAT)
