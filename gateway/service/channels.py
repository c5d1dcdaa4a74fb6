"""Which connection may bring a link's documents: asked at each request, of the pins as they are then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.config import FolderTransport, Link
from gateway.service.tls_files import asks
from gateway.service.transports.transport import Answer
from gateway.trust.certificates import Certificate, read_certificate
from gateway.trust.trust_store import TrustStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Why a connection brings nothing of this link."""

    error: GatewayError
    security: bool
    """It is another party's good certificate: somebody who is known speaks where another one should."""


class Channels:
    """The links of a worker, and whose certificates are known."""

    def __init__(self, links: Iterable[Link], pins: Callable[[], TrustStore], now: Callable[[], datetime]) -> None:
        links = tuple(links)
        self._asking = {link.name: link.party for link in links if asks(link)}
        self._in_folders = {link.name for link in links if is_by_folder_alone(link)}
        self._pins = pins
        self._now = now

    def stopped(self, link: str, certificate: bytes | None) -> Stopped | None:
        """`certificate`: what the TLS peer showed (DER), whose key it proved to hold. None: the link may be used so."""
        if link in self._in_folders:
            return _stopped("what comes over this link comes through its folder, where nobody else can write")
        party = self._asking.get(link)
        if party is None:
            return None
        if certificate is None:
            return _stopped("the connection came without a client certificate")
        return self._unless_of(party, certificate)

    def _unless_of(self, party: str, encoded: bytes) -> Stopped | None:
        try:
            certificate = read_certificate(encoded)
            owner = self._pins().party_of(certificate, self._now())
        except GatewayError as error:
            if error.fault is faults.REVOCATION_UNKNOWN:  # not the sender's to mend: it may come again
                return Stopped(error=error, security=False)
            return _stopped(f"the client certificate of the connection: {error.reason}", error.value)
        if owner == party:
            return None
        return Stopped(error=_others(certificate), security=True)


class Refuse(Protocol):
    """`Exchange.refuse`."""

    def __call__(self, link: str, raw: bytes, error: GatewayError, *, security: bool = False) -> Awaitable[Answer]:
        """Word, count and keep a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorkeeper:
    """Turns away, before a body is read, what comes over a connection that is not its link's."""

    channels: Channels
    refuse: Refuse

    async def turned_away(self, link: str, certificate: bytes | None) -> Answer | None:
        """The refusal in the link's own words, unsigned: whoever it is, it is not the link's party. None: come in."""
        stopped = self.channels.stopped(link, certificate)
        if stopped is None:
            return None
        return await self.refuse(link, b"", stopped.error, security=stopped.security)


def is_by_folder_alone(link: Link) -> bool:
    """Whether it is the folder that says who sends: nothing in such documents does, so no port may take them."""
    unsigned = link.profile == "none" or link.prefixed == "sent"
    return unsigned and isinstance(link.transport, FolderTransport) and not asks(link)


def _stopped(reason: str, value: str | None = None) -> Stopped:
    return Stopped(error=faults.CHANNEL_WRONG.error(reason, value=value), security=False)


def _others(certificate: Certificate) -> GatewayError:
    return faults.CHANNEL_WRONG.error("the client certificate is another party's", value=certificate.subject)
