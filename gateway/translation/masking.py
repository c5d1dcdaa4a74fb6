"""Documents as views show them: what tells of a person is masked, of what is restricted everything that it says.

A view, never a document: it is written in UTF-8, no signature covers it, and nobody may send it on.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from gateway.document.parse import LIMIT_BYTES, parse
from gateway.model.errors import GatewayError
from gateway.model.personal import PERSONAL
from gateway.translation.form import Dialect, Field, Group, Ignored, Inline, Nested, Repeated, Row
from gateway.translation.losses import MASK

DSIG = "http://www.w3.org/2000/09/xmldsig#"
"""Who signed is what a view is asked for; a digest tells nothing of what it covers."""
CHARSETS = ("utf-8", "gb18030")
"""Tried in this order for a document without a label: what a link says of it is not known here."""
LOSS = re.compile(r"(?P<name>\S+)(?P<path> at \S+)? = (?P<value>.*): (?P<reason>[^:]*)", re.DOTALL)
LAST = re.compile(r"[/.@]")


def personal_names(dialects: Iterable[Dialect]) -> frozenset[str]:
    """The elements and attributes that tell of a person in these dialects, and those that no loss may quote."""
    return frozenset(
        _last(row.path)
        for dialect in dialects
        for form in dialect.forms
        for row in _rows(form.rows)
        if (isinstance(row, Field | Repeated) and _last(row.name) in PERSONAL)
        or (isinstance(row, Ignored) and row.secret)
    )


def masked(raw: bytes, names: frozenset[str], *, restricted: bool, limit: int = LIMIT_BYTES) -> bytes:
    """The document, and one within it, with what `names` name masked; `restricted`: all of it but who signed.

    An element of one of these names is masked wherever it stands: rather too much than a person's telephone. Raises
    what `parse` raises.
    """
    root = _parsed(raw, limit)
    inner = [(one, found) for one in root.iter() if (found := _within(one))]
    for element, document in inner:
        element.text = base64.b64encode(masked(document, names, restricted=restricted, limit=limit)).decode()
    carriers = {one for one, _ in inner}
    for element in list(root.iter()):
        if element not in carriers and not str(element.tag).startswith(f"{{{DSIG}}}"):
            _mask(element, names, whole=restricted and not inner)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def masked_loss(loss: str, names: frozenset[str], *, restricted: bool) -> str:
    """The line of a loss without its value where that tells of a person."""
    found = LOSS.fullmatch(loss)
    if found is None:
        return loss
    name, path = found["name"], found["path"] or ""
    if restricted or _last(name) in PERSONAL or {_last(name), _last(path)} & names:
        return f"{name}{path} = {MASK!r}: {found['reason']}"
    return loss


def _mask(element: etree._Element, names: frozenset[str], *, whole: bool) -> None:
    """`whole`: every element comes here by itself; a named one takes all below it along."""
    named = _local(element.tag) in names
    for one in element.iter() if named else (element,) if whole else ():
        one.text = MASK if (one.text or "").strip() else one.text
        one.tail = MASK if (one is not element or whole) and (one.tail or "").strip() else one.tail
        for name in one.attrib:
            one.set(name, MASK)
    for name in element.attrib:
        if _local(name) in names:
            element.set(name, MASK)


def _within(element: etree._Element) -> bytes:
    """The document that an element carries in base64, as envelopes do; b"" where it carries none."""
    text = "".join((element.text or "").split())
    if len(element) or len(text) < len("PGEvPg=="):
        return b""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return content if content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<") else b""


def _parsed(raw: bytes, limit: int) -> etree._Element:
    for charset in CHARSETS[:-1]:
        try:
            return parse(raw, limit=limit, default=charset).root
        except GatewayError:
            continue
    return parse(raw, limit=limit, default=CHARSETS[-1]).root


def _rows(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if isinstance(row, Group | Inline | Nested):
            yield from _rows(row.rows)


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _last(path: str) -> str:
    """Of a path or of a name of ours, its last step without the number of a line."""
    return LAST.split(path.partition("[")[0] if path.endswith("]") else path)[-1].strip()
