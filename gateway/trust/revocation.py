"""Lists of revoked certificates (RFC 5280, chapter 5): read, checked against their authority, asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import CRLEntryExtensionOID, ExtensionOID

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.certificates import UNREADABLE, Certificate, serial_hex
from gateway.trust.digests import named
from gateway.trust.issued_under import is_signed_under

BYTES_MAX = 64 * 2**20
PEM = b"-----BEGIN"
T = TypeVar("T", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """One entry."""

    since: datetime
    reason: str
    """The word of RFC 5280, 5.3.1, as keyCompromise; "unspecified" where none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """A complete list, for all that its issuer issued, signed by an authority that we know."""

    der: bytes = field(repr=False)
    digest: str
    """`sm3:` and hex of the DER: how evidence names it."""
    issuer: str
    issuer_name: bytes = field(repr=False)
    spki: bytes = field(repr=False)
    """The key that signed it."""
    number: int
    """The greater one is the newer; -1 where the list has none."""
    this_update: datetime
    next_update: datetime
    """When a newer one should be there; aware, UTC."""
    parsed: x509.CertificateRevocationList = field(repr=False, compare=False)

    @property
    def age(self) -> tuple[int, datetime]:
        """Newer ones are greater."""
        return self.number, self.this_update

    def entry(self, certificate: Certificate) -> Revoked | None:
        """What it says of a certificate of its issuer.

        An entry counts whatever its date, a future one too: every verifier takes what is listed for revoked, and so
        does RFC 5280, 6.3.3. Only removeFromCRL takes one back (5.3.1: a delta's word; OpenSSL reads it so as well).
        """
        found = self.parsed.get_revoked_certificate_by_serial_number(int(certificate.serial_hex, 16))
        if found is None:
            return None
        reason = _reason(found)
        if reason is x509.ReasonFlags.remove_from_crl:
            return None
        return Revoked(since=found.revocation_date_utc, reason=reason.value)


def read_list(encoded: bytes, authorities: Iterable[Certificate]) -> RevocationList:
    """A list in PEM or DER, signed by one of `authorities`.

    Raises TRUST_UNUSABLE: for what is no list, a delta, an indirect or partial one, one without an end, one with
    critical extensions that we do not know, and one that no authority at hand may have signed.
    """
    if len(encoded) > BYTES_MAX:
        raise _unusable(f"the list is longer than {BYTES_MAX} bytes")
    try:
        return _list(_parsed(encoded), authorities)
    except UNREADABLE:
        raise _unusable("it is no list of revoked certificates, in PEM or in DER") from None


def _list(parsed: x509.CertificateRevocationList, authorities: Iterable[Certificate]) -> RevocationList:
    _refuse_extensions(parsed)
    for entry in parsed:
        _refuse_entry(entry)
    number = _found(parsed, x509.CRLNumber)
    if parsed.next_update_utc is None:
        raise _unusable("the list does not say until when it holds (nextUpdate)")
    der = parsed.public_bytes(Encoding.DER)
    return RevocationList(
        der=der,
        digest=named(der),
        issuer=parsed.issuer.rfc4514_string(),
        issuer_name=parsed.issuer.public_bytes(),
        spki=_signer(parsed, authorities).spki,
        number=number.crl_number if number is not None else -1,
        this_update=parsed.last_update_utc,
        next_update=parsed.next_update_utc,
        parsed=parsed,
    )


def newest(lists: Iterable[RevocationList]) -> tuple[RevocationList, ...]:
    """Of each issuer and key the one with the greatest number; without numbers, the latest."""
    found: dict[tuple[bytes, bytes], RevocationList] = {}
    for one in lists:
        key = (one.issuer_name, one.spki)
        if key not in found or found[key].age < one.age:
            found[key] = one
    return tuple(found.values())


def _parsed(encoded: bytes) -> x509.CertificateRevocationList:
    """What `cryptography` makes of it; much of it is parsed only when it is asked for."""
    if not encoded.lstrip().startswith(PEM):
        return x509.load_der_x509_crl(encoded)
    if encoded.count(PEM) > 1:
        raise _unusable("there are several lists in it, of which one would be read: one file each is needed")
    return x509.load_pem_x509_crl(encoded)


def _refuse_extensions(parsed: x509.CertificateRevocationList) -> None:
    scope = _found(parsed, x509.IssuingDistributionPoint)
    if _found(parsed, x509.DeltaCRLIndicator) is not None:
        raise _unusable("it is a delta, which says only what changed: a complete list is needed")
    if scope is not None and scope.indirect_crl:
        raise _unusable("it is indirect, which speaks for other issuers: each authority's own list is needed")
    if scope is not None:
        raise _unusable("it is one part of a list (issuingDistributionPoint): a complete one is needed")
    for one in parsed.extensions:
        if one.critical and one.oid not in (ExtensionOID.CRL_NUMBER, ExtensionOID.AUTHORITY_KEY_IDENTIFIER):
            raise _unusable(f"it has a critical extension that we do not know, {one.oid.dotted_string}")


def _refuse_entry(entry: x509.RevokedCertificate) -> None:
    for one in entry.extensions:
        if one.oid == CRLEntryExtensionOID.CERTIFICATE_ISSUER:
            raise _unusable("it is indirect, which speaks for other issuers: each authority's own list is needed")
        if one.critical and one.oid not in (CRLEntryExtensionOID.CRL_REASON, CRLEntryExtensionOID.INVALIDITY_DATE):
            reason = f"entry {serial_hex(entry.serial_number)} has a critical extension that we do not know"
            raise _unusable(f"{reason}, {one.oid.dotted_string}")


def _signer(parsed: x509.CertificateRevocationList, authorities: Iterable[Certificate]) -> Certificate:
    name = parsed.issuer.public_bytes()
    named_so = [one for one in authorities if one.subject_name == name]
    for one in named_so:
        if is_signed_under(parsed, one.algorithm, one.spki):
            if one.may_revoke:
                return one
            raise _unusable(f"{one.subject} may not sign lists: its key usage has no cRLSign")
    why = "its certificate is not beside the list" if not named_so else "its signature is not that authority's"
    raise _unusable(f"a list of {parsed.issuer.rfc4514_string()}: {why}")


def _reason(entry: x509.RevokedCertificate) -> x509.ReasonFlags:
    found = [one.value.reason for one in entry.extensions if isinstance(one.value, x509.CRLReason)]
    return found[0] if found else x509.ReasonFlags.unspecified


def _found(parsed: x509.CertificateRevocationList, kind: type[T]) -> T | None:
    return next((one.value for one in parsed.extensions if isinstance(one.value, kind)), None)


def _unusable(reason: str) -> GatewayError:
    return faults.TRUST_UNUSABLE.error(reason)
