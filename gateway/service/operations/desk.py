"""What the operators' port works on; one object, so that the handlers need no globals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from gateway.service.adapter import Adapter
from gateway.service.carrying.carrier import Carrier
from gateway.service.journal.journal import Journal
from gateway.service.mailboxes.interface import Mailboxes
from gateway.service.metrics import Metrics
from gateway.service.notary import Notary
from gateway.service.tls_keeper import TlsKeeper
from gateway.service.trust_keeper import TrustKeeper


@dataclass(slots=True, kw_only=True)
class Desk:
    """One a process."""

    adapters: Mapping[str, Adapter]
    journal: Journal
    mailboxes: Mailboxes
    trust: TrustKeeper
    tls: TlsKeeper
    notary: Notary
    carrier: Carrier
    metrics: Metrics
    now: Callable[[], datetime]
    token: str = field(repr=False)
    restricted_token: str = field(default="", repr=False)
    """"": nobody reads here what is restricted."""
    version: str
    draining: bool = False
    """Set on SIGTERM: readiness says no before anything else stops."""


DESK = web.AppKey("desk", Desk)
