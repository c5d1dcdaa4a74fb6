"""What a decision is made from: the case, out of a declaration, and the facts, out of the registries as known then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from gateway.model.choices import ClearanceMode, Direction, Special
from gateway.model.credit import CreditScheme
from gateway.model.declaration import Declaration
from gateway.model.results import TransferBar
from gateway.recognition.papers import Report, Ruling
from gateway.recognition.rule import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One line of goods, as far as rules ask."""

    number: int
    hs_code: str
    ciq_code: str | None = None
    origin: str | None = None
    batch: str | None = None
    marks: frozenset[str] = frozenset()
    """"bulk", "dangerous", "used": what the port list asks for beside the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A declaration, as rules see it; `on` is the day on which customs accepted it, never the declarant's."""

    on: date
    direction: Direction
    goods: tuple[Goods, ...]
    enterprise: frozenset[str] = frozenset()
    """USCC, customs' and CIQ's code of the consignee of an import, of the consignor of an export."""
    broker: frozenset[str] = frozenset()
    """Those of whoever declares for it; none: itself."""
    numbers: frozenset[str] = frozenset()
    """Whatever names the declaration."""
    papers: frozenset[str] = frozenset()
    """Numbers of the papers that it cites (随附单证)."""
    containers: frozenset[str] = frozenset()
    bills: frozenset[str] = frozenset()
    declaration_office: str = ""
    port_office: str = ""
    destination_office: str = ""
    clearance_mode: ClearanceMode | None = None
    direct_chosen: bool = False
    original_container: bool | None = None
    under_transit: bool = False
    """转关: it says so, or brings the transit declaration with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A credit level of an enterprise under one scheme."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    uscc: str
    customs_code: str = ""
    ciq_code: str = ""
    scheme: CreditScheme
    level: str
    effective_from: date
    effective_until: date | None = None
    on_serious_list: bool = False
    under_case: bool = False
    version: str = ""

    def of(self, enterprise: frozenset[str]) -> bool:
        """Whether it is this enterprise's, by any code that both know: in 2014 there was no USCC yet."""
        return bool(enterprise & {self.uscc, self.customs_code, self.ciq_code})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A warning or an order to watch (布控) that has not been lifted; each list narrows it, an empty one does not.

    One that names nothing at all is for people: it hits no case.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    number: str
    valid_from: date = date.min
    expires_on: date = date.max
    """Its last day."""
    location: str = ""
    """Where the order wants the goods examined: an office."""
    hs_codes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    bills: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result that stands, as recognition judged it for this case."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    number: str
    recognised: bool
    """Every item that is required is covered; a partial one is not."""
    conforming: bool = True
    issuing_office: str = ""
    bars: tuple[TransferBar, ...] = ()
    valid_until: date | None = None
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """None: nobody could be asked, which is never taken for the better answer."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    levels: tuple[Level, ...] | None = None
    alerts: tuple[Alert, ...] | None = None
    first_import: bool | None = None
    certificate_required: bool = False
    nonconformities: tuple[tuple[str, date], ...] = ()
    """HS code and day, of this enterprise."""
    results: tuple[Result, ...] = ()
    reports: tuple[Report, ...] = ()
    """Of laboratories (采信), handed in with the declaration or cited by it: no results, and never recognised."""
    rulings: tuple[Ruling, ...] = ()
    """Pre-decisions (预裁定) that it cites."""
    approvals: tuple[str, ...] = ()
    """Numbers of decisions that send quarantine goods elsewhere (调离, 指定地点)."""
    epidemic_origins: frozenset[str] = frozenset()
    destination_accepted: bool = False
    examination: bool = False
    """The goods are to be examined."""
    port_declaration: bool = False
    """A rule or a licence wants the declaration at the port."""
    port_reports: bool = True
    seal_broken: bool = False
    arrival: str = ""
    """What was wrong with goods under way: the last word of a gate, a track or a check on arrival; "": nothing."""
    versions: dict[str, str] = field(default_factory=dict)
    """Of the registries that were asked."""


def case_of(declaration: Declaration, on: date) -> Case:
    """The case of a declaration that customs accepted on that day."""
    role = "consignee" if declaration.direction is Direction.IMPORT else "consignor"
    return Case(
        on=on,
        direction=declaration.direction,
        goods=tuple(_goods(declaration)),
        enterprise=_codes(declaration, role),
        broker=_codes(declaration, "declarant"),
        numbers=frozenset(declaration.references().values()),
        papers=frozenset(paper.number for paper in declaration.documents if paper.number),
        containers=frozenset(box.number for box in declaration.containers if box.number),
        bills=frozenset({declaration.bill_number} if declaration.bill_number else ()),
        declaration_office=declaration.declaration_office or "",
        port_office=declaration.port_office or "",
        destination_office=declaration.destination_office or "",
        clearance_mode=declaration.clearance_mode,
        direct_chosen=Special.DIRECT_RELEASE in declaration.specials,
        original_container=declaration.original_container,
        under_transit=_under_transit(declaration),
    )


def _under_transit(declaration: Declaration) -> bool:
    chosen = declaration.clearance_mode is ClearanceMode.TRANSIT or Special.TRANSIT in declaration.specials
    return chosen or declaration.transit is not None


def _codes(declaration: Declaration, role: str) -> frozenset[str]:
    said = (getattr(declaration, f"{role}_{code}") for code in ("uscc", "customs_code", "ciq_code"))
    return frozenset(code for code in said if code)


BULK = "9993"
"""散装, as config/codes/packaging.csv has it."""


def _goods(declaration: Declaration) -> list[Goods]:
    said = {"bulk": declaration.package_kind == BULK, "used": declaration.waste_flag == "1"}  # 废旧物品
    shared = {mark for mark, holds in said.items() if holds}
    return [
        Goods(
            number=line.number,
            hs_code=line.hs_code,
            ciq_code=(line.ciq_code or "").removeprefix(line.hs_code)[:3] or None,
            origin=line.origin_country,
            batch=line.batch_number,
            marks=frozenset(shared | ({"dangerous"} if line.un_number or line.not_dangerous is False else set())),
        )
        for line in declaration.goods
    ]
