"""From a configured link to its transport."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import aiohttp

from gateway.service.config import Config, FolderTransport, Link
from gateway.service.exchange import Exchange
from gateway.service.surroundings import Observer
from gateway.service.tls_keeper import TlsKeeper
from gateway.service.transports.folder import Folder
from gateway.service.transports.http import Http
from gateway.service.transports.transport import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What transports share: one HTTP session a process, TLS as it is kept, the limits, and whom to tell."""

    session: aiohttp.ClientSession
    config: Config
    exchange: Exchange
    tls: TlsKeeper
    observer: Observer

    def transport(self, link: Link) -> Transport:
        """The transport of one link."""
        settings, timeout_s = link.transport, link.retry.timeout_s
        if isinstance(settings, FolderTransport):
            return Folder(
                settings,
                link=link.name,
                document_bytes=self.config.limits.document_bytes,
                timeout_s=timeout_s,
                refuse=partial(self.exchange.refuse, link.name),
                observer=self.observer,
            )
        return Http(self.session, settings, timeout_s=timeout_s, tls=partial(self.tls.client, link.name))
