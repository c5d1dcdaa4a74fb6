"""Which known attack a Signature of another shape than ours is, so that each is told by its own code.

The shape alone refuses (`signature_shape`); this only names what was refused. W3C XML Signature Best Practices
(http://www.w3.org/TR/xmldsig-bestpractices/) describes most of them.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

from gateway.document.parse import line_of
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, Place
from gateway.trust.dsig import ENVELOPED, NAMESPACE

REFERENCE = "ds:SignedInfo/ds:Reference"
METHODS = "self::ds:CanonicalizationMethod or self::ds:SignatureMethod or self::ds:DigestMethod"


def _first(*paths: str) -> etree.XPath:
    return etree.XPath(f"({' | '.join(paths)})[1]", namespaces={"ds": NAMESPACE})


# Seen from the Signature. The first row that finds something names the attack: what is signed comes before how it is
# changed, that before how it is signed, and that before by whom.
ROWS: tuple[tuple[etree.XPath, Fault, str], ...] = (
    (_first(f"{REFERENCE}[2]"), faults.SIGNATURE_SEVERAL, "there is more than one Reference in its Signature"),
    (
        _first(f"{REFERENCE}[not(@URI)]", f"{REFERENCE}[@URI != '' and not(starts-with(@URI, '#'))]"),
        faults.REFERENCE_EXTERNAL,
        "its Reference is not to the document it stands in",
    ),
    (_first(f"{REFERENCE}[@URI != '']"), faults.REFERENCE_PARTIAL, "its Reference is not to the whole document"),
    (
        _first(
            f"{REFERENCE}[not(ds:Transforms/ds:Transform)]",
            f"{REFERENCE}/ds:Transforms/*[2]",
            f"{REFERENCE}/ds:Transforms/ds:Transform[* or not(@Algorithm = '{ENVELOPED}')]",
        ),
        faults.TRANSFORM_REFUSED,
        "its transforms are not the enveloped one alone",
    ),
    (_first(".//ds:HMACOutputLength"), faults.SIGNATURE_TRUNCATED, "it names the length of an HMAC"),
    (
        _first("ds:SignedInfo/ds:SignatureMethod[contains(@Algorithm, 'hmac')]"),
        faults.ALGORITHM_SHARED,
        "its signature method is an HMAC",
    ),
    (
        _first(
            "ds:KeyInfo[count(.//*) > 3]",
            "ds:KeyInfo//*[not(self::ds:KeyName or self::ds:X509Data or self::ds:X509Certificate)]",
        ),
        faults.KEY_INFO_REFUSED,
        "there is something else than KeyName and X509Data in its KeyInfo",
    ),
    (_first(f"ds:SignedInfo//*[{METHODS}]/*"), faults.ALGORITHM_REFUSED, "its algorithm has parameters"),
)


def attack_of(signature: etree._Element) -> GatewayError | None:
    """The attack that `signature` is, with the line; None for one that none of the rows knows."""
    for path, fault, reason in ROWS:
        for found in cast("list[etree._Element]", path(signature)):
            return fault.error(reason, place=Place(line=line_of(found)), value=_said(found))
    return None


def _said(element: etree._Element) -> str | None:
    """What an attacker wrote there, if it is an attribute."""
    return element.get("URI", element.get("Algorithm"))
