"""What an authority sends back: certificates in PEM, DER or PKCS #7, and which of them is of our key."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust import der
from gateway.trust.certificates import Certificate, is_issued_by, read_certificate

SIGNED_DATA = (
    bytes.fromhex("06092a864886f70d010702"),  # 1.2.840.113549.1.7.2, RFC 2315
    bytes.fromhex("060a2a811ccf550601040202"),  # 1.2.156.10197.6.1.4.2.2, GM/T 0010
)
CERTIFICATES = 0xA0
"""[0], both around SignedData and around the certificates in it."""
BLOCK = re.compile(rb"-----BEGIN (CERTIFICATE|PKCS7|CMS)-----(.*?)-----END \1-----", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The certificate of a key, and those above it."""

    certificate: Certificate
    chain: tuple[Certificate, ...] = ()
    """From the one that issued it upwards, as far as they were sent."""


def certificates_in(encoded: bytes) -> tuple[Certificate, ...]:
    """All of them, in any of the forms. Raises CERTIFICATE_UNREADABLE."""
    try:
        blocks = [base64.b64decode(text) for _, text in BLOCK.findall(encoded)] or [encoded]
        return tuple(read_certificate(one) for block in blocks for one in _unpacked(block))
    except (ValueError, IndexError, binascii.Error):
        raise _unreadable("it holds no certificates, in PEM, DER or PKCS #7") from None


def answer_for(spki: bytes, found: Iterable[Certificate]) -> Answer:
    """Which certificate is of the key `spki` (DER), and its chain. Raises KEY_UNUSABLE if there is none of it."""
    several = tuple(found)
    mine = next((one for one in several if one.spki == spki), None)
    if mine is None:
        subjects = "; ".join(one.subject for one in several) or None
        raise faults.KEY_UNUSABLE.error("none of the certificates is of this key", value=subjects)
    chain = [mine]
    while above := [one for one in several if one not in chain and is_issued_by(chain[-1], one)]:
        chain.append(above[0])
    return Answer(certificate=mine, chain=tuple(chain[1:]))


def pem(certificate: Certificate) -> bytes:
    """One certificate in PEM."""
    return x509.load_der_x509_certificate(certificate.der).public_bytes(Encoding.PEM)


def _unpacked(block: bytes) -> list[bytes]:
    """A certificate as it is; of PKCS #7 what it carries: its own signature, if it has any, says nothing to us."""
    parts = der.children(block)
    if parts[0] not in SIGNED_DATA:
        return [block]
    (signed,) = der.children(parts[1])
    found = [one for part in der.children(signed) if part[0] == CERTIFICATES for one in der.children(part)]
    if not found:
        raise ValueError("no certificates")
    return found


def _unreadable(reason: str) -> GatewayError:
    return faults.CERTIFICATE_UNREADABLE.error(reason)
