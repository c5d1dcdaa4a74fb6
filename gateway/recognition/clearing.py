"""结关: what messages say, one after the other, of whether a declaration is closed, and of how it reads.

An enterprise asks for a change or a withdrawal; it holds once the office says so (海关法 art. 26). Every step is kept,
none is changed, and what is known is what they come to in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import singledispatch

from gateway.model.amendment import DeclarationAmendment
from gateway.model.choices import Direction
from gateway.model.declaration import Declaration
from gateway.model.feeds import FeedRecord, FxDeclaration, TaxExportCleared
from gateway.model.kind import CHINA
from gateway.model.status import DeclarationStatus

CLOSED = frozenset({"cleared"})
"""结关 of the outcome table. 通关 and 放行 are less: the goods may still lie at the port."""
WITHDRAWN = frozenset({"deleted", "deleted-before-release"})
"""删单."""
GRANTED = frozenset({"reviewed", "reviewed-electronically", "reviewed-manually", "reviewed-paperless", *CLOSED})
"""An office that reviews a declaration again, or closes it, takes it as it was last handed over. Inferred."""
REFUSED = frozenset({"rejected", "electronic-review-failed", "returned-for-change"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A goods line, as far as the feeds tell it."""

    number: int
    hs_code: str
    name: str
    quantity: Decimal | None = None
    """In `unit`, the first legal unit."""
    unit: str | None = None
    total_value: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A declaration, as far as the feeds tell it; the enterprise is the exporter, or the importer."""

    direction: Direction
    office: str | None = None
    entry_number: str | None = None
    enterprise_uscc: str | None = None
    enterprise_code: str | None = None
    enterprise_name: str | None = None
    trade_mode: str | None = None
    terms_of_trade: str | None = None
    contract_number: str | None = None
    passed_on: date | None = None
    """进出口日期."""
    lines: tuple[Line, ...] = ()


class What(StrEnum):
    """The steps there are."""

    DECLARED = "declared"
    ASKED = "asked"
    """For a change: the whole declaration as it shall read."""
    ANSWERED = "answered"
    TOLD = "told"
    """To tax or foreign exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One message's word about one declaration."""

    what: What
    declared: Declared | None = None
    outcome: str = ""
    office: str | None = None
    entry_number: str | None = None
    noticed_at: datetime | None = None
    tax: TaxExportCleared | None = None
    fx: FxDeclaration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the steps come to. `on`: the day in China on which that is asked."""

    on: date
    declared: Declared | None = None
    asked: Declared | None = None
    """A change that nobody has granted or refused yet."""
    entry_number: str | None = None
    office: str | None = None
    """That closed it."""
    closed_on: date | None = None
    noticed_at: datetime | None = None
    withdrawn: bool = False
    told: Mapping[str, FeedRecord] = field(default_factory=dict)
    """By kind, the last record."""


@singledispatch
def step(_body: object) -> Step | None:
    """None for a kind that says nothing of it."""
    return None


@step.register
def _declaration(body: Declaration) -> Step | None:
    """Only goods of trade: parcels have a regime of their own, and a draft is no declaration."""
    return None if body.subject or body.draft else Step(what=What.DECLARED, declared=declared(body))


@step.register
def _amendment(body: DeclarationAmendment) -> Step | None:
    return None if body.declaration.subject else Step(what=What.ASKED, declared=declared(body.declaration))


@step.register
def _status(body: DeclarationStatus) -> Step | None:
    if body.subject or body.outcome not in GRANTED | WITHDRAWN | REFUSED:
        return None
    return Step(
        what=What.ANSWERED,
        outcome=body.outcome,
        office=body.office,
        entry_number=body.entry_number,
        noticed_at=body.noticed_at,
    )


@step.register
def _tax(body: TaxExportCleared) -> Step:
    return Step(what=What.TOLD, tax=body)


@step.register
def _fx(body: FxDeclaration) -> Step:
    return Step(what=What.TOLD, fx=body)


def declared(body: Declaration) -> Declared:
    """What the feeds may tell of a declaration."""
    role = "consignee" if body.direction is Direction.IMPORT else "consignor"
    return Declared(
        direction=body.direction,
        office=body.declaration_office,
        entry_number=body.entry_number,
        enterprise_uscc=getattr(body, f"{role}_uscc"),
        enterprise_code=getattr(body, f"{role}_customs_code"),
        enterprise_name=getattr(body, f"{role}_name"),
        trade_mode=body.trade_mode,
        terms_of_trade=body.terms_of_trade,
        contract_number=body.contract_number,
        passed_on=body.passage_date,
        lines=tuple(
            Line(
                number=line.number,
                hs_code=line.hs_code,
                name=line.name,
                quantity=line.first_quantity,
                unit=line.first_unit,
                total_value=line.total_value,
                currency=line.currency,
            )
            for line in body.goods
        ),
    )


def known(steps: Iterable[tuple[Step, date]], on: date) -> Known:
    """What steps come to, each with the day in China on which it came."""
    found = Known(on=on)
    for one, day in steps:
        found = after(replace(found, on=day), one)
    return replace(found, on=on)


def after(before: Known, one: Step) -> Known:
    """With one step more. The first 结关 and any 删单 stay: whatever is told again changes nothing."""
    match one.what:
        case What.DECLARED:
            open_still = before.closed_on is None  # what was rejected may be declared again, under its own number
            return replace(before, declared=one.declared, asked=None) if open_still else before
        case What.ASKED:
            return replace(before, asked=one.declared)
        case What.TOLD:
            record = one.tax or one.fx
            return replace(before, told={**before.told, record.KIND: record}) if record else before
        case What.ANSWERED:
            return _answered(before, one)


def _answered(before: Known, one: Step) -> Known:
    now = replace(before, entry_number=one.entry_number or before.entry_number)
    if one.outcome in WITHDRAWN:
        return replace(now, withdrawn=True)
    if one.outcome in REFUSED:
        return replace(now, asked=None)
    if now.asked is not None:
        now = replace(now, declared=now.asked, asked=None)
    if one.outcome in CLOSED and now.closed_on is None:
        day = one.noticed_at.astimezone(CHINA).date() if one.noticed_at else before.on
        return replace(now, closed_on=day, office=one.office, noticed_at=one.noticed_at)
    return now
