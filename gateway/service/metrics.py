"""Metrics in Prometheus' words, and the observer that keeps them. No label bears a message id, a number or a name."""

from __future__ import annotations

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

LOG = structlog.get_logger()
QUIET = frozenset({"copy"})
LEGACY = "legacy-profile"
LABELS = frozenset({"kind", "code"})


class Metrics:
    """One registry a process; the observer of exchange and courier."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._steps = Counter(
            "eport_steps", "Steps that messages and deliveries reached", ["link", "step"], registry=self.registry
        )
        self._events = Counter(
            "eport_messages",
            "Messages and deliveries by what became of them; code is of the catalogue of faults",
            ["link", "outcome", "kind", "code"],
            registry=self.registry,
        )
        self._legacy = Counter(
            "eport_legacy_profile",
            "Documents and receipts taken, or documents sent, under a profile that proves little",
            ["link", "profile"],
            registry=self.registry,
        )
        self.deliveries = Gauge(
            "eport_deliveries", "Deliveries in the journal by state", ["link", "state"], registry=self.registry
        )
        self.oldest = Gauge(
            "eport_oldest_pending_age_seconds",
            "Age of the oldest delivery that waits, seconds",
            ["link"],
            registry=self.registry,
        )
        self.overdue = Gauge(
            "eport_overdue",
            "Documents without their receipt or release in time; 1 for a feed that is silent",
            ["link", "what"],
            registry=self.registry,
        )
        self.certificates, self.lists, self.unusable = trust_gauges(self.registry)
        self.up = Gauge("eport_up", "1 where a part answers: journal, redis", ["part"], registry=self.registry)
        self.chain = ChainGauges(self.registry)
        self.build = Gauge("eport_build_info", "Always 1", ["version", "codes"], registry=self.registry)

    def built(self, version: str, codes: str) -> None:
        """Of which release this is, and which version of the code tables is in force; the one before is forgotten."""
        self.build.clear()
        self.build.labels(version, codes).set(1)

    def step(self, name: str, link: str) -> None:
        """Count a step."""
        self._steps.labels(link, name).inc()

    def event(self, name: str, link: str, **facts: str) -> None:
        """Count an event, and log it: an id may stand in a log line, never in a label."""
        if name == LEGACY:
            self._legacy.labels(link, facts["profile"]).inc()
            LOG.warning(name, link=link, **facts)
            return
        self._events.labels(link, name, facts.get("kind", ""), facts.get("code", "")).inc()
        if name not in QUIET:
            LOG.info(name, link=link, **facts)

    def text(self) -> bytes:
        """The exposition format."""
        return generate_latest(self.registry)


def trust_gauges(registry: CollectorRegistry) -> tuple[Gauge, Gauge, Gauge]:
    """Of certificates, of lists of revoked ones, and of files that cannot be used."""
    ends = Gauge(
        "eport_certificate_expiry_timestamp_seconds",
        "When a certificate ends, seconds since the epoch",
        ["owner", "serial"],
        registry=registry,
    )
    due = Gauge(
        "eport_revocation_list_next_update_timestamp_seconds",
        "When the list of revoked certificates that is due first should be renewed, seconds since the epoch",
        ["authority"],
        registry=registry,
    )
    failed = Gauge(
        "eport_trust_reload_failed",
        "1 while files of trust or keys cannot be used and what was read before stays in force",
        ["part"],
        registry=registry,
    )
    return ends, due, failed


class ChainGauges:
    """How the chain of evidence stands."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.unsealed = Gauge(
            "eport_evidence_unsealed_records", "Records that no batch has sealed yet", registry=registry
        )
        self.unsealed_age = Gauge(
            "eport_evidence_oldest_unsealed_age_seconds", "Age of the oldest of them, seconds", registry=registry
        )
        self.batch = Gauge("eport_evidence_last_batch", "Number of the last batch", registry=registry)
        self.batch_at = Gauge(
            "eport_evidence_last_batch_timestamp_seconds",
            "When it was sealed, seconds since the epoch; 0: there is none",
            registry=registry,
        )
        self.unstamped = Gauge(
            "eport_evidence_days_without_stamp",
            "Days with a statement and no time-stamp, where an authority is configured",
            registry=registry,
        )
