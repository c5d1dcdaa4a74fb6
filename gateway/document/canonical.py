"""Canonical XML 1.0, inclusive, without comments (http://www.w3.org/TR/2001/REC-xml-c14n-20010315)."""

from __future__ import annotations

from lxml import etree

from gateway.model import faults

XML = "{http://www.w3.org/XML/1998/namespace}"


def canonical(element: etree._Element) -> bytes:
    """The canonical bytes of `element` and what is in it, in the scope of its ancestors; its tail is not part of it.

    Raises NAMESPACE_WRONG for a relative namespace, which has no canonical form (Canonical XML 1.0, 1.3).
    """
    apex = element if element.getparent() is None else _as_root(element)
    try:
        return etree.tostring(apex, method="c14n", exclusive=False, with_comments=False)
    except etree.C14NError:
        raise faults.NAMESPACE_WRONG.error("a relative namespace has no canonical form") from None


def without_signature(root: etree._Element, signature: etree._Element) -> bytes:
    """The canonical bytes of `root` as if its child `signature` were not there; the tree is as before afterwards.

    The enveloped-signature transform (XML-DSig 6.6.4) takes away the element, not the text behind it, which lxml would.
    """
    tail, index = signature.tail, root.index(signature)
    before = signature.getprevious()
    old = root.text if before is None else before.tail
    root.remove(signature)
    _set_text(root, before, (old or "") + (tail or ""))
    try:
        return canonical(root)
    finally:
        _set_text(root, before, old)
        root.insert(index, signature)  # its tail came away with it, and comes back with it


def _set_text(root: etree._Element, before: etree._Element | None, text: str | None) -> None:
    if before is None:
        root.text = text
    else:
        before.tail = text


def _as_root(element: etree._Element) -> etree._Element:
    """A copy that is a root of its own and carries what it inherits.

    lxml canonicalises an inner element wrongly: it undeclares the inherited default namespace in the descendants, and
    forgets the ancestors' xml:* attributes (Canonical XML 1.0, 2.4).
    """
    apex = etree.fromstring(etree.tostring(element, encoding="utf-8", with_tail=False), etree.XMLParser(huge_tree=True))
    for ancestor in element.iterancestors():
        for name, value in ancestor.attrib.items():
            if str(name).startswith(XML) and name not in apex.attrib:
                apex.set(name, value)
    return apex
