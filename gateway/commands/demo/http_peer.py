"""A simulated e-port on HTTP: takes documents in, answers each in its own words, and can be switched off."""

from __future__ import annotations

from collections.abc import Callable

import aiohttp
from aiohttp import web

from gateway.commands.demo.inbox import Inbox, Received

Answer = Callable[[Received], bytes]


class HttpPeer:
    """Listens on loopback; `answer` words its receipt."""

    def __init__(self, port: int, inbox: Inbox, answer: Answer) -> None:
        self.inbox = inbox
        self._port = port
        self._answer = answer
        self._runner: web.AppRunner | None = None

    async def switch_on(self) -> None:
        """Listen."""
        app = web.Application(client_max_size=2**25)
        app.router.add_post("/inbox", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True).start()

    async def switch_off(self) -> None:
        """Refuse connections."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _take(self, request: web.Request) -> web.Response:
        received = self.inbox.take(await request.read(), request.headers.get("Eport-Message", ""))
        return web.Response(body=self._answer(received), content_type="application/xml", charset="utf-8")


async def post(session: aiohttp.ClientSession, url: str, document: bytes) -> tuple[int, bytes]:
    """Send one document to the gateway: status and receipt."""
    async with session.post(url, data=document, headers={"Content-Type": "application/xml"}) as answer:
        return answer.status, await answer.read()
