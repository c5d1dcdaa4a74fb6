"""Facts for one case out of the registries' entries, as known at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from gateway.recognition.conduct import Conduct
from gateway.recognition.entries import EVERYTHING, Entry, Registry
from gateway.recognition.facts import Alert, Case, Facts, Level, Result
from gateway.recognition.lifting import Said, lifts_by_right
from gateway.recognition.papers import reports, rulings

LEVEL: TypeAdapter[Level] = TypeAdapter(Level)
ALERT: TypeAdapter[Alert] = TypeAdapter(Alert)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry as the journal keeps it: its number, which grows, is the version that a decision names."""

    number: int
    entry: Entry
    message: str = ""
    """Our number of the message that brought it, and of its link."""
    link: str = ""
    proven: bool = False
    """A certificate stood behind it when it was accepted."""
    party: str = ""
    """Whose message said so."""


def asked(case: Case) -> tuple[str, ...]:
    """The subjects under which everything that concerns a case may be found, but the results it leads to."""
    return (EVERYTHING, *sorted(case.enterprise | case.broker | case.numbers | case.papers))


def led_to(kept: Iterable[Kept]) -> tuple[str, ...]:
    """The results that entries name: to be asked for, with what was said of them since."""
    named = (one.entry.said["number"] for one in kept if one.entry.registry in (Registry.RESULT, Registry.RECOGNITION))
    return tuple(sorted(set(named)))


def gather(case: Case, kept: Sequence[Kept], before: Facts) -> Facts:
    """`before`, and what the registries add; a lift, a revocation and an open reinspection win over what they undo."""
    ordered = sorted(kept, key=lambda one: one.number)
    return replace(
        before,
        levels=(*(before.levels or ()), *_levels(ordered)),
        alerts=(*(before.alerts or ()), *alerts(ordered)),
        nonconformities=(*before.nonconformities, *_nonconformities(case, ordered)),
        results=(*before.results, *_results(case, ordered)),
        arrival=arrival(ordered) or before.arrival,
        seal_broken=before.seal_broken or arrival(ordered).startswith("seal-"),
        reports=(*before.reports, *reports(case.papers | case.numbers, _said(ordered, Registry.REPORT))),
        rulings=(*before.rulings, *rulings(case.papers, _said(ordered, Registry.RULING))),
        versions={**before.versions, "journal": str(ordered[-1].number if ordered else 0)},
    )


def _said(kept: Iterable[Kept], registry: Registry) -> Iterator[tuple[int, tuple[str, ...], Mapping[str, Any]]]:
    return ((one.number, one.entry.subjects, one.entry.said) for one in _of(kept, registry))


def _of(kept: Iterable[Kept], registry: Registry) -> Iterator[Kept]:
    return (one for one in kept if one.entry.registry is registry)


def _levels(kept: Sequence[Kept]) -> Iterator[Level]:
    """The last word of each day: an authority that says the same day again corrects itself."""
    last: dict[tuple[str, str, str], Level] = {}
    for one in _of(kept, Registry.CREDIT):
        level = replace(LEVEL.validate_python(dict(one.entry.said)), version=str(one.number))
        last[level.uscc, level.scheme, level.effective_from.isoformat()] = level
    yield from last.values()


def alerts(kept: Sequence[Kept]) -> Iterator[Alert]:
    """Those that nobody lifted."""
    orders = list(_of(kept, Registry.ALERT))
    gone = {number for lift in _of(kept, Registry.LIFT) for number in _lifted(lift, orders)}
    for one in orders:
        if one.number not in gone:
            said = {name: value for name, value in one.entry.said.items() if name != "office"}
            yield replace(ALERT.validate_python(said), version=str(one.number))


def _lifted(lift: Kept, alerts: Sequence[Kept]) -> Iterator[int]:
    """The alerts that a lift ends: its party's own, or those below its office, whichever came first.

    Where there are none such, those that were there: at the door it was judged by the offices that are configured.
    """
    named = [one for one in alerts if _names(one) & set(lift.entry.said["numbers"])]
    mine = [one for one in named if _by_right(lift, one)]
    return (one.number for one in mine or [one for one in named if one.number < lift.number])


def _names(alert: Kept) -> set[str]:
    """By which numbers it may be lifted: one without a number of its own is named by any of its declaration."""
    number, declarations = alert.entry.said["number"], alert.entry.said.get("declarations", ())
    return {number, *(declarations if number in declarations else ())}


def _by_right(lift: Kept, alert: Kept) -> bool:
    lifter, issuer = (Said(party=one.party, office=one.entry.said.get("office", "")) for one in (lift, alert))
    return lifts_by_right(lifter, issuer, Conduct())


def _nonconformities(case: Case, kept: Sequence[Kept]) -> Iterator[tuple[str, date]]:
    gone = fallen(kept)
    for one in _of(kept, Registry.RESULT):
        said = one.entry.said
        if not said["conforming"] and said["enterprise"] in case.enterprise and said["number"] not in gone:
            yield from ((code, date.fromisoformat(said["issued_on"])) for code in said["hs_codes"])


def arrival(kept: Sequence[Kept]) -> str:
    """The last trouble on the way, if any was told."""
    told = [str(one.entry.said["finding"]) for one in _of(kept, Registry.ROAD)]
    return next((finding for finding in reversed(told) if finding), "")


def fallen(kept: Sequence[Kept]) -> set[str]:
    """Results that nobody may rest on: taken back, replaced, or in dispute."""
    replaced = {one.entry.said["supersedes"] for one in _of(kept, Registry.RESULT)}
    revoked = {one.entry.said["number"] for one in _of(kept, Registry.REVOCATION)}
    stages = {one.entry.said["number"]: one.entry.said for one in _of(kept, Registry.REINSPECTION)}  # the last word
    disputed = {number for number, said in stages.items() if _is_open(said["stage"]) or said["upheld"] is False}
    return (replaced | revoked | disputed) - {""}


def _is_open(stage: str) -> bool:
    return stage in ("applied", "accepted")


def _results(case: Case, kept: Sequence[Kept]) -> Iterator[Result]:
    """A result counts for a case only where an office recognised it for that declaration, and it stands."""
    gone = fallen(kept)
    found = {one.entry.said["number"]: one for one in _of(kept, Registry.RESULT)}
    last: dict[str, Kept] = {}
    for one in _of(kept, Registry.RECOGNITION):
        if case.numbers & set(one.entry.subjects):
            last[one.entry.said["number"]] = one
    for number, decision in sorted(last.items()):
        result = found.get(number)
        if result is not None:
            yield _result(result, decision, stands=number not in gone)


def _result(result: Kept, decision: Kept, *, stands: bool) -> Result:
    said = result.entry.said
    return Result(
        number=said["number"],
        recognised=stands and decision.entry.said["outcome"] == "recognised",
        conforming=said["conforming"],
        issuing_office=said["issuing_office"],
        bars=tuple(said["bars"]),
        valid_until=date.fromisoformat(said["valid_until"]) if said["valid_until"] else None,
        version=f"{result.number}/{decision.number}",
    )
