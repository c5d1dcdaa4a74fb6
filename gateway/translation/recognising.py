"""Which form a document is: by its root, and by the constants that mark a form among others of that root."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.translation.compiled import Compiled, Mark, text_at
from gateway.translation.places import line, local


class Recogniser:
    """The forms of one dialect, by root."""

    def __init__(self, forms: Sequence[Compiled]) -> None:
        self._by_root: dict[str, list[Compiled]] = {}
        for compiled in forms:
            self._by_root.setdefault(compiled.tag, []).append(compiled)
        for several in self._by_root.values():
            several.sort(key=lambda compiled: (-len(compiled.marks), not compiled.has))

    def form_of(self, root: etree._Element) -> Compiled:
        """The form of a document, the one with the most marks first; raises ROOT_UNKNOWN, NAMESPACE_WRONG."""
        candidates = self._by_root.get(str(root.tag))
        if candidates is None:
            raise self._stranger(root)
        marked = []
        for compiled in candidates:
            if all(text_at(root, mark.tags) == mark.text for mark in compiled.marks):
                if not compiled.has or root.find(compiled.has) is not None:
                    return compiled
                marked.append(compiled)
        raise self._childless(root, marked) if marked else self._unmarked(root, candidates)

    def _stranger(self, root: etree._Element) -> GatewayError:
        name, place = local(root), Place(path=f"/{local(root)}", line=line(root))
        namespaces = [tag for tag in self._by_root if etree.QName(tag).localname == name]
        if namespaces:
            wanted = " or ".join(etree.QName(tag).namespace or "none" for tag in namespaces)
            given = etree.QName(root).namespace or ""
            return faults.NAMESPACE_WRONG.error(f"the namespace of {name} is {wanted}", place=place, value=given)
        known = ", ".join(sorted({str(etree.QName(tag).localname) for tag in self._by_root}))
        return faults.ROOT_UNKNOWN.error(f"the roots of this dialect are {known}", place=place, value=name)

    def _childless(self, root: etree._Element, candidates: list[Compiled]) -> GatewayError:
        wanted = " or ".join(sorted({compiled.form.has for compiled in candidates}))
        return faults.ROOT_UNKNOWN.error(
            f"it has no {wanted}, by which it is known", place=Place(path=f"/{local(root)}", line=line(root))
        )

    def _unmarked(self, root: etree._Element, candidates: list[Compiled]) -> GatewayError:
        mark = max((_failing(root, compiled) for compiled in candidates if compiled.marks), key=lambda one: one[0])[1]
        known = sorted({one.text for compiled in candidates for one in compiled.marks if one.path == mark.path})
        place = Place(path=f"/{local(root)}/{mark.path}", line=line(root))
        value = text_at(root, mark.tags) or ""
        return faults.ROOT_UNKNOWN.error(f"it is none of {', '.join(known)}", place=place, value=value)


def _failing(root: etree._Element, compiled: Compiled) -> tuple[int, Mark]:
    """How many marks of a form the document bears, and the first that it does not: the nearest form tells."""
    return next((at, mark) for at, mark in enumerate(compiled.marks) if text_at(root, mark.tags) != mark.text)
