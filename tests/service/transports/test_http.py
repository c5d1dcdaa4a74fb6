from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from gateway.model import faults
from gateway.model.errors import AgainError
from gateway.service.config import HttpTransport, Limits
from gateway.service.exchange_port import ExchangePort, listen
from gateway.service.transports.http import Http, open_session
from gateway.service.transports.transport import Answer, Reply
from gateway.translation.receipts import digest_of
from tests.service.transports.contract import Ours, TransportContract, parcel, receipt_for

NOW = datetime(2014, 10, 15, tzinfo=UTC)


class Receiver:
    """An e-port that listens on loopback and answers as it is told; it keeps the last request of each number."""

    def __init__(self) -> None:
        self.got: dict[str, bytes] = {}
        self.requests: list[web.BaseRequest] = []
        self.answers: list[web.StreamResponse] = []
        self.hold: asyncio.Event | None = None

    async def start(self, ssl_context: ssl.SSLContext | None = None) -> None:
        self.runner = web.ServerRunner(web.Server(self.answer), shutdown_timeout=1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0, ssl_context=ssl_context).start()
        self.url = f"http{'s' if ssl_context else ''}://127.0.0.1:{self.runner.addresses[0][1]}/exchange/gateway"

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(request)
        if request.method == "HEAD":
            return self.answers.pop(0) if self.answers else web.Response(status=405)
        body = await request.read()
        self.got[request.headers["Eport-Message"]] = body
        if self.hold is not None:
            await self.hold.wait()
        return self.answers.pop(0) if self.answers else web.Response(body=receipt_for(body))


class HttpPeer:
    def __init__(self, session: aiohttp.ClientSession, receiver: Receiver, port: str) -> None:
        self.receiver, self.session, self.port = receiver, session, port
        self.transport = http(session, receiver.url)
        self.ours = Ours()

    async def accept(self, link: str, raw: bytes, charset: str | None) -> Answer:
        return await self.ours.accept(raw, charset)

    async def received(self) -> Mapping[str, bytes]:
        return dict(self.receiver.got)

    async def hand_in(self, document: bytes) -> bytes:
        async with self.session.post(self.port, data=document) as response:
            return await response.read()

    async def cut(self) -> None:
        await self.receiver.runner.cleanup()


def http(session: aiohttp.ClientSession, url: str, timeout_s: float = 30.0, receipt_bytes: int = 2**20) -> Http:
    settings = HttpTransport(kind="http", url=url)
    return Http(session, settings, timeout_s=timeout_s, receipt_bytes=receipt_bytes, now=lambda: NOW)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as opened:
        yield opened


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    started = Receiver()
    await started.start()
    yield started
    await started.runner.cleanup()


@pytest.fixture
async def peer(session: aiohttp.ClientSession, receiver: Receiver) -> AsyncIterator[HttpPeer]:
    made: list[HttpPeer] = []

    async def accept(link: str, raw: bytes, charset: str | None) -> Answer:
        return await made[0].ours.accept(raw, charset)

    runner = await listen(ExchangePort(accept, Limits()).app(), "127.0.0.1", 0)
    made.append(HttpPeer(session, receiver, f"http://127.0.0.1:{runner.addresses[0][1]}/exchange/beijing"))
    yield made[0]
    await runner.cleanup()


async def reply_to(session: aiohttp.ClientSession, receiver: Receiver, answer: web.StreamResponse) -> Reply:
    receiver.answers.append(answer)
    return await http(session, receiver.url).send(parcel())


class TestHttp(TransportContract):
    async def test_receiving_is_the_exchange_ports_business(self, peer: HttpPeer) -> None:
        await peer.transport.receive(peer.ours.accept)
        await peer.transport.close()
        assert not peer.session.closed, "the session belongs to the process"


async def test_the_charset_and_the_number_stand_beside_the_bytes(
    session: aiohttp.ClientSession, receiver: Receiver
) -> None:
    await http(session, receiver.url).send(parcel(number="GTW-7"))
    headers = receiver.requests[0].headers
    assert headers["Content-Type"] == "application/xml; charset=UTF-8"
    assert headers["Eport-Message"] == "GTW-7"
    assert headers["Accept-Encoding"] == "identity"


async def test_digests_stand_beside_the_document_and_its_answer(
    session: aiohttp.ClientSession, receiver: Receiver
) -> None:
    for said, read in (("sm3:00", "sm3:00"), (" SM3:AB ", "sm3:ab"), ("", "")):
        answer = web.Response(body=b"<r/>", headers={"Eport-Digest": said} if said else {})
        assert (await reply_to(session, receiver, answer)).digest == read
    assert receiver.requests[0].headers["Eport-Digest"] == digest_of(parcel().document)


async def test_a_document_may_travel_as_a_field_of_a_form(session: aiohttp.ClientSession, receiver: Receiver) -> None:
    settings = HttpTransport(kind="http", url=receiver.url, form_field="messageText")
    await Http(session, settings, timeout_s=30.0).send(parcel(number="GTW-8"))
    assert receiver.requests[0].headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert receiver.got["GTW-8"].startswith(b"messageText=%3C")


@pytest.mark.parametrize("status", [200, 202, 400, 422, 500, 503])
async def test_a_receipt_is_a_receipt_whatever_the_status(
    session: aiohttp.ClientSession, receiver: Receiver, status: int
) -> None:
    body = '<?xml version="1.0" encoding="GBK"?><回执/>'.encode("gbk")
    answer = web.Response(body=body, status=status, headers={"Content-Type": "text/html; charset=GBK"})
    assert await reply_to(session, receiver, answer) == Reply(receipt=body, charset="GBK", status=status)


@pytest.mark.parametrize(
    "body", [b"", b" \r\n", b"OK", b'{"a":1}', b"<!DOCTYPE html><p>", b"\xef\xbb\xbf\n<HTML>", b"\x00<a/>"]
)
async def test_an_answer_without_a_receipt_is_an_empty_one_with_its_status(
    session: aiohttp.ClientSession, receiver: Receiver, body: bytes
) -> None:
    answer = web.Response(body=body, status=502, headers={"Content-Type": "application/xml"})
    assert await reply_to(session, receiver, answer) == Reply(receipt=b"", status=502)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_receiver_says_when_to_come_back(
    session: aiohttp.ClientSession, receiver: Receiver, status: int
) -> None:
    reply = await reply_to(session, receiver, web.Response(status=status, headers={"Retry-After": "120"}))
    assert (reply.receipt, reply.status, reply.retry_after_s) == (b"", status, 120.0)


async def test_a_redirect_is_not_followed(session: aiohttp.ClientSession, receiver: Receiver) -> None:
    reply = await reply_to(session, receiver, web.Response(status=307, headers={"Location": receiver.url}))
    assert (reply.receipt, reply.status) == (b"", 307)
    assert len(receiver.requests) == 1


async def test_no_cookie_is_kept(session: aiohttp.ClientSession, receiver: Receiver) -> None:
    named = http(session, receiver.url.replace("127.0.0.1", "localhost"))  # for an address no jar keeps any
    receiver.answers.append(web.Response(headers={"Set-Cookie": "party=beijing"}))
    await named.send(parcel())
    await named.send(parcel())
    assert "Cookie" not in receiver.requests[1].headers


async def test_an_answer_without_end_is_cut_off(session: aiohttp.ClientSession, receiver: Receiver) -> None:
    transport = http(session, receiver.url, receipt_bytes=1000)
    receiver.answers += [web.Response(body=b"<" + b"a" * 1000), web.Response(body=b"<" + b"a" * 999)]
    with pytest.raises(AgainError, match="longer than 1000 bytes") as caught:
        await transport.send(parcel())
    assert caught.value.fault is faults.RECEIPT_INVALID
    assert len((await transport.send(parcel())).receipt or b"") == 1000


async def test_a_silent_receiver_is_a_timeout_and_may_have_got_it(
    session: aiohttp.ClientSession, receiver: Receiver
) -> None:
    receiver.hold = asyncio.Event()
    with pytest.raises(AgainError, match="may have arrived") as caught:
        await http(session, receiver.url, timeout_s=0.2).send(parcel())
    assert caught.value.fault is faults.TIMEOUT
    receiver.hold.set()
    assert receiver.got == {"GTW-0001": b"<a/>"}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "closed the connection without an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<half", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<half\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz", "not proper HTTP"),
        (b"220 FTP server ready\r\n\r\n", "not proper HTTP"),
    ],
)
async def test_a_connection_that_breaks_after_the_request_is_tried_again(
    session: aiohttp.ClientSession, answer: bytes, reason: str
) -> None:
    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"<a/>")
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(break_off, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with pytest.raises(AgainError, match=reason) as caught:
            await http(session, url).send(parcel())
    assert caught.value.fault is faults.UNREACHABLE


async def test_a_closed_port_is_called_a_closed_port(session: aiohttp.ClientSession, receiver: Receiver) -> None:
    await receiver.runner.cleanup()
    with pytest.raises(AgainError, match="port is closed"):
        await http(session, receiver.url).test()


async def test_an_unknown_name_is_called_an_unknown_name() -> None:
    class NoNames(aiohttp.abc.AbstractResolver):
        async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[aiohttp.abc.ResolveResult]:
            raise OSError(-2, "Name or service not known")

        async def close(self) -> None:
            pass

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=NoNames())) as session:
        with pytest.raises(AgainError, match="host name is not known"):
            await http(session, "http://eport.invalid/").test()


@pytest.fixture
def untrusted(tmp_path: Path) -> ssl.SSLContext:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


async def test_an_untrusted_certificate_is_called_that(
    session: aiohttp.ClientSession, untrusted: ssl.SSLContext
) -> None:
    receiver = Receiver()
    await receiver.start(untrusted)
    try:
        with pytest.raises(AgainError, match="certificate is not trusted"):
            await http(session, receiver.url).send(parcel())
    finally:
        await receiver.runner.cleanup()
    assert not receiver.got


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_receiver_in_trouble_fails_the_test(
    session: aiohttp.ClientSession, receiver: Receiver, status: int
) -> None:
    receiver.answers.append(web.Response(status=status))
    with pytest.raises(AgainError, match=f"HTTP {status}"):
        await http(session, receiver.url).test()


@pytest.mark.parametrize("status", [200, 404, 405, 501])
async def test_any_other_answer_passes_it(session: aiohttp.ClientSession, receiver: Receiver, status: int) -> None:
    receiver.answers.append(web.Response(status=status))
    assert f"HTTP {status}" in await http(session, receiver.url).test()
