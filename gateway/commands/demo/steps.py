"""The steps of the scenario. Each yields what was expected, and what the receiving end saw."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from lxml import etree

from gateway.commands.demo.inbox import Received
from gateway.commands.demo.scene import Scene
from gateway.commands.demo.wording import fill

WAIT_S = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One row of the closing table."""

    step: str
    sent: str
    way: str
    expected: str
    seen: str
    seconds: float

    @property
    def good(self) -> bool:
        """Whether what was expected was seen."""
        return self.expected == self.seen


Step = Callable[[Scene], AsyncIterator[Outcome]]


async def pinggu(scene: Scene) -> AsyncIterator[Outcome]:
    """1: declared at 平谷 for goods landing at 新港; released by Tianjin, told to Beijing; Hebei is not bothered."""
    began = time.perf_counter()
    status, receipt = await scene.post("beijing", scene.declaration("2014101500000001"))
    yield _row("1", "declaration 平谷 0110 → 新港 0202", "HTTP, SM2", "200 1000", f"{status} {_code(receipt)}", began)
    [got] = await scene.tianjin.inbox.wait_for(lambda one: one.kind == "120", WAIT_S)
    seen = f"{got.text('MESSAGE_TYPE')} {got.text('CHECK_ORG_CODE')} {got.text('ORIGIN_COUNTRY_CODE')}"
    yield _row("1", "the same in Tianjin's words", "folder, DxpMsg", "120 120202 036", seen, began)
    answer = fill("tianjin-answer", number="2014101508300001", code="4", answers=got.text("SEND_CODE"))
    envelope = scene.envelope("tianjin", "2014101508300001", "220", answer.encode())
    began = time.perf_counter()
    scene.tianjin.send("220_2014101508300001.xml", envelope)
    [back] = await scene.beijing.inbox.wait_for(lambda one: one.kind == "Ciqresult", WAIT_S)
    seen = f"{back.text('CusCiqNo')} {back.text('RspCodes')}"
    yield _row("1", "release 放行 (MSG_CODE 4)", "folder → HTTP", "BJ20141015000001 2000", seen, began)
    yield _row("1", "Hebei is not bothered", "-", "0 documents", f"{len(scene.hebei.inbox.received)} documents", began)


async def copies(scene: Scene) -> AsyncIterator[Outcome]:
    """5: the same message twice gives one delivery and the same receipt; the same id with other content is refused."""
    document = scene.declaration("2014101500000005", declaration="BJ20141015000005", bill="COSU5")
    began = time.perf_counter()
    first = await scene.post("beijing", document)
    second = await scene.post("beijing", document)
    seen = "same receipt" if first == second and first[0] == 200 else f"{first[0]} {second[0]}, receipts differ"
    yield _row("5", "the same message twice", "HTTP, SM2", "same receipt", seen, began)
    other = scene.declaration("2014101500000005", declaration="BJ20141015000005", bill="COSU5", remark="改")
    began = time.perf_counter()
    status, receipt = await scene.post("beijing", other)
    seen = f"{status} {_code(receipt)} {_ours(receipt)}"
    yield _row("5", "the same id, other content", "HTTP, SM2", "409 1001 4401", seen, began)
    last = scene.declaration("2014101500000006", declaration="BJ20141015000005", bill="COSU5")
    await scene.post("beijing", last)
    came = await scene.tianjin.inbox.wait_for(_declared("BJ20141015000005"), WAIT_S, count=2)
    copies_seen = len({one.number for one in came}), len(came)
    yield _row(
        "5", "delivered: the first, then its follower", "folder", "2 of 2", "{} of {}".format(*copies_seen), began
    )


async def bad_input(scene: Scene) -> AsyncIterator[Outcome]:
    """6: a tampered document, an unknown code, mislabelled GBK: each refused, or repaired, with a clear word."""
    good = scene.declaration("2014101500000060", declaration="BJ20141015000060", bill="COSU60")
    began = time.perf_counter()
    _, receipt = await scene.post("beijing", good.replace(b"18000", b"98000"))
    yield _row("6", "tampered: 18000 → 98000 kg", "HTTP, SM2", "1001 4103", f"{_code(receipt)} {_ours(receipt)}", began)
    began = time.perf_counter()
    unknown = scene.declaration("2014101500000061", declaration="BJ20141015000061", bill="COSU61", origin="999")
    _, receipt = await scene.post("beijing", unknown)
    where = "OriCtryCode" if "OriCtryCode" in _reason(receipt) and "999" in _reason(receipt) else "nowhere"
    yield _row(
        "6",
        "unknown country 999",
        "HTTP, SM2",
        "1001 4204 OriCtryCode",
        f"{_code(receipt)} {_ours(receipt)} {where}",
        began,
    )
    began = time.perf_counter()
    _, receipt = await scene.post("beijing", good.decode().encode("gb18030"))
    yield _row("6", "GBK labelled UTF-8", "HTTP, SM2", "1001 4007", f"{_code(receipt)} {_ours(receipt)}", began)
    async for row in _repaired(scene):
        yield row


async def _repaired(scene: Scene) -> AsyncIterator[Outcome]:
    """A name that GB2312 does not hold, in a document labelled so: read as GB18030, counted, and carried whole."""
    began = time.perf_counter()
    text = fill("hebei-declaration", number="HB2014101500000062", bill="COSU62", trader="秦皇岛朱镕堃食品有限公司")
    document = b'<?xml version="1.0" encoding="GB2312"?>' + text.encode("gb18030")
    envelope = scene.envelope("hebei", "HB2014101500000062", "SWDEC001", document)
    _, receipt = await scene.post("hebei", envelope)
    [got] = await scene.tianjin.inbox.wait_for(lambda one: "镕堃" in one.text("CONSIGNEE_CNAME"), WAIT_S)
    seen = f"{_code(receipt)} {got.text('CONSIGNEE_CNAME')[3:6]}"
    yield _row("6", "镕 堃 in a document labelled GB2312", "HTTP, GB18030", "0000 朱镕堃", seen, began)


async def outage(scene: Scene) -> AsyncIterator[Outcome]:
    """7: Hebei is switched off, three amendments are sent, it comes back: they arrive in order, once."""
    await scene.hebei.switch_off()
    numbers = [f"201410150000007{n}" for n in range(1, 4)]
    began = time.perf_counter()
    for number in numbers:
        remark = f"第{number[-1]}次修改"
        changes = {"declaration": "BJ20141015000070", "bill": "COSU70", "port": "130402", "remark": remark}
        await scene.post("beijing", scene.declaration(number, **changes))
    waiting = await scene.operate("/api/v1/messages?link=hebei&state=waiting")
    held = waiting["messages"]
    seen = f"{len(held) if isinstance(held, list) else 0} waiting"
    yield _row("7", "3 amendments while Hebei is off", "HTTP → off", "3 waiting", seen, began)
    began = time.perf_counter()
    await scene.hebei.switch_on()
    came = await scene.hebei.inbox.wait_for(lambda one: one.text("BillNo") == "COSU70", WAIT_S, count=3)
    ids = [one.number for one in came]
    seen = f"{len(ids)} in order" if ids == sorted(set(ids)) else f"{ids}"
    yield _row("7", "Hebei comes back", "HTTP, DxpMsg, GB18030", "3 in order", seen, began)


async def stopped(scene: Scene) -> AsyncIterator[Outcome]:
    """9: goods are detained while their release still waits for a switched-off port: the release is never sent."""
    number = "BJ20141015000090"
    await scene.post("beijing", scene.declaration("2014101500000090", declaration=number, bill="COSU90"))
    [got] = await scene.tianjin.inbox.wait_for(_declared(number), WAIT_S)
    await scene.beijing.switch_off()
    began = time.perf_counter()
    for last, code in (("8", "4"), ("9", "6")):
        answer = fill("tianjin-answer", number=f"201410150830009{last}", code=code, answers=got.text("SEND_CODE"))
        envelope = scene.envelope("tianjin", f"201410150830009{last}", "220", answer.encode())
        scene.tianjin.send(f"220_201410150830009{last}.xml", envelope)
        await scene.tianjin.answered(f"220_201410150830009{last}", WAIT_S)
    seen = f"{await _count(scene, 'superseded')} superseded, {await _count(scene, 'waiting')} waiting"
    yield _row("9", "放行, then 截留, while Beijing is off", "folder → off", "1 superseded, 1 waiting", seen, began)
    began = time.perf_counter()
    await scene.beijing.switch_on()
    await scene.beijing.inbox.wait_for(lambda one: one.text("RspCodes") == "9206", WAIT_S)
    codes = [one.text("RspCodes") for one in scene.beijing.inbox.received if one.text("CusCiqNo") == number]
    yield _row("9", "Beijing comes back", "HTTP", "9206 alone", f"{' '.join(codes)} alone", began)


STEPS: tuple[Step, ...] = (pinggu, copies, bad_input, outage, stopped)


async def _count(scene: Scene, state: str) -> int:
    told = (await scene.operate(f"/api/v1/messages?link=beijing&kind=declaration-status&state={state}"))["messages"]
    return len(told) if isinstance(told, list) else 0


def _row(step: str, sent: str, way: str, expected: str, seen: str, began: float) -> Outcome:
    seconds = time.perf_counter() - began
    return Outcome(step=step, sent=sent, way=way, expected=expected, seen=seen, seconds=seconds)


def _declared(number: str) -> Callable[[Received], bool]:
    return lambda one: one.text("DECL_NO") == number


def _text(receipt: bytes, name: str) -> str:
    found = etree.fromstring(receipt).find(f".//{{*}}{name}")
    return (found.text or "") if found is not None else ""


def _code(receipt: bytes) -> str:
    """The family's own code."""
    return _text(receipt, "RspCodes") or _text(receipt, "ResponseCode")


def _reason(receipt: bytes) -> str:
    return _text(receipt, "RspInfo") or _text(receipt, "ResponseInfo")


def _ours(receipt: bytes) -> str:
    """Our code, with which a reason begins."""
    return _reason(receipt).split(" ", 1)[0]
