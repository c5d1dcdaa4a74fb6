"""Deliveries over https: to whom we hand over, as whom, and what is said where we do not."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from gateway.commands.demo.region import free_ports
from gateway.model import faults
from gateway.model.errors import AgainError
from gateway.service.config import HttpTransport
from gateway.service.tls_contexts import client_context
from gateway.service.tls_site import peer_certificate
from gateway.service.transport_config import ClientTls
from gateway.service.transports.http import Http, open_session
from tests.service.tls_material import DAY, Shown, made
from tests.service.transports.contract import parcel
from tests.service.transports.test_http import Receiver

Started = Callable[..., Awaitable["Asking"]]


class Asking(Receiver):
    """A receiver that keeps whose certificate each request came under."""

    def __init__(self) -> None:
        super().__init__()
        self.peers: list[bytes | None] = []

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.peers.append(peer_certificate(request.transport))
        return await super().answer(request)


@pytest.fixture
async def started(tmp_path: Path) -> AsyncIterator[Started]:
    """Start a receiver that shows a certificate, and asks for one of `clients`."""
    receivers: list[Asking] = []

    async def start(shown: Shown, *clients: Shown, oldest: bool = False) -> Asking:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*shown.write(tmp_path / "receiver", "server"))
        for one in clients:
            context.verify_mode = ssl.CERT_REQUIRED
            context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
            context.load_verify_locations(cadata=one.der)
        if oldest:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        receivers.append(Asking())
        await receivers[-1].start(context)
        return receivers[-1]

    yield start
    for receiver in receivers:
        await receiver.runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with open_session() as opened:
        yield opened


def way(session: aiohttp.ClientSession, url: str, tls: Callable[[], ssl.SSLContext]) -> Http:
    return Http(session, HttpTransport(kind="http", url=url), timeout_s=10.0, tls=tls)


def settings(folder: Path, believed: Shown, ours: Shown | None = None) -> ClientTls:
    files = ours.write(folder / "ours", "us") if ours else (None, None)
    return ClientTls(
        server_certificates=believed.pin(folder / "ours", "receiver"), certificate_file=files[0], key_file=files[1]
    )


async def refused(http: Http) -> str:
    """Why, both to a delivery and to an operator who asks."""
    reasons = []
    for work in (http.send(parcel()), http.test()):
        with pytest.raises(AgainError) as caught:
            await work
        assert caught.value.fault is faults.UNREACHABLE
        reasons.append(caught.value.reason)
    assert reasons[0] == reasons[1]
    return reasons[0]


async def test_a_pinned_receiver_gets_the_document(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    shown = made("receiver")
    receiver, context = await started(shown), client_context(settings(tmp_path, shown))
    http = way(session, receiver.url, lambda: context)
    assert (await http.send(parcel())).status == 200
    assert "the receiver answers" in await http.test()
    assert list(receiver.got.values()) == [parcel().document]


async def test_so_does_one_of_an_authority_that_is_named(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    authority = made("authority", ca=True)
    receiver = await started(made("receiver", by=authority))
    context = client_context(settings(tmp_path, authority))
    assert (await way(session, receiver.url, lambda: context).send(parcel())).status == 200


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        (made("other"), "its TLS certificate is not trusted"),
        (made("old", life=(-2 * DAY, -DAY)), "its TLS certificate has expired"),
        (made("early", life=(DAY, 2 * DAY)), "its TLS certificate is not valid yet"),
        (made("other", host="elsewhere.example"), "its TLS certificate is for another host"),
        (made("other", host="127.0.0.2"), "its TLS certificate is for another host"),
    ],
)
async def test_who_is_not_the_receiver_gets_nothing_and_the_reason_is_plain(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path, shown: Shown, reason: str
) -> None:
    receiver = await started(shown)
    believed = made("receiver") if "not trusted" in reason else shown
    context = client_context(settings(tmp_path, believed))
    assert reason in await refused(way(session, receiver.url, lambda: context))
    assert receiver.requests == []


async def test_no_receiver_is_believed_by_the_system_that_is_not_named(
    started: Started, session: aiohttp.ClientSession
) -> None:
    receiver, context = await started(made("receiver")), client_context(None)
    assert "not trusted" in await refused(way(session, receiver.url, lambda: context))


async def test_our_certificate_is_shown_where_one_is_asked_for(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    shown, ours = made("receiver"), made("us")
    receiver, context = await started(shown, ours), client_context(settings(tmp_path, shown, ours))
    await way(session, receiver.url, lambda: context).send(parcel())
    assert (receiver.peers, len(receiver.got)) == ([ours.der], 1)


@pytest.mark.parametrize("ours", [None, made("somebody else")])
async def test_a_receiver_that_does_not_know_us_is_told_as_that(
    session: aiohttp.ClientSession, tmp_path: Path, ours: Shown | None
) -> None:
    """OpenSSL's own server says why; asyncio's only hangs up."""
    shown, number = made("receiver"), free_ports(1)[0]
    certificate, key = map(str, shown.write(tmp_path / "receiver", "server"))
    known = str(made("us").pin(tmp_path / "known"))
    asking = ("-Verify", "1", "-verify_return_error", "-CAfile", known, "-partial_chain")
    command = ("openssl", "s_server", "-accept", f"127.0.0.1:{number}", "-cert", certificate, "-key", key, *asking)
    server = await asyncio.create_subprocess_exec(
        *command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdout is not None
    while b"ACCEPT" not in await server.stdout.readline():
        assert server.returncode is None
    context = client_context(settings(tmp_path, shown, ours))
    http = way(session, f"https://127.0.0.1:{number}/", lambda: context)
    assert "refused our TLS certificate" in await refused(http)
    server.kill()
    await server.communicate()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
async def test_a_receiver_of_tls_1_1_gets_nothing(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    shown = made("receiver")
    receiver, context = await started(shown, oldest=True), client_context(settings(tmp_path, shown))
    await refused(way(session, receiver.url, lambda: context))
    assert receiver.requests == []


async def test_one_that_speaks_plain_http_at_an_https_address_gets_nothing(session: aiohttp.ClientSession) -> None:
    receiver, context = Receiver(), client_context(None)
    await receiver.start()
    reason = await refused(way(session, receiver.url.replace("http:", "https:"), lambda: context))
    assert "no TLS" in reason
    assert receiver.requests == []
    await receiver.runner.cleanup()


async def test_a_redirect_to_plain_http_is_not_followed(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    shown, elsewhere = made("receiver"), Receiver()
    await elsewhere.start()
    receiver, context = await started(shown), client_context(settings(tmp_path, shown))
    receiver.answers.append(web.Response(status=308, headers={"Location": elsewhere.url}))
    assert (await way(session, receiver.url, lambda: context).send(parcel())).status == 308
    assert elsewhere.requests == []
    await elsewhere.runner.cleanup()


async def test_links_share_no_connection_that_shows_another_certificate(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """One session, one host, two links: each speaks as itself, and a renewed one as its new self."""
    shown, first, second = made("receiver"), made("first"), made("second")
    receiver = await started(shown, first, second)
    for number, ours in enumerate((first, second, first)):
        context = client_context(settings(tmp_path / str(number), shown, ours))
        await way(session, receiver.url, lambda context=context: context).send(parcel())  # type: ignore[misc]
    assert receiver.peers == [first.der, second.der, first.der]


async def test_what_is_asked_for_each_document_is_the_context_in_force(
    started: Started, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    shown = made("receiver")
    receiver = await started(shown)
    in_force = [
        client_context(settings(tmp_path / "a", made("other"))),
        client_context(settings(tmp_path / "b", shown)),
    ]
    http = way(session, receiver.url, lambda: in_force[0])
    with pytest.raises(AgainError):
        await http.send(parcel())
    in_force.pop(0)
    assert (await http.send(parcel())).status == 200
