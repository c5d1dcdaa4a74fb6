"""What would change the outcome: the same decision, with one fact otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gateway.model.release_mode import Tier
from gateway.recognition.decide import decide
from gateway.recognition.decision import Decision
from gateway.recognition.facts import Case, Facts, Level, Result
from gateway.recognition.pack import Pack
from gateway.recognition.rule import in_force

WITHOUT_ALERTS = "without the alerts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """One change, and what would be decided then."""

    change: str
    decision: Decision


def otherwise(case: Case, facts: Facts, pack: Pack) -> tuple[Otherwise, ...]:
    """Only changes that would lead elsewhere, and to a decision."""
    now = decide(case, facts, pack)
    told = (
        Otherwise(change=change, decision=decide(case, other, pack)) for change, other in _changes(case, facts, pack)
    )
    return tuple(one for one in told if one.decision.mode is not None and _said(one.decision) != _said(now))


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.mode, decision.location, decision.direct_mode, decision.sampling_percent


def _changes(case: Case, facts: Facts, pack: Pack) -> Iterator[tuple[str, Facts]]:
    yield from _levels(case, facts, pack)
    if facts.alerts:
        yield WITHOUT_ALERTS, replace(facts, alerts=())
    if facts.first_import is not False:
        yield "not a first import", replace(facts, first_import=False)
    if facts.certificate_required:
        yield "without a certificate to be issued", replace(facts, certificate_required=False)
    if facts.nonconformities:
        yield "without the non-conformities", replace(facts, nonconformities=())
    if not any(one.recognised and one.conforming for one in facts.results):
        yield "with a recognised result", replace(facts, results=(Result(number="a result", recognised=True),))


def _levels(case: Case, facts: Facts, pack: Pack) -> Iterator[tuple[str, Facts]]:
    """With each other level of the scheme that the matrix asks, one for each tier."""
    schemes = [row for row in in_force(pack.scheme, case.on) if "matrix" in row.uses]
    if len(schemes) != 1 or not case.enterprise:
        return
    scheme = schemes[0]
    seen: set[Tier] = set()
    for name, tier in scheme.tiers.items():
        if tier not in seen:
            seen.add(tier)
            others = tuple(one for one in facts.levels or () if not one.of(case.enterprise))
            level = Level(uscc=min(case.enterprise), scheme=scheme.scheme, level=name, effective_from=case.on)
            yield f"with {name}", replace(facts, levels=(*others, level))
