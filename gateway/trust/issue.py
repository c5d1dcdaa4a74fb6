"""Certificates of our own making, for SM2 too: for demos, tests, and links whose parties exchange self-signed ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from gateway.trust import der
from gateway.trust.algorithms import USUAL, Algorithm
from gateway.trust.certificates import Certificate
from gateway.trust.keys import SigningKey

# AlgorithmIdentifier of the certificate's signature.
ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")  # RFC 5758, 3.2
SM2_WITH_SM3 = bytes.fromhex("300a06082a811ccf55018375")  # GM/T 0006, 1.2.156.10197.1.501
RSA_WITH_SHA256 = bytes.fromhex("300d06092a864886f70d01010b0500")  # RFC 8017, A.2.4
IDENTIFIERS = {
    Algorithm.SM2: SM2_WITH_SM3,
    Algorithm.P256: ECDSA_WITH_SHA256,
    Algorithm.RSA: RSA_WITH_SHA256,
}


class Usage(StrEnum):
    """What the key of a certificate may be used for."""

    SIGN = "sign"
    """Documents."""
    AUTHORITY = "authority"
    """Other certificates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An authority's key beside its certificate."""

    key: SigningKey
    certificate: Certificate


def self_signed(
    key: SigningKey,
    subject_common_name: str,
    *,
    serial: int,
    not_before: datetime,
    not_after: datetime,
    usage: Usage = Usage.SIGN,
    path_length: int = 0,
) -> bytes:
    """A certificate (PEM) of `key` signed by itself; `serial` is positive and below 2^159, the moments are aware.

    Under an authority of `path_length` 0 there are end entities only, under one of 1 authorities of end entities.
    """
    name = _name(subject_common_name)
    builder = _builder(name, name, serial, not_before, not_after, _basic(usage, path_length))
    return _signed(builder, key.spki, key)


def issued(
    issuer: Issuer,
    spki: bytes,
    subject_common_name: str,
    *,
    serial: int,
    not_before: datetime,
    not_after: datetime,
    usage: Usage = Usage.SIGN,
    path_length: int = 0,
) -> bytes:
    """A certificate (PEM) of the public key `spki` (DER) signed by `issuer`; the algorithms of the two may differ."""
    above = x509.load_der_x509_certificate(issuer.certificate.der).subject
    basic = _basic(usage, path_length)
    builder = _builder(_name(subject_common_name), above, serial, not_before, not_after, basic)
    return _signed(builder, spki, issuer.key)


def _basic(usage: Usage, path_length: int) -> x509.BasicConstraints:
    ca = usage is Usage.AUTHORITY
    return x509.BasicConstraints(ca=ca, path_length=path_length if ca else None)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    serial: int,
    not_before: datetime,
    not_after: datetime,
    basic: x509.BasicConstraints,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .serial_number(serial)
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(basic, critical=True)
        .add_extension(_key_usage(basic.ca), critical=True)
    )


def _signed(builder: x509.CertificateBuilder, spki: bytes, key: SigningKey) -> bytes:
    """`cryptography` knows no SM2: it writes the certificate around a placeholder, whose place the real key takes."""
    placeholder = ec.generate_private_key(ec.SECP256R1())
    draft = builder.public_key(placeholder.public_key()).sign(placeholder, hashes.SHA256())
    version, serial, _, issuer, validity, subject, _, *rest = der.children(draft.tbs_certificate_bytes)
    identifier = IDENTIFIERS[key.algorithm]
    tbs = _sequence((version, serial, identifier, issuer, validity, subject, spki, *rest))
    value = der.wrap(der.BIT_STRING, b"\x00" + key.sign(tbs, USUAL[key.algorithm]))
    whole = x509.load_der_x509_certificate(_sequence((tbs, identifier, value)))
    return whole.public_bytes(Encoding.PEM)


def _sequence(parts: Iterable[bytes]) -> bytes:
    return der.wrap(der.SEQUENCE, b"".join(parts))


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _key_usage(ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
