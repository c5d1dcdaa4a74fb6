"""An adapter: one link at run time, made of transport + dialect + trust profile + what it may send."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.recognition.conduct import Conduct
from gateway.routing.authority import Authority
from gateway.routing.delivery import Policy
from gateway.routing.routes import Route
from gateway.service.transports.transport import Transport
from gateway.translation.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Whoever says something: what its words are, and what it may say."""

    name: str
    terms: Terms
    authority: Authority
    conduct: Conduct = field(default_factory=Conduct)
    """By what it is held to the protocol of clearance; the same for all links."""

    own: bool = False
    """The gateway itself: what nobody receives is kept all the same, for it is a decision."""

    @property
    def route(self) -> Route:
        """As routing sees it."""
        return self.authority.route


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter(Sender):
    """Everything that exchange and courier know of a link."""

    transport: Transport
    policy: Policy
    timeout_s: float = 30.0
    """One attempt, from connect to receipt."""
