"""How a server that is old, strange or gone is met: servers of a few lines stand in for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gateway.service.mailboxes.connection import connect, read_report, take_write
from gateway.service.mailboxes.interface import AwayError
from gateway.service.mailboxes.redis_mailboxes import RedisMailboxes


@asynccontextmanager
async def strange_server(folder: Path, info: str | None) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Says OK to all, `info` to INFO and no to CONFIG; with None it hangs up on everybody. Keeps what it heard."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while command := await reader.read(4096):
            heard.append(command)
            if info is None:
                break
            writer.write(answer(command))
        writer.close()

    def answer(command: bytes) -> bytes:
        if b"INFO\r\n" in command and b"CLIENT" not in command:
            return f"${len(info or '')}\r\n{info}\r\n".encode()
        return b"-ERR unknown command\r\n" if b"CONFIG" in command else b"+OK\r\n" * command.count(b"*")

    path = folder / "strange.sock"
    server = await asyncio.start_unix_server(serve, path)
    try:
        yield f"unix://{path}", heard
    finally:
        server.close()


@pytest.mark.parametrize(
    ("info", "version", "warned"),
    [
        ("redis_version:5.0.7\r\n", "redis 5.0.7", True),
        ("redis_version:6.0.20\r\n", "redis 6.0.20", True),
        ("redis_version:6.2.0\r\n", "redis 6.2.0", False),
        ("redis_version:10.0.1\r\n", "redis 10.0.1", False),
        ("redis_version:7.2.4\r\nvalkey_version:8.1.1\r\n", "valkey 8.1.1", False),
    ],
)
async def test_a_server_that_is_too_old_is_warned_of(tmp_path: Path, info: str, version: str, warned: bool) -> None:
    async with strange_server(tmp_path, info) as (url, _), connect(url) as client:
        report = await read_report(client)
    assert report.version == version
    assert (report.appendonly, report.maxmemory_policy) == ("unknown", "unknown")
    assert [text for text in report.warnings if version in text] == list(report.warnings)
    assert bool(report.warnings) == warned


async def test_a_command_that_failed_is_not_sent_again(tmp_path: Path) -> None:
    async with strange_server(tmp_path, None) as (url, heard), connect(url) as client:
        with pytest.raises(AwayError, match="ConnectionError"):
            await take_write(client)
    assert len(heard) == 1


async def test_an_address_that_answers_nobody_is_away(tmp_path: Path) -> None:
    mailboxes = RedisMailboxes(f"unix://{tmp_path}/nobody.sock", dedup_s=60)
    with pytest.raises(AwayError):
        await mailboxes.open()
    await mailboxes.close()


def test_an_address_of_no_known_form_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="scheme"):
        connect("redis.example.com")
