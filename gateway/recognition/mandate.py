"""What the gateway may say by itself, and by which standing words of the region it judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gateway.recognition.facts import Facts


class Say(StrEnum):
    """Of the declarations of one link: whether the gateway decides them."""

    OFF = "off"
    ADVISE = "advise"
    """Its decision goes back to the declaring office only, and stays provisional."""
    DECIDE = "decide"
    """It goes to every office concerned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """An item that the region wants tested of goods whose code begins so; by which standard and edition ("": any)."""

    prefixes: tuple[str, ...]
    item_code: str
    standard: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Of one region; the words are its authorities', and come from configuration."""

    bodies: tuple[str, ...] = ()
    """Prefixes of the offices whose results count."""
    demands: tuple[Demand, ...] = ()
    answer_days: int = 10
    """So long the issuer may answer a refusal, in days of the calendar."""
    facts: Facts = field(default_factory=Facts)
    """What no registry tells."""
