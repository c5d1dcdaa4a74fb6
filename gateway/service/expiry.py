"""How long certificates and lists still hold: for health, metrics, `check`, and a word in the log at each threshold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from gateway.trust.certificates import Certificate
from gateway.trust.revocation import RevocationList
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

LOG = structlog.get_logger()
THRESHOLDS = {60: "soon", 30: "urgent", 7: "critical"}
"""Days before the end → how much it presses; our own rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One certificate that must be renewed in time."""

    owner: str
    """our-<profile>, a party, or authorities/<name>."""
    certificate: Certificate


def watched(signers: Mapping[str, Signer], trust: TrustStore) -> list[Watched]:
    """Of those that overlap while one is renewed the last: ours by profile, an authority by name, a party's by kind."""
    found: dict[tuple[str, str], Watched] = {}
    for one in _all(signers, trust):
        certificate = one.certificate
        kind = certificate.subject if certificate.is_ca else certificate.algorithm.value
        key = (one.owner, kind)
        if key not in found or found[key].certificate.not_after < certificate.not_after:
            found[key] = one
    return list(found.values())


def days_left(certificate: Certificate, now: datetime) -> int:
    """Whole days; negative when it has ended."""
    return (certificate.not_after - now).days


def pressing(certificate: Certificate, now: datetime) -> str:
    """soon, urgent, critical, or "" while there is time."""
    days = days_left(certificate, now)
    return next((word for threshold, word in sorted(THRESHOLDS.items()) if days < threshold), "")


def stale(one: RevocationList, now: datetime, trust: TrustStore) -> str:
    """Empty while it is fresh; "grace": believed still; "refused": nothing that its authority issued is."""
    if now <= one.next_update:
        return ""
    return "grace" if now - one.next_update <= trust.believed.grace else "refused"


@dataclass(slots=True)
class Crier:
    """Logs each threshold once, and each list when it goes stale."""

    _told: set[tuple[str, str]] = field(default_factory=set)

    def look(self, signers: Mapping[str, Signer], trust: TrustStore, now: datetime) -> None:
        """Called as often as one likes."""
        for one in watched(signers, trust):
            certificate = one.certificate
            facts = {"owner": one.owner, "serial": certificate.serial_hex, "days": days_left(certificate, now)}
            self._once("certificate-ends", certificate.digest, pressing(certificate, now), **facts)
        for folder in trust.folders:
            for each in folder.lists:
                facts = {"authority": folder.name, "next_update": each.next_update.isoformat()}
                self._once("revocation-list-stale", each.digest, stale(each, now, trust), **facts)

    def _once(self, event: str, digest: str, word: str, **facts: object) -> None:
        if word and (digest, word) not in self._told:
            self._told.add((digest, word))
            LOG.warning(event, **facts, state=word)


def _all(signers: Mapping[str, Signer], trust: TrustStore) -> Iterator[Watched]:
    for name, signer in signers.items():
        yield Watched(owner=f"our-{name}", certificate=signer.certificate)
    for party, certificate in trust.pins.values():
        yield Watched(owner=party, certificate=certificate)
    for folder in trust.folders:
        if not folder.party:
            for authority in folder.authorities:
                yield Watched(owner=folder.name, certificate=authority)
