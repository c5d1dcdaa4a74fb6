"""Parties made up on the spot: their keys live as long as the run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from gateway.trust.certificates import Certificate, read_pem
from gateway.trust.issue import Issuer, Usage, issued, self_signed
from gateway.trust.keys import SigningKey, load_key, new_key
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
FROM, UNTIL = AT - timedelta(days=30), AT + timedelta(days=335)
PROFILE_NAMES = ("sm2-sm3", "rsa-sha256", "ecdsa-p256-sha256", "rsa-pss-sha256")
DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ceb:M xmlns:ceb="http://www.chinaport.gov.cn/ceb" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" guid="A&amp;B" version="1.0">\n  <ceb:copNo>1</ceb:copNo>\n'
    "  <ceb:note/>报关单 &lt;€ 𠮷\n</ceb:M>"
).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One made-up party with one key."""

    name: str
    profile: Profile
    key_pem: bytes
    key: SigningKey
    pem: bytes
    certificate: Certificate

    @property
    def signer(self) -> Signer:
        return Signer(profile=self.profile, key=self.key, certificate=self.certificate)

    @property
    def trust(self) -> TrustStore:
        return TrustStore.of([(self.name, self.certificate)])

    @property
    def issuer(self) -> Issuer:
        return Issuer(key=self.key, certificate=self.certificate)


def party(profile: str = "sm2-sm3", name: str = "tianjin", usage: Usage = Usage.SIGN) -> Party:
    """The same each time within a run."""
    return _party(profile, name, usage)


@cache
def _party(profile: str, name: str, usage: Usage) -> Party:
    key_pem = new_key(PROFILES[profile].algorithm)
    key = load_key(key_pem)
    pem = self_signed(key, name, serial=0x0A1B2C3D, not_before=FROM, not_after=UNTIL, usage=usage)
    certificate = read_pem(pem)
    return Party(name=name, profile=PROFILES[profile], key_pem=key_pem, key=key, pem=pem, certificate=certificate)


def leaf(above: Party, below: Party, *, not_before: datetime = FROM, not_after: datetime = UNTIL) -> Certificate:
    """A certificate of `below`'s key signed by `above`."""
    return read_pem(issued(above.issuer, below.key.spki, "leaf", serial=7, not_before=not_before, not_after=not_after))
