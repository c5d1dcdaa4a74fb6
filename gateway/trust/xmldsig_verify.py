"""Verifying: strict shape, the profile's algorithms and no others, a certificate we know; then signature and digest."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from gateway.document.canonical import canonical, without_signature
from gateway.document.parse import Document
from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.digests import DIGESTS
from gateway.trust.dsig import from_base64
from gateway.trust.foreign_algorithms import fault_of
from gateway.trust.profiles import Encoding, Profile
from gateway.trust.public_keys import is_signed_by
from gateway.trust.signature_shape import Shape, read_shape
from gateway.trust.signature_value import der_from_raw
from gateway.trust.trust_store import TrustStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a good signature proves. Read `content` and nothing else of what was received."""

    content: bytes
    """The canonical bytes that the signature covers: the root without its Signature."""
    certificate: Certificate
    party: str
    profile: str
    """The name of the profile it was signed under."""
    chain: tuple[Certificate, ...] = ()
    """From `certificate` to who is believed."""
    lists: tuple[str, ...] = ()
    """The lists of revoked certificates that were asked, by digest; `TrustStore.material` has their bytes."""


def verify(root: etree._Element, profile: Profile, trust: TrustStore, *, party: str, at: datetime) -> Verified:
    """Whether `root` was sealed by `party` under `profile`, its certificate valid at the moment `at` (aware).

    In this order: shape, algorithms, certificate, signature over SignedInfo, digest of the content, party. The tree is
    left as it was.

    Raises what `read_shape` does, TRANSFORM_REFUSED, ALGORITHM_SHARED, ALGORITHM_WEAK, ALGORITHM_REFUSED,
    CERTIFICATE_UNREADABLE, KEY_NAME_WRONG, what `trust` does, SIGNATURE_TRUNCATED, SIGNATURE_INVALID, DIGEST_MISMATCH,
    CERTIFICATE_OTHER_PARTY (a good signature, but another's than `party`: only that accuses somebody, for certificates
    are public); NAMESPACE_WRONG for a document that has no canonical form.
    """
    shape = read_shape(root)
    _refuse_algorithms(shape, profile)
    certificate = _certificate(shape, profile)
    vouched = trust.vouched(certificate, at)
    _refuse_signature(shape, profile, certificate)
    content = without_signature(root, shape.signature)
    _refuse_digest(shape, profile, content)
    _refuse_other_party(vouched.party, party, certificate)
    return Verified(
        content=content,
        certificate=certificate,
        party=party,
        profile=profile.name,
        chain=vouched.chain,
        lists=tuple(one.digest for one in vouched.lists),
    )


def verify_read(
    read: Callable[[bool], Document], profile: Profile, trust: TrustStore, *, party: str, at: datetime
) -> tuple[Verified, Document]:
    """`verify` of what `read` makes of the bytes; it is told whether GB18030 is read as published in 2022 (`parse`).

    Who signed by an earlier edition signed private characters where these bytes now stand for public ones, and who
    signs by today's the public ones: bytes whose digest fails in one reading are tried in the other. The document that
    comes back is today's reading, `content` what was signed.
    """
    document = read(True)
    try:
        return verify(document.root, profile, trust, party=party, at=at), document
    except GatewayError as error:
        if error.fault is not faults.DIGEST_MISMATCH or not document.newer:
            raise
    return verify(read(False).root, profile, trust, party=party, at=at), document


def _refuse_algorithms(shape: Shape, profile: Profile) -> None:
    """The transform comes first: it says what is signed, the others how."""
    if shape.transform != profile.transform:
        raise faults.TRANSFORM_REFUSED.error(f"{profile.name} has {profile.transform}", value=shape.transform)
    for found, wanted in (
        (shape.signature_method, profile.signature_method),
        (shape.digest_method, profile.digest_method),
        (shape.canonicalization_method, profile.canonicalization_method),
    ):
        if found != wanted:
            raise fault_of(found).error(f"{profile.name} has {wanted}", value=found)


def _certificate(shape: Shape, profile: Profile) -> Certificate:
    certificate = read_certificate(_encoded(shape.certificate))
    if certificate.algorithm is not profile.algorithm:
        raise faults.ALGORITHM_REFUSED.error(f"{profile.name} needs another key", value=certificate.algorithm)
    if certificate.key_bits < profile.key_bits_min:
        reason = f"{profile.name} needs {profile.key_bits_min} bits of key"
        raise faults.ALGORITHM_WEAK.error(reason, value=str(certificate.key_bits))
    _refuse_key_name(shape.key_name, certificate, profile)
    return certificate


def _encoded(text: str) -> bytes:
    try:
        return from_base64(text)
    except ValueError as error:
        raise faults.CERTIFICATE_UNREADABLE.error(str(error)) from None


def _refuse_key_name(name: str | None, certificate: Certificate, profile: Profile) -> None:
    """With the leading zero of its first byte or without: both are in use."""
    if name is None and not profile.key_name_required:
        return
    serial = certificate.serial_hex
    if name is None or name.strip() not in (serial, serial.removeprefix("0")):
        raise faults.KEY_NAME_WRONG.error(f"the certificate's serial is {serial}", value=name)


def _refuse_other_party(found: str, wanted: str, certificate: Certificate) -> None:
    if found != wanted:
        reason = f"the certificate is one of {found}, on the link of {wanted}"
        raise faults.CERTIFICATE_OTHER_PARTY.error(reason, value=certificate.subject)


def _refuse_signature(shape: Shape, profile: Profile, certificate: Certificate) -> None:
    try:
        value = from_base64(shape.signature_value)
        _refuse_length(value, profile, certificate)
        signature = der_from_raw(value) if profile.encoding is Encoding.RAW else value
    except ValueError as error:
        raise _invalid(str(error)) from None
    if not is_signed_by(profile.scheme, certificate.spki, canonical(shape.signed_info), signature):
        raise _invalid("the certificate's key did not make it over this SignedInfo")


def _refuse_length(value: bytes, profile: Profile, certificate: Certificate) -> None:
    wanted = profile.value_bytes(certificate.key_bits)
    if len(value) != wanted:
        raise faults.SIGNATURE_TRUNCATED.error(f"SignatureValue has {len(value)} bytes, and such a key makes {wanted}")


def _invalid(reason: str) -> GatewayError:
    return faults.SIGNATURE_INVALID.error(f"SignatureValue: {reason}")


def _refuse_digest(shape: Shape, profile: Profile, content: bytes) -> None:
    try:
        stated = from_base64(shape.digest_value)
    except ValueError as error:
        raise faults.DIGEST_MISMATCH.error(f"DigestValue: {error}") from None
    if not hmac.compare_digest(stated, DIGESTS[profile.digest](content)):
        raise faults.DIGEST_MISMATCH.error("the document is not the one that was signed")
