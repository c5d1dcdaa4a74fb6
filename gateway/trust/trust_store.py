"""Whom we believe: certificates pinned for each party, and authorities that may vouch for one party's others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.certificates import Certificate, is_issued_by


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustStore:
    """Certificates by fingerprint; each, and each key, belongs to one party only, else nobody could be named by it.

    A certificate is no part of what is signed: two of one key can be exchanged in a document unseen.
    """

    pins: Mapping[str, tuple[str, Certificate]]

    @classmethod
    def of(cls, pins: Iterable[tuple[str, Certificate]]) -> Self:
        """From (party, certificate). A pinned authority vouches for what it signed, too. Raises TRUST_UNUSABLE."""
        found: dict[str, tuple[str, Certificate]] = {}
        owners: dict[bytes, str] = {}
        for party, certificate in pins:
            found.setdefault(certificate.fingerprint, (party, certificate))
            other = owners.setdefault(certificate.spki, party)
            if other != party:
                raise faults.TRUST_UNUSABLE.error(f"{certificate.subject} is pinned for {other} and for {party}")
        return cls(pins=found)

    def party_of(self, certificate: Certificate, at: datetime) -> str:
        """The party that `certificate` names at the moment `at` (aware).

        It is pinned, or directly signed by an authority pinned for that party (no longer chains: nobody here has them).
        Raises CERTIFICATE_UNTRUSTED, and CERTIFICATE_EXPIRED for itself or its authority, also before its time.
        """
        party, authority = self._vouched(certificate, at)
        for one in (certificate, authority):
            if not one.is_valid(at):
                raise _expired(one, at)
        if not certificate.may_sign:
            raise faults.CERTIFICATE_UNTRUSTED.error(
                "its key usage does not allow signatures", value=certificate.subject
            )
        return party

    def _vouched(self, certificate: Certificate, at: datetime) -> tuple[str, Certificate]:
        """Who vouches; an authority that is valid now before one of the same name and key that no longer is."""
        pinned = self.pins.get(certificate.fingerprint)
        if pinned:
            return pinned
        above = [pin for pin in self.pins.values() if pin[1].is_authority and is_issued_by(certificate, pin[1])]
        if not above:
            raise faults.CERTIFICATE_UNTRUSTED.error("nobody we know vouches for it", value=certificate.subject)
        return max(above, key=lambda pin: pin[1].is_valid(at))


def _expired(certificate: Certificate, at: datetime) -> GatewayError:
    late = at > certificate.not_after
    word, moment = ("since", certificate.not_after) if late else ("until", certificate.not_before)
    reason = f"it is not valid {word} {moment:%Y-%m-%dT%H:%M:%SZ}"
    return faults.CERTIFICATE_EXPIRED.error(reason, value=certificate.subject)
