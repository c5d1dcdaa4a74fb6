"""Certificates as we need them; X.509 is parsed by `cryptography`, which cannot give the key of an SM2 certificate."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import der, public_keys
from gateway.trust.algorithms import Algorithm, algorithm_of
from gateway.trust.digests import named
from gateway.trust.issued_under import is_signed_under
from gateway.trust.usages import usages

VERSION_TAG = 0xA0
BYTES_MAX = 16 * 1024  # a cache of these must not become a stranger's way to fill the memory
UNREADABLE = (
    ValueError,
    TypeError,  # a name whose parts have types that no name may have
    IndexError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What `cryptography` raises for certificates and lists that are none; most of it only when a part is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What an X.509 v3 certificate says; whether to believe it is `TrustStore.party_of`'s to say."""

    der: bytes
    serial_hex: str
    """Lower-case hex of the whole serial, two digits a byte: what KeyName holds."""
    subject: str
    issuer: str
    not_before: datetime
    """Aware, UTC; valid from this moment …"""
    not_after: datetime
    """… to this one, both included."""
    fingerprint: str
    """SHA-256 of the DER, lower-case hex."""
    spki: bytes
    algorithm: Algorithm
    key_bits: int
    may_sign: bool
    """False for the encryption half of a pair, as the Chinese PKI issues them: its key usage has no signature."""
    is_ca: bool
    """Whether it calls itself an authority (basicConstraints) …"""
    is_authority: bool
    """… whose key may sign certificates …"""
    may_revoke: bool
    """… and lists of revoked ones."""
    path_length: int | None
    """So many authorities may stand below it, between it and the end entity; None: any number."""
    unknown: tuple[str, ...]
    """Critical extensions that we do not understand."""
    subject_name: bytes
    """DER of the whole name, by which issuer and issued are matched."""
    issuer_name: bytes
    digest: str
    """`sm3:` and hex of the DER: how evidence names it."""

    def is_valid(self, at: datetime) -> bool:
        """Whether `at` (aware) lies in its time."""
        return self.not_before <= at <= self.not_after


@lru_cache(maxsize=512)
def read_certificate(encoded: bytes) -> Certificate:
    """Parse DER. Raises CERTIFICATE_UNREADABLE, also for a key that is neither SM2, RSA nor P-256."""
    if len(encoded) > BYTES_MAX:
        raise _unreadable(f"longer than {BYTES_MAX} bytes")
    try:
        _refuse_serial(encoded)
        return _certificate(encoded, x509.load_der_x509_certificate(encoded))
    except UNREADABLE:
        raise _unreadable("it is no X.509 v3 certificate of an SM2, RSA or P-256 key") from None


def read_pem(encoded: bytes) -> Certificate:
    """Parse the one certificate of a PEM file. Raises CERTIFICATE_UNREADABLE."""
    try:
        (found,) = x509.load_pem_x509_certificates(encoded)
        return read_certificate(found.public_bytes(Encoding.DER))
    except UNREADABLE:
        raise _unreadable("it is no PEM file of one certificate") from None


@lru_cache(maxsize=512)
def is_issued_by(leaf: Certificate, authority: Certificate) -> bool:
    """Whether `authority` directly signed `leaf`: names agree, and the signature is its key's, in no weak algorithm."""
    if leaf.issuer_name != authority.subject_name:
        return False
    return is_signed_under(x509.load_der_x509_certificate(leaf.der), authority.algorithm, authority.spki)


def _certificate(encoded: bytes, parsed: x509.Certificate) -> Certificate:
    spki, may = _spki(parsed.tbs_certificate_bytes), usages(parsed)
    algorithm = algorithm_of(spki)
    return Certificate(
        der=encoded,
        serial_hex=serial_hex(parsed.serial_number),
        subject=parsed.subject.rfc4514_string(),
        issuer=parsed.issuer.rfc4514_string(),
        not_before=parsed.not_valid_before_utc,
        not_after=parsed.not_valid_after_utc,
        fingerprint=hashlib.sha256(encoded).hexdigest(),
        spki=spki,
        algorithm=algorithm,
        key_bits=public_keys.bits(algorithm, spki),
        may_sign=may.signs_documents,
        is_ca=may.is_ca,
        is_authority=may.signs_certificates,
        may_revoke=may.signs_lists,
        path_length=may.path_length,
        unknown=may.unknown,
        subject_name=parsed.subject.public_bytes(),
        issuer_name=parsed.issuer.public_bytes(),
        digest=named(encoded),
    )


def serial_hex(serial: int) -> str:
    """Two lower-case digits a byte, no sign byte."""
    text = f"{serial:x}"
    return text.zfill(len(text) + len(text) % 2)


def _spki(tbs: bytes) -> bytes:
    """RFC 5280, 4.1: [version] serial signature issuer validity subject spki …; a version 1 has no [0]."""
    parts = der.children(tbs)
    return parts[6 if parts[0][0] == VERSION_TAG else 5]


def _refuse_serial(encoded: bytes) -> None:
    """RFC 5280, 4.1.2.2: a positive number. `cryptography` only warns; KeyName could not hold a minus."""
    parts = der.children(der.children(encoded)[0])
    serial = parts[1 if parts[0][0] == VERSION_TAG else 0]
    if int.from_bytes(serial[2:], "big", signed=True) <= 0:
        raise ValueError("a serial that is not positive")


def _unreadable(reason: str) -> GatewayError:
    return faults.CERTIFICATE_UNREADABLE.error(reason)
