"""A listener that speaks TLS, and waits for nobody's handshake for ever."""

from __future__ import annotations

import asyncio
import ssl

from aiohttp import web

HANDSHAKE_S = 10.0
"""Three times the longest way there is; who opens connections and says nothing holds each no longer."""
SHUTDOWN_S = 5.0
"""So long a peer may take to say that it closes, too."""


class TlsSite(web.BaseSite):
    """What `web.TCPSite` is, with the bounds on handshakes that it has no argument for."""

    def __init__(
        self,
        runner: web.AppRunner,
        host: str,
        port: int,
        context: ssl.SSLContext,
        *,
        reuse_port: bool = False,
        handshake_s: float = HANDSHAKE_S,
    ) -> None:
        super().__init__(runner, ssl_context=context)
        self._host = host
        self._port = port
        self._context = context
        self._shared = reuse_port
        self._handshake_s = handshake_s

    @property
    def name(self) -> str:
        """Its address, for aiohttp's own messages."""
        return f"https://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen. OSError: the address is taken."""
        await super().start()
        server = self._runner.server
        assert server is not None  # noqa: S101  (BaseSite.start: the runner is set up)
        self._server = await asyncio.get_running_loop().create_server(
            server,
            self._host,
            self._port,
            ssl=self._context,
            backlog=self._backlog,
            reuse_port=self._shared or None,
            ssl_handshake_timeout=self._handshake_s,
            ssl_shutdown_timeout=SHUTDOWN_S,
        )


def peer_certificate(transport: asyncio.BaseTransport | None) -> bytes | None:
    """What the peer of a connection showed (DER), vouched for by its handshake; None: nothing, or no TLS."""
    talk: ssl.SSLObject | None = transport.get_extra_info("ssl_object") if transport else None
    return talk.getpeercert(binary_form=True) if talk else None
