"""A port that holds so many connections and no more, on real sockets."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from gateway.service.config import Limits
from gateway.service.doorway import CONNECTIONS, FILES, doorways, room
from gateway.service.exchange_port import ExchangePort, listen
from tests.service.test_exchange_port import LIMIT, Exchange, post

HERE = "127.0.0.1"
MOST = 5
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def port() -> AsyncIterator[int]:
    app = ExchangePort(Exchange().accept, Limits(document_bytes=LIMIT)).app()
    runner: web.AppRunner = await listen(app, HERE, 0, connections=MOST)
    yield int(runner.addresses[0][1])
    await runner.cleanup()


async def opened(port: int, count: int) -> list[Ends]:
    return [await asyncio.open_connection(HERE, port) for _ in range(count)]


async def answered(ends: Ends) -> bytes:
    """The first line of the answer; empty where the connection was closed."""
    reader, writer = ends
    try:
        writer.write(post(b"<a/>"))
        return await reader.readline()
    except ConnectionError:
        return b""


async def shut(ends: list[Ends]) -> None:
    for _, writer in ends:
        writer.close()


async def test_whoever_opens_more_finds_them_closed_and_the_log_says_so_once(port: int) -> None:
    with capture_logs() as logs:
        held = await opened(port, MOST)
        assert [await answered(one) for one in held] == [b"HTTP/1.1 200 OK\r\n"] * MOST
        beyond = await opened(port, 20)
        assert {await answered(one) for one in beyond} == {b""}
    assert [(row["event"], row["most"]) for row in logs] == [("connections-full", MOST)]
    await shut([*held, *beyond])


async def test_a_place_is_free_again_when_a_connection_is_closed(port: int) -> None:
    for _ in range(4):
        held = await opened(port, MOST)
        assert [await answered(one) for one in held] == [b"HTTP/1.1 200 OK\r\n"] * MOST
        for reader, writer in held:
            writer.write(b"POST / HTTP/1.1\r\nConnection: close\r\n\r\n")
            while await reader.read(4096):
                """Until the port has closed it, too."""
            writer.close()


async def test_an_address_that_is_taken_leaves_nothing_open() -> None:
    (first,) = await doorways(HERE, 0, shared=False, most=1)
    first.listen()
    with pytest.raises(OSError, match="in use"):
        await doorways(HERE, first.getsockname()[1], shared=False, most=1)
    first.close()


@pytest.mark.parametrize(
    ("soft", "hard", "places", "raised"),
    [
        (1024, 524288, CONNECTIONS, FILES),
        (256, 256, 128, 256),
        (256, 1000, 500, 1000),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, CONNECTIONS, resource.RLIM_INFINITY),
        (8192, resource.RLIM_INFINITY, CONNECTIONS, 8192),
    ],
)
def test_half_of_the_files_stay_free_for_the_rest(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, places: int, raised: int
) -> None:
    limits = [(soft, hard)]
    monkeypatch.setattr(resource, "getrlimit", lambda _what: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _what, pair: limits.append(pair))
    assert (room(), limits[-1]) == (places, (raised, hard))
