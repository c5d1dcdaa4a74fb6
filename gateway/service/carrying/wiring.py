"""From what a worker has to its emergency channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gateway.service.adapter import Adapter
from gateway.service.carry_config import Carry
from gateway.service.carrying.carrier import Carrier
from gateway.service.carrying.receiving import Receiving
from gateway.service.carrying.sending import Sending
from gateway.service.exchange import Exchange
from gateway.service.journal.journal import Journal
from gateway.service.mailboxes.interface import Mailboxes
from gateway.service.surroundings import Surroundings
from gateway.trust.signer import Signer


def carrier_of(
    carry: Carry,
    *,
    adapters: Mapping[str, Adapter],
    journal: Journal,
    mailboxes: Mailboxes,
    exchange: Exchange,
    world: Surroundings,
    signer: Callable[[], Signer],
) -> Carrier:
    """`signer`: who signs bundles at this moment."""
    sending = Sending(
        adapters=adapters, journal=journal, mailboxes=mailboxes, world=world, signer=signer, life=carry.life
    )
    receiving = Receiving(exchange=exchange, journal=journal, world=world, signer=signer)
    names = frozenset(carry.names)
    return Carrier(adapters=adapters, journal=journal, world=world, sending=sending, receiving=receiving, names=names)
