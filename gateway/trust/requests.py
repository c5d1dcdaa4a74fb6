"""Asking an authority for a certificate: PKCS #10 (RFC 2986), for SM2 as GM/T 0092 has it."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from gateway.trust import der
from gateway.trust.algorithms import USUAL
from gateway.trust.issue import IDENTIFIERS
from gateway.trust.keys import SigningKey

LONGEST = 64
"""ub-common-name, ub-organization-name, ub-organizational-unit-name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a certificate is to name; "" leaves a part out."""

    common_name: str
    organization: str = ""
    unit: str = ""
    country: str = ""
    """Two letters, ISO 3166-1."""

    def name(self) -> x509.Name:
        """As X.509 has it, the widest part first. ValueError for no CN, a part that is too long, or no country.

        `cryptography` asks the lengths of CN and C alone; authorities refuse the others by RFC 5280, appendix A.
        """
        parts = (
            (NameOID.COUNTRY_NAME, self.country),
            (NameOID.ORGANIZATION_NAME, self.organization),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, self.unit),
            (NameOID.COMMON_NAME, self.common_name),
        )
        if not self.common_name.strip():
            raise ValueError("CN is empty")
        if any(len(text) > LONGEST for _, text in parts):
            raise ValueError(f"a part has {LONGEST} characters at most")
        if self.country and not (self.country.isascii() and self.country.isalpha()):
            raise ValueError(f"C is two letters, and not {self.country}")
        return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])


def request(key: SigningKey, subject: Subject) -> bytes:
    """A request (PEM) signed by `key`. Raises ValueError, see `Subject.name`.

    `cryptography` knows no SM2: it writes the request around a placeholder, whose place the real key takes.
    """
    placeholder = ec.generate_private_key(ec.SECP256R1())
    draft = x509.CertificateSigningRequestBuilder(subject.name()).sign(placeholder, hashes.SHA256())
    version, name, _, *rest = der.children(draft.tbs_certrequest_bytes)
    info = der.wrap(der.SEQUENCE, b"".join((version, name, key.spki, *rest)))
    value = der.wrap(der.BIT_STRING, b"\x00" + key.sign(info, USUAL[key.algorithm]))
    whole = der.wrap(der.SEQUENCE, b"".join((info, IDENTIFIERS[key.algorithm], value)))
    return x509.load_der_x509_csr(whole).public_bytes(Encoding.PEM)
