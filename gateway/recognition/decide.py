"""`decide`: mode and location of a declaration by the pack of its day. Strictest wins; a recognised result comes last.

The procedure is our proposal; the rules it cites are in the packs, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gateway.model.alerts import RiskLevel
from gateway.model.choices import Direction
from gateway.model.release_mode import Fact, Fired, Location, ReleaseMode
from gateway.recognition import exempting
from gateway.recognition.clearance import refused_mode
from gateway.recognition.decision import Decision, Outcome, RefusedChoice
from gateway.recognition.direct import DirectAnswer, direct
from gateway.recognition.facts import Case, Facts, Result
from gateway.recognition.ground import Ground, ground
from gateway.recognition.held import HeldError, RejectedError
from gateway.recognition.inland import port_under_transit
from gateway.recognition.pack import Pack
from gateway.recognition.rows import ALERT_ROW, Effect, effects
from gateway.recognition.rule import in_force, matches

HUNDRED = Decimal(100)


def decide(case: Case, facts: Facts, pack: Pack) -> Decision:
    """Always an answer: decided, held for a person, or rejected. The same arguments always give the same one."""
    try:
        found = ground(case, facts, pack)
        return _decided(found, effects(found))
    except HeldError as held:
        return Decision(outcome=Outcome.HELD, pack=pack.name, code=held.code, reason=held.reason)
    except RejectedError as rejected:
        return Decision(outcome=Outcome.REJECTED, pack=pack.name, code=rejected.rule, reason=rejected.reason)


def _decided(ground: Ground, fired: Sequence[Effect]) -> Decision:
    base = ground.base()
    strict = max((base, *(one.floor for one in fired if one.floor is not None)), key=ground.rank)
    result, why_not = _lightening(ground, strict, fired)
    mode = ground.step(strict, -1) if result else strict
    way = direct(ground, fired)
    chosen = way if way is not None and way.open and not any(one.no_direct for one in fired) else None
    location, site = _place(ground, fired, chosen)
    return Decision(
        outcome=Outcome.DECIDED,
        pack=ground.pack.name,
        mode=mode,
        location=location,
        site=site,
        direct_mode=chosen.mode if chosen else None,
        sampling_percent=_percent(ground, mode, fired),
        tier=ground.tier,
        risk=ground.risk,
        matrix=ground.matrix.id,
        approved_by=ground.matrix.approved_by,
        result_number=result.number if result else "",
        no_test_by=exempting.exempt(ground, fired),
        refused_choices=tuple(_refused(ground, way, chosen, fired)),
        facts=tuple(_facts(ground)),
        trace=tuple(_trace(ground, fired, base, result, chosen)),
        almost=(*_almost(way, why_not), *exempting.almost(ground, fired)),
    )


def _lightening(ground: Ground, strict: ReleaseMode, fired: Sequence[Effect]) -> tuple[Result | None, str]:
    """Row 9: the result that makes it a step lighter, or why none does."""
    useful = [one for one in ground.facts.results if one.recognised and one.conforming]
    if not useful:
        return None, ""
    against = next((one.row for one in fired if one.no_lighter), "")
    if against:
        return None, f"row {against} stands against it"
    if ground.rank(strict) <= ground.rank(ground.terms.lightest_by_result):
        return None, f"it is {strict} already"
    if ground.risk is RiskLevel.HIGH and not _listed_high(ground):
        return None, "goods of high risk, which the authority has not listed"
    return min(useful, key=lambda one: one.number), ""


def _listed_high(ground: Ground) -> bool:
    listed = ground.matrix.high_lightened
    return all(matches(one.hs_code, one.ciq_code, listed) for one in ground.case.goods)


def _place(ground: Ground, fired: Sequence[Effect], way: DirectAnswer | None) -> tuple[Location, str]:
    """The most restrictive: an order's place, the port list, the direct mode, then the port, which may lie inland."""
    ordered = [one for one in fired if one.row == ALERT_ROW]
    if ordered:
        return Location.PORT, next((one.place for one in ordered if one.place), ground.case.port_office)
    if ground.licensed():
        return Location.DESIGNATED_SITE, ground.case.destination_office
    if any(one.at_port for one in fired):
        return Location.PORT, ground.case.port_office
    if way is None:
        port = port_under_transit(ground.case, ground.pack)
        return Location.PORT, port.office if port else ground.case.port_office
    imported = ground.case.direction is Direction.IMPORT
    return (Location.DESTINATION, ground.case.destination_office) if imported else (Location.ORIGIN, "")


def _percent(ground: Ground, mode: ReleaseMode, fired: Sequence[Effect]) -> Decimal:
    """Every batch where no row names a share for the tier: fewer are picked only by a rule."""
    if any(one.whole for one in fired):
        return HUNDRED
    rows = [row for row in in_force(ground.pack.ratio, ground.case.on) if row.mode is mode]
    own = [row for row in rows if ground.tier in row.tiers] or [row for row in rows if not row.tiers]
    return max((row.percent for row in own), default=HUNDRED)


def _refused(
    ground: Ground, way: DirectAnswer | None, chosen: DirectAnswer | None, fired: Sequence[Effect]
) -> Iterator[RefusedChoice]:
    condition = refused_mode(ground)
    if condition is not None:
        yield condition
    if way is None or chosen is not None:
        return
    broken = next((one for one in way.conditions if not one.holds), None)
    if broken is not None:
        yield RefusedChoice(choice=way.mode, condition=broken.name, evidence=broken.evidence)
        return
    row = next(one for one in fired if one.no_direct)
    yield RefusedChoice(choice=way.mode, condition=row.row, evidence=row.fact)


def _facts(ground: Ground) -> Iterator[Fact]:
    level = ground.credit.level
    said = f"{level.scheme} {level.level}" if level else "none on file"
    yield Fact(name="credit", value=said, version=(level.version or None) if level else None)
    yield Fact(name="risk", value=ground.risk, version=ground.risk_row.id if ground.risk_row else None)
    for alert in ground.alerts:
        yield Fact(name="alert", value=alert.number, version=alert.version or None)
    for result in ground.facts.results:
        yield Fact(name="result", value=result.number, version=result.version or None)
    yield from exempting.facts(ground)
    if ground.case.direction is Direction.IMPORT:
        yield Fact(name="first-import", value=str(ground.facts.first_import).lower())
    for name, version in sorted(ground.facts.versions.items()):
        yield Fact(name=f"registry:{name}", value="asked", version=version)


def _trace(
    ground: Ground, fired: Sequence[Effect], base: ReleaseMode, result: Result | None, way: DirectAnswer | None
) -> Iterator[Fired]:
    matrix = ground.matrix
    yield Fired(rule="10-matrix", fact=f"{ground.risk} x {ground.tier}", effect=base, source=matrix.source)
    for one in fired:
        said = [one.floor and f"at least {one.floor}", one.at_port and "at the port", one.whole and "every batch"]
        said += [one.no_direct and "no direct mode", one.no_lighter and "no result makes it lighter"]
        yield Fired(rule=one.row, fact=one.fact, effect=", ".join(word for word in said if word), source=one.source)
    if result is not None:
        yield Fired(rule="9-recognised", fact=result.number, effect="one step lighter", source="通检")
    yield from exempting.trace(ground, fired)
    if way is not None:
        yield Fired(rule=way.rule.id, fact=way.mode, effect="the port does not inspect", source=way.rule.source)
    port = port_under_transit(ground.case, ground.pack)
    if way is None and port is not None and not any(one.at_port for one in fired):
        yield Fired(rule=port.id, fact="TT", effect=f"its port is {port.office}", source=port.source)


def _almost(way: DirectAnswer | None, why_not: str) -> Iterator[Fired]:
    if why_not:
        yield Fired(rule="9-recognised", fact="a recognised result", effect=why_not)
    broken = [one for one in way.conditions if not one.holds] if way else []
    if way is not None and len(broken) == 1:
        yield Fired(rule=way.rule.id, fact=broken[0].evidence, effect=f"but for {broken[0].name}")
