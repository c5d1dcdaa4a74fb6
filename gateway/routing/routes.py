"""Which links get a message: those whose offices it names, the sender's own left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gateway.model import faults
from gateway.model.message import Body, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What routing knows of a link. Offices are prefixes of customs office codes: "02" is all of Tianjin's."""

    link: str
    party: str
    offices: tuple[str, ...]
    receives: frozenset[str]
    address: str = ""
    """The id by which documents name it as a receiver (a DXP id)."""
    trader: bool = False
    """Its party is an enterprise: nothing restricted is for it."""
    told_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By kind, prefixes of the offices that a document must name to come here; a kind that is not here: any."""

    def serves(self, office: str) -> bool:
        """Whether the office is one of this link's."""
        return office.startswith(self.offices)

    def takes(self, body: Body) -> bool:
        """Whether it receives the kind, and of these offices."""
        wanted = self.told_of.get(body.KIND)
        told = wanted is None or any(office.startswith(wanted) for office in body.offices().values())
        return told and body.KIND in self.receives


def receivers(message: Message, sender: Route, routes: Sequence[Route], *, ours: str = "") -> tuple[Route, ...]:
    """The links to deliver to, in configured order; `ours` is our own address.

    Receivers that the document names are obeyed and must be known (RECEIVER_UNKNOWN); else, or where it names us or its
    sender only, the offices decide, or whoever receives a kind that is subscribed to. One link a party, the first.
    Nobody concerned but the sender: NO_RECEIVER, unless the gateway itself is addressed.
    """
    others = [route for route in routes if route.party != sender.party and route.takes(message.body)]
    named = [_named(one, others) for one in message.receivers if one not in (ours, sender.address)]
    concerned = others if message.body.SUBSCRIBED else _concerned(message.body.offices(), others)
    chosen = named or concerned
    if not chosen and not message.body.FOR_US:
        offices = sorted(set(message.body.offices().values()))
        raise faults.NO_RECEIVER.error(f"no link serves the offices {', '.join(offices)}")
    first: dict[str, Route] = {}
    for route in chosen:
        first.setdefault(route.party, route)
    return tuple(first.values())


def _named(address: str, others: Sequence[Route]) -> Route:
    found = next((route for route in others if address and address == route.address), None)
    if found is None:
        raise faults.RECEIVER_UNKNOWN.error("no link has this address for this kind", value=address)
    return found


def _concerned(offices: Mapping[str, str], others: Sequence[Route]) -> list[Route]:
    return [route for route in others if any(route.serves(office) for office in offices.values())]
