"""An e-port on HTTP that answers as a test tells it, and remembers every document that came, however often."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from aiohttp import web

from gateway.commands.demo.http_peer import HttpPeer
from gateway.commands.demo.inbox import Inbox, Received
from gateway.commands.demo.region import ADDRESSES
from gateway.commands.demo.wording import fill, sealed
from gateway.translation.receipts import digest_of
from gateway.trust.signer import Signer
from tests.service.running.log import PATIENCE_S

Behaviour = Callable[[Received], Awaitable[web.Response]]


class BrokenOffError(Exception):
    """The connection is reset instead of an answer."""


class Peer(HttpPeer):
    """`script`: what becomes of the next arrivals; after it every document gets a good receipt."""

    def __init__(self, port: int, inbox: Inbox, receipt: Callable[[Received], bytes]) -> None:
        super().__init__(port, inbox, receipt)
        self.script: deque[Behaviour] = deque()
        self.receipt = receipt
        self.let_go = asyncio.Event()
        """Set at the end, so that nobody hangs who was told to."""

    @property
    def arrivals(self) -> list[Received]:
        """Everything that came over the wire, in order."""
        return self.inbox.received

    @property
    def taken(self) -> list[Received]:
        """What came as new: a second document of one number must be the first again, byte for byte."""
        first: dict[str, Received] = {}
        for one in self.arrivals:
            assert first.setdefault(one.number, one).raw == one.raw, f"{one.number} came with other bytes"
        return list(first.values())

    async def arrived(self, count: int) -> list[Received]:
        """The first `count` arrivals, copies included."""
        return await self.inbox.wait_for(lambda _: True, PATIENCE_S, count)

    async def came_new(self, count: int) -> list[Received]:
        """The first `count` that came as new."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.taken) < count:
                self.inbox.changed.clear()
                await self.inbox.changed.wait()
        return self.taken

    async def switch_off(self) -> None:
        self.let_go.set()
        await super().switch_off()

    async def _take(self, request: web.Request) -> web.Response:
        received = self.inbox.take(await request.read(), request.headers.get("Eport-Message", ""))
        behave = self.script.popleft() if self.script else answers(self.receipt)
        try:
            return await behave(received)
        except BrokenOffError:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()


def answers(receipt: Callable[[Received], bytes], status: int = 200, **headers: str) -> Behaviour:
    async def behave(received: Received) -> web.Response:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(
            body=receipt(received), status=status, headers=told, content_type="application/xml", charset="utf-8"
        )

    return behave


def hangs(peer: Peer) -> Behaviour:
    """No answer before the end of the test; the document did arrive."""

    async def behave(received: Received) -> web.Response:
        await peer.let_go.wait()
        return web.Response(body=peer.receipt(received))

    return behave


def beijing_receipt(signer: Signer) -> Callable[[Received], bytes]:
    """Ciqresult 1000."""
    return lambda got: sealed(fill("beijing-receipt", number=got.number), signer)


def hebei_receipt(signer: Signer) -> Callable[[Received], bytes]:
    """DxpRep 0000."""

    def receipt(got: Received) -> bytes:
        digest, receiver = digest_of(got.raw), ADDRESSES["hebei"]
        return sealed(fill("dxp-receipt", number=got.number, receiver=receiver, kind=got.kind, digest=digest), signer)

    return receipt
