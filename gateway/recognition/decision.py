"""What `decide` answers: a mode and a place with the rows that fired, or why nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gateway.model.alerts import RiskLevel
from gateway.model.release_mode import DirectMode, Fact, Fired, Location, ReleaseMode, Tier


class Outcome(StrEnum):
    """How a decision ends."""

    DECIDED = "decided"
    HELD = "held"
    """For a person: no rule may guess here."""
    REJECTED = "rejected"
    """The goods are not let in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedChoice:
    """A choice of the enterprise that cannot be followed, and the condition that fails."""

    choice: str
    condition: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Mode and location are two answers; neither follows from the other."""

    outcome: Outcome
    pack: str
    code: str = ""
    """Of a held or rejected one."""
    reason: str = ""
    mode: ReleaseMode | None = None
    location: Location | None = None
    site: str = ""
    direct_mode: DirectMode | None = None
    sampling_percent: Decimal | None = None
    tier: Tier | None = None
    risk: RiskLevel | None = None
    matrix: str = ""
    approved_by: str = ""
    result_number: str = ""
    """The recognised result that made it a step lighter."""
    no_test_by: tuple[str, ...] = ()
    """Laboratories' reports that free all its goods from being sampled for test (采信); the mode stays as it is."""
    refused_choices: tuple[RefusedChoice, ...] = ()
    facts: tuple[Fact, ...] = ()
    trace: tuple[Fired, ...] = ()
    almost: tuple[Fired, ...] = ()
    """Rows that would have fired but for one condition."""
