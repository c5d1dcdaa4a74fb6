"""Good documents made bad by chance: in their elements, in their bytes, and in the values of what they say."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import cast

from lxml import etree

SAMPLES = Path(__file__).parents[1] / "samples"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TEXTS = (
    *(
        "",
        " ",
        "\t\n ",
        "9",
        "0",
        "-1",
        "+1",
        "1e5",
        "1E-400",
        "NaN",
        "Infinity",
        "A",
        "x" * 300,
        "9" * 400,
        "1" * 5000,
    ),
    *(
        "9" * 30 + ".5",
        "0." + "0" * 30 + "1",
        ".",
        "-",
        "-.",
        "1,000",
        "0x10",
        "１２",
        "٣",
        "²",
        "肉" * 100,
        "\U0001f600",
    ),
    *("110110", "999999", "0000", "0101", "20141015", "2014-02-30", "2014-10-15 10:00:00", "2014-10-15T10:00:00"),
    *("9999-12-31 23:59:59", "0001-01-01 00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59+14:00", "00000000"),
    *("9999-12-31", "0001-01-01", "99991231235959", "00010101000000", "2014-10-15T24:00:00", "2014-10-15T23:59:60"),
    *("true", "TRUE", "1", "Y", "N", "I", "E", "null", "None", "&<>\"'", "]]>", "..", "../../x", "%s{0}${x}", "\u202e"),
    *(
        "\ufeff",
        "\u0085",
        "\u2028",
        "\u200b",
        "\ufffd",
        "\ue000",
        "é",
        "e\u0301",
        "㙍𠮷",
        "龴",
        "€",
        "1|2",
        "1,2,,3",
        ";",
    ),
    *("AAAA", "AA==", "=", "A\nA", "DXPENT0000000001", "91110000000000000X", "COSU1234567", "010120141000000001"),
)
TOKENS = (
    *(b"9", b"A", b" ", b"\xe8\x82\x89", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&#65533;", b"&lt;", b"&x;", b"<!--"),
    *(b"-->", b"<!-- -->", b"]]>", b"<![CDATA[", b"<![CDATA[ ]]>", b'"', b"'", b"\x00", b"\xff", b"\x80", b"\xa6\xd9"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\x84\x31\x95\x33", b"</a>", b"<a/>", b"<?x y?>", b"<!DOCTYPE a>", b"\r", b"\x85"),
    *(b' xmlns="urn:x"', b' xmlns=""', b' a="b"', b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"=", b"/"),
)
LABELS = (
    *("UTF-8", "utf8", "GBK", "gb2312", "GB18030", "cp936", "UTF-16", "UTF-7", "ISO-8859-1", "latin1", "us-ascii"),
    *("Big5", "x-user-defined", "", " ", "utf-8\x00", "GB18030-2022", "肉", "a" * 300),
)
CODECS = ("utf-8", "gbk", "gb2312", "gb18030", "utf-16", "utf-16-le", "utf-32", "utf-7", "big5", "utf-8-sig")
DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")

Change = Callable[[etree._Element, Random], None]


def samples_of(name: str, pattern: str = "*.xml") -> list[bytes]:
    """Of a dialect or an envelope, receipts left out."""
    return [path.read_bytes() for path in sorted((SAMPLES / name).glob(pattern)) if "receipt" not in path.name]


def receipts_of(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((SAMPLES / name).glob("receipt*.xml"))]


def mutant(document: bytes, chance: Random) -> tuple[bytes, str | None]:
    """A changed document, and the label that stands beside it."""
    label = chance.choice(LABELS) if chance.random() < 0.03 else None
    if chance.random() < 0.7:
        document = of_elements(document, chance)
        return (of_bytes(document, chance) if chance.random() < 0.1 else document), label
    return of_bytes(document, chance), label


def of_elements(document: bytes, chance: Random) -> bytes:
    root = etree.fromstring(document)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        chance.choice(CHANGES)(root, chance)
    charset = chance.choice(("UTF-8", "UTF-8", "GB18030"))
    return cast("bytes", etree.tostring(root, encoding=charset, xml_declaration=True))


def _any(root: etree._Element, chance: Random) -> etree._Element:
    """The root among them, now and then."""
    elements = list(root.iter(etree.Element))
    return chance.choice(elements[1:] or elements) if chance.random() < 0.98 else root


def _leaf(root: etree._Element, chance: Random) -> etree._Element:
    leaves = [one for one in root.iter(etree.Element) if not len(one)]
    return chance.choice(leaves or [root])


def _put(root: etree._Element, chance: Random) -> None:
    try:
        _leaf(root, chance).text = chance.choice(TEXTS)
    except ValueError:  # lxml holds no such character
        _leaf(root, chance).text = "?"


def _borrow(root: etree._Element, chance: Random) -> None:
    """A text that is good elsewhere."""
    _leaf(root, chance).text = _leaf(root, chance).text


def _spoil(root: etree._Element, chance: Random) -> None:
    """One character of a value."""
    leaf = _leaf(root, chance)
    text = leaf.text or "0"
    at = chance.randrange(len(text))
    leaf.text = text[:at] + chance.choice("09AZ-. 京") + text[at + 1 :]


def _drop(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _double(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    if element.getparent() is not None:
        for _ in range(chance.choice((1, 1, 2, 60))):
            element.addnext(copy.deepcopy(element))


def _move(root: etree._Element, chance: Random) -> None:
    element, to = _any(root, chance), _any(root, chance)
    if element is not root and element not in (to, *to.iterancestors()):
        to.insert(chance.randrange(len(to) + 1), element)


def _rename(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    tag = str(element.tag)
    element.tag = chance.choice((_any(root, chance).tag, tag.lower(), tag.upper(), f"{tag}x", "{urn:x}a", "a"))


def _nest(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    for _ in range(chance.choice((1, 1, 3, 120))):
        element.append(element.makeelement(element.tag))
        element = element[-1]


def _empty(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    for child in list(element):
        element.remove(child)
    element.text = chance.choice((None, "", " \n"))


def _huge(root: etree._Element, chance: Random) -> None:
    _leaf(root, chance).text = chance.choice(("9", "京", "A ", "<")) * chance.choice((1000, 20_000))


def _elsewhere(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    element.tag = (
        f"{{{chance.choice(('urn:x', 'http://www.chinaport.gov.cn/dxp', XSI))}}}{etree.QName(element).localname}"
    )


def _attribute(root: etree._Element, chance: Random) -> None:
    name = chance.choice(("a", "{urn:x}a", "Id", "name", "{http://www.w3.org/XML/1998/namespace}lang"))
    _any(root, chance).set(name, chance.choice(("", "b", "京", "<&\"'", "x" * 2000)))


def _schema_hint(root: etree._Element, chance: Random) -> None:
    name = chance.choice(("nil", "type", "schemaLocation", "noNamespaceSchemaLocation"))
    _any(root, chance).set(f"{{{XSI}}}{name}", chance.choice(("true", "1", "xs:string", "a:b", "", "urn:x x.xsd")))


def _comment(root: etree._Element, chance: Random) -> None:
    """In the middle of a text as well."""
    element = _any(root, chance)
    comment = etree.Comment(chance.choice((" ", "京", "<a/>")))
    text = element.text or ""
    cut = chance.randrange(len(text) + 1)
    element.text, comment.tail = text[:cut], text[cut:]
    element.insert(0, comment)


def _cdata(root: etree._Element, chance: Random) -> None:
    leaf = _leaf(root, chance)
    leaf.text = etree.CDATA(chance.choice((leaf.text or "", "<a>&amp;</a>", " ")))


def _loose_text(root: etree._Element, chance: Random) -> None:
    """Between elements."""
    _any(root, chance).tail = chance.choice(("x", "京", "&"))


def _swap(root: etree._Element, chance: Random) -> None:
    element = _any(root, chance)
    element[:] = chance.sample(list(element), len(element))


CHANGES: tuple[Change, ...] = (
    *(_put, _put, _put, _put, _borrow, _borrow, _spoil, _spoil, _drop, _drop, _double, _move, _rename, _nest, _empty),
    *(_huge, _elsewhere, _attribute, _schema_hint, _comment, _cdata, _loose_text, _swap),
)


def of_bytes(document: bytes, chance: Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        document = chance.choice(SPOILERS)(document, chance)
    return document


def _at(document: bytes, chance: Random) -> int:
    return chance.randrange(len(document) + 1)


def _truncated(document: bytes, chance: Random) -> bytes:
    return document[: _at(document, chance)]


def _flipped(document: bytes, chance: Random) -> bytes:
    at = _at(document, chance)
    flip = bytes(byte ^ 1 << chance.randrange(8) for byte in document[at : at + 1])
    return document[:at] + flip + document[at + 1 :]


def _inserted(document: bytes, chance: Random) -> bytes:
    at = _at(document, chance)
    return document[:at] + chance.choice(TOKENS) + document[at:]


def _overwritten(document: bytes, chance: Random) -> bytes:
    at, token = _at(document, chance), chance.choice(TOKENS)
    return document[:at] + token + document[at + len(token) :]


def _deleted(document: bytes, chance: Random) -> bytes:
    at = _at(document, chance)
    return document[:at] + document[at + chance.randrange(1, 40) :]


def _repeated(document: bytes, chance: Random) -> bytes:
    at, length = _at(document, chance), chance.randrange(1, 400)
    return document[:at] + document[at : at + length] * 2 + document[at + length :]


def _relabelled(document: bytes, chance: Random) -> bytes:
    label = chance.choice(LABELS).encode()
    return b'<?xml version="1.0" encoding="' + label + b'"?>' + DECLARATION.sub(b"", document, count=1)


def _recoded(document: bytes, chance: Random) -> bytes:
    """In another charset, under whatever label it has."""
    return document.decode("utf-8", "replace").encode(chance.choice(CODECS), "replace")


def _marked(document: bytes, chance: Random) -> bytes:
    return chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33", b"\x00", b"\n")) + document


def _line_ends(document: bytes, chance: Random) -> bytes:
    return b"".join(line + chance.choice((b"\n", b"\r\n", b"\r", b"\x0b")) for line in document.split(b"\n"))


SPOILERS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_truncated, _flipped, _flipped, _inserted, _inserted, _overwritten, _deleted, _repeated, _relabelled, _recoded),
    *(_marked, _line_ends),
)
