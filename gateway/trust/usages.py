"""What an X.509 certificate may be used for, by its extensions (RFC 5280, 4.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

E = TypeVar("E", bound=x509.ExtensionType)
KNOWN = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
        ExtensionOID.CERTIFICATE_POLICIES,
    }
)
"""Critical ones that we understand; we require no policy, so that any is right.

Every other one refuses the certificate; name constraints are among those, because nothing here enforces them.
"""
ELSEWHERE = frozenset(
    {
        ExtendedKeyUsageOID.SERVER_AUTH,
        ExtendedKeyUsageOID.CODE_SIGNING,
        ExtendedKeyUsageOID.TIME_STAMPING,
        ExtendedKeyUsageOID.OCSP_SIGNING,
    }
)
"""Purposes that are no signing of documents; a certificate with none but these signs none (RFC 5280, 4.2.1.12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usages:
    """The same, as we ask for it."""

    signs_documents: bool
    """False for the encryption half of a pair, as the Chinese PKI issues them, and for a server's certificate."""
    is_ca: bool
    signs_certificates: bool
    """What a CA needs beside the flag; the same for lists:"""
    signs_lists: bool
    path_length: int | None
    """So many authorities may stand between it and the end entity; None: any number."""
    unknown: tuple[str, ...]
    """Critical extensions that we do not understand, dotted."""


def usages(parsed: x509.Certificate) -> Usages:
    """Read them. Raises ValueError and DuplicateExtension for extensions that are malformed."""
    usage = _found(parsed, x509.KeyUsage)
    basic = _found(parsed, x509.BasicConstraints)
    is_ca = basic is not None and basic.ca
    return Usages(
        signs_documents=_signs_documents(usage, _found(parsed, x509.ExtendedKeyUsage)),
        is_ca=is_ca,
        signs_certificates=is_ca and (usage is None or usage.key_cert_sign),
        signs_lists=is_ca and (usage is None or usage.crl_sign),
        path_length=basic.path_length if basic else None,
        unknown=tuple(one.oid.dotted_string for one in parsed.extensions if one.critical and one.oid not in KNOWN),
    )


def _found(parsed: x509.Certificate, kind: type[E]) -> E | None:
    return next((one.value for one in parsed.extensions if isinstance(one.value, kind)), None)


def _signs_documents(usage: x509.KeyUsage | None, extended: x509.ExtendedKeyUsage | None) -> bool:
    if extended is not None and set(extended) <= ELSEWHERE:
        return False
    return usage is None or usage.digital_signature or usage.content_commitment
