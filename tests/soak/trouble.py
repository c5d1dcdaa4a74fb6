"""The fault driver: at random, one fault after another, each written into the history before it is done.

What takes its time runs in a thread: the ports live in this process, and must go on reading.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

import redis
from aiohttp import web

from gateway.commands.demo.inbox import Received
from gateway.service.private_redis import PrivateRedisError
from tests.service.running.peer import Behaviour, BrokenOffError, Peer, answers
from tests.soak.stage import Stage

LONGEST_S = 1.0
BLOCK = b"\0" * 2**20
Fault = Callable[[], Awaitable[None]]


class Trouble:
    """One at a time; what it breaks it mends, at the latest in `heal`."""

    def __init__(self, stage: Stage, draw: random.Random) -> None:
        self._stage, self._draw = stage, draw
        self.done: dict[str, int] = {}
        faults: list[tuple[str, Fault]] = [
            ("kill-gateway", self._kill_gateway),
            ("kill-worker", self._kill_worker),
            ("stall-worker", self._stall_worker),
            ("flush-redis", self._flush_redis),
            ("kill-redis", self._kill_redis),
            ("hebei-off", self._off(stage.scene.hebei)),
            ("beijing-off", self._off(stage.scene.beijing)),
            ("hebei-lies", self._lies(stage.scene.hebei)),
            ("beijing-lies", self._lies(stage.scene.beijing)),
        ]
        if stage.postgres is not None:
            faults.append(("kill-postgresql", self._kill_postgres))
        if stage.disk is not None:
            faults.append(("fill-disk", self._fill_disk))
        self._faults = faults

    async def work(self, until: float) -> None:
        """Until that moment (monotonic)."""
        while time.monotonic() < until:
            name, fault = self._draw.choice(self._faults)
            self._stage.history.append({"at": time.time(), "fault": name})
            self.done[name] = self.done.get(name, 0) + 1
            await fault()
            await self._stage.serve()
            await asyncio.sleep(self._draw.random() * LONGEST_S)

    async def heal(self) -> None:
        """Everything runs again."""
        scene = self._stage.scene
        for peer in (scene.beijing, scene.hebei):
            peer.script.clear()
            peer.let_go.set()
        await self._stage.serve()

    async def _kill_gateway(self) -> None:
        gateway = self._stage.gateway
        assert gateway is not None
        gateway.kill()
        await gateway.ended()
        await gateway.log.closed()

    async def _kill_worker(self) -> None:
        for pid in self._one_worker():
            _signal(pid, signal.SIGKILL)

    async def _stall_worker(self) -> None:
        """As when a machine is frozen for a while: longer than a lease."""
        for pid in self._one_worker():
            _signal(pid, signal.SIGSTOP)
            await asyncio.sleep(2 * LONGEST_S)
            _signal(pid, signal.SIGCONT)

    def _one_worker(self) -> list[int]:
        gateway = self._stage.gateway
        assert gateway is not None
        try:
            children = Path(f"/proc/{gateway.pid}/task/{gateway.pid}/children").read_text().split()
        except FileNotFoundError:
            return []
        return [int(self._draw.choice(sorted(children)))] if children else []

    async def _flush_redis(self) -> None:
        await asyncio.to_thread(_flush, self._stage.redis.url)

    async def _kill_redis(self) -> None:
        await asyncio.to_thread(self._stage.redis.kill)
        await asyncio.sleep(self._draw.random() * LONGEST_S)
        try:
            await asyncio.to_thread(self._stage.redis.start)
        except PrivateRedisError:
            await asyncio.sleep(LONGEST_S)
            await asyncio.to_thread(self._stage.redis.start)

    async def _kill_postgres(self) -> None:
        server = self._stage.postgres
        assert server is not None
        await asyncio.to_thread(server.kill)
        await asyncio.sleep(self._draw.random() * LONGEST_S)
        await asyncio.to_thread(server.start)

    async def _fill_disk(self) -> None:
        assert self._stage.disk is not None
        filler = self._stage.disk / "filler"
        await asyncio.to_thread(_fill, filler)
        await asyncio.sleep(self._draw.random() * LONGEST_S)
        filler.unlink(missing_ok=True)

    def _off(self, peer: Peer) -> Fault:
        async def fault() -> None:
            await peer.switch_off()
            await asyncio.sleep(self._draw.random() * LONGEST_S)
            peer.let_go.clear()
            await peer.switch_on()

        return fault

    def _lies(self, peer: Peer) -> Fault:
        """What it took it says it did not, or names other bytes, or breaks off, or is slow."""

        async def fault() -> None:
            for _ in range(self._draw.randint(1, 5)):
                peer.script.append(self._draw.choice(self._behaviours(peer)))

        return fault

    def _behaviours(self, peer: Peer) -> list[Behaviour]:
        return [
            answers(peer.receipt, HTTPStatus.INTERNAL_SERVER_ERROR),
            answers(peer.receipt, HTTPStatus.SERVICE_UNAVAILABLE, Retry_After="1"),
            answers(lambda _: b"<nonsense/>"),
            answers(lambda got: peer.receipt(peer.arrivals[0])),
            _breaks_off,
            _slow(peer),
        ]


def _flush(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        client.flushall()


def _fill(filler: Path) -> None:
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(BLOCK) == len(BLOCK):
            pass


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # it ended by itself meanwhile, as workers do whose supervisor is gone
        os.kill(pid, number)


async def _breaks_off(_received: Received) -> web.Response:
    raise BrokenOffError


def _slow(peer: Peer) -> Behaviour:
    async def behave(received: Received) -> web.Response:
        await asyncio.sleep(LONGEST_S * 1.5)
        return web.Response(body=peer.receipt(received), content_type="application/xml", charset="utf-8")

    return behave
