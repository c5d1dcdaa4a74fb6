"""The exchange port over TLS, on real sockets: who is let in, what is renewed, and what it keeps silent about."""

from __future__ import annotations

import asyncio
import logging
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from gateway.model.errors import GatewayError
from gateway.service.channels import Channels, Doorkeeper
from gateway.service.config import Config, Limits
from gateway.service.exchange_port import ExchangePort, listen
from gateway.service.surroundings import utc_now
from gateway.service.tls_keeper import TlsKeeper
from gateway.service.transports.transport import Answer
from tests.service.test_exchange_port import Client, Exchange, Said, post
from tests.service.tls_material import DAY, HERE, Shown, made, talker

BOTH = ("hebei", "tianjin")
LINK = {"dialect": "hebei-dec", "profile": "none", "offices": ["04"], "client_certificate": "required"}
OPEN = {"name": "open", "party": "open", "dialect": "hebei-dec", "profile": "sm2-sm3", "offices": ["01"]}
TRANSPORT = {"kind": "http", "url": "https://127.0.0.1:9/inbox"}
REFUSED = b"<refused/>"


@dataclass
class Refused:
    link: str
    raw: bytes
    reason: str
    security: bool


@dataclass
class Port:
    """Two parties' links that ask for a certificate, and one that does not."""

    folder: Path
    server: Shown
    parties: dict[str, Shown]
    config: Config
    keeper: TlsKeeper
    exchange: Exchange
    number: int = 0
    refused: list[Refused] = field(default_factory=list)
    runners: list[web.AppRunner] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)

    async def refuse(self, link: str, raw: bytes, error: GatewayError, *, security: bool = False) -> Answer:
        self.refused.append(Refused(link, raw, error.reason, security))
        return Answer(accepted=False, receipt=REFUSED, status=error.fault.status, code=error.fault.code)

    async def open(self, handshake_s: float = 10.0) -> None:
        channels = Channels(self.config.links, pins=lambda: self.keeper.pins, now=utc_now)
        keeper = Doorkeeper(channels=channels, refuse=self.refuse)
        port = ExchangePort(self.exchange.accept, Limits(), turned_away=keeper.turned_away)
        runner = await listen(
            port.app(), HERE, self.number, tls=self.keeper.listening, handshake_s=handshake_s, drain_s=1, linger_s=0.05
        )
        self.runners.append(runner)
        self.number = runner.addresses[0][1]

    def mine(self, name: str) -> tuple[Path, Path]:
        return self.parties[name].write(self.folder / "clients", name)

    def talker(self, name: str = "") -> ssl.SSLContext:
        return talker(self.server, mine=self.mine(name) if name else None, trusted=self.folder / "clients")

    async def client(self, name: str = "", context: ssl.SSLContext | None = None) -> Client:
        opened = await asyncio.open_connection(HERE, self.number, ssl=context or self.talker(name))
        self.clients.append(Client(*opened))
        return self.clients[-1]

    async def ask(self, link: str, name: str = "") -> Said:
        return await (await self.client(name)).ask(post(b"<a/>", path=f"/exchange/{link}"))


def laid(folder: Path, server: Shown, parties: dict[str, Shown]) -> Config:
    certificate, key = server.write(folder / "keys", "server")
    for party in BOTH:
        parties[party].pin(folder / "trust" / party / "tls")
    tls = {"certificate_file": certificate, "key_file": key}
    links = [*({**LINK, "name": name, "party": name, "transport": TRANSPORT} for name in BOTH)]
    links.append({**OPEN, "transport": TRANSPORT})
    listening = {"ops_token_file": folder / "token", "tls": tls}
    return Config(**{"trust": folder / "trust", "listen": listening, "links": links})  # type: ignore[arg-type]


@pytest.fixture
async def port(tmp_path: Path) -> AsyncIterator[Port]:
    server, parties = made("gateway"), {name: made(name) for name in (*BOTH, "stranger")}
    config = laid(tmp_path, server, parties)
    made_port = Port(tmp_path, server, parties, config, TlsKeeper(config), Exchange())
    yield made_port
    for client in made_port.clients:
        client.writer.transport.abort()
    for runner in made_port.runners:
        await runner.cleanup()


async def test_the_right_certificate_brings_a_document(port: Port) -> None:
    await port.open()
    said = await port.ask("hebei", "hebei")
    assert (said.status, port.exchange.got, port.refused) == (200, [("hebei", b"<a/>", None)], [])


@pytest.mark.parametrize(("name", "security"), [("", False), ("tianjin", True)])
async def test_no_certificate_or_anothers_is_refused_before_the_body_is_there(
    port: Port, name: str, security: bool
) -> None:
    await port.open()
    client = await port.client(name)
    said = await client.ask(post(b"", path="/exchange/hebei", length=10**9))
    assert (said.status, said.body, said.headers["connection"]) == (403, REFUSED, "close")
    assert port.exchange.got == []
    assert [(one.link, one.raw, one.security) for one in port.refused] == [("hebei", b"", security)]


async def test_a_header_of_a_proxy_says_nothing_about_who_sends(port: Port) -> None:
    await port.open()
    headers = ("X-SSL-Client-Verify: SUCCESS", f"X-SSL-Client-Cert: {port.parties['hebei'].pem.hex()}")
    said = await (await port.client()).ask(post(b"<a/>", *headers, path="/exchange/hebei"))
    assert (said.status, port.exchange.got) == (403, [])


async def test_a_link_that_asks_for_none_takes_documents_with_and_without(port: Port) -> None:
    await port.open()
    for name in ("", "hebei"):
        assert (await port.ask("open", name)).status == 200
    assert len(port.exchange.got) == 2


async def test_an_expired_one_is_told_so_and_not_only_cut_off(tmp_path: Path) -> None:
    server, parties = made("gateway"), {"hebei": made("hebei", life=(-2 * DAY, -DAY)), "tianjin": made("tianjin")}
    config = laid(tmp_path, server, parties)
    port = Port(tmp_path, server, parties, config, TlsKeeper(config), Exchange())
    await port.open()
    said = await port.ask("hebei", "hebei")
    assert (said.status, port.refused[0].security) == (403, False)
    assert "not valid since" in port.refused[0].reason
    port.clients[0].writer.transport.abort()
    await port.runners[0].cleanup()


async def test_a_stranger_s_certificate_ends_the_handshake(port: Port) -> None:
    await port.open()
    with pytest.raises((ssl.SSLError, ConnectionError, asyncio.IncompleteReadError)):
        await port.ask("hebei", "stranger")
    assert (port.exchange.got, port.refused) == ([], [])


async def test_a_pin_removed_is_out_at_the_next_request_of_an_open_connection(port: Port) -> None:
    await port.open()
    client, document = await port.client("hebei"), post(b"<a/>", path="/exchange/hebei")
    assert (await client.ask(document)).status == 200
    (port.folder / "trust/hebei/tls/pin.pem").unlink()
    port.keeper.look()
    assert (await client.ask(document)).status == 403
    with pytest.raises((ssl.SSLError, ConnectionError, asyncio.IncompleteReadError)):
        await port.ask("hebei", "hebei")


async def test_a_new_pin_works_from_the_next_connection_on(port: Port) -> None:
    await port.open()
    port.parties["stranger"].pin(port.folder / "trust/hebei/tls", "new")
    port.keeper.look()
    for name in ("stranger", "hebei"):
        assert (await port.ask("hebei", name)).status == 200


async def test_a_renewed_server_certificate_is_seen_by_new_connections_and_old_ones_live_on(port: Port) -> None:
    await port.open()
    client, document = await port.client("hebei"), post(b"<a/>", path="/exchange/hebei")
    assert (await client.ask(document)).status == 200
    before, port.server = port.server, made("gateway again")
    port.server.write(port.folder / "keys", "server")
    port.keeper.look()
    talk = (await port.client("hebei")).writer.get_extra_info("ssl_object")
    assert talk.getpeercert(True) == port.server.der != before.der
    assert (await client.ask(document)).status == 200


async def test_two_listeners_share_the_port_each_with_tls(port: Port) -> None:
    await port.open()
    await port.open()
    assert len({runner.addresses[0][1] for runner in port.runners}) == 1
    for _ in range(8):
        assert (await port.ask("hebei", "hebei")).status == 200
    await port.runners.pop(0).cleanup()
    assert (await port.ask("hebei", "hebei")).status == 200


async def test_who_never_ends_a_handshake_is_cut_off_and_holds_up_nobody(port: Port) -> None:
    await port.open(handshake_s=0.1)
    silent = [await asyncio.open_connection(HERE, port.number) for _ in range(20)]
    assert (await port.ask("hebei", "hebei")).status == 200
    for reader, writer in silent:
        assert await reader.read() == b""
        writer.close()


@pytest.mark.parametrize("said", [post(b"<a/>"), b"\x16\x03\x01\x00\x05rubbish", bytes(5000), b"\x80\x2e\x01\x00\x02"])
async def test_what_is_no_tls_is_closed_without_a_word_in_the_log(
    port: Port, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await port.open()
    with capture_logs() as ours, caplog.at_level(logging.INFO):
        reader, writer = await asyncio.open_connection(HERE, port.number)
        writer.write(said)
        writer.write_eof()
        heard = await reader.read()
        writer.close()
        assert (await port.ask("hebei", "hebei")).status == 200
    assert b"HTTP" not in heard
    assert (ours, caplog.records) == ([], [])


async def test_a_strangers_many_handshakes_leave_no_noise_and_no_session_behind(
    port: Port, caplog: pytest.LogCaptureFixture
) -> None:
    await port.open()
    context = port.talker("stranger")

    async def knock() -> None:
        with pytest.raises((ssl.SSLError, ConnectionError, asyncio.IncompleteReadError)):
            await (await port.client(context=context)).ask(post(b"<a/>"))

    with capture_logs() as ours, caplog.at_level(logging.INFO):
        for _ in range(20):
            await asyncio.gather(*(knock() for _ in range(50)))
    assert (ours, caplog.records) == ([], [])
    assert (await port.ask("hebei", "hebei")).status == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
async def test_tls_1_1_gets_no_connection(port: Port) -> None:
    await port.open()
    context = port.talker("hebei")
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await port.client(context=context)


async def run(*command: str) -> tuple[int, str]:
    """A second judge, with nothing on its standard input."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = await asyncio.create_subprocess_exec(*command, **pipes)  # type: ignore[arg-type]
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode(errors="replace")


def needed(tool: str) -> None:
    if not shutil.which(tool):
        pytest.skip(f"NO {tool.upper()} on this machine: a second judge is missing")


async def test_openssl_agrees_on_what_is_spoken(port: Port) -> None:
    needed("openssl")
    await port.open()
    certificate, key = map(str, port.mine("hebei"))
    base = ("openssl", "s_client", "-connect", f"{HERE}:{port.number}", "-cert", certificate, "-key", key)
    trusting = (*base, "-CAfile", str(port.server.pin(port.folder, "ca")), "-partial_chain", "-verify_ip", HERE)
    code, told = await run(*trusting)
    assert code == 0, told
    assert "Verify return code: 0 (ok)" in told
    assert "New, TLSv1.3" in told and "Compression: NONE" in told and "New Session Ticket" not in told
    code, told = await run(*trusting, "-tls1_2")
    assert "Cipher is ECDHE-" in told and "session ticket" not in told.lower().split("start time")[0]
    code, told = await run(*base, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
    assert code != 0 and "Cipher is (NONE)" in told
    code, told = await run(*base, "-tls1_2", "-cipher", "AES256-GCM-SHA384")
    assert code != 0 and "Cipher is (NONE)" in told


async def test_curl_delivers_with_its_certificate_and_not_without(port: Port) -> None:
    needed("curl")
    await port.open()
    certificate, key = map(str, port.mine("hebei"))
    url = f"https://{HERE}:{port.number}/exchange/hebei"
    base = ("curl", "-sS", "--cacert", str(port.server.pin(port.folder, "ca")), "--data-binary", "<a/>", url)
    code, told = await run(*base, "--cert", certificate, "--key", key)
    assert (code, told) == (0, "<回执/>".encode("gbk").decode(errors="replace"))
    code, told = await run(*base)
    assert (code, told, len(port.exchange.got)) == (0, REFUSED.decode(), 1)


async def test_aiohttp_reuses_its_connection(port: Port) -> None:
    await port.open()
    url = f"https://{HERE}:{port.number}/exchange/hebei"
    async with aiohttp.ClientSession() as session:
        for _ in range(3):
            async with session.post(url, data=b"<a/>", ssl=port.talker("hebei")) as response:
                assert response.status == 200
