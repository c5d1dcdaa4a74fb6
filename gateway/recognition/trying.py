"""A change of rule packs tried on recorded cases: what would be decided otherwise, before anybody approves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gateway.recognition.decide import decide
from gateway.recognition.decision import Decision
from gateway.recognition.facts import Case, Facts
from gateway.recognition.pack import Pack
from gateway.recognition.packs import pack_of

SHOWN = 100
"""Cases that are named; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """One case that would end otherwise."""

    name: str
    before: str
    after: str
    fired_before: tuple[str, ...] = field(default=(), compare=False)
    fired_after: tuple[str, ...] = field(default=(), compare=False)
    """The rows of the packs that had a say, then and now: why, which is no part of how it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How many cases were tried, how many would end as they do, and what would become of the others."""

    cases: int = 0
    same: int = 0
    changed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How it ends now and would end, with how often."""
    others: tuple[Other, ...] = ()
    """The first of them."""


def tried(cases: Iterable[tuple[str, Case, Facts]], before: Sequence[Pack], after: Sequence[Pack]) -> Trial:
    """Decide each case twice: nothing is kept, and nobody is told. RULES_INVALID for a day without a pack."""
    count, changed, others = 0, Counter[tuple[str, str]](), []
    for name, case, facts in cases:
        count += 1
        one, other = (decide(case, facts, pack_of(packs, case.on)) for packs in (before, after))
        now, then = ended(one), ended(other)
        if now != then:
            changed[now, then] += 1
            others.append(Other(name=name, before=now, after=then, fired_before=_fired(one), fired_after=_fired(other)))
    return Trial(cases=count, same=count - len(others), changed=dict(changed), others=tuple(others[:SHOWN]))


def ended(decision: Decision) -> str:
    """What a decision comes to, in a line: mode and share, place, direct mode; or why there is none."""
    if decision.mode is None:
        return f"{decision.outcome}: {decision.code}"
    share = "" if decision.sampling_percent is None else f" {decision.sampling_percent.normalize():f} %"
    parts = (f"{decision.mode}{share}", f"{decision.location} {decision.site}".strip(), str(decision.direct_mode or ""))
    return ", ".join(part for part in (*parts, "no test" if decision.no_test_by else "") if part)


def _fired(decision: Decision) -> tuple[str, ...]:
    return tuple(one.rule for one in decision.trace)
