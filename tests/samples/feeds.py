"""Feeds, tables, and what watches a link: one meaning each."""

from __future__ import annotations

from datetime import UTC, datetime

from gateway.model.message import Message
from gateway.model.watch import Heartbeat

HEARTBEAT = Message(
    number="2014101500000901",
    sent_at=datetime(2014, 10, 15, 4, 0, tzinfo=UTC),
    sender="DXPENT0000000001",
    receivers=("DXPGTW0000000001",),
    body=Heartbeat(
        at=datetime(2014, 10, 15, 4, 0, tzinfo=UTC),
        sequence=7,
        waiting=3,
        oldest_waiting_at=datetime(2014, 10, 15, 3, 58, 30, tzinfo=UTC),
        software="某口岸系统 1.0",
    ),
)
