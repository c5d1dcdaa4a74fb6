"""A whole region for one test: three e-ports, and a gateway process that is started, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Any

import aiohttp

from gateway.commands.demo.folder_peer import FolderPeer
from gateway.commands.demo.region import ADDRESSES, Region
from gateway.commands.demo.wording import fill, sealed, wrapped
from gateway.service.config_file import load_config
from gateway.service.journal.journal import Journal, open_journal
from tests.service.running.forks import ROOT, Forks
from tests.service.running.log import PATIENCE_S, Line, Log
from tests.service.running.peer import Peer

OFFICE = {"tianjin": "120202", "hebei": "130402"}
"""An inspection office in each: a declaration that names it goes there."""
TRIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sender was told."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Running:
    """One gateway process."""

    def __init__(self, pid: int, log: Log, end: asyncio.Future[int]) -> None:
        self.pid = pid
        self.log = log
        self._end = end

    @property
    def runs(self) -> bool:
        return not self._end.done()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    async def ended(self) -> int:
        """Its exit code, negative for a signal."""
        async with asyncio.timeout(PATIENCE_S):
            return await asyncio.shield(self._end)

    async def stop(self) -> int:
        self.terminate()
        return await self.ended()


@dataclass(slots=True, kw_only=True)
class Scene:
    region: Region
    forks: Forks
    session: aiohttp.ClientSession
    beijing: Peer
    hebei: Peer
    tianjin: FolderPeer
    started: list[Running] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    async def serve(self, *more: str, workers: int = 1) -> Running:
        """`eport-gateway serve`, when all its workers listen."""
        arguments = ["serve", "--config", str(self.region.config), "--workers", str(workers), *more]
        running = await self._begin({"arguments": arguments})
        await running.log.wait_for("started", workers)
        return running

    async def serve_afresh(self) -> Running:
        """The same as users start it: another interpreter, another command line."""
        log = Log()
        theirs = await log.open()
        command = [sys.executable, "-m", "gateway", "serve", "--config", str(self.region.config)]
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=theirs)
        os.close(theirs)
        running = Running(process.pid, log, asyncio.ensure_future(process.wait()))
        self.started.append(running)
        await log.wait_for("started")
        return running

    async def serve_until(self, step: str, redis: str = "") -> Running:
        """A worker that kills itself at that step."""
        running = await self._begin({"config": str(self.region.config), "redis": redis, "step": step})
        await running.log.wait_for("started")
        return running

    async def end(self) -> None:
        for one in self.started:
            if one.runs:
                one.kill()
                await one.ended()
            one.log.close()

    def declaration(self, declaration: str = "BJ20141015000001", *, to: str = "hebei", **blanks: str) -> bytes:
        """A new document of Beijing's, sealed; equal `declaration` numbers make it an amendment of the same."""
        number = blanks.pop("number", "") or f"2014101500{next(self._numbers):06d}"
        blanks = {"bill": declaration, "remark": "first", "unit": "035", "origin": "036"} | blanks
        text = fill("beijing-declaration", number=number, declaration=declaration, port=OFFICE[to], **blanks)
        return sealed(text, self.region.identities["beijing"].signer)

    def answer(self, *, answers: str, code: str = "4", number: str = "2014101508300001") -> bytes:
        """Tianjin's 220 about a document that it got under `answers`, in a DxpMsg."""
        inner = fill("tianjin-answer", number=number, code=code, answers=answers).encode()
        return wrapped(
            inner,
            self.region.identities["tianjin"].signer,
            number=number,
            sender=ADDRESSES["tianjin"],
            receiver=ADDRESSES["gateway"],
            kind="220",
        )

    async def send(self, document: bytes, link: str = "beijing") -> Told:
        """Post it once. Raises aiohttp.ClientError or OSError where no whole answer came."""
        url = f"http://127.0.0.1:{self.region.port}/exchange/{link}"
        async with self.session.post(url, data=document, headers={"Content-Type": "application/xml"}) as answer:
            return Told(status=answer.status, body=await answer.read(), headers=dict(answer.headers))

    async def send_until_taken(self, document: bytes) -> Told:
        """A sender who keeps to the rules: the same bytes until there is a receipt."""
        for _ in range(TRIES):
            try:
                told = await self.send(document)
            except (aiohttp.ClientError, OSError):
                continue
            if told.status == HTTPStatus.SERVICE_UNAVAILABLE:
                continue
            assert told.status == 200, told.body.decode()
            return told
        raise AssertionError("no receipt in so many tries")

    async def ops(self, path: str, post: Mapping[str, str] | None = None) -> tuple[int, Any]:
        """Ask the operators' port: status and JSON, or text."""
        url = f"http://127.0.0.1:{self.region.ops_port}{path}"
        headers = {"Authorization": f"Bearer {self.region.token}"}
        method = "GET" if post is None else "POST"
        async with self.session.request(method, url, json=post, headers=headers) as answer:
            is_json = answer.content_type.endswith("json")
            return answer.status, await (answer.json(content_type=None) if is_json else answer.text())

    @asynccontextmanager
    async def journal(self) -> AsyncIterator[Journal]:
        """Read the journal beside the gateway, or after it."""
        async with open_journal(load_config(self.region.config).journal) as journal:
            yield journal

    async def _begin(self, request: dict[str, Any]) -> Running:
        log = Log()
        theirs = await log.open()
        self.forks.ask(request, theirs)
        os.close(theirs)
        pid = int(await self._hears())
        running = Running(pid, log, asyncio.ensure_future(self._hears()))
        self.started.append(running)
        return running

    async def _hears(self) -> int:
        return int(await asyncio.get_running_loop().sock_recv(self.forks.line, 64))


def events(running: Running, name: str) -> list[Line]:
    return running.log.found(name)
