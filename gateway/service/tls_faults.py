"""What cannot work about TLS as it is configured, found before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.config import Config, HttpTransport, Link
from gateway.service.tls_contexts import client_context, server_context
from gateway.service.tls_files import asks, client_tls, has_pin, is_https, read_pins


def tls_faults(config: Config) -> Iterator[GatewayError]:
    """Every fault: CONFIGURATION, KEY_UNUSABLE and TRUST_UNUSABLE errors that name link or file."""
    yield from _of(partial(read_pins, config))
    if config.listen.tls:
        yield from _of(partial(server_context, config.listen.tls, None))
    for link in config.links:
        pinned = has_pin(config, link.party)
        yield from link_tls_faults(link, served=config.listen.tls is not None, pinned=pinned)


def link_tls_faults(link: Link, *, served: bool, pinned: bool) -> Iterator[GatewayError]:
    """`served`: the exchange port speaks TLS; `pinned`: the party has certificates in its tls folder."""
    if asks(link) and not served:
        yield _fault(link, "client_certificate", "only a port that speaks TLS can ask for one: set listen.tls")
    if asks(link) and not pinned:
        yield _fault(link, "client_certificate", f"no certificate stands in the folder {link.party}/tls below trust")
    if link.profile == "none" and isinstance(link.transport, HttpTransport) and not is_https(link):
        yield _fault(link, "transport.url", "what nobody signs goes to an https address only")
    if tls := client_tls(link):
        yield from _of(partial(client_context, tls))


def _of(work: Callable[[], object]) -> Iterator[GatewayError]:
    try:
        work()
    except GatewayError as error:
        yield error


def _fault(link: Link, key: str, reason: str) -> GatewayError:
    return faults.CONFIGURATION.error(reason, place=Place(path=f"link {link.name}: {key}"))
