"""What the pieces of a worker are handed in common, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from gateway.service.adapter import Adapter
from gateway.service.carrying.carrier import Carrier
from gateway.service.code_keeper import CodeKeeper
from gateway.service.deciding.decider import Decider
from gateway.service.journal.journal import Journal
from gateway.service.mailboxes.motion import Motion
from gateway.service.metrics import Metrics
from gateway.service.notary import Notary
from gateway.service.pack_keeper import PackKeeper
from gateway.service.surroundings import Surroundings
from gateway.service.tls_keeper import TlsKeeper
from gateway.service.tracing import Tracer
from gateway.service.trust_keeper import TrustKeeper


class Shared(TypedDict):
    """What exchange, courier and the operators' desk have in common."""

    adapters: Mapping[str, Adapter]
    journal: Journal
    mailboxes: Motion


class Judges(TypedDict):
    """What the exchange judges by."""

    world: Surroundings
    keeper: CodeKeeper
    tracer: Tracer
    decider: Decider


class Seen(TypedDict):
    """What operators see of a worker's insides."""

    trust: TrustKeeper
    tls: TlsKeeper
    notary: Notary
    carrier: Carrier
    metrics: Metrics


class Keepers(TypedDict):
    """What brings a running worker up to date."""

    keeper: CodeKeeper
    packs: PackKeeper
    trust: TrustKeeper
    tls: TlsKeeper
