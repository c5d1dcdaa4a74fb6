"""Authorities, their end entities and their lists, made on the spot; also such as no honest one would make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import count

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.trust import der
from gateway.trust.algorithms import USUAL, Algorithm
from gateway.trust.certificates import Certificate, read_certificate, read_pem
from gateway.trust.issue import IDENTIFIERS, Issuer, Usage, issued, self_signed
from gateway.trust.keys import SigningKey, load_key, new_key
from gateway.trust.revocation import RevocationList, read_list
from tests.trust.made import AT, FROM, UNTIL

SERIALS = count(1000)
DAY = timedelta(days=1)
Extension = tuple[x509.ExtensionType, bool]


@cache
def key(algorithm: Algorithm, name: str) -> SigningKey:
    """The same each time within a run."""
    return load_key(new_key(algorithm))


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A name and a key; the certificate that others gave it, or its own."""

    name: str
    key: SigningKey
    certificate: Certificate

    @property
    def issuer(self) -> Issuer:
        return Issuer(key=self.key, certificate=self.certificate)


def root(
    name: str,
    algorithm: Algorithm = Algorithm.SM2,
    *,
    path_length: int = 3,
    until: datetime = UNTIL,
    key_of: str = "",
) -> Authority:
    own = key(algorithm, key_of or name)
    pem = self_signed(
        own,
        name,
        serial=next(SERIALS),
        not_before=FROM,
        not_after=until,
        usage=Usage.AUTHORITY,
        path_length=path_length,
    )
    return Authority(name=name, key=own, certificate=read_pem(pem))


def below(
    above: Authority, name: str, algorithm: Algorithm = Algorithm.SM2, *, path_length: int = 2, until: datetime = UNTIL
) -> Authority:
    """An authority that `above` signed."""
    own = key(algorithm, name)
    pem = issued(
        above.issuer,
        own.spki,
        name,
        serial=next(SERIALS),
        not_before=FROM,
        not_after=until,
        usage=Usage.AUTHORITY,
        path_length=path_length,
    )
    return Authority(name=name, key=own, certificate=read_pem(pem))


def entity(
    above: Authority, name: str = "port", algorithm: Algorithm = Algorithm.SM2, *, until: datetime = UNTIL
) -> Certificate:
    """Somebody's certificate that `above` signed."""
    own = key(algorithm, name)
    return read_pem(issued(above.issuer, own.spki, name, serial=next(SERIALS), not_before=FROM, not_after=until))


def odd(
    above: Authority,
    name: str = "odd",
    extensions: Sequence[Extension] = (),
) -> Certificate:
    """A P-256 certificate with any extensions; `above` has a P-256 key, so that `cryptography` may write it."""
    secret = p256(above.name)
    builder = x509.CertificateBuilder(
        x509.load_der_x509_certificate(above.certificate.der).subject,
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]),
        p256(name).public_key(),
        next(SERIALS),
        FROM,
        UNTIL,
    )
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    return read_certificate(builder.sign(secret, hashes.SHA256()).public_bytes(Encoding.DER))


@cache
def p256(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def odd_root(name: str, extensions: Sequence[Extension] = ((x509.BasicConstraints(True, None), True),)) -> Certificate:
    """One that signed itself, of `p256`'s key and with any extensions."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder(subject, subject, p256(name).public_key(), next(SERIALS), FROM, UNTIL)
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    return read_certificate(builder.sign(p256(name), hashes.SHA256()).public_bytes(Encoding.DER))


def revoking(
    above: Authority,
    revoked: Iterable[Certificate] = (),
    *,
    number: int | None = 1,
    at: datetime = AT - DAY,
    until: datetime | None = AT + DAY,
    reason: x509.ReasonFlags | None = None,
    since: datetime = AT - 2 * DAY,
    extensions: Sequence[Extension] = (),
    entry_extensions: Sequence[Extension] = (),
    pem: bool = False,
) -> bytes:
    """A list as `above` would sign it."""
    builder = x509.CertificateRevocationListBuilder(
        x509.load_der_x509_certificate(above.certificate.der).subject, at, until or AT
    )
    if number is not None:
        builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    for one in revoked:
        entry = x509.RevokedCertificateBuilder(int(one.serial_hex, 16), since)
        if reason is not None:
            entry = entry.add_extension(x509.CRLReason(reason), critical=False)
        for value, critical in entry_extensions:
            entry = entry.add_extension(value, critical)
        builder = builder.add_revoked_certificate(entry.build())
    whole = _signed(builder, above.key, has_end=until is not None)
    return x509.load_der_x509_crl(whole).public_bytes(Encoding.PEM) if pem else whole


def read(above: Authority, encoded: bytes) -> RevocationList:
    return read_list(encoded, [above.certificate])


def _signed(builder: x509.CertificateRevocationListBuilder, by: SigningKey, *, has_end: bool) -> bytes:
    """Written around a placeholder's signature, as certificates of ours are: `cryptography` knows no SM2."""
    draft = builder.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    version, _, issuer, this, then, *rest = der.children(draft.tbs_certlist_bytes)
    parts = (version, IDENTIFIERS[by.algorithm], issuer, this, *((then,) if has_end else ()), *rest)
    tbs = der.wrap(der.SEQUENCE, b"".join(parts))
    value = der.wrap(der.BIT_STRING, b"\x00" + by.sign(tbs, USUAL[by.algorithm]))
    return der.wrap(der.SEQUENCE, tbs + IDENTIFIERS[by.algorithm] + value)
