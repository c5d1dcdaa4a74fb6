"""Sealing: one enveloped Signature as the last child of the root, written straight into the canonical bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from gateway.document.canonical import XML, canonical
from gateway.document.parse import parse
from gateway.model import faults
from gateway.trust import dsig
from gateway.trust.digests import DIGESTS
from gateway.trust.profiles import Profile
from gateway.trust.signer import Signer

# What canonical XML escapes in attribute values (Canonical XML 1.0, 2.3).
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a Signature inherits from the root it stands in; the same for all documents of one form."""

    start_tag: str
    """What stands in the start tag of the canonical SignedInfo: all namespaces in scope, ours, and the root's xml:*
    attributes, sorted; inclusive canonical form writes them at its apex (Canonical XML 1.0, 2.4)."""
    has_ds: bool
    """Whether the root binds the prefix ds to our namespace already."""


def seal(document: bytes, signer: Signer) -> bytes:
    """The canonical form of `document` (UTF-8) with `signer`'s Signature in it, without an XML declaration.

    Raises what `parse` raises, and OURS if there is a Signature in it already.
    """
    root = parse(document, limit=len(document)).root
    if next(root.iter(dsig.SIGNATURE), None) is not None:
        raise faults.OURS.error("a document to be sealed has a Signature already")
    return seal_canonical(canonical(root), scope(root), signer)


def scope(root: etree._Element) -> Scope:
    """The scope that `root` makes for its Signature."""
    xml = sorted((str(name), str(value)) for name, value in root.attrib.items() if str(name).startswith(XML))
    attributes = "".join(f' xml:{name.removeprefix(XML)}="{value.translate(ESCAPES)}"' for name, value in xml)
    return Scope(start_tag=_namespaces(root.nsmap) + attributes, has_ds=root.nsmap.get("ds") == dsig.NAMESPACE)


def seal_canonical(content: bytes, in_scope: Scope, signer: Signer) -> bytes:
    """As `seal`, for who has the canonical bytes and their `scope` already, and knows that no Signature is in them."""
    profile = signer.profile
    body = _signed_info(profile, DIGESTS[profile.digest](content))
    value = signer.value(f"<ds:SignedInfo{in_scope.start_tag}>{body}</ds:SignedInfo>".encode())
    declared = "" if in_scope.has_ds else f' xmlns:ds="{dsig.NAMESPACE}"'
    signature = f"<ds:Signature{declared}><ds:SignedInfo>{body}</ds:SignedInfo>{_rest(signer, value)}</ds:Signature>"
    end = content.rindex(b"</")
    return content[:end] + signature.encode() + content[end:]


def _namespaces(nsmap: Mapping[str | None, str]) -> str:
    found = {prefix or "": uri for prefix, uri in nsmap.items()} | {"ds": dsig.NAMESPACE}
    return "".join(f' xmlns{":" if prefix else ""}{prefix}="{uri}"' for prefix, uri in sorted(found.items()))


def _signed_info(profile: Profile, digest: bytes) -> str:
    return (
        f'<ds:CanonicalizationMethod Algorithm="{profile.canonicalization_method}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{profile.signature_method}"></ds:SignatureMethod>'
        '<ds:Reference URI="">'
        f'<ds:Transforms><ds:Transform Algorithm="{profile.transform}"></ds:Transform></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{profile.digest_method}"></ds:DigestMethod>'
        f"<ds:DigestValue>{dsig.to_base64(digest).decode()}</ds:DigestValue>"
        "</ds:Reference>"
    )


def _rest(signer: Signer, value: bytes) -> str:
    certificate = signer.certificate
    return (
        f"<ds:SignatureValue>{dsig.to_base64(value).decode()}</ds:SignatureValue>"
        f"<ds:KeyInfo><ds:KeyName>{certificate.serial_hex}</ds:KeyName>"
        f"<ds:X509Data><ds:X509Certificate>{dsig.to_base64(certificate.der).decode()}</ds:X509Certificate>"
        "</ds:X509Data></ds:KeyInfo>"
    )
