"""A body that says of itself what a test wants it to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from gateway.model.kind import Kind
from gateway.model.message import Message
from gateway.routing.routes import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech(Kind):
    KIND: ClassVar[str] = "speech"

    roles: Mapping[str, str] = field(default_factory=dict)

    def offices(self) -> Mapping[str, str]:
        return self.roles

    def aliases(self) -> frozenset[tuple[str, str]]:
        return frozenset()

    def references(self) -> Mapping[str, str]:
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Speech):
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribedSpeech(Speech):
    SUBSCRIBED: ClassVar[bool] = True


def reply(**roles: str) -> Message:
    return Message(number="1", body=Reply(roles=roles))


def speech(*receivers: str, **roles: str) -> Message:
    return Message(number="1", receivers=receivers, body=Speech(roles=roles))


def route(party: str, *offices: str, link: str = "", receives: str = "speech", address: str = "") -> Route:
    return Route(
        link=link or party, party=party, offices=offices, receives=frozenset(receives.split()), address=address
    )
