"""Which links get a message: those whose offices it names, the sender's own left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gateway.model import faults
from gateway.model.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What routing knows of a link. Offices are prefixes of customs office codes: "02" is all of Tianjin's."""

    link: str
    party: str
    offices: tuple[str, ...]
    receives: frozenset[str]
    address: str = ""
    """The id by which documents name it as a receiver (a DXP id)."""

    def serves(self, office: str) -> bool:
        """Whether the office is one of this link's."""
        return office.startswith(self.offices)


def receivers(message: Message, sender: Route, routes: Sequence[Route]) -> tuple[Route, ...]:
    """The links to deliver to, in configured order.

    Receivers that the document names are obeyed and must be known (RECEIVER_UNKNOWN); else the offices decide.
    One link a party. Nobody concerned outside the sender's own offices: NO_RECEIVER.
    """
    others = tuple(route for route in routes if route.party != sender.party and message.body.KIND in route.receives)
    named = [_named(address, others, sender) for address in message.receivers]
    chosen = [route for route in named if route] or _concerned(message.body.offices(), others)
    if not chosen:
        raise faults.NO_RECEIVER.error(f"no link serves the offices {sorted(message.body.offices().values())}")
    return tuple({route.party: route for route in chosen}.values())


def _named(address: str, others: Sequence[Route], sender: Route) -> Route | None:
    found = next((route for route in others if address and address == route.address), None)
    if found is None and address != sender.address and not address.startswith(GATEWAY_ADDRESS):
        raise faults.RECEIVER_UNKNOWN.error("no link has this address for this kind", value=address)
    return found


def _concerned(offices: Mapping[str, str], others: Sequence[Route]) -> list[Route]:
    return [route for route in others if any(route.serves(office) for office in offices.values())]


GATEWAY_ADDRESS = "DXPGTW"
"""Our own DXP ids begin so (our choice): a document sent to us names nobody, and the offices decide."""
