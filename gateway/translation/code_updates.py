"""An update of a code family: rows that hold from a day on, put into the tables as they stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from gateway.model import faults
from gateway.model.code_table import CodeTable, TableRow
from gateway.model.errors import GatewayError, Place
from gateway.translation.code_tables import VERSION_DIGITS
from gateway.translation.codes import CANONICAL, AmbiguityError, Codes, Family, Row, family


def updated(codes: Codes, update: CodeTable) -> Codes:
    """The tables from the update on: what they said before its day stays true of that time.

    Raises CODE_TABLE_REFUSED, told to its sender: an unknown family or column, a value twice, or a table that would
    no longer be a function of code and day.
    """
    old = codes.families.get(update.family)
    if old is None:
        raise _refused(update, f"there is no such family; there are {', '.join(sorted(codes.families))}")
    _check(old, update)
    made = _family(old, update)
    return Codes(_version(codes, update), {**codes.families, update.family: made})


def _check(old: Family, update: CodeTable) -> None:
    named = Counter(row.canonical for row in update.rows)
    if twice := next((name for name, times in named.items() if times > 1), ""):
        raise _refused(update, f"{twice} comes twice")
    for row in update.rows:
        unknown = [one.column for one in row.codes if one.column not in old.columns]
        if unknown:
            known = ", ".join(sorted(old.columns))
            raise _refused(update, f"{row.canonical}: there is no column {unknown[0]}; there are {known}")
        if other := next((one.code for one in row.codes if one.column == CANONICAL and one.code != row.canonical), ""):
            raise _refused(update, f"{row.canonical} stands for itself in the column {CANONICAL}, and not for {other}")
        if not (row.codes or row.withdrawn):
            raise _refused(update, f"{row.canonical} has no code and is not withdrawn")


def _family(old: Family, update: CodeTable) -> Family:
    named = {row.canonical: row for row in update.rows}
    kept = (part for row in old.rows for part in _cut(row, update) if row.canonical in named)
    others = (row for row in old.rows if row.canonical not in named)
    before = {row.canonical: row for row in old.rows}
    new = (_row(row, before.get(row.canonical), update) for row in update.rows if not row.withdrawn)
    try:
        return family(old.name, (*others, *kept, *new), old.coded)
    except AmbiguityError as error:
        raise _refused(update, str(error)) from None


def _cut(row: Row, update: CodeTable) -> Iterator[Row]:
    """A row as long as it holds before the update's day; nothing where it begins on that day or later."""
    if row.since < update.effective_from:  # so there is a day before it, even in the year 1
        yield replace(row, until=min(row.until, update.effective_from - timedelta(days=1)))


def _row(row: TableRow, before: Row | None, update: CodeTable) -> Row:
    cells: dict[str, tuple[str, ...]] = {}
    for one in row.codes:
        cells[one.column] = (*cells.get(one.column, ()), one.code)
    preferred = before.reads & cells.keys() if before else frozenset[str]()
    source = f"{update.issuer} {update.version}"
    return Row(
        canonical=row.canonical, name=row.name, cells=cells, reads=preferred, since=update.effective_from, source=source
    )


def _version(codes: Codes, update: CodeTable) -> str:
    said = f"{codes.version}\0{update.family}\0{update.version}\0{update.effective_from}\0{update.rows!r}"
    return hashlib.sha256(said.encode()).hexdigest()[:VERSION_DIGITS]


def _refused(update: CodeTable, reason: str) -> GatewayError:
    return faults.CODE_TABLE_REFUSED.error(reason, place=Place(path=f"{update.family} {update.version}"))
