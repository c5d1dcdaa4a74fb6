"""A listener, with TLS or without: it holds a bounded number of connections, and waits for no handshake for ever."""

from __future__ import annotations

import asyncio
import ssl

from aiohttp import web

from gateway.service.doorway import Doorway

HANDSHAKE_S = 10.0
"""Three times the longest way there is; who opens connections and says nothing holds each no longer."""
SHUTDOWN_S = 5.0
"""So long a peer may take to say that it closes, too."""


class DoorSite(web.BaseSite):
    """What `web.SockSite` is, with the bounds on handshakes that it has no argument for. None `context`: plain HTTP."""

    def __init__(
        self,
        runner: web.AppRunner,
        door: Doorway,
        context: ssl.SSLContext | None,
        *,
        handshake_s: float = HANDSHAKE_S,
    ) -> None:
        super().__init__(runner, ssl_context=context)
        self._door = door
        self._context = context
        self._handshake_s = handshake_s

    @property
    def name(self) -> str:
        """Its address, for aiohttp's own messages."""
        return f"{'http' if self._context is None else 'https'}://{self._door.getsockname()[0]}"

    async def start(self) -> None:
        """Listen. OSError: the address is taken."""
        await super().start()
        server = self._runner.server
        assert server is not None  # noqa: S101  (BaseSite.start: the runner is set up)
        bounds = {} if self._context is None else {"handshake": self._handshake_s, "shutdown": SHUTDOWN_S}
        self._server = await asyncio.get_running_loop().create_server(
            server,
            sock=self._door,
            ssl=self._context,
            backlog=self._backlog,
            ssl_handshake_timeout=bounds.get("handshake"),
            ssl_shutdown_timeout=bounds.get("shutdown"),
        )


def peer_certificate(transport: asyncio.BaseTransport | None) -> bytes | None:
    """What the peer of a connection showed (DER), vouched for by its handshake; None: nothing, or no TLS."""
    talk: ssl.SSLObject | None = transport.get_extra_info("ssl_object") if transport else None
    return talk.getpeercert(binary_form=True) if talk else None
