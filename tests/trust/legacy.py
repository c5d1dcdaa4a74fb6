"""Who still signs by an old rule: we never do, so tests make such seals by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.trust.algorithms import Scheme
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.keys import SigningKey
from gateway.trust.profiles import PROFILES, Profile
from gateway.trust.signature_value import raw_from_der
from gateway.trust.signer import Signer
from tests.trust.made import FROM, UNTIL, party

LEGACY = ("legacy-rsa-sha1", "legacy-ukey-sm2-sha1")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSigner:
    """What `seal` needs of a signer; `Signer` itself would refuse the profile."""

    profile: Profile
    certificate: Certificate
    value: Callable[[bytes], bytes]


def ukey(certificate: Certificate, key: SigningKey) -> Signer:
    """Whose SM2 signature stands over a digest of SHA-1."""
    profile = PROFILES["legacy-ukey-sm2-sha1"]
    return _signer(profile, certificate, lambda message: raw_from_der(key.sign(message, Scheme.SM2_SM3)))


@cache
def old_signer(profile: str, bits: int = 1024, name: str = "tianjin") -> Signer:
    """A party with an old key, or with the key it has for SM2."""
    if profile == "legacy-ukey-sm2-sha1":
        return ukey(party(name=name).certificate, party(name=name).key)
    key = rsa.generate_private_key(65537, bits)
    sign = partial(key.sign, padding=padding.PKCS1v15(), algorithm=hashes.SHA1())  # noqa: S303
    return _signer(PROFILES[profile], read_certificate(_certificate(key, name)), sign)


def _signer(profile: Profile, certificate: Certificate, value: Callable[[bytes], bytes]) -> Signer:
    return cast("Signer", OldSigner(profile=profile, certificate=certificate, value=value))


def _certificate(key: rsa.RSAPrivateKey, common_name: str) -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, FROM, UNTIL)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
