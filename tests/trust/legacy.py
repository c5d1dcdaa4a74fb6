"""Who still signs by an old rule: we never do, so tests make such seals by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.trust.algorithms import Scheme
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signature_value import raw_from_der
from gateway.trust.signer import Signer
from tests.trust.made import FROM, UNTIL, party

LEGACY = ("legacy-rsa-sha1", "legacy-ukey-sm2-sha1")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSigner:
    """What `seal` needs of a signer."""

    profile: Profile
    certificate: Certificate
    key: rsa.RSAPrivateKey | None = None

    def value(self, message: bytes) -> bytes:
        if self.key is not None:
            return self.key.sign(message, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
        return raw_from_der(party().key.sign(message, Scheme.SM2_SM3))


@cache
def old_signer(profile: str, bits: int = 1024) -> Signer:
    """The party `tianjin` with an old key, or with its key for SM2; `Signer` itself would refuse the profile."""
    if profile == "legacy-ukey-sm2-sha1":
        return cast("Signer", OldSigner(profile=PROFILES[profile], certificate=party().certificate))
    key = rsa.generate_private_key(65537, bits)
    certificate = read_certificate(_certificate(key, FROM, UNTIL))
    return cast("Signer", OldSigner(profile=PROFILES[profile], certificate=certificate, key=key))


def _certificate(key: rsa.RSAPrivateKey, since: datetime, until: datetime) -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tianjin")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, since, until)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
