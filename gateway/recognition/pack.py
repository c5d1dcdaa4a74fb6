"""A rule pack: everything that is decided by, as dated rows that say their source, their certainty and who approved.

Rows of one table may overlap in time only where they speak of different things; `lint` says where they do not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from gateway.model.alerts import RiskLevel
from gateway.model.choices import ClearanceMode
from gateway.model.credit import CreditScheme
from gateway.model.recognition import ConditionName
from gateway.model.release_mode import ReleaseMode, Tier
from gateway.model.two_stage import LeaveGround
from gateway.recognition.catalogue import Accepting, Laboratory
from gateway.recognition.rule import STRICT, Rule


class Place(StrEnum):
    """Where goods of the port list are to be inspected."""

    PORT = "port"
    SITE = "site"
    """At a designated supervision site (指定监管场地), which may lie inland."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance(Rule):
    """A clearance mode that may be chosen (通关方式), and on what conditions."""

    mode: ClearanceMode
    offices: tuple[str, ...] = ()
    """Prefixes of the declaring offices that have it; none: all."""
    enterprise_tier: Tier | None = None
    """At worst, by the customs scheme of the day."""
    broker_tier: Tier | None = None
    examination: bool = True
    """False: not where the goods are to be examined."""
    port_declaration: bool = True
    """False: not where a rule or a licence wants the declaration at the port."""
    port_reports: bool = False
    """True: only where the port passes on 运抵报告 and 理货报告."""
    case_suspends: bool = False
    """True: suspended from the day customs files a case against the enterprise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Rule):
    """Which credit scheme is asked, and which tier a level of it is."""

    scheme: CreditScheme
    uses: tuple[str, ...]
    """"matrix": for the mode of release; "clearance": for the clearance modes."""
    tiers: dict[str, Tier]
    """Level → tier. A level that is not here is decided case by case: it holds the declaration for a person."""
    listed: Tier | None = None
    """Of an enterprise on the list of 严重失信."""
    carried_from: CreditScheme | None = None
    carried: dict[str, str] = field(default_factory=dict)
    """Level of the scheme before → level of this one, where the authority let it pass over by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Rule):
    """Risk of goods; the longest prefix decides, and what no row names is MEDIUM."""

    prefixes: tuple[str, ...]
    """Of the HS code, or of HS and CIQ code together (13 digits)."""
    level: RiskLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Rule):
    """Risk × tier → mode, the tiers from T1 to T5."""

    rows: dict[RiskLevel, tuple[ReleaseMode, ...]]
    high_lightened: tuple[str, ...] = ()
    """HS prefixes of goods of high risk that a recognised result may make a step lighter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Rule):
    """How many of a hundred batches are picked, in percent; for the tiers named, none: for all."""

    mode: ReleaseMode
    percent: Decimal
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prohibited(Rule):
    """Goods that are not let in at all."""

    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtPort(Rule):
    """One group of the port list (须在口岸)."""

    group: str
    place: Place
    prefixes: tuple[str, ...] = ()
    marked: str = ""
    """"bulk", "dangerous", "used": only goods that bear this mark; without prefixes, all that do."""
    quarantine: bool = False
    """动植物检疫: at the entry port, unless a decision sends the goods elsewhere (调离)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Rule):
    """A designated supervision site, and the groups of the port list that it is licensed for."""

    office: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Direct(Rule):
    """Conditions of a direct mode (两直)."""

    mode: str
    """"export-direct" or "import-through"."""
    tier: Tier
    """At worst."""
    arrival_hours: int = 72
    """Until then the goods arrive, or both offices are alarmed."""


class Way(StrEnum):
    """How goods come from the sea port to an inland one."""

    DIRECT = "direct"
    """直通, 直放: in their own box, inspected there."""
    TRANSIT = "transit"
    """转关."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inland(Rule):
    """An inland port (无水港, 陆港): a sea port carried inland, so that goods may be bound for it or begin there."""

    name: str
    office: str
    extends: tuple[str, ...]
    """Offices of the sea port."""
    sites: tuple[str, ...] = ()
    """Where its goods are, in words."""
    ways: tuple[Way, ...] = ()
    unlocode: str = ""
    """UN/LOCODE of it as a port of destination."""
    arrival_hours: int = 72
    """From leaving the sea port, where no paper says by when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognising(Rule):
    """What a result must fulfil to be recognised."""

    conditions: tuple[ConditionName, ...]
    validity_days: int | None = None
    """Of a result that says no last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Rule):
    """What a port may change of a consignment under 电子转单."""

    value_percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving(Rule):
    """One case of 准予提离 (两段准入)."""

    ground: LeaveGround
    listed: bool = False
    """Only for goods on the list of that case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Rule):
    """Numbers that are nobody's row."""

    lookback_months: int
    """So long a non-conformity counts."""
    strictness: tuple[ReleaseMode, ...]
    """From light to strict: what 监管放行 means is disputed, so its rank is data."""
    lightest_by_result: ReleaseMode
    """A recognised result makes nothing lighter than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The rules of one policy period; chosen by the day on which customs accepted the declaration."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    version: str
    valid_from: date
    valid_until: date
    approved_by: str
    terms: tuple[Terms, ...]
    clearance: tuple[Clearance, ...]
    scheme: tuple[Scheme, ...]
    matrix: tuple[Matrix, ...]
    ratio: tuple[Ratio, ...]
    risk: tuple[Risk, ...] = ()
    prohibited: tuple[Prohibited, ...] = ()
    at_port: tuple[AtPort, ...] = ()
    site: tuple[Site, ...] = ()
    direct: tuple[Direct, ...] = ()
    inland: tuple[Inland, ...] = ()
    recognising: tuple[Recognising, ...] = ()
    transfer: tuple[Transfer, ...] = ()
    accepting: tuple[Accepting, ...] = ()
    laboratory: tuple[Laboratory, ...] = ()
    leaving: tuple[Leaving, ...] = ()

    @property
    def name(self) -> str:
        """Id and version, as a decision names it."""
        return f"{self.id}/{self.version}"
