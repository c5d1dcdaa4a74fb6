"""Recognition of a result (通检): nine conditions, each with its evidence. Recognition is no release.

Only the principle is published (the Plan of 2014); the conditions are ours and stand in the pack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gateway.model.recognition import Condition, ConditionName, RecognisedItem, Recognition
from gateway.model.results import Conclusion, InspectedItem, InspectionResult
from gateway.recognition.goods_covered import Wanted, goods_differ
from gateway.recognition.held import HeldError
from gateway.recognition.pack import Pack, Recognising
from gateway.recognition.rule import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """One item that the receiving office wants tested, and by which standard and edition ("": any)."""

    goods_line: int
    item_code: str
    standard: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """For what a result is to serve. Booleans that nobody could tell are False: doubt never recognises."""

    on: date
    goods: tuple[Wanted, ...]
    required: tuple[Required, ...]
    """Of its goods lines as the result numbers them."""
    body_listed: bool = False
    signature_held: bool = False
    """Valid at the moment of signing, under a key that was not revoked."""
    revoked: bool = False
    superseded_by: str = ""
    under_reinspection: bool = False
    laboratory_accredited: bool | None = None
    """By the region's own list; None: the result itself must say it."""
    seals_whole: bool = False
    repacked: bool = False
    seals: tuple[str, ...] | None = None
    """As seen now; None: nobody looked."""
    alerts: tuple[str, ...] | None = None
    """Numbers of those on enterprise, goods, origin or laboratory; None: nobody could be asked."""
    excepted: bool = False
    """The authority excepts the goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Whether a result is recognised for one use."""

    outcome: Recognition
    pack: str
    conditions: tuple[Condition, ...]
    recognised_items: tuple[RecognisedItem, ...]
    reason: str
    """Of a refusal: it can be answered."""


def recognise(result: InspectionResult, use: Use, pack: Pack) -> Judged:
    """RECOGNISED where all holds, PARTIAL where only items lack, REFUSED else. HeldError: no rules on that day."""
    rules = in_force(pack.recognising, use.on)
    if len(rules) != 1:
        raise HeldError("recognition-rules", f"{len(rules)} rules of recognition are in force")
    judged = tuple(_condition(name, result, use, rules[0]) for name in rules[0].conditions)
    broken = [one for one in judged if not one.holds]
    covered = tuple(_recognised(result, use))
    outcome = Recognition.RECOGNISED
    if broken:
        partly = all(one.name is ConditionName.ITEMS_COVERED for one in broken) and covered
        outcome = Recognition.PARTIAL if partly else Recognition.REFUSED
    refused = outcome is Recognition.REFUSED
    reason = "; ".join(f"{one.name}: {one.evidence}" for one in broken) if refused else ""
    items = covered if outcome is Recognition.PARTIAL else ()
    return Judged(outcome=outcome, pack=pack.name, conditions=judged, recognised_items=items, reason=reason)


def _condition(name: ConditionName, result: InspectionResult, use: Use, rule: Recognising) -> Condition:
    against = JUDGES[name](result, use, rule)
    return Condition(name=name, holds=not against, evidence=against or "holds")


def _issuer(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    if not use.body_listed:
        return f"{result.issuing_office} is not on the region's list"
    return "" if use.signature_held else "its signature did not hold when it signed"


def _goods(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    return goods_differ(result.goods, use.goods)


def _items(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    lacking = [one.item_code for one in use.required if not _found(result, one)]
    return "not covered: " + ", ".join(lacking) if lacking else ""


def _found(result: InspectionResult, wanted: Required) -> InspectedItem | None:
    """The conforming test of an item: of its line, its standard and its edition."""
    for item in result.items:
        same = item.goods_line == wanted.goods_line and item.item_code == wanted.item_code
        standard = wanted.standard in ("", item.standard) and wanted.edition in ("", item.edition)
        if same and standard and item.conclusion is Conclusion.CONFORMING:
            return item
    return None


def _recognised(result: InspectionResult, use: Use) -> Iterator[RecognisedItem]:
    for wanted in use.required:
        item = _found(result, wanted)
        if item is not None:
            yield RecognisedItem(item=item.item, goods_line=item.goods_line, item_code=item.item_code)


def _laboratory(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    laboratory = result.laboratory
    if use.laboratory_accredited is not None:
        return "" if use.laboratory_accredited else "the region's list does not name it for these items and that day"
    if laboratory is None:
        return "no laboratory is named"
    if laboratory.accreditation is None or result.tested_at is None:
        return "neither accreditation nor the day of the test may be missing"
    tested = result.tested_at.date()
    within = (laboratory.accredited_from or date.max) <= tested <= (laboratory.accredited_until or date.max)
    if not within:
        return f"not accredited on {tested}"
    lacking = sorted({one.item_code for one in use.required} - set(laboratory.accredited_items))
    return "not accredited for " + ", ".join(lacking) if lacking else ""


def _stands(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    if result.conclusion is not Conclusion.CONFORMING:
        return f"it is {result.conclusion}"
    reasons = {"withdrawn": use.revoked, "under reinspection": use.under_reinspection, "replaced": use.superseded_by}
    return next((reason for reason, holds in reasons.items() if holds), "")


def _validity(result: InspectionResult, use: Use, rule: Recognising) -> str:
    issued, last = result.issued_at.date(), result.valid_until
    if last is None:
        if rule.validity_days is None:
            return "it says no last day, and no rule does"
        last = issued + timedelta(days=rule.validity_days)
    return "" if issued <= use.on <= last else f"from {issued} to {last}"


def _identity(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    if use.repacked:
        return "packed anew"
    if not use.seals_whole or use.seals is None:
        return "nobody vouches for the seals"
    return "" if set(result.seal_numbers) <= set(use.seals) else "other seals than the result names"


def _alerts(_result: InspectionResult, use: Use, _rule: Recognising) -> str:
    if use.alerts is None:
        return "the registry of alerts could not be asked"
    return ", ".join(use.alerts)


def _excluded(result: InspectionResult, use: Use, _rule: Recognising) -> str:
    return ", ".join(result.exclusions) or ("the authority excepts the goods" if use.excepted else "")


JUDGES: Mapping[ConditionName, Callable[[InspectionResult, Use, Recognising], str]] = {
    ConditionName.ISSUER_LISTED: _issuer,
    ConditionName.SAME_GOODS: _goods,
    ConditionName.ITEMS_COVERED: _items,
    ConditionName.LABORATORY_ACCREDITED: _laboratory,
    ConditionName.RESULT_STANDS: _stands,
    ConditionName.IN_VALIDITY: _validity,
    ConditionName.IDENTITY_KEPT: _identity,
    ConditionName.NO_ALERT: _alerts,
    ConditionName.NOT_EXCLUDED: _excluded,
}
"""Each says what stands against it, "" where nothing does."""
