"""Which charset the bytes are in, who said so, and the way back: only UTF-8 and the GB family are spoken here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gateway.document import gb18030
from gateway.model import faults
from gateway.model.errors import VALUE_CHARS, Place

# Labels: IANA character sets, the WHATWG Encoding Standard, and what Java and Windows call them. The GB family is read
# with one decoder, GB18030: senders write "gb2312" over GBK bytes (镕, 堃, 喆 in names), which a strict codec refuses.
LABELS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    **dict.fromkeys(
        ("gb2312", "gb_2312", "gb_2312-80", "csgb2312", "csiso58gb231280", "iso-ir-58", "chinese"), "gb2312"
    ),
    **dict.fromkeys(("euc-cn", "x-euc-cn"), "gb2312"),
    **dict.fromkeys(("gbk", "cp936", "ms936", "windows-936", "x-gbk"), "gbk"),
    **dict.fromkeys(("gb18030", "gb18030-2000", "gb18030-2005", "gb18030-2022"), "gb18030"),
}
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\x84\x31\x95\x33": "gb18030"}
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
HEAD_BYTES = 1024  # an XML declaration longer than this is none
DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?\?>")
ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([^"']*)["']""")
NARROW, WIDE = (
    bytes(range(0xC2, 0xE0)),
    bytes(range(0xE0, 0xF5)),
)  # first bytes of UTF-8's two-byte and longer characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A decoded document, and how it was read."""

    content: str
    """Without a byte order mark; the XML declaration is still there."""
    charset: str
    """What the sender calls it, in our spelling (utf-8, gb2312, gbk, gb18030): answers go back in this."""
    source: str
    """Whose word won: bom, header, declaration or default."""
    repairs: int
    """How many labels were wrong but harmless; counted as a metric, never silent."""
    newer: bool = False
    """Whether readers of the GB18030 of 2000 read other characters in these bytes, or none."""


class Believed(StrEnum):
    """Who is believed where the label beside a document and the one in it differ; a byte order mark beats both."""

    HEADER = "header"
    """The order of RFC 7303."""
    DECLARATION = "declaration"
    """For peers whose web server or mail gateway labels everything alike."""


def decode(
    raw: bytes,
    *,
    header: str | None = None,
    default: str = "utf-8",
    believed: Believed = Believed.HEADER,
    published: bool = True,
) -> Text:
    """Read `raw` by its BOM, else by the `header` label and its XML declaration as `believed`, else by `default`.

    GB18030 is read as of 2022: what moved out of the private use area (A6D9, FE59, A8BC …) is the public character, and
    byte 80 of Windows' code page 936 the euro; either counts as a repair. Not `published`: as before 2022.

    Raises CHARSET_UNKNOWN (any other label, and UTF-16 with or without a BOM) and CHARSET_MISMATCH (bytes that are not
    in the charset, or two labels that contradict each other where the bytes cannot tell who is right).
    """
    _refuse_utf16(raw)
    mark = next((mark for mark in BOMS if raw.startswith(mark)), b"")
    body = raw[len(mark) :]
    (source, charset), *others = _labels(mark, header, _declared(body), default, believed)
    content, newer = _read(body, charset, len(mark), published)
    narrow = newer or (charset != "utf-8" and not _decodes(body, charset))
    return Text(
        content=content,
        charset=charset,
        source=source,
        repairs=int(narrow) + _contradictions(body, source, charset, others),
        newer=newer,
    )


def encode(text: str, charset: str, *, references: bool = False, signed: bool = False) -> bytes:
    """Write `text` in `charset` behind an XML declaration that names it, in place of any that stands there.

    `references` writes a character that the charset lacks as a numeric reference, which is right only where all such
    characters stand in text or attribute values. What is `signed` is so written wherever readers of another edition of
    GB18030 would read another character, and find a digest that is not theirs.

    Raises CHARSET_UNKNOWN, and TARGET_CHARSET with the offset, in characters from 0, and the character.
    """
    name = normal(charset)
    body = without_declaration(text)
    if signed and name == "gb18030":
        body = gb18030.referenced(body)
    declaration = f'<?xml version="1.0" encoding="{name.upper()}"?>\n'.encode("ascii")
    try:
        return declaration + _bytes(body, name)
    except UnicodeError:
        return declaration + _bytes(_mended(body, name, references), name)


def reread(document: bytes, charset: str) -> str:
    """What `encode` wrote in `charset`."""
    return document.decode("utf-8") if normal(charset) == "utf-8" else gb18030.decode(document)[0]


def normal(label: str) -> str:
    """Our spelling of a charset label. Raises CHARSET_UNKNOWN."""
    found = LABELS.get(label.strip().strip("\"'").lower())
    if found is None:
        raise faults.CHARSET_UNKNOWN.error("this charset is not spoken here", value=label)
    return found


def without_declaration(text: str) -> str:
    """`text` from behind its XML declaration, line breaks kept so that line numbers stay those of the sender's file."""
    head = text[:HEAD_BYTES]
    found = re.match(DECLARATION.pattern.decode("ascii"), head)
    return text if found is None else "\n" * found[0].count("\n") + text[found.end() :]


def _refuse_utf16(raw: bytes) -> None:
    if raw.startswith(UTF_16):
        raise faults.CHARSET_UNKNOWN.error("the bytes are UTF-16 or UTF-32", place=Place(offset=0))


def _declared(body: bytes) -> str | None:
    declaration = DECLARATION.match(body[:HEAD_BYTES])
    encoding = ENCODING.search(declaration[0]) if declaration else None
    return encoding[1].decode("latin-1") if encoding else None


def _labels(
    mark: bytes, header: str | None, declared: str | None, default: str, believed: Believed
) -> list[tuple[str, str]]:
    labels = [("header", header), ("declaration", declared)]
    stated = [("bom", BOMS.get(mark)), *(labels if believed is Believed.HEADER else reversed(labels))]
    return [(source, normal(label)) for source, label in stated if label] or [("default", normal(default))]


def _read(body: bytes, charset: str, skipped: int, published: bool) -> tuple[str, bool]:
    if charset == "utf-8":
        return _read_utf8(body, skipped), False
    return _read_gb(body, charset, skipped, published)


def _read_utf8(body: bytes, skipped: int) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        read_as = ", but the bytes read as GB18030" if _decodes(body, "gb18030") else ""
        raise _mismatch(f"declared UTF-8{read_as}", body, error.start, skipped) from None


def _read_gb(body: bytes, charset: str, skipped: int, published: bool) -> tuple[str, bool]:
    """GB18030 reads nearly any UTF-8 as other characters, so bytes that are surely UTF-8 are refused, not garbled."""
    if _surely_utf8(body):
        start = next(i for i, byte in enumerate(body) if byte > 0x7F)
        raise _mismatch(f"declared {charset.upper()}, but the bytes read as UTF-8", body, start, skipped)
    try:
        return gb18030.decode(body, published=published)
    except UnicodeDecodeError as error:
        raise _mismatch(f"declared {charset.upper()}", body, error.start, skipped) from None


def _mismatch(reason: str, body: bytes, start: int, skipped: int) -> Exception:
    place = Place(line=body.count(b"\n", 0, start) + 1, offset=start + skipped)
    return faults.CHARSET_MISMATCH.error(reason, place=place, value=body[start : start + 4].hex(" "))


def _surely_utf8(body: bytes) -> bool:
    """Chinese in UTF-8 is all three-byte characters; GBK that happens to be valid UTF-8 reads as two-byte ones."""
    if body.isascii() or not _decodes(body, "utf-8"):
        return False
    return _count(body, WIDE) > _count(body, NARROW)


def _count(body: bytes, what: bytes) -> int:
    """How many of its bytes are among `what`; a list of them would take thirty times the document's memory."""
    return len(body) - len(body.translate(None, what))


def _decodes(body: bytes, codec: str) -> bool:
    try:
        body.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _contradictions(body: bytes, source: str, charset: str, others: list[tuple[str, str]]) -> int:
    """1 if a label that lost was of the other family and plainly wrong; a refusal where nobody can tell."""
    wrong = [(who, label) for who, label in others if (label == "utf-8") != (charset == "utf-8")]
    if not wrong or body.isascii():
        return 0
    who, label = wrong[0]
    if source != "bom" and _decodes(body, label) and not _surely_utf8(body):
        reason = f"the {source} says {charset.upper()}, the {who} says {label.upper()}, and the bytes fit both"
        raise faults.CHARSET_MISMATCH.error(reason)
    return 1


def _bytes(text: str, name: str) -> bytes:
    """GB2312 goes by way of GBK: Python's gb2312 codec maps A1A4 and A1AA to other characters than readers do."""
    if name == "gb18030":
        return gb18030.encode(text)
    if name != "gb2312":
        return text.encode(name)
    raw = text.encode("gbk")
    raw.decode("gb2312")
    return raw


def _holds(character: str, name: str) -> bool:
    try:
        _bytes(character, name)
    except UnicodeError:
        return False
    return True


def _mended(text: str, name: str, references: bool) -> str:
    if references:
        return "".join(c if _holds(c, name) else f"&#{ord(c)};" for c in text)
    at = next(i for i, c in enumerate(text) if not _holds(c, name))
    reason = f"{name.upper()} cannot hold U+{ord(text[at]):04X}, character {at} of the document"
    raise faults.TARGET_CHARSET.error(
        reason, place=Place(line=text.count("\n", 0, at) + 1), value=text[at][:VALUE_CHARS]
    )
