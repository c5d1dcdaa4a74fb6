"""Documents of every family, and their canonical form by another's hand: the standard library's, or written out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import canonicalize

from gateway.trust.dsig import NAMESPACE
from gateway.trust.profiles import Profile
from tests.trust.made import DOCUMENT

SAMPLES = Path(__file__).parents[1] / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One document as its port would send it, before it is signed."""

    document: str
    """Without an XML declaration."""
    content: bytes
    """Its canonical form."""
    namespaces: str
    """What the start tag of a canonical SignedInfo in it holds: all that is in scope, sorted by prefix."""
    word: str
    """One that stands in it, to be changed."""


def sample(path: str, namespace: str, word: str) -> Family:
    """Of one namespace at most, and that used: Canonical XML 2.0 of the standard library writes there what 1.0 does."""
    text = (SAMPLES / path).read_text(encoding="utf-8")
    default = f' xmlns="{namespace}"' if namespace else ""
    content = canonicalize(text).encode()
    bare = content.decode()
    assert word in bare
    return Family(document=bare, content=content, namespaces=f'{default} xmlns:ds="{NAMESPACE}"', word=word)


CEB = "http://www.chinaport.gov.cn/ceb"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FAMILIES = {
    "dxp": sample("dxp/message.xml", "http://www.chinaport.gov.cn/dxp", "2014101500000001"),
    "ciq": sample("beijing-ciq/declaration.xml", "http://www.chinaport.gov.cn/ciq", "18000"),
    "tianjin": sample("tianjin-customs/declaration.BUS001.xml", "", "BUS001"),
    "ceb": Family(
        document=DOCUMENT.decode().split("\n", 1)[1],
        content=(
            f'<ceb:M xmlns:ceb="{CEB}" xmlns:xsi="{XSI}" guid="A&amp;B" version="1.0">\n  <ceb:copNo>1</ceb:copNo>\n'
            "  <ceb:note></ceb:note>报关单 &lt;€ 𠮷\n</ceb:M>"
        ).encode(),
        namespaces=f' xmlns:ceb="{CEB}" xmlns:ds="{NAMESPACE}" xmlns:xsi="{XSI}"',
        word="A&amp;B",
    ),
}


def signed_info(family: Family, profile: Profile, digest: str) -> str:
    """A canonical SignedInfo over `digest` (base64), as a stranger writes it who read the rule and not our code."""
    return (
        f"<ds:SignedInfo{family.namespaces}>"
        '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">'
        "</ds:CanonicalizationMethod>"
        f'<ds:SignatureMethod Algorithm="{profile.signature_method}"></ds:SignatureMethod>'
        '<ds:Reference URI=""><ds:Transforms>'
        '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>'
        "</ds:Transforms>"
        f'<ds:DigestMethod Algorithm="{profile.digest_method}"></ds:DigestMethod>'
        f"<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>"
    )


def with_signature(family: Family, info: str, value: str, *, serial: str, certificate: str) -> bytes:
    """The document with a Signature of these parts in it, all but `info` in base64; its SignedInfo declares nothing."""
    start, rest = info.split(">", 1)
    bare = f"{start.split(' ', 1)[0]}>{rest}"
    signature = (
        f'<ds:Signature xmlns:ds="{NAMESPACE}">{bare}<ds:SignatureValue>{value}</ds:SignatureValue>'
        f"<ds:KeyInfo><ds:KeyName>{serial}</ds:KeyName><ds:X509Data>"
        f"<ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>"
    )
    end = family.document.rindex("</")
    return (family.document[:end] + signature + family.document[end:]).encode()
