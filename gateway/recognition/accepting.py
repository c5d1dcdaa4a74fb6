"""采信: whether a laboratory's report is accepted for a case, each condition with what it was judged by.

The list of conditions is that of the rule (order 259) as it was retold; of arts. 7 and 13 no text was read. An accepted
report frees goods from being sampled for test; customs may check and test them all the same, and it releases nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gateway.recognition.catalogue import Accepting, Laboratory, WantedItem
from gateway.recognition.facts import Case, Goods
from gateway.recognition.pack import Pack
from gateway.recognition.papers import Report, ReportedGoods
from gateway.recognition.rule import in_force, matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that must hold; `against`: what stands against it, "" where nothing does."""

    name: str
    against: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Whether a report is accepted, and for which goods lines of the case."""

    number: str
    terms: tuple[Term, ...]
    lines: tuple[int, ...]

    @property
    def holds(self) -> bool:
        """All must hold, and of some goods."""
        return bool(self.lines) and not self.reason

    @property
    def reason(self) -> str:
        """Of a refusal: it can be answered."""
        return "; ".join(f"{one.name}: {one.against}" for one in self.terms if one.against)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A goods line of the case, the report's line that is meant by it, and the row of the catalogue that lists it."""

    mine: Goods
    theirs: ReportedGoods
    row: Accepting | None


def accept_report(report: Report, catalogue: Pack, case: Case) -> Accepted:
    """Judged for the day of the case; doubt never accepts. The same arguments always give the same answer."""
    pairs = [
        _Pair(mine=mine, theirs=theirs, row=_row(mine, catalogue, case.on)) for mine, theirs in _same(report, case)
    ]
    judged = (
        ("report-stands", "withdrawn" if report.withdrawn else ""),
        ("same-goods", _identity(report, pairs, case)),
        ("goods-listed", _first(f"line {one.mine.number} is not in the catalogue" for one in pairs if one.row is None)),
        ("laboratory-listed", _listed(report, pairs, catalogue)),
        ("laboratory-not-suspended", _suspended(report, catalogue, case.on)),
        ("in-validity", _validity(report, pairs, case.on)),
        ("items-complete", _first(_lacking(report, pairs))),
        ("photograph", _photograph(report, pairs)),
    )
    terms = tuple(Term(name=name, against=against) for name, against in judged)
    return Accepted(number=report.number, terms=terms, lines=tuple(sorted(one.mine.number for one in pairs)))


def _first(told: Iterator[str]) -> str:
    return next(told, "")


def _same(report: Report, case: Case) -> Iterator[tuple[Goods, ReportedGoods]]:
    """Each goods line with the first of the report that is of its code, origin and batch, as far as the report says."""
    for mine in case.goods:
        for theirs in report.goods:
            told = ((theirs.origin, mine.origin), (theirs.batch, mine.batch))
            if theirs.hs_code == mine.hs_code and all(said in (None, now) for said, now in told):
                yield mine, theirs
                break


def _row(mine: Goods, catalogue: Pack, on: date) -> Accepting | None:
    rows = in_force(catalogue.accepting, on)
    return next((row for row in rows if matches(mine.hs_code, mine.ciq_code, row.prefixes)), None)


def _identity(report: Report, pairs: Sequence[_Pair], case: Case) -> str:
    if report.enterprise not in case.enterprise:
        return f"it is of {report.enterprise or 'nobody named'}"
    return "" if pairs else "none of these goods, by code, origin and batch"


def _listed(report: Report, pairs: Sequence[_Pair], catalogue: Pack) -> str:
    """On the day of issue, for each item that is wanted."""
    own = [row for row in in_force(catalogue.laboratory, report.issued_on) if row.code == report.laboratory]
    for one in pairs:
        for item in one.row.items if one.row else ():
            if not any(_covers(row, one.row, item) for row in own):
                return f"{report.laboratory} is not listed for {item.code} on {report.issued_on}"
    return "" if own else f"{report.laboratory} is not in the catalogue on {report.issued_on}"


def _covers(row: Laboratory, goods: Accepting | None, item: WantedItem) -> bool:
    same = goods is not None and row.goods == goods.goods and row.item in ("", item.code)
    return same and not row.suspended and (not row.standard or item.standard in ("", row.standard))


def _suspended(report: Report, catalogue: Pack, on: date) -> str:
    """Then and now: what a suspended laboratory issued before is in doubt as well."""
    rows = (row for day in (report.issued_on, on) for row in in_force(catalogue.laboratory, day))
    return _first(row.id for row in rows if row.suspended and row.code == report.laboratory)


def _validity(report: Report, pairs: Sequence[_Pair], on: date) -> str:
    longest = min((one.row.validity_days for one in pairs if one.row), default=0)
    last = min(report.valid_until or date.max, report.issued_on + timedelta(days=longest))
    return "" if report.issued_on <= on <= last else f"from {report.issued_on} to {last}"


def _lacking(report: Report, pairs: Sequence[_Pair]) -> Iterator[str]:
    for one in pairs:
        if one.row is not None and not one.row.items:
            yield f"the catalogue names no item of {one.row.goods}"
        for item in one.row.items if one.row else ():
            if not _is_tested(report, one.theirs.number, item):
                yield f"{item.code} of line {one.mine.number}"
    yield from (f"{item.code} does not conform" for item in report.items if not item.conforming)


def _is_tested(report: Report, line: int, wanted: WantedItem) -> bool:
    found = [item for item in report.items if (item.goods_line, item.code) == (line, wanted.code)]
    return any(wanted.standard in ("", one.standard) and wanted.edition in ("", one.edition) for one in found)


def _photograph(report: Report, pairs: Sequence[_Pair]) -> str:
    wanted = any(one.row.photograph for one in pairs if one.row)
    return "none" if wanted and not report.photographs else ""
