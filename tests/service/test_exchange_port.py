from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog

from gateway.model import faults
from gateway.service.config import Limits
from gateway.service.exchange_port import ExchangePort, listen
from gateway.service.transports.transport import Answer
from gateway.translation.receipts import digest_of

LIMIT = 2000
ACCEPTED = Answer(accepted=True, receipt="<回执/>".encode("gbk"), charset="GBK", message="M-1")


@dataclass
class Exchange:
    """Keeps what it is given, and answers, waits or breaks as it is told."""

    got: list[tuple[str, bytes, str | None]] = field(default_factory=list)
    answer: Answer = ACCEPTED
    error: Exception | None = None
    hold: asyncio.Event | None = None
    entered: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, link: str, raw: bytes, charset: str | None) -> Answer:
        self.got.append((link, raw, charset))
        self.entered.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        return self.answer


@dataclass
class Said:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        assert self.headers["content-type"].startswith("application/problem+json")
        content = json.loads(self.body)
        assert {"type", "title", "status", "detail"} <= content.keys()
        assert content["status"] == self.status
        return dict(content)


@dataclass
class Client:
    """A raw socket: HTTP libraries are too polite to lie."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def hear(self) -> Said:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in head[1:] if line)}
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return Said(int(head[0].split()[1]), headers, body)

    async def ask(self, data: bytes) -> Said:
        await self.say(data)
        return await self.hear()


@dataclass
class Door:
    exchange: Exchange
    port: ExchangePort
    number: int
    clients: list[Client] = field(default_factory=list)

    async def client(self) -> Client:
        self.clients.append(Client(*await asyncio.open_connection("127.0.0.1", self.number)))
        return self.clients[-1]

    async def ask(self, data: bytes) -> Said:
        return await (await self.client()).ask(data)


async def opened(in_flight: int = 256, body_s: float = 30.0) -> AsyncIterator[Door]:
    exchange = Exchange()
    limits, forms = Limits(document_bytes=LIMIT, in_flight=in_flight), {"guangzhou": "messageText"}
    port = ExchangePort(exchange.accept, limits, body_s=body_s, form_fields=forms)
    runner = await listen(port.app(), "127.0.0.1", 0, drain_s=1, linger_s=0.05)
    made = Door(exchange, port, runner.addresses[0][1])
    yield made
    if exchange.hold is not None:
        exchange.hold.set()
    for client in made.clients:
        client.writer.close()
    await runner.cleanup()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async for made in opened():
        yield made


@pytest.fixture
async def narrow_door() -> AsyncIterator[Door]:
    """Room for one."""
    async for made in opened(in_flight=1):
        yield made


@pytest.fixture
async def impatient_door() -> AsyncIterator[Door]:
    async for made in opened(in_flight=1, body_s=0.1):
        yield made


def post(body: bytes, *headers: str, path: str = "/exchange/beijing", length: int | None = None) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: gateway", *headers]
    if not any(line.startswith("Transfer-Encoding") for line in headers):
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))


async def test_a_document_is_handed_on_with_its_link_and_label_and_answered_with_the_receipt(door: Door) -> None:
    said = await door.ask(post(b"<a/>", "Content-Type: application/xml; charset=GB18030"))
    assert door.exchange.got == [("beijing", b"<a/>", "GB18030")]
    assert (said.status, said.body) == (200, "<回执/>".encode("gbk"))
    assert said.headers["content-type"] == "application/xml; charset=GBK"
    assert said.headers["eport-message"] == "M-1"
    assert "eport-copy" not in said.headers
    assert "aiohttp" not in said.headers["server"].lower()


@pytest.mark.parametrize(
    ("headers", "label"),
    [
        ((), None),
        (("Content-Type: application/xml",), None),
        (('Content-Type: text/xml; charset="utf-8"',), "utf-8"),
        (("Content-Type: ;;;=",), None),
        (("Content-Type: application/xml; charset=no-such-charset",), "no-such-charset"),
    ],
)
async def test_a_label_is_passed_on_as_it_stands(door: Door, headers: tuple[str, ...], label: str | None) -> None:
    await door.ask(post(b"<a/>", *headers))
    assert door.exchange.got == [("beijing", b"<a/>", label)]


async def test_a_copy_and_a_time_to_come_back_are_told_in_headers(door: Door) -> None:
    door.exchange.answer = Answer(accepted=True, receipt=b"<r/>", copy=True, retry_after_s=1.2)
    said = await door.ask(post(b"<a/>"))
    assert (said.headers["eport-copy"], said.headers["retry-after"]) == ("true", "2")
    assert "eport-message" not in said.headers


async def test_every_answer_names_the_digest_of_what_was_received(door: Door) -> None:
    for status in (200, 422):
        door.exchange.answer = Answer(accepted=status == 200, receipt=b"<r/>", status=status)
        said = await door.ask(post(b"<a>1</a>"))
        assert (said.status, said.headers["eport-digest"]) == (status, digest_of(b"<a>1</a>"))


async def test_a_refusal_has_the_exchanges_words_and_status(door: Door) -> None:
    door.exchange.answer = Answer(accepted=False, receipt=b"<refused/>", status=422, code="4204")
    said = await door.ask(post(b"<a/>"))
    assert (said.status, said.body) == (422, b"<refused/>")


@pytest.mark.parametrize("path", ["/exchange/nobody", "/exchange/%E5%A4%A9%E6%B4%A5", "/exchange/..%2f..%2fetc"])
async def test_an_unknown_link_is_the_exchanges_to_answer(door: Door, path: str) -> None:
    await door.ask(post(b"<a/>", path=path))
    assert len(door.exchange.got) == 1


async def test_an_empty_body_is_the_exchanges_to_refuse(door: Door) -> None:
    await door.ask(post(b""))
    assert door.exchange.got == [("beijing", b"", None)]


@pytest.mark.parametrize(("size", "handed"), [(LIMIT, LIMIT), (LIMIT + 1, LIMIT + 1), (LIMIT * 100, LIMIT + 1)])
async def test_at_most_one_byte_over_the_limit_is_read_and_handed_on(door: Door, size: int, handed: int) -> None:
    await door.ask(post(b"x" * size))
    assert [len(raw) for _, raw, _ in door.exchange.got] == [handed]


async def test_a_huge_length_is_not_waited_for(door: Door) -> None:
    said = await door.ask(post(b"x" * (LIMIT + 1), length=10**12))
    assert said.status == 200
    assert [len(raw) for _, raw, _ in door.exchange.got] == [LIMIT + 1]


async def test_a_chunked_body_is_put_together(door: Door) -> None:
    await door.ask(post(chunked(b"<a", b"/", b">"), "Transfer-Encoding: chunked"))
    assert door.exchange.got == [("beijing", b"<a/>", None)]


async def test_a_chunked_body_without_end_is_cut_at_the_limit(door: Door) -> None:
    client = await door.client()
    await client.say(post(b"", "Transfer-Encoding: chunked") + b"400\r\n" + b"x" * 1024 + b"\r\n")
    await client.say((b"400\r\n" + b"x" * 1024 + b"\r\n") * 3)
    await client.hear()
    assert [len(raw) for _, raw, _ in door.exchange.got] == [LIMIT + 1]


@pytest.mark.parametrize(
    "request_",
    [
        post(b"<a/>", length=-1),
        post(b"<a/>").replace(b"Content-Length: 4", b"Content-Length: four"),
        post(b"<a/>").replace(b"Content-Length: 4", b"Content-Length: 4\r\nContent-Length: 5"),
        post(b"<a/>").replace(b"Content-Length: 4", b"Content-Length: 4\r\nTransfer-Encoding: chunked"),
        post(b"zz\r\n<a/>", "Transfer-Encoding: chunked"),
        b"\x16\x03\x01\x02\x00 not http at all \r\n\r\n",
    ],
)
async def test_a_request_that_contradicts_itself_reaches_nobody(door: Door, request_: bytes) -> None:
    said = await door.ask(request_)
    assert said.status == 400
    assert b"Traceback" not in said.body
    assert not door.exchange.got
    assert door.port.in_flight == 0


async def test_what_is_over_the_told_length_is_no_part_of_the_document(door: Door) -> None:
    client = await door.client()
    assert (await client.ask(post(b"<a/>"))).status == 200
    assert (await client.ask(b"<b/>\r\n\r\n")).status == 400
    assert (await door.ask(post(b"<a/><b/>", length=4))).status == 400
    assert [raw for _, raw, _ in door.exchange.got] == [b"<a/>"]


async def test_a_body_that_breaks_off_reaches_nobody_and_frees_its_place(narrow_door: Door) -> None:
    client = await narrow_door.client()
    await client.say(post(b"<a", length=100))
    client.writer.write_eof()
    await client.reader.read()
    assert (await narrow_door.ask(post(b"<b/>"))).status == 200
    assert [raw for _, raw, _ in narrow_door.exchange.got] == [b"<b/>"]


async def test_a_slow_body_is_given_up_and_frees_its_place(impatient_door: Door) -> None:
    client = await impatient_door.client()
    said = await client.ask(post(b"<a", length=100))
    assert said.problem["status"] == 408
    assert said.headers["connection"] == "close"
    assert await client.reader.read() == b""
    assert (await impatient_door.ask(post(b"<b/>"))).status == 200


async def test_half_documents_keep_nobody_out(narrow_door: Door) -> None:
    slow = [await narrow_door.client() for _ in range(5)]
    for client in slow:
        await client.say(post(b"<a", length=100))
    assert (await narrow_door.ask(post(b"<b/>"))).status == 200


async def test_what_half_documents_hold_is_bounded_and_given_back(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.service.exchange_port.HELD_BYTES", LIMIT)
    slow = await door.client()
    await slow.say(post(b"<" + b"a" * (LIMIT - 10), length=LIMIT))
    while door.port.held_bytes < LIMIT - 10:  # noqa: ASYNC110  (nothing tells of bytes that came in)
        await asyncio.sleep(0)
    said = await door.ask(post(b"b" * 20))
    assert (said.problem["code"], said.status) == (faults.BUSY.code, 503)
    slow.writer.close()
    while door.port.held_bytes:  # noqa: ASYNC110  (as above)
        await asyncio.sleep(0)
    assert (await door.ask(post(b"<c/>"))).status == 200


async def test_one_too_many_is_told_so_before_its_body_is_read(narrow_door: Door) -> None:
    exchange = narrow_door.exchange
    exchange.hold = asyncio.Event()
    first = await narrow_door.client()
    await first.say(post(b"<a/>"))
    await exchange.entered.wait()
    said = await narrow_door.ask(post(b"", length=4))
    assert (said.problem["code"], said.status, said.headers["retry-after"]) == (faults.BUSY.code, 503, "1")
    exchange.hold.set()
    assert (await first.hear()).status == 200
    assert (await narrow_door.ask(post(b"<c/>"))).status == 200
    assert [raw for _, raw, _ in exchange.got] == [b"<a/>", b"<c/>"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_only_post_is_a_way_in(door: Door, method: str) -> None:
    client = await door.client()
    await client.say(post(b"").replace(b"POST", method.encode()))
    head = (await client.reader.readuntil(b"\r\n\r\n")).decode()
    assert " 405 " in head
    assert "Allow: POST" in head
    assert "application/problem+json" in head
    assert not door.exchange.got


@pytest.mark.parametrize("path", ["/", "/exchange", "/exchange/", "/exchange/a/b", "/metrics", "/livez"])
async def test_there_is_no_other_door(door: Door, path: str) -> None:
    assert (await door.ask(post(b"<a/>", path=path))).problem["status"] == 404


async def test_a_compressed_body_is_not_opened(door: Door) -> None:
    said = await door.ask(post(gzip.compress(b"<a/>"), "Content-Encoding: gzip"))
    assert said.problem["status"] == 415
    assert not door.exchange.got


async def test_a_mistake_of_ours_is_told_as_ours_and_logged_without_a_word_of_the_document(door: Door) -> None:
    door.exchange.error = ValueError("<secret/>")
    with structlog.testing.capture_logs() as logs:
        said = await door.ask(post(b"<secret/>"))
    assert (said.status, said.problem["code"]) == (500, faults.OURS.code)
    assert b"Traceback" not in said.body
    assert b"secret" not in said.body
    assert (logs[0]["event"], logs[0]["error"], logs[0]["link"]) == ("our-fault", "ValueError", "beijing")
    assert logs[0]["where"][-1].endswith(" accept")
    assert "secret" not in str(logs)
    door.exchange.error = None
    assert (await door.ask(post(b"<a/>"))).status == 200


async def test_a_connection_carries_many_documents(door: Door) -> None:
    client = await door.client()
    for number in range(3):
        assert (await client.ask(post(b"<a>%d</a>" % number))).status == 200
    assert len(door.exchange.got) == 3


async def test_workers_share_one_port(door: Door) -> None:
    other = await listen(ExchangePort(Exchange().accept, Limits()).app(), "127.0.0.1", door.number)
    assert other.addresses[0][1] == door.number
    await other.cleanup()


async def test_a_port_that_is_not_shared_is_taken_once() -> None:
    app = ExchangePort(Exchange().accept, Limits()).app
    first = await listen(app(), "127.0.0.1", 0, shared=False)
    number = first.addresses[0][1]
    for shared in (False, True):
        with pytest.raises(OSError, match="in use"):
            await listen(app(), "127.0.0.1", number, shared=shared)
    await first.cleanup()
    again = await listen(app(), "127.0.0.1", number, shared=False)
    await again.cleanup()


async def test_what_cannot_be_parsed_is_logged_without_its_bytes(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    await door.ask(post(b"<a/>", "Bad Header <secret/>: 1"))
    assert caplog.records
    assert "secret" not in caplog.text


FORM = "Content-Type: application/x-www-form-urlencoded"


async def test_a_form_is_opened_on_the_link_that_sends_forms_and_on_no_other(door: Door) -> None:
    for path in ("/exchange/guangzhou", "/exchange/beijing"):
        await door.ask(post(b"messageText=%3Ca%2F%3E&x=1", FORM, path=path))
    await door.ask(post(b"<b/>", "Content-Type: application/xml", path="/exchange/guangzhou"))
    assert [raw for _, raw, _ in door.exchange.got] == [b"<a/>", b"messageText=%3Ca%2F%3E&x=1", b"<b/>"]


async def test_a_form_without_the_field_is_an_empty_document_and_one_over_the_limit_stays_over_it(door: Door) -> None:
    await door.ask(post(b"text=%3Ca%2F%3E", FORM, path="/exchange/guangzhou"))
    await door.ask(post(b"messageText=" + b"%3C" * LIMIT, FORM, path="/exchange/guangzhou"))
    empty, long = (raw for _, raw, _ in door.exchange.got)
    assert (empty, len(long)) == (b"", LIMIT + 1)
