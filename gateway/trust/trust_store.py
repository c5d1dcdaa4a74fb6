"""Whom we believe: certificates pinned for each party, and authorities that vouch for a party's others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from typing import Self

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.certificates import Certificate
from gateway.trust.chains import chains, issuers, missing
from gateway.trust.revocation import RevocationList
from gateway.trust.vouching import Believed, Folder, Step, Vouched, Way, way

SHARED = "several (authorities)"
KNOWN_MAX = 4096
"""Certificates whose chains are kept; only what somebody vouched for comes in."""
FURTHEST = (
    faults.ALGORITHM_WEAK,
    faults.CERTIFICATE_PURPOSE,
    faults.CERTIFICATE_EXPIRED,
    faults.REVOCATION_UNKNOWN,
    faults.CERTIFICATE_REVOKED,
)
"""Of several ways that are all refused, the one is told that came furthest, in the order of `Way.fault`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustStore:
    """Certificates by fingerprint; each, and each key, belongs to one party only, else nobody could be named by it.

    A certificate is no part of what is signed: two of one key can be exchanged in a document unseen.
    """

    pins: Mapping[str, tuple[str, Certificate]]
    folders: tuple[Folder, ...] = ()
    """Of authorities."""
    believed: Believed = field(default_factory=Believed)
    _ways: dict[str, tuple[Way, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _seen: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        pins: Iterable[tuple[str, Certificate]],
        *,
        lists: Mapping[str, tuple[RevocationList, ...]] | None = None,
        shared: Iterable[Folder] = (),
        believed: Believed | None = None,
    ) -> Self:
        """From (party, certificate), each party's revocation lists, and shared authorities. Raises TRUST_UNUSABLE.

        A pinned authority vouches for what it signed, too.
        """
        given = list(pins)
        found: dict[str, tuple[str, Certificate]] = {}
        for party, certificate in given:
            found.setdefault(certificate.fingerprint, (party, certificate))
        folders = (*_own(found.values(), lists or {}), *shared)
        _refuse_owners(given, folders)
        return cls(pins=found, folders=folders, believed=believed or Believed())

    @property
    def parties(self) -> frozenset[str]:
        """All that any certificate may name."""
        listed = {party for folder in self.folders for party in folder.subjects.values()}
        return frozenset(listed | {party for party, _ in self.pins.values()})

    def party_of(self, certificate: Certificate, at: datetime) -> str:
        """The party that `certificate` names at the moment `at` (aware). Raises what `vouched` does."""
        return self.vouched(certificate, at).party

    def vouched(self, certificate: Certificate, at: datetime) -> Vouched:
        """Who vouches for it at the moment `at` (aware): it is pinned, or a chain leads to an authority of a folder.

        Raises CERTIFICATE_UNTRUSTED (nobody, or a certificate between is missing), and for it or any of its chain
        CERTIFICATE_PURPOSE, ALGORITHM_WEAK, CERTIFICATE_EXPIRED, CERTIFICATE_REVOKED, REVOCATION_UNKNOWN.
        """
        refused: list[GatewayError] = []
        for one in self._known(certificate):
            error = one.fault(at, self.believed)
            if error is None:
                return one.vouched
            refused.append(error)
        raise max(refused, key=lambda error: FURTHEST.index(error.fault))

    def material(self, digest: str) -> bytes | None:
        """The DER of a certificate or list that it vouched by, by `sm3:` and hex; None for what it does not have."""
        return self._seen.get(digest)

    def _known(self, certificate: Certificate) -> tuple[Way, ...]:
        ways = self._ways.get(certificate.fingerprint)
        if ways is None:
            ways = tuple(self._ways_of(certificate))
            if len({one.vouched.party for one in ways}) != 1:
                raise faults.CERTIFICATE_UNTRUSTED.error(self._why_not(certificate, ways), value=certificate.subject)
            self._keep(certificate, ways)
        return ways

    def _keep(self, certificate: Certificate, ways: tuple[Way, ...]) -> None:
        if len(self._ways) >= KNOWN_MAX:
            self._ways.clear()
            self._seen.clear()
        self._ways[certificate.fingerprint] = ways
        for one in ways:
            self._seen.update((above.digest, above.der) for above in one.vouched.chain)
            self._seen.update((each.digest, each.der) for each in one.vouched.lists)

    def _ways_of(self, certificate: Certificate) -> Iterator[Way]:
        """A pin alone, where it is pinned; its authority's list speaks of it all the same."""
        pinned = self.pins.get(certificate.fingerprint)
        if pinned:
            above = [one for folder in self.folders for one in issuers(certificate, folder.authorities)]
            steps = [self._step(certificate, one) for one in above if one != certificate]
            yield way(pinned[0], (certificate,), steps)
            return
        for folder in self.folders:
            party = folder.party_of(certificate)
            if party and self._owner(certificate) in ("", party):
                for chain in chains(certificate, folder.authorities):
                    yield way(party, chain, [self._step(below, one) for below, one in pairwise(chain)])

    def _step(self, below: Certificate, above: Certificate) -> Step:
        """Every list of that issuer: of its key, or of another key of that name in a folder where it stands."""
        lists = {
            one.digest: one
            for folder in self.folders
            for one in folder.lists
            if one.issuer_name == above.subject_name and (one.spki == above.spki or above in folder.authorities)
        }
        return below, above, tuple(lists.values())

    def _owner(self, certificate: Certificate) -> str:
        """Whom its key is pinned for, "" if for nobody: no other's authority may make that key its party's."""
        return next((party for party, pin in self.pins.values() if pin.spki == certificate.spki), "")

    def _why_not(self, certificate: Certificate, ways: Iterable[Way]) -> str:
        several = sorted({one.vouched.party for one in ways})
        if several:
            return f"it names {' and '.join(several)}, by several authorities, so that it names nobody"
        if owner := self._owner(certificate):
            return f"its key is pinned for {owner}, whose certificate this is not"
        for folder in self.folders:
            if folder.party_of(certificate) == "" and chains(certificate, folder.authorities):
                return f"{folder.name} vouches for it, and its subject is listed for no party"
        authorities = [one for folder in self.folders for one in folder.authorities]
        others = [one for _, one in self.pins.values() if one not in authorities]
        return f"nobody we know vouches for it: {missing(certificate, [*authorities, *others])}"


def _own(pins: Iterable[tuple[str, Certificate]], lists: Mapping[str, tuple[RevocationList, ...]]) -> Iterator[Folder]:
    for party, group in groupby(sorted(pins, key=lambda pin: pin[0]), key=lambda pin: pin[0]):
        authorities = tuple(one for _, one in group if one.is_ca)
        yield Folder(name=f"trust/{party}", party=party, authorities=authorities, lists=lists.get(party, ()))


def _refuse_owners(pins: Iterable[tuple[str, Certificate]], folders: Iterable[Folder]) -> None:
    """One key names one party; a shared authority that a party pins as well would make everybody that party."""
    shared = [(SHARED, one) for folder in folders if not folder.party for one in folder.authorities]
    owners: dict[bytes, str] = {}
    for owner, certificate in (*pins, *shared):
        other = owners.setdefault(certificate.spki, owner)
        if other != owner:
            raise faults.TRUST_UNUSABLE.error(f"{certificate.subject} is pinned for {other} and for {owner}")
