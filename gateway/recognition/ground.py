"""What every row of the procedure stands on: the case, the facts, the pack, and what was found once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gateway.model.alerts import RiskLevel
from gateway.model.release_mode import ReleaseMode, Tier
from gateway.recognition.facts import Alert, Case, Facts, Goods
from gateway.recognition.held import HeldError
from gateway.recognition.pack import AtPort, Matrix, Pack, Place, Risk, Site, Terms
from gateway.recognition.rule import in_force, matches
from gateway.recognition.tiers import Standing, standing

LEVELS = tuple(RiskLevel)
UNKNOWN_RISK = RiskLevel.MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Made once for a decision; every row reads it."""

    case: Case
    facts: Facts
    pack: Pack
    terms: Terms
    matrix: Matrix
    credit: Standing
    risk: RiskLevel
    risk_row: Risk | None
    """None: no row names the goods."""
    alerts: tuple[Alert, ...]
    at_port: tuple[tuple[Goods, AtPort], ...]

    @property
    def tier(self) -> Tier:
        """A filed case makes it T4 at best (row 4)."""
        return max(self.credit.tier, Tier.T4) if self.credit.under_case else self.credit.tier

    def rank(self, mode: ReleaseMode) -> int:
        """From 0, the lightest."""
        return self.terms.strictness.index(mode)

    def step(self, mode: ReleaseMode, by: int) -> ReleaseMode:
        """So many steps stricter, or lighter below 0."""
        last = len(self.terms.strictness) - 1
        return self.terms.strictness[min(max(self.rank(mode) + by, 0), last)]

    def base(self) -> ReleaseMode:
        """Of the matrix (row 10)."""
        return self.matrix.rows[self.risk][tuple(Tier).index(self.tier)]

    def sites(self) -> tuple[Site, ...]:
        """Licensed sites of the destination, for every group of the port list that the goods are of."""
        groups = {row.group for _, row in self.at_port}
        return tuple(
            site
            for site in in_force(self.pack.site, self.case.on)
            if site.office == self.case.destination_office and groups <= set(site.groups)
        )

    def licensed(self) -> bool:
        """Whether the goods may all go to a site of the destination instead of the port."""
        sited = all(row.place is Place.SITE for _, row in self.at_port)
        return bool(self.at_port) and sited and bool(self.sites())


def ground(case: Case, facts: Facts, pack: Pack) -> Ground:
    """HeldError where a fact that no rule can do without is away."""
    if facts.alerts is None:
        raise HeldError("alerts-away", "the registry of alerts could not be asked")
    found = {name: in_force(getattr(pack, name), case.on) for name in ("terms", "matrix")}
    if any(len(rows) != 1 for rows in found.values()):
        raise HeldError("rules-missing", f"pack {pack.name} has no single matrix and terms for {case.on}")
    risk, row = _risk(case, pack)
    return Ground(
        case=case,
        facts=facts,
        pack=pack,
        terms=found["terms"][0],
        matrix=found["matrix"][0],
        credit=standing(case.enterprise, facts.levels, pack, "matrix", case.on),
        risk=risk,
        risk_row=row,
        alerts=tuple(hits(case, facts.alerts)),
        at_port=tuple(_at_port(case, pack)),
    )


def hits(case: Case, alerts: Sequence[Alert]) -> Iterator[Alert]:
    """The alerts that hold on the day and name the case in everything by which they are narrowed."""
    for alert in alerts:
        named = (
            (alert.hs_codes, any(matches(one.hs_code, one.ciq_code, alert.hs_codes) for one in case.goods)),
            (alert.origins, any(one.origin in alert.origins for one in case.goods)),
            (alert.enterprises, bool((case.enterprise | case.broker) & set(alert.enterprises))),
            (alert.declarations, bool(case.numbers & set(alert.declarations))),
            (alert.containers, bool(case.containers & set(alert.containers))),
            (alert.bills, bool(case.bills & set(alert.bills))),
        )
        narrowed = [hit for names, hit in named if names]
        if narrowed and all(narrowed) and alert.valid_from <= case.on <= alert.expires_on:
            yield alert


def _risk(case: Case, pack: Pack) -> tuple[RiskLevel, Risk | None]:
    """Of the riskiest line."""
    rows = in_force(pack.risk, case.on)
    of_lines = [_risk_of(one, rows) for one in case.goods] or [(UNKNOWN_RISK, None)]
    return max(of_lines, key=lambda found: LEVELS.index(found[0]))


def _risk_of(goods: Goods, rows: Sequence[Risk]) -> tuple[RiskLevel, Risk | None]:
    named = [(matches(goods.hs_code, goods.ciq_code, row.prefixes), row) for row in rows]
    longest, row = max(named, key=lambda one: len(one[0]), default=("", None))
    return (row.level, row) if longest and row is not None else (UNKNOWN_RISK, None)


def _at_port(case: Case, pack: Pack) -> Iterator[tuple[Goods, AtPort]]:
    for goods in case.goods:
        for row in in_force(pack.at_port, case.on):
            named = not row.prefixes or bool(matches(goods.hs_code, goods.ciq_code, row.prefixes))
            if named and (not row.marked or row.marked in goods.marks):
                yield goods, row
