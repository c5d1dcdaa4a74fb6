"""The container's own signature: one detached XAdES signature (baseline B-B) that names every file by its digest.

ETSI EN 319 132-1 and EN 319 162-1. Written straight in canonical form, in one wording only: a signature is read by
wording it once more from what it says and from the files as they are, so that nothing in it can be other than it seems.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from gateway.document.parse import parse
from gateway.evidence.records import moment
from gateway.evidence.statements import SEALS
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.trust import dsig
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.digests import DIGESTS
from gateway.trust.profiles import PROFILES, Encoding, Profile
from gateway.trust.public_keys import is_signed_by
from gateway.trust.signature_value import der_from_raw
from gateway.trust.signer import Signer
from gateway.trust.trust_store import TrustStore

FILE = "META-INF/signatures.xml"
ASIC = "http://uri.etsi.org/02918/v1.2.1#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
LIMIT_BYTES = 8 * 2**20
SCOPE = f' xmlns:asic="{ASIC}" xmlns:ds="{dsig.NAMESPACE}"'
"""What is in scope within the Signature; inclusive canonical form says it at the apex of what is signed."""
TYPES = {"xml": "application/xml", "json": "application/json", "txt": "text/plain"}
TYPES |= {"der": "application/pkix-cert", "crl": "application/pkix-crl", "tsr": "application/timestamp-reply"}
OTHER_TYPE = "application/octet-stream"
SUFFIX = re.compile(r"\.([a-z]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a signature says of itself; nothing of it is believed before it is worded again and verified."""

    profile: Profile
    certificate: Certificate
    at: datetime
    value: str
    """Base64."""
    named: Mapping[str, str]
    """Base64 digests by file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who vouches for the files, and since when."""

    party: str
    certificate: Certificate
    profile: str
    at: datetime


def signature(files: Mapping[str, bytes], signer: Signer, at: datetime) -> bytes:
    """The document that signs these files, at the moment `at` (aware)."""
    digests = _digests(files, signer.profile)
    info = _signed_info(signer.profile, signer.certificate, at, digests)
    value = signer.value(info.encode())
    return _document(signer.profile, signer.certificate, at, digests, dsig.to_base64(value).decode())


def signed(document: bytes, files: Mapping[str, bytes], trust: TrustStore, *, party: str) -> Signed:
    """Who signed exactly these files. The first difference is told with the file's name.

    Raises EVIDENCE_WRONG, CERTIFICATE_OTHER_PARTY, and what `party_of` does for the moment that it says it was made.
    """
    claim = _claim(document)
    digests = _digests(files, claim.profile)
    _refuse_other_files(claim.named, digests)
    again = _document(claim.profile, claim.certificate, claim.at, digests, claim.value)
    if again != document:
        raise _wrong("it is not worded as a gateway's is", _difference(document, again))
    _refuse_signature(claim, _signed_info(claim.profile, claim.certificate, claim.at, digests).encode())
    found = trust.party_of(claim.certificate, claim.at)
    if found != party:
        reason = f"the container is signed by {found}, not by {party}"
        raise faults.CERTIFICATE_OTHER_PARTY.error(reason, place=Place(path=FILE), value=claim.certificate.subject)
    return Signed(party=found, certificate=claim.certificate, profile=claim.profile.name, at=claim.at)


def made_at(document: bytes) -> datetime:
    """The SigningTime that it claims. Raises EVIDENCE_WRONG."""
    return _claim(document).at


def _digests(files: Mapping[str, bytes], profile: Profile) -> dict[str, str]:
    digest = DIGESTS[profile.digest]
    return {name: dsig.to_base64(digest(files[name])).decode() for name in sorted(files)}


def _claim(document: bytes) -> Claim:
    try:
        root = parse(document, limit=LIMIT_BYTES).root
        method = _one(root, f"{dsig.DS}SignatureMethod").get("Algorithm")
        profile = next(PROFILES[name] for name in SEALS if PROFILES[name].signature_method == method)
        at = datetime.fromisoformat(_text(root, f"{{{XADES}}}SigningTime"))
        certificate = read_certificate(dsig.from_base64(_text(root, f"{dsig.DS}X509Certificate")))
        value = _text(root, f"{dsig.DS}SignatureValue")
        named = {str(one.get("URI")): _text(one, f"{dsig.DS}DigestValue") for one in root.iter(f"{dsig.DS}Reference")}
    except (ValueError, LookupError, StopIteration, GatewayError) as error:
        raise _wrong(f"it is no signature of a container ({error})", Place(path=FILE)) from None
    if at.tzinfo is None:
        raise _wrong("its SigningTime has no offset", Place(path=FILE))
    return Claim(profile=profile, certificate=certificate, at=at, value=value, named=named)


def _one(root: etree._Element, tag: str) -> etree._Element:
    found = next(root.iter(tag), None)
    if found is None:
        raise LookupError(etree.QName(tag).localname)
    return found


def _text(root: etree._Element, tag: str) -> str:
    return _one(root, tag).text or ""


def _refuse_other_files(named: Mapping[str, str], digests: Mapping[str, str]) -> None:
    names = {name for name in named if not name.startswith("#")}
    for name in sorted(names | digests.keys()):
        if name not in digests:
            raise _wrong("the signature names this file, and it is not there", Place(path=name))
        if name not in names:
            raise _wrong("the signature does not name this file", Place(path=name))
        if named[name] != digests[name]:
            raise _wrong("the file is not the one that was signed", Place(path=name))


def _refuse_signature(claim: Claim, signed_info: bytes) -> None:
    """Algorithm, size, and the value itself."""
    profile, certificate = claim.profile, claim.certificate
    if certificate.algorithm is not profile.algorithm or certificate.key_bits < profile.key_bits_min:
        raise _wrong(f"{profile.name} needs another key", Place(path=FILE))
    try:
        value = dsig.from_base64(claim.value)
        good = is_signed_by(
            profile.scheme,
            certificate.spki,
            signed_info,
            der_from_raw(value) if profile.encoding is Encoding.RAW else value,
        )
    except ValueError as error:
        raise _wrong(f"SignatureValue: {error}", Place(path=FILE)) from None
    if not good:
        raise _wrong("SignatureValue: the certificate's key did not make it", Place(path=FILE))


def _document(
    profile: Profile, certificate: Certificate, at: datetime, digests: Mapping[str, str], value: str
) -> bytes:
    body = _info_body(profile, certificate, at, digests)
    properties = _properties(profile, certificate, at, digests)
    return (
        f'<asic:XAdESSignatures xmlns:asic="{ASIC}"><ds:Signature xmlns:ds="{dsig.NAMESPACE}" Id="S">'
        f"<ds:SignedInfo>{body}</ds:SignedInfo><ds:SignatureValue>{value}</ds:SignatureValue>"
        f"<ds:KeyInfo><ds:KeyName>{certificate.serial_hex}</ds:KeyName>"
        f"<ds:X509Data><ds:X509Certificate>{_base64(certificate.der)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        f'<ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}" Target="#S">'
        f'<xades:SignedProperties Id="S-properties">{properties}</xades:SignedProperties>'
        "</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>"
    ).encode()


def _signed_info(profile: Profile, certificate: Certificate, at: datetime, digests: Mapping[str, str]) -> str:
    return f"<ds:SignedInfo{SCOPE}>{_info_body(profile, certificate, at, digests)}</ds:SignedInfo>"


def _info_body(profile: Profile, certificate: Certificate, at: datetime, digests: Mapping[str, str]) -> str:
    c14n = profile.canonicalization_method
    inside = _properties(profile, certificate, at, digests)
    properties = (
        f'<xades:SignedProperties{SCOPE} xmlns:xades="{XADES}" Id="S-properties">{inside}</xades:SignedProperties>'
    )
    own = _base64(DIGESTS[profile.digest](properties.encode()))
    return (
        f'<ds:CanonicalizationMethod Algorithm="{c14n}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{profile.signature_method}"></ds:SignatureMethod>'
        f"{''.join(_reference(number, *one, profile) for number, one in enumerate(digests.items(), 1))}"
        f'<ds:Reference Type="{SIGNED_PROPERTIES}" URI="#S-properties">'
        f'<ds:Transforms><ds:Transform Algorithm="{c14n}"></ds:Transform></ds:Transforms>'
        f"{_digest(profile, own)}</ds:Reference>"
    )


def _reference(number: int, name: str, digest: str, profile: Profile) -> str:
    """A name needs no escape in a URI: `archive.NAME`."""
    return f'<ds:Reference Id="S-{number}" URI="{name}">{_digest(profile, digest)}</ds:Reference>'


def _properties(profile: Profile, certificate: Certificate, at: datetime, digests: Mapping[str, str]) -> str:
    own = _digest(profile, _base64(DIGESTS[profile.digest](certificate.der)))
    return (
        f"<xades:SignedSignatureProperties><xades:SigningTime>{moment(at)}</xades:SigningTime>"
        f"<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>{own}</xades:CertDigest></xades:Cert>"
        "</xades:SigningCertificateV2></xades:SignedSignatureProperties><xades:SignedDataObjectProperties>"
        f"{''.join(_format(number, name) for number, name in enumerate(digests, 1))}"
        "</xades:SignedDataObjectProperties>"
    )


def _format(number: int, name: str) -> str:
    return (
        f'<xades:DataObjectFormat ObjectReference="#S-{number}"><xades:MimeType>{media_type(name)}</xades:MimeType>'
        "</xades:DataObjectFormat>"
    )


def media_type(name: str) -> str:
    """By the suffix of a file's name."""
    found = SUFFIX.search(name)
    return TYPES.get(found[1], OTHER_TYPE) if found else OTHER_TYPE


def _digest(profile: Profile, value: str) -> str:
    return (
        f'<ds:DigestMethod Algorithm="{profile.digest_method}"></ds:DigestMethod>'
        f"<ds:DigestValue>{value}</ds:DigestValue>"
    )


def _base64(content: bytes) -> str:
    return dsig.to_base64(content).decode()


def _difference(document: bytes, again: bytes) -> Place:
    pairs = enumerate(zip(document, again, strict=False))
    offset = next((at for at, (is_, was) in pairs if is_ != was), min(len(document), len(again)))
    return Place(path=FILE, offset=offset)


def _wrong(reason: str, place: Place) -> GatewayError:
    return faults.EVIDENCE_WRONG.error(reason, place=place)
