"""The kind `release-mode-decision`: how goods are let go (四放), and where they are inspected (两直)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.alerts import RiskLevel
from gateway.model.kind import OfDeclaration, refuse


class ReleaseMode(StrEnum):
    """四放, in the order of the Plan of 2014."""

    DECLARATION = "declaration"
    """申报放行."""
    VERIFICATION = "verification"
    """验证放行."""
    SAMPLING = "sampling"
    """抽样放行."""
    SUPERVISION = "supervision"
    """监管放行."""


class Location(StrEnum):
    """Where goods are inspected."""

    PORT = "port"
    DESTINATION = "destination"
    PORT_AND_DESTINATION = "port-and-destination"
    """Each does its part (两段准入)."""
    DESIGNATED_SITE = "designated-site"
    ORIGIN = "origin"
    """Of an export: where it was made or packed."""


class DirectMode(StrEnum):
    """两直. In neither does the port inspect."""

    EXPORT_DIRECT = "export-direct"
    """出口直放."""
    IMPORT_THROUGH = "import-through"
    """进口直通."""


PLACES_OF = {
    None: frozenset(Location),
    DirectMode.EXPORT_DIRECT: frozenset((Location.ORIGIN, Location.DESIGNATED_SITE)),
    DirectMode.IMPORT_THROUGH: frozenset((Location.DESTINATION, Location.DESIGNATED_SITE)),
}
"""Where the goods of a direct mode can be inspected."""


class Tier(StrEnum):
    """Credit, normalised over schemes: T1 best."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value of a registry that a decision used, in the version that it had then."""

    name: str
    value: str
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One rule of the pack that had a say: what it looked at, and what it did."""

    rule: str
    fact: str | None = None
    effect: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseModeDecision(OfDeclaration):
    """How goods are let go, and where they are inspected, with the trace of why: enough to decide it once more."""

    KIND: ClassVar[str] = "release-mode-decision"
    ISSUER: ClassVar[str] = "deciding_office"
    OFFICES: ClassVar[tuple[str, ...]] = ("deciding_office", "recipients")

    deciding_office: str
    recipients: tuple[str, ...] = ()
    mode: ReleaseMode
    location: Location
    decided_at: datetime
    decided_by: str | None = None
    """Id of the officer; none where the rules alone decided."""
    decision_number: str | None = None
    supersedes: str | None = None
    """The number of the decision that this one replaces: the provisional one."""
    provisional: bool
    """Made at the door, to be made again on acceptance. Always said: to guess it is to take it for the last word."""
    accepted_on: date | None = None
    """The day customs accepted the declaration, which chooses the pack and the credit level."""
    direct_mode: DirectMode | None = None
    site: str | None = None
    sampling_percent: Decimal | None = None
    """0 to 100."""
    draw: int | None = None
    """What was drawn, 0 to 9999: with the secret of its day an auditor draws it again."""
    draw_date: date | None = None
    """Of the secret."""
    drawn: bool | None = None
    leave_on_sampling: bool | None = None
    """附条件提离: drawn goods may leave once sampled, and are not sold or used before the result."""
    tier: Tier | None = None
    risk: RiskLevel | None = None
    pack: str | None = None
    matrix: str | None = None
    approved_by: str | None = None
    """Who approved the matrix."""
    result_number: str | None = None
    """The recognised result that made it a step lighter."""
    remark: str | None = None
    facts: tuple[Fact, ...] = ()
    trace: tuple[Fired, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError: a share of no hundred; drawn against the share; a direct mode beside the port."""
        percent = self.sampling_percent
        within = percent is None or (percent.is_finite() and 0 <= percent <= 100)
        refuse(not within, "sampling_percent", "not between 0 and 100")
        never, always = percent == 0 and self.drawn is True, percent == 100 and self.drawn is False
        refuse(never or always, "drawn", f"{percent} percent are drawn")
        refuse(self.draw is not None and not 0 <= self.draw <= 9999, "draw", "not between 0 and 9999")
        refuse(self.location not in PLACES_OF[self.direct_mode], "location", f"not with {self.direct_mode}")
        nowhere = self.location is Location.DESIGNATED_SITE and not self.site
        refuse(nowhere, "site", "the goods go to a designated site, and none is named")
        same = self.supersedes is not None and self.supersedes == self.decision_number
        refuse(same, "supersedes", "a decision does not replace itself")
