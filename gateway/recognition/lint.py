"""Faults of rule packs that no single row shows: gaps, overlaps, a matrix that is not monotone, unknown groups."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from gateway.model.alerts import RiskLevel
from gateway.model.credit import LEVELS, CreditScheme
from gateway.model.release_mode import ReleaseMode, Tier
from gateway.recognition import inland
from gateway.recognition.pack import Inland, Matrix, Pack, Terms
from gateway.recognition.rule import Rule

DAY = timedelta(days=1)


def lint(packs: Sequence[Pack]) -> tuple[str, ...]:
    """Each fault with its place, in words; () where the packs may be decided by."""
    inside = (f"{pack.id}: {fault}" for pack in packs for fault in _faults(pack))
    return (*_between(packs), *inside)


def _between(packs: Sequence[Pack]) -> Iterator[str]:
    ordered = sorted(packs, key=lambda pack: pack.valid_from)
    for earlier, later in pairwise(ordered):
        if later.valid_from - earlier.valid_until != DAY:
            yield f"between {earlier.id} and {later.id}: {earlier.valid_until} is not the day before {later.valid_from}"


def _faults(pack: Pack) -> Iterator[str]:
    yield from _twice(pack)
    yield from _whole("terms", pack.terms, pack)
    yield from _whole("matrix", pack.matrix, pack)
    for use in ("matrix", "clearance"):
        yield from _whole(f"scheme for {use}", [row for row in pack.scheme if use in row.uses], pack)
    for matrix in pack.matrix:
        yield from _matrix(matrix, pack.terms)
    yield from _ratios(pack)
    yield from _levels(pack)
    yield from _risks(pack)
    yield from _laboratories(pack)
    yield from inland.faults(pack)
    yield from _overlaps(_keyed(pack.inland))
    groups = {row.group for row in pack.at_port}
    for site in pack.site:
        yield from (f"{site.id}: no group {group}" for group in site.groups if group not in groups)


def _rows(pack: Pack) -> Iterator[Rule]:
    for name in Pack.__dataclass_fields__:
        rows = getattr(pack, name)
        if isinstance(rows, tuple):
            yield from rows


def _twice(pack: Pack) -> Iterator[str]:
    seen: set[str] = set()
    for row in _rows(pack):
        if row.id in seen:
            yield f"{row.id}: two rows have this id"
        seen.add(row.id)
        if row.valid_until < row.valid_from:
            yield f"{row.id}: it ends before it begins"


def _whole(what: str, rows: Iterable[Rule], pack: Pack) -> Iterator[str]:
    """One row, and one only, on each day of the pack."""
    yield from (f"{what}: {fault}" for fault in _overlaps({"": list(rows)}))
    due = pack.valid_from
    for row in sorted(rows, key=lambda one: one.valid_from):
        if row.valid_from > due:
            yield f"{what}: no row from {due} to {row.valid_from - DAY}"
        if row.valid_until == date.max:
            return
        due = max(due, row.valid_until + DAY)
    if due <= pack.valid_until:
        yield f"{what}: no row from {due}"


def _overlaps(rows: dict[Hashable, list[Rule]]) -> Iterator[str]:
    for same in rows.values():
        for earlier, later in pairwise(sorted(same, key=lambda one: one.valid_from)):
            if later.valid_from <= earlier.valid_until:
                yield f"{earlier.id} and {later.id} hold on one day"


def _matrix(matrix: Matrix, terms: Sequence[Terms]) -> Iterator[str]:
    if set(matrix.rows) != set(RiskLevel) or any(len(row) != len(Tier) for row in matrix.rows.values()):
        yield f"{matrix.id}: it wants a row for each risk, with five tiers"
        return
    for one in terms:
        if sorted(one.strictness) != sorted(ReleaseMode):
            yield f"{one.id}: strictness names each mode once"
            return
        ranks = [[one.strictness.index(mode) for mode in matrix.rows[risk]] for risk in RiskLevel]
        columns = [[line[tier] for line in ranks] for tier in range(len(Tier))]
        if any(line != sorted(line) for line in (*ranks, *columns)):
            yield f"{matrix.id}: a worse tier or a higher risk makes it lighter"


def _ratios(pack: Pack) -> Iterator[str]:
    keyed: dict[Hashable, list[Rule]] = {}
    for row in pack.ratio:
        if not 0 <= row.percent <= 100:
            yield f"{row.id}: {row.percent} percent"
        for tier in row.tiers or tuple(Tier):
            keyed.setdefault((row.mode, tier), []).append(row)
    yield from _overlaps(keyed)
    for matrix in pack.matrix:
        pairs = (pair for modes in matrix.rows.values() for pair in zip(modes, Tier, strict=False))
        yield from (f"{matrix.id}: no ratio for {mode}, {tier}" for mode, tier in pairs if (mode, tier) not in keyed)


def _levels(pack: Pack) -> Iterator[str]:
    for row in pack.scheme:
        yield from _unknown(row.id, row.scheme, (*row.tiers, *row.carried.values()))
        if row.carried_from is not None:
            yield from _unknown(row.id, row.carried_from, row.carried)
        ranks = [row.tiers[level] for level in LEVELS[row.scheme] if level in row.tiers]
        if ranks != sorted(ranks):
            yield f"{row.id}: a worse level has a better tier"


def _unknown(place: str, scheme: CreditScheme, levels: Iterable[str]) -> Iterator[str]:
    return (f"{place}: {scheme} has no level {level}" for level in levels if level not in LEVELS[scheme])


def _laboratories(pack: Pack) -> Iterator[str]:
    """采信: a laboratory is listed for goods of the catalogue, and for items that are wanted of them."""
    items = {
        row.goods: {item.code for other in pack.accepting if other.goods == row.goods for item in other.items}
        for row in pack.accepting
    }
    for row in pack.laboratory:
        if row.goods not in items:
            yield f"{row.id}: no goods {row.goods} in the catalogue"
        elif row.item and row.item not in items[row.goods]:
            yield f"{row.id}: nobody wants {row.item} of {row.goods}"


def _keyed(rows: Iterable[Inland]) -> dict[Hashable, list[Rule]]:
    """By office: an inland port is told once for each day."""
    keyed: dict[Hashable, list[Rule]] = {}
    for row in rows:
        keyed.setdefault(row.office, []).append(row)
    return keyed


def _risks(pack: Pack) -> Iterator[str]:
    keyed: dict[Hashable, list[Rule]] = {}
    for row in pack.risk:
        for prefix in row.prefixes:
            keyed.setdefault(prefix, []).append(row)
    yield from _overlaps(keyed)
