"""Clearance modes (通关方式): which may be chosen on a day, and the condition by which a choice is refused."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.model.choices import ClearanceMode
from gateway.recognition.decision import RefusedChoice
from gateway.recognition.ground import Ground
from gateway.recognition.pack import Clearance
from gateway.recognition.rule import in_force
from gateway.recognition.tiers import standing

STEPS = {ClearanceMode.TWO_STEP_OUTLINE: ClearanceMode.TWO_STEP, ClearanceMode.TWO_STEP_FULL: ClearanceMode.TWO_STEP}


def refused_mode(ground: Ground) -> RefusedChoice | None:
    """None: the enterprise chose no mode, or one that it may have. HeldError as `standing`."""
    chosen = ground.case.clearance_mode
    if chosen is None:
        return None
    rule = _rule(ground, STEPS.get(chosen, chosen))
    if rule is None:
        return RefusedChoice(choice=chosen, condition="not-in-force", evidence=ground.case.on.isoformat())
    broken = next(_broken(ground, rule), None)
    return None if broken is None else RefusedChoice(choice=chosen, condition=broken[0], evidence=broken[1])


def _rule(ground: Ground, mode: ClearanceMode) -> Clearance | None:
    rows = [row for row in in_force(ground.pack.clearance, ground.case.on) if row.mode is mode]
    office = ground.case.declaration_office
    return next((row for row in rows if not row.offices or office.startswith(row.offices)), None)


def _broken(ground: Ground, rule: Clearance) -> Iterator[tuple[str, str]]:
    yield from _of_enterprise(ground, rule)
    yield from _of_broker(ground, rule)
    facts = ground.facts
    wanted = (
        ("examination", rule.examination or not facts.examination, "the goods are to be examined"),
        ("port-declaration", rule.port_declaration or not facts.port_declaration, "a rule wants it declared there"),
        ("port-reports", facts.port_reports or not rule.port_reports, "the port does not pass on its reports"),
    )
    yield from ((name, evidence) for name, holds, evidence in wanted if not holds)


def _of_enterprise(ground: Ground, rule: Clearance) -> Iterator[tuple[str, str]]:
    if rule.enterprise_tier is None and not rule.case_suspends:
        return
    case = ground.case
    own = standing(case.enterprise, ground.facts.levels, ground.pack, "clearance", case.on)
    if rule.enterprise_tier is not None and own.tier > rule.enterprise_tier:
        yield "enterprise-credit", f"{own.tier}, {rule.enterprise_tier} at worst"
    if rule.case_suspends and own.under_case:
        yield "case-filed", ", ".join(sorted(case.enterprise))


def _of_broker(ground: Ground, rule: Clearance) -> Iterator[tuple[str, str]]:
    if rule.broker_tier is None:
        return
    case = ground.case
    broker = standing(case.broker or case.enterprise, ground.facts.levels, ground.pack, "clearance", case.on)
    if broker.tier > rule.broker_tier:
        yield "broker-credit", f"{broker.tier}, {rule.broker_tier} at worst"
