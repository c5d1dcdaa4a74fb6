"""Keeps TLS as its files say, without a restart: contexts and pins are made anew when a file changes."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator, Mapping
from functools import partial

import structlog

from gateway.service import blame
from gateway.service.config import Config, Link
from gateway.service.tls_contexts import LiveContext, client_context, live, server_context
from gateway.service.tls_faults import tls_faults
from gateway.service.tls_files import (
    Ending,
    Kept,
    asks,
    client_files,
    client_tls,
    endings,
    is_https,
    pin_files,
    read_pins,
)
from gateway.service.trust_config import ServerTls
from gateway.trust.trust_store import TrustStore

LOG = structlog.get_logger()
POLL_S = 5.0
SERVER = "tls-server"
PINS = "tls-pins"


class TlsKeeper:
    """One a worker. Raises the first of `tls_faults` when made; later what is wrong is told, and the old stays."""

    def __init__(self, config: Config, *, poll_s: float = POLL_S) -> None:
        for fault in tls_faults(config):
            raise fault
        self._config = config
        self._poll_s = poll_s
        self._asks = any(map(asks, config.links))
        self._pins = Kept(partial(pin_files, config), partial(read_pins, config))
        self._server = self._kept_server(config.listen.tls) if config.listen.tls else None
        self._clients = {link.name: _kept_client(link) for link in config.links if is_https(link)}
        self.listening: LiveContext | None = live(self._server.value) if self._server else None
        """What the exchange port's listener is given; None: it speaks plain HTTP."""
        self._told: dict[str, str] = {}

    @property
    def pins(self) -> TrustStore:
        """Whose client certificates are known now."""
        return self._pins.value

    def client(self, link: str) -> ssl.SSLContext | bool:
        """The context in force for deliveries to a link; True, aiohttp's own word, where it is no https link."""
        kept = self._clients.get(link)
        return kept.value if kept else True

    @property
    def parts(self) -> tuple[str, ...]:
        """What is kept: the pins, our server's certificate, and each link's client context."""
        return tuple(name for name, _ in self._parts())

    def endings(self) -> tuple[Ending, ...]:
        """When each certificate ends, as the files are now."""
        return tuple(endings(self._config))

    @property
    def problems(self) -> Mapping[str, str]:
        """By part: why its files are not in force, what was read before being so still."""
        return {name: str(kept.problem) for name, kept in self._parts() if kept.problem}

    async def run(self) -> None:
        """Look every `poll_s` seconds, until cancelled."""
        while True:
            await asyncio.sleep(self._poll_s)
            try:
                await asyncio.to_thread(self.look)  # disks may hang
            except Exception as error:
                blame.tell(error)

    def look(self) -> None:
        """Take in what changed; what is renewed or cannot be used is logged, once."""
        renewed = [name for name, kept in self._parts() if kept.look()]
        if self.listening and self._server:
            self.listening.current = self._server.value
        for name in renewed:  # told once it holds: who waits for the word may connect at once
            LOG.info("tls-renewed", part=name)
        told = dict(self.problems)
        for name in told.keys() - {name for name, reason in self._told.items() if told.get(name) == reason}:
            LOG.error("tls-unusable", part=name, reason=told[name], detail="what was read before stays in force")
        self._told = told

    def _parts(self) -> Iterator[tuple[str, Kept[TrustStore] | Kept[ssl.SSLContext]]]:
        yield PINS, self._pins
        if self._server:
            yield SERVER, self._server
        for link, kept in self._clients.items():
            yield f"tls-client-{link}", kept

    def _kept_server(self, tls: ServerTls) -> Kept[ssl.SSLContext]:
        own = tuple(file for file in (tls.certificate_file, tls.key_file, tls.passphrase_file) if file)
        return Kept(lambda: (*own, *pin_files(self._config)), lambda: server_context(tls, self._asked_for()))

    def _asked_for(self) -> list[bytes] | None:
        return [pin.der for _, pin in self.pins.pins.values()] if self._asks else None


def _kept_client(link: Link) -> Kept[ssl.SSLContext]:
    tls = client_tls(link)
    return Kept(lambda: client_files(tls), lambda: client_context(tls))
