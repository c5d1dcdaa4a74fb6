"""Charsets as legacy e-ports really send them, over the real ways in, and as each receiver's charset can hold them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from lxml import etree

from gateway.document.canonical import canonical
from gateway.document.charset import LABELS
from gateway.document.parse import parse
from gateway.model import faults
from gateway.service.journal.views import MessageView
from gateway.service.worker import ports
from gateway.trust.xmldsig_seal import seal
from tests.service.laid import SAMPLES, Laid, laid
from tests.service.transports.folder_peer import FolderPeer

in_one_loop = pytest.mark.asyncio(loop_scope="module")
NUMBERS = count(2014101500200000)
SIGNED = """\
name = "{name}"
party = "beijing"
dialect = "beijing-eciq"
profile = "sm2-sm3"
offices = ["01"]
may_send = ["declaration"]
{more}
transport = {{ kind = "http", url = "http://127.0.0.1:9/inbox" }}
"""
FOLDER = """\
name = "{name}"
party = "{name}"
dialect = "{dialect}"
profile = "none"
offices = ["{office}"]
{more}
transport = {{ kind = "folder", root = "{name}", business_type = "Box", poll_s = 0.05, settle_s = 0 }}
"""
GETS = 'receives = ["declaration"]\n'
LINKS = {
    "eciq": SIGNED.format(name="eciq", more=""),
    "eciq-inside": SIGNED.format(name="eciq-inside", more='charset_believed = "declaration"\ncharset = "GB18030"'),
    "eciq-bare": SIGNED.format(name="eciq-bare", more='charset_unlabelled = "GB18030"'),
    "boxes": FOLDER.format(
        name="boxes",
        dialect="beijing-eciq",
        office="01",
        more='may_send = ["declaration"]\ncharset_unlabelled = "GB18030"',
    ),
    "to-utf-8": FOLDER.format(name="to-utf-8", dialect="regional", office="01", more=GETS),
    "to-gb18030": FOLDER.format(
        name="to-gb18030", dialect="beijing-eciq", office="01", more=f'{GETS}charset = "GB18030"'
    ),
    "to-gbk": FOLDER.format(name="to-gbk", dialect="beijing-eciq", office="01", more=GETS),
    "to-references": FOLDER.format(
        name="to-references", dialect="beijing-eciq", office="01", more=f"{GETS}character_references = true"
    ),
}
GB2312, GBK, GB18030 = "北京", "朱镕基张堃陶喆", "㙍𠮷龴€"
"""What each of the three can hold that the one before cannot."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def region(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Laid]:
    async with laid(tmp_path_factory.mktemp("region"), **LINKS) as made, ports(made.gateway, 0):
        yield made


def declared(number: str, place: str) -> str:
    """The sample in GBK, canonical, with `place` where its goods stand."""
    root = parse((SAMPLES / "beijing-eciq" / "declaration.xml").read_bytes()).root
    text = canonical(root).decode().replace("2014101500000001", number)
    text = text.replace("BJ20141015000001", f"D{number}").replace("COSU6098765430", f"B{number}")
    text = re.sub("<DeclGetNo>[^<]*</DeclGetNo>|<CorrelationDeclNo>[^<]*</CorrelationDeclNo>", "", text)
    return re.sub("(<GoodsPlace>)[^<]*", rf"\g<1>{place}", text)


def written(region: Laid, text: str, label: str | None, codec: str, *, mark: bytes = b"", sealed: bool = True) -> bytes:
    """Sealed over its characters, in the bytes of `codec`, under a label that may be another's."""
    if sealed:
        text = seal(text.encode(), region.signers["beijing"]).decode()
    declaration = "" if label is None else f'<?xml version="1.0" encoding="{label}"?>\n'
    return mark + (declaration + text).encode(codec)


async def post(region: Laid, link: str, document: bytes, kind: str) -> tuple[int, str, bytes, str]:
    url = f"http://127.0.0.1:{region.region.port}/exchange/{link}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=BytesIO(document), headers={"Content-Type": kind}) as answer,
    ):
        headers = answer.headers
        return answer.status, headers["Content-Type"], await answer.read(), headers.get("Eport-Message", "")


async def kept(region: Laid, message: str) -> MessageView:
    view = await region.gateway.journal.message(message)
    assert view is not None
    return view


def said_to(view: MessageView, link: str) -> str:
    """The place of the goods as the receiver reads it."""
    [document] = [one.document for one in view.deliveries if one.link == link]
    return next(parse(document).root.iter("{*}GoodsPlace")).text or ""


def reason(receipt: bytes, charset: str) -> str:
    return parse(receipt, header=charset).root.findtext(".//RspInfo") or ""


def kind(charset: str | None) -> str:
    return "text/xml" if charset is None else f"text/xml; charset={charset}"


@pytest.mark.parametrize("label", sorted(set(LABELS) - {"utf-8", "utf8"}))
@in_one_loop
async def test_every_label_of_the_gb_family_is_read_beside_the_document_and_in_it(region: Laid, label: str) -> None:
    for inside, beside in ((label, None), ("utf-8" if label == "gbk" else label, label), (None, label.upper())):
        number = str(next(NUMBERS))
        raw = written(region, declared(number, GBK + "㙍𠮷"), inside, "gb18030")
        status, answered, receipt, message = await post(region, "eciq", raw, kind(beside))
        assert (status, answered) == (200, "application/xml; charset=GBK"), receipt.decode("gbk")
        assert receipt.startswith(b'<?xml version="1.0" encoding="GBK"?>')
        assert said_to(await kept(region, message), "to-utf-8") == GBK + "㙍𠮷"


@pytest.mark.parametrize(
    ("link", "inside", "beside", "codec", "mark", "code", "repairs"),
    [
        ("eciq", "GBK", None, "gbk", b"", "0000", "0"),
        ("eciq", "GB2312", None, "gbk", b"", "0000", "1"),
        ("eciq", "GB2312", "gb2312", "gbk", b"", "0000", "1"),
        ("eciq", "UTF-8", "GBK", "gbk", b"", "0000", "1"),
        ("eciq", "GBK", "UTF-8", "utf-8", b"", "0000", "1"),
        ("eciq", "GBK", None, "utf-8", b"\xef\xbb\xbf", "0000", "1"),
        ("eciq", "GBK", "GBK", "utf-8", b"\xef\xbb\xbf", "0000", "1"),
        ("eciq", "UTF-8", None, "gb18030", b"\x84\x31\x95\x33", "0000", "1"),
        ("eciq", "GBK", "UTF-8", "gbk", b"", "4007", ""),
        ("eciq", "GBK", None, "utf-8", b"", "4007", ""),
        ("eciq", "UTF-8", "GBK", "utf-8", b"", "4007", ""),
        ("eciq", "UTF-8", None, "gbk", b"", "4007", ""),
        ("eciq", None, None, "gbk", b"", "4007", ""),
        ("eciq", "GBK", None, "gbk", b"\xef\xbb\xbf", "4007", ""),
        ("eciq-inside", "GBK", "UTF-8", "gbk", b"", "0000", "1"),
        ("eciq-inside", "GBK", "ISO-8859-1", "gbk", b"", "4006", ""),
        ("eciq-inside", "UTF-8", "GBK", "utf-8", b"", "0000", "1"),
        ("eciq-inside", None, "GBK", "gbk", b"", "0000", "0"),
        ("eciq-inside", "UTF-8", "GBK", "gbk", b"", "4007", ""),
        ("eciq-bare", None, None, "gbk", b"", "0000", "0"),
        ("eciq-bare", None, None, "utf-8", b"", "4007", ""),
        ("eciq-bare", None, "UTF-8", "utf-8", b"", "0000", "0"),
        ("eciq-bare", None, None, "utf-8", b"\xef\xbb\xbf", "0000", "0"),
        ("eciq", "UTF-7", None, "utf-7", b"", "4006", ""),
        ("eciq", "ISO-8859-1", None, "gbk", b"", "4006", ""),
        ("eciq", "GBK", "iso-8859-1", "gbk", b"", "4006", ""),
        ("eciq", "GBK", "x-user-defined", "gbk", b"", "4006", ""),
        ("eciq", "UTF-16", None, "utf-16", b"", "4006", ""),
        ("eciq", None, None, "utf-16-le", b"", "4006", ""),
        ("eciq", "GBK", "big5", "gbk", b"", "4006", ""),
    ],
)
@in_one_loop
async def test_header_mark_and_declaration_are_believed_as_the_link_says(
    region: Laid, link: str, inside: str | None, beside: str | None, codec: str, mark: bytes, code: str, repairs: str
) -> None:
    raw = written(region, declared(str(next(NUMBERS)), GBK), inside, codec, mark=mark)
    counted = region.counted("repaired", link=link), region.counted("refused", link=link, code=code)
    status, answered, receipt, message = await post(region, link, raw, kind(beside))
    charset = "GB18030" if link == "eciq-inside" else "GBK"
    assert answered == f"application/xml; charset={charset}"
    info = reason(receipt, charset)
    if code != "0000":
        assert (status, info.split(" ")[0]) == (400, code), info
        assert region.counted("refused", link=link, code=code) == counted[1] + 1
        return
    assert status == 200, info
    view = await kept(region, message)
    assert view.notes["repairs"] == repairs
    assert said_to(view, "to-utf-8") == GBK
    assert region.counted("repaired", link=link) == counted[0] + int(repairs)


@pytest.mark.parametrize(
    ("raw", "read", "known"),
    [(b"\x80", "€", False), (b"\xa2\xe3", "€", True), (b"\xfe\x59", "龴", False), (b"\x82\x35\x90\x37", "龴", True)],
)
@pytest.mark.parametrize("label", ["GBK", "cp936", "GB18030"])
@in_one_loop
async def test_the_euro_and_what_moved_in_2022_are_read_under_a_signature(
    region: Laid, label: str, raw: bytes, read: str, known: bool
) -> None:
    document = written(region, declared(str(next(NUMBERS)), read), label, "gb18030")
    document = document.replace(read.encode("gb18030"), raw)
    status, _, receipt, message = await post(region, "eciq", document, kind(None))
    assert status == 200, reason(receipt, "GBK")
    view = await kept(region, message)
    assert said_to(view, "to-utf-8") == read
    assert said_to(view, "to-gb18030") == read
    assert view.notes["repairs"] == ("0" if known and label == "GB18030" else "1")


@pytest.mark.parametrize("character", ["㙍", "𠮷", "€", "龴"])
@in_one_loop
async def test_a_receiver_in_gbk_is_refused_what_it_cannot_hold_or_gets_a_reference(
    region: Laid, character: str
) -> None:
    raw = written(region, declared(str(next(NUMBERS)), f"朱镕{character}"), "GB18030", "gb18030")
    status, _, receipt, message = await post(region, "eciq", raw, kind(None))
    assert status == 200, reason(receipt, "GBK")
    view = await kept(region, message)
    documents = {one.link: one for one in view.deliveries}
    dead = documents["to-gbk"]
    assert (dead.code, dead.document) == (faults.TARGET_CHARSET.code, b"")
    assert f"GBK cannot hold U+{ord(character):04X}" in dead.reason
    assert f"朱镕&#{ord(character)};".encode("gbk") in documents["to-references"].document
    assert said_to(view, "to-references") == said_to(view, "to-gb18030") == f"朱镕{character}"


@pytest.mark.parametrize("character", ["㙍", "𠮷", "€", "龴", "é", "\u0301"])
@in_one_loop
async def test_a_receipt_in_gbk_quotes_what_gbk_cannot_hold(region: Laid, character: str) -> None:
    text = declared(str(next(NUMBERS)), "x").replace("<AplKind>I", f"<AplKind>镕{character}")
    raw = written(region, text, "UTF-8", "utf-8")
    status, answered, receipt, _ = await post(region, "eciq", raw, kind(None))
    assert (status, answered) == (422, "application/xml; charset=GBK")
    assert f"(value '镕{character}')" in reason(receipt, "GBK")
    assert etree.fromstring(receipt).findtext(".//RspInfo") == reason(receipt, "GBK"), "as libxml2 reads it"


@in_one_loop
async def test_a_folder_without_any_label_is_read_as_the_link_says(region: Laid, tmp_path: Path) -> None:
    peer = FolderPeer(tmp_path)
    for name, label, codec in (("1", None, "gbk"), ("2", "GB2312", "gbk"), ("3", None, "utf-8"), ("4", "GBK", "utf-8")):
        text = declared(str(next(NUMBERS)), GBK)
        peer.put(f"{name}.xml", written(region, text, label, codec, sealed=False))
    await peer.rounds(3, accept=partial(region.gateway.exchange.accept, "boxes"))
    assert (peer.names("SentBox"), peer.names("FailBox")) == (["1.xml", "2.xml"], ["3.xml", "4.xml"])
    answers = [peer.box("InBox") / name for name in peer.names("InBox")]
    assert len(answers) == 4
    for answer in answers:
        assert answer.read_bytes().startswith(b'<?xml version="1.0" encoding="GBK"?>')
        assert reason(answer.read_bytes(), "GBK")[:4] in ("", "4007")
