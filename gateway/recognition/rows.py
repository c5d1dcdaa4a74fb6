"""Rows 1 to 8 of the procedure: each looks at one thing, and says what it makes stricter. Our proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from gateway.model.alerts import RiskLevel
from gateway.model.choices import Direction
from gateway.model.release_mode import ReleaseMode, Tier
from gateway.recognition.ground import Ground
from gateway.recognition.held import RejectedError
from gateway.recognition.rule import in_force, matches
from gateway.recognition.rulings import apply_ruling

ALERT_ROW = "2-alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One row that had a say."""

    row: str
    source: str
    fact: str
    floor: ReleaseMode | None = None
    """At least so strict."""
    at_port: bool = False
    """Where the port list or an order says, and nowhere lighter."""
    place: str = ""
    """The office that an order names."""
    whole: bool = False
    """Every batch is picked."""
    no_direct: bool = False
    no_lighter: bool = False
    """A recognised result does not help."""


def effects(ground: Ground) -> tuple[Effect, ...]:
    """Every row that fires, in order. RejectedError where the goods are not let in."""
    _prohibited(ground)
    return tuple(effect for row in ROWS for effect in row(ground))


def _prohibited(ground: Ground) -> None:
    for rule in in_force(ground.pack.prohibited, ground.case.on):
        for goods in ground.case.goods:
            if matches(goods.hs_code, goods.ciq_code, rule.prefixes):
                raise RejectedError(rule.id, f"goods of line {goods.number} are not let in: {rule.source}")


def _alerted(ground: Ground) -> Iterator[Effect]:
    for alert in ground.alerts:
        yield Effect(
            row=ALERT_ROW,
            source="布控, 风险预警",
            fact=alert.number,
            floor=ReleaseMode.SUPERVISION,
            at_port=True,
            place=alert.location,
            no_direct=True,
            no_lighter=True,
        )


def _worst_tier(ground: Ground) -> Iterator[Effect]:
    if ground.credit.tier is Tier.T5:
        yield _of_credit(ground, "3-tier", floor=ReleaseMode.SUPERVISION, no_direct=True, no_lighter=True)


def _filed_case(ground: Ground) -> Iterator[Effect]:
    if ground.credit.under_case:
        yield _of_credit(ground, "4-case", floor=ground.base(), no_direct=True)


def _arrived_wrong(ground: Ground) -> Iterator[Effect]:
    """Goods whose seal broke, that came late or not at all, are treated as of T4, whoever they are of."""
    if ground.facts.arrival:
        floor = ground.matrix.rows[ground.risk][tuple(Tier).index(Tier.T4)]
        source = "arrival control of the direct modes: proposal"
        yield Effect(row="4-arrival", source=source, fact=ground.facts.arrival, floor=floor, no_direct=True)


def _of_credit(ground: Ground, row: str, *, floor: ReleaseMode, no_direct: bool, no_lighter: bool = False) -> Effect:
    level = ground.credit.level
    fact = f"{level.scheme} {level.level}" if level else "no level on file"
    source = ground.credit.scheme.source
    return Effect(row=row, source=source, fact=fact, floor=floor, no_direct=no_direct, no_lighter=no_lighter)


def _quarantine(ground: Ground) -> Iterator[Effect]:
    if ground.facts.approvals:
        return
    strict = ReleaseMode.SUPERVISION if ground.risk is RiskLevel.HIGH else ReleaseMode.SAMPLING
    for goods, row in ground.at_port:
        if row.quarantine:
            fact = f"line {goods.number}, {row.group}"
            yield Effect(row="5-quarantine", source=row.source, fact=fact, floor=strict, at_port=True, no_lighter=True)


def _on_list(ground: Ground) -> Iterator[Effect]:
    for goods, row in ground.at_port:
        if not row.quarantine:
            fact = f"line {goods.number}, {row.group}"
            yield Effect(row="6-port-list", source=row.source, fact=fact, at_port=True)


def _first(ground: Ground) -> Iterator[Effect]:
    """An enterprise without a level counts as one that imports for the first time; so does one nobody knows of."""
    why = _why_first(ground)
    if why:
        floor = ReleaseMode.SAMPLING
        yield Effect(row="7-first", source="AQSIQ 2017-11-01", fact=why, floor=floor, whole=True, no_lighter=True)


def _why_first(ground: Ground) -> str:
    facts, imported = ground.facts, ground.case.direction is Direction.IMPORT
    reasons = (
        (imported and facts.first_import is True, "first import"),
        (facts.certificate_required, "certificate required"),
        (imported and facts.first_import is None, "nobody knows of an earlier import"),
        (ground.credit.level is None, "no level on file"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _nonconforming(ground: Ground) -> Iterator[Effect]:
    since = months_before(ground.case.on, ground.terms.lookback_months)
    codes = {one.hs_code for one in ground.case.goods}
    for hs_code, day in ground.facts.nonconformities:
        if hs_code in codes and since <= day <= ground.case.on:
            floor = ground.step(ground.base(), 1)
            yield Effect(row="8-nonconformity", source=ground.terms.source, fact=f"{hs_code} on {day}", floor=floor)


def _ruled(ground: Ground) -> Iterator[Effect]:
    """Declared otherwise than was decided before: somebody reads the papers."""
    for ruling in ground.facts.rulings:
        applied = apply_ruling(ruling, ground.case)
        if applied.differs:
            fact = f"{applied.number}: {applied.differs}"
            yield Effect(row="8-predecision", source="预裁定: proposal", fact=fact, floor=ReleaseMode.VERIFICATION)


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or that month's last."""
    month = day.year * 12 + day.month - 1 - months
    for shorter in range(4):
        try:
            return date(month // 12, month % 12 + 1, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError("no month is more than three days shorter than another")


ROWS: tuple[Callable[[Ground], Iterator[Effect]], ...] = (
    _alerted,
    _worst_tier,
    _filed_case,
    _arrived_wrong,
    _quarantine,
    _on_list,
    _first,
    _nonconforming,
    _ruled,
)
