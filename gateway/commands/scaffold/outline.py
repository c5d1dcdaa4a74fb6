"""What one document shows: which elements there are, in which order, which repeat, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree


@dataclass(slots=True)
class Outline:
    """One element, seen at all the places where it stands below one parent."""

    name: str
    text: str = ""
    """Of the first that has one."""
    repeats: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    children: dict[str, Outline] = field(default_factory=dict)


def outline(root: etree._Element) -> Outline:
    """The outline of a document; elements of XML-DSig are left out, for a signature is no content."""
    made = Outline(_local(root))
    _take(made, root)
    return made


def leaves(made: Outline, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and text of every element or attribute that has a value, not looking into what repeats."""
    for name, text in made.attributes.items():
        yield f"{path}@{name}", text
    if not made.children and path:
        yield path.rstrip("/"), made.text
    for child in made.children.values():
        if not (child.repeats and child.children):
            yield from leaves(child, f"{path}{child.name}/")


def groups(made: Outline, path: str = "") -> Iterator[tuple[str, Outline]]:
    """Every repeated element that has elements of its own, with its path; the outermost ones."""
    for child in made.children.values():
        if child.repeats and child.children:
            yield f"{path}{child.name}", child
        else:
            yield from groups(child, f"{path}{child.name}/")


def _take(made: Outline, element: etree._Element) -> None:
    made.text = made.text or (element.text or "").strip()
    made.attributes |= {str(etree.QName(name).localname): str(value) for name, value in element.attrib.items()}
    seen: set[str] = set()
    for one in element.iterchildren(etree.Element):
        if (etree.QName(one).namespace or "").endswith("xmldsig#"):
            continue
        child = made.children.setdefault(_local(one), Outline(_local(one)))
        child.repeats |= child.name in seen
        seen.add(child.name)
        _take(child, one)
    _only_record(made)


def _only_record(made: Outline) -> None:
    """A list that has one record in this document: what stands alone in GoodsList or Items would repeat in another."""
    if len(made.children) != 1 or not made.name.lower().endswith(("list", "s")):
        return
    (child,) = made.children.values()
    child.repeats |= len(child.children) > 1 and not any(one.children for one in child.children.values())


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
