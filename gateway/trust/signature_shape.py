"""The one shape of Signature that is read; whatever is more, less or elsewhere is refused before it is interpreted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from lxml import etree

from gateway.document.parse import line_of
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.trust.dsig import DS, SIGNATURE
from gateway.trust.signature_attacks import attack_of
from gateway.trust.signature_place import find_signature

# Each element in document order with the number of its children and its attributes, which together leave one tree: no
# Object, RetrievalMethod, second Reference, HMACOutputLength, XPath or InclusiveNamespaces anywhere. `Id` may stand on
# Signature only.
ROWS: tuple[tuple[str, int, list[str]], ...] = (
    (f"{DS}Signature", 3, []),
    (f"{DS}SignedInfo", 3, []),
    (f"{DS}CanonicalizationMethod", 0, ["Algorithm"]),
    (f"{DS}SignatureMethod", 0, ["Algorithm"]),
    (f"{DS}Reference", 3, ["URI"]),
    (f"{DS}Transforms", 1, []),
    (f"{DS}Transform", 0, ["Algorithm"]),
    (f"{DS}DigestMethod", 0, ["Algorithm"]),
    (f"{DS}DigestValue", 0, []),
    (f"{DS}SignatureValue", 0, []),
    (f"{DS}KeyInfo", 2, []),
    (f"{DS}KeyName", 0, []),
    (f"{DS}X509Data", 1, []),
    (f"{DS}X509Certificate", 0, []),
)
NAMELESS = (*ROWS[:10], (f"{DS}KeyInfo", 1, []), *ROWS[12:])
VALUES = {f"{DS}{name}" for name in ("DigestValue", "SignatureValue", "KeyName", "X509Certificate")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a well-shaped Signature holds, nothing of it believed yet."""

    signature: etree._Element
    signed_info: etree._Element
    canonicalization_method: str
    signature_method: str
    transform: str
    digest_method: str
    digest_value: str
    signature_value: str
    key_name: str | None
    certificate: str


def read_shape(root: etree._Element) -> Shape:
    """The Signature of `root`.

    Raises what `find_signature` does, the first of `signature_attacks.ROWS` that it is, or else SIGNATURE_SHAPE for
    another shape than ROWS; all with the line.
    """
    signature = find_signature(root)
    elements = list(signature.iter())
    rows = ROWS if len(elements) == len(ROWS) else NAMELESS
    unlike = _unlike(elements, rows)
    if unlike:
        raise attack_of(signature) or unlike
    return _shape({row[0].removeprefix(DS): element for row, element in zip(rows, elements, strict=True)})


def _shape(found: dict[str, etree._Element]) -> Shape:
    return Shape(
        signature=found["Signature"],
        signed_info=found["SignedInfo"],
        canonicalization_method=_algorithm(found["CanonicalizationMethod"]),
        signature_method=_algorithm(found["SignatureMethod"]),
        transform=_algorithm(found["Transform"]),
        digest_method=_algorithm(found["DigestMethod"]),
        digest_value=found["DigestValue"].text or "",
        signature_value=found["SignatureValue"].text or "",
        key_name=found["KeyName"].text or "" if "KeyName" in found else None,
        certificate=found["X509Certificate"].text or "",
    )


def _unlike(elements: list[etree._Element], rows: tuple[tuple[str, int, list[str]], ...]) -> GatewayError | None:
    """Text between elements would be read by nobody, and some of it is not even signed; so it is refused too."""
    for element, row in zip_longest(elements, rows):
        if element is None or row is None or (element.tag, len(element), _attributes(element)) != row:
            wanted = row[0].removeprefix(DS) if row else "the end"
            return _wrong(elements[0] if element is None else element, f"where {wanted} should be as the rule has it")
        if element.get("URI"):
            return _wrong(element, "its Reference is not to the whole document")
        inside = "" if element.tag in VALUES else element.text or ""
        behind = "" if element is elements[0] else element.tail or ""
        if inside.strip() or behind.strip():
            return _wrong(element, "there is text where none may be")
    return None


def _attributes(element: etree._Element) -> list[str]:
    names = [str(name) for name in element.attrib]
    return [name for name in names if name != "Id"] if element.tag == SIGNATURE else names


def _algorithm(element: etree._Element) -> str:
    return str(element.get("Algorithm"))


def _wrong(element: etree._Element, reason: str) -> GatewayError:
    return faults.SIGNATURE_SHAPE.error(reason, place=Place(line=line_of(element)))
