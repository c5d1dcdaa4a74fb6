"""The direct modes (两直): 出口直放 and 进口直通, each condition with what it was judged by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gateway.model.choices import Direction
from gateway.model.release_mode import DirectMode
from gateway.recognition.ground import Ground
from gateway.recognition.inland import inland_port
from gateway.recognition.pack import Direct, Way
from gateway.recognition.rows import ALERT_ROW, Effect
from gateway.recognition.rule import in_force

REGION = ("01", "02", "04")
"""Customs of Beijing, Tianjin and Shijiazhuang, by the first two digits of their offices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that must hold."""

    name: str
    holds: bool
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectAnswer:
    """Whether the direct mode of this direction is open, and by what."""

    mode: DirectMode
    rule: Direct
    conditions: tuple[Condition, ...]

    @property
    def open(self) -> bool:
        """All must hold."""
        return all(one.holds for one in self.conditions)


def direct(ground: Ground, fired: Sequence[Effect]) -> DirectAnswer | None:
    """None: the pack has no such mode on that day, or the declaration asks for none."""
    imported = ground.case.direction is Direction.IMPORT
    mode = DirectMode.IMPORT_THROUGH if imported else DirectMode.EXPORT_DIRECT
    rules = [row for row in in_force(ground.pack.direct, ground.case.on) if row.mode == mode]
    if not rules or not (ground.case.direct_chosen or ground.case.original_container or not imported):
        return None
    own = _through(ground) if imported else _out(ground)
    shared = _shared(ground, rules[0], fired)
    return DirectAnswer(mode=mode, rule=rules[0], conditions=(*own, *shared))


def _shared(ground: Ground, rule: Direct, fired: Sequence[Effect]) -> Iterator[Condition]:
    tier = ground.tier
    yield Condition(name="credit", holds=tier <= rule.tier, evidence=f"{tier}, {rule.tier} at worst")
    against = [effect.fact for effect in fired if effect.row == ALERT_ROW]
    yield Condition(name="no-alert", holds=not against, evidence=", ".join(against) or "none")


def _through(ground: Ground) -> Iterator[Condition]:
    case, facts = ground.case, ground.facts
    groups = ", ".join(sorted({row.group for _, row in ground.at_port}))
    free = not ground.at_port or ground.licensed() or (bool(facts.approvals) and _only_quarantine(ground))
    yield Condition(name="not-at-port", holds=free, evidence=groups or "on no list")
    ill = sorted({one.origin for one in case.goods if one.origin} & facts.epidemic_origins)
    yield Condition(name="no-epidemic", holds=not ill, evidence=", ".join(ill) or "none")
    whole = case.original_container is True
    yield Condition(name="original-container", holds=whole, evidence=str(case.original_container))
    # The port sets the seal after this decision; whether it held is known at arrival.
    yield Condition(name="seal", holds=not facts.seal_broken, evidence="broken" if facts.seal_broken else "whole")
    port = inland_port(case, ground.pack)
    if port is not None:
        ways = ", ".join(port.ways)
        yield Condition(name="inland-way", holds=Way.DIRECT in port.ways, evidence=f"{port.office}: {ways}")
    there = case.destination_office not in ("", case.port_office)
    accepted = there and (facts.destination_accepted or case.declaration_office == case.destination_office)
    yield Condition(name="destination-accepts", holds=accepted, evidence=case.destination_office or "none named")


def _only_quarantine(ground: Ground) -> bool:
    return all(row.quarantine for _, row in ground.at_port)


def _out(ground: Ground) -> Iterator[Condition]:
    case = ground.case
    inside = case.declaration_office.startswith(REGION)
    yield Condition(name="origin-in-region", holds=inside, evidence=case.declaration_office or "none named")
    good = [one for one in ground.facts.results if one.conforming and one.recognised]
    yield Condition(name="result", holds=bool(good), evidence=", ".join(one.number for one in good) or "none")
    bars = sorted({bar for one in good for bar in one.bars})
    yield Condition(name="no-transfer-bar", holds=not bars, evidence=", ".join(bars) or "none")
    late = [one.number for one in good if one.valid_until is not None and one.valid_until < case.on]
    yield Condition(name="in-validity", holds=not late, evidence=", ".join(late) or "in validity")
