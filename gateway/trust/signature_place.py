"""Where a Signature stands: there is one, last in the root of what it signs, and no Id in the document stands twice."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from gateway.document.parse import line_of
from gateway.model import faults
from gateway.model.errors import Fault, GatewayError, Place
from gateway.trust.dsig import SIGNATURE

# What a reader other than ours may take for an Id: the attribute in any case and namespace (Id of XML-DSig and DXP, ID
# of SAML, xml:id, wsu:Id).
IDS = etree.XPath("//@*[translate(local-name(), 'ID', 'id') = 'id']")


def find_signature(root: etree._Element) -> etree._Element:
    """The Signature of `root`, in its place.

    In this order: SIGNATURE_MISSING; SIGNATURE_MISPLACED, if any stands deeper in the tree; SIGNATURE_SEVERAL;
    SIGNATURE_MISPLACED, if something follows it; ID_TWICE. All with the line.
    """
    signatures = list(root.iter(SIGNATURE))
    if not signatures:
        raise faults.SIGNATURE_MISSING.error("there is no ds:Signature in it")
    for signature in signatures:
        if signature.getparent() is not root:
            raise _at(signature, faults.SIGNATURE_MISPLACED, "a Signature stands elsewhere than in the root")
    if len(signatures) > 1:
        raise _at(signatures[1], faults.SIGNATURE_SEVERAL, "there is more than one Signature in it")
    if signatures[0].getnext() is not None:
        raise _at(signatures[0], faults.SIGNATURE_MISPLACED, "its Signature is not the last child of the root")
    _refuse_twins(root)
    return signatures[0]


def _refuse_twins(root: etree._Element) -> None:
    """We resolve no Id, but a reader behind us may, and would choose one of the two."""
    seen: set[str] = set()
    for found in cast("list[Any]", IDS(root)):
        name = str(found).strip()
        if name in seen:
            raise _at(found.getparent(), faults.ID_TWICE, "its Id is another element's, too")
        seen.add(name)


def _at(element: etree._Element, fault: Fault, reason: str) -> GatewayError:
    return fault.error(reason, place=Place(line=line_of(element)))
