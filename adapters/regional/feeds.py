"""One-way feeds, tables, and what watches a link."""

from __future__ import annotations

from adapters.regional.heartbeat import HEARTBEAT
from gateway.translation.form import Form

FEEDS: tuple[Form, ...] = (HEARTBEAT,)
