"""The parts of the configuration by which offices are held to the protocol of clearance and to the rules of aid."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from gateway.model.kinds import KINDS
from gateway.recognition.conduct import Conduct, Mode
from gateway.service.transport_config import Section

Office = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
OfficePrefix = Annotated[str, Field(pattern=r"^[0-9]{1,4}$")]


class Protocol(Section):
    """Orders, their execution, and what may follow what."""

    mode: Mode = Mode.WARN
    """"off": nobody looks; "warn": a breach is told as the event `protocol` and stands in the message's timeline;
    "enforce": it is refused (4605–4612). What keeps goods is never refused for it."""


class Aid(Section):
    """Enforcement aid: alerts, controls, requests."""

    above: dict[OfficePrefix, tuple[Office, ...]] = Field(default_factory=dict)
    """By prefix of an office, the offices above it: they may lift what it issued. That of its district (its first two
    digits and 00) may without being named, over a link of the same party."""


def refuse_restricted(kinds: Collection[str]) -> None:
    """ValueError where one of these kinds is never a trader's."""
    named = sorted({kind.KIND for kind in KINDS if kind.RESTRICTED} & set(kinds))
    if named:
        raise ValueError(f"a trader sends and receives nothing restricted: {', '.join(named)}")


def conduct(protocol: Protocol, aid: Aid) -> Conduct:
    """The same, as recognition wants it."""
    return Conduct(mode=protocol.mode, above=aid.above)
