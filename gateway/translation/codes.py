"""Code families: a code of one family of ports to our canonical value and back, on a date, with every loss named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from gateway.model import faults
from gateway.model.errors import GatewayError

CANONICAL = "canonical"
"""The column that every table has without saying so: each canonical value stands for itself."""
AMBIGUOUS = ""
"""Stands for a code with two meanings of which none is preferred; no canonical value is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: a canonical value, its codes by column, and from when to when (both included) it holds."""

    canonical: str
    name: str
    cells: Mapping[str, tuple[str, ...]]
    """By column: the first code is written, all are read."""
    doubtful: frozenset[tuple[str, str]] = frozenset()
    """(column, code) pairs whose reading is declared ambiguous."""
    reads: frozenset[str] = frozenset()
    """Columns in which this row is the preferred reading of a code that several rows share."""
    since: date = date.min
    until: date = date.max
    certainty: str = "certain"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A code as it is written; not `exact` means that reading it back gives another value, which is a loss."""

    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row says of one code: it means `value`, from `since` to `until`."""

    value: str
    since: date
    until: date
    preferred: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Spell:
    """One answer, from `since` to `until`, both included."""

    value: str
    since: date
    until: date


class AmbiguityError(ValueError):
    """Rows disagree on one date about one key, and none of them is marked as preferred."""


def spells(key: str, claims: Iterable[Claim]) -> tuple[Spell, ...]:
    """Cut the claims on one key into stretches of one answer each; AmbiguityError where there are two."""
    held = tuple(claims)
    starts = {claim.since for claim in held} | {
        claim.until + timedelta(days=1) for claim in held if claim.until != date.max
    }
    days = sorted(starts)
    ends = [day - timedelta(days=1) for day in days[1:]] + [date.max] * bool(days)
    cut = ((answer(key, held, first), first, last) for first, last in zip(days, ends, strict=True))
    return merged(Spell(value, first, last) for value, first, last in cut if value is not None)


def answer(key: str, claims: tuple[Claim, ...], on: date) -> str | None:
    """What is said of `key` on a day: None if nothing, AMBIGUOUS if declared so; AmbiguityError if undeclared."""
    live = [claim for claim in claims if claim.since <= on <= claim.until]
    if not live:
        return None
    if any(claim.doubtful for claim in live):
        return AMBIGUOUS
    values = {claim.value for claim in live}
    if len(values) > 1:
        values = {claim.value for claim in live if claim.preferred}
    if len(values) != 1:
        raise AmbiguityError(f"{key} stands for {' and '.join(sorted(claim.value for claim in live))}")
    return values.pop()


def merged(cut: Iterable[Spell]) -> tuple[Spell, ...]:
    """Join neighbours with the same answer."""
    joined: list[Spell] = []
    for spell in cut:
        if joined and joined[-1].value == spell.value and joined[-1].until + timedelta(days=1) == spell.since:
            spell = Spell(spell.value, joined.pop().since, spell.until)
        joined.append(spell)
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Answers by key: those that hold on every date in one dict, the dated ones in another."""

    always: dict[str, str] = field(default_factory=dict)
    dated: dict[str, tuple[Spell, ...]] = field(default_factory=dict)

    def get(self, key: str, on: date) -> str | None:
        """Return the answer for `key` on a day, or None."""
        value = self.always.get(key)
        if value is not None:
            return value
        return next((spell.value for spell in self.dated.get(key, ()) if spell.since <= on <= spell.until), None)


def lookup(claims: Mapping[str, list[Claim]]) -> Lookup:
    """Prepare the answers to all keys; raises AmbiguityError."""
    made = Lookup()
    for key, held in claims.items():
        found = spells(key, held)
        if len(found) == 1 and (found[0].since, found[0].until) == (date.min, date.max):
            made.always[key] = found[0].value
        else:
            made.dated[key] = found
    return made


def readings(rows: Iterable[Row], column: str) -> Lookup:
    """Code to canonical value in one column; raises AmbiguityError."""
    claims: dict[str, list[Claim]] = {}
    for row in rows:
        for code in row.cells.get(column, ()):
            doubtful = (column, code) in row.doubtful
            claim = Claim(row.canonical, row.since, row.until, column in row.reads, doubtful)
            claims.setdefault(code, []).append(claim)
    return lookup(claims)


def writings(rows: Iterable[Row], column: str) -> Lookup:
    """Canonical value to code in one column; raises AmbiguityError where a value has two codes on one date."""
    claims: dict[str, list[Claim]] = {}
    for row in rows:
        if codes := row.cells.get(column):
            claims.setdefault(row.canonical, []).append(Claim(codes[0], row.since, row.until))
    return lookup(claims)


@dataclass(frozen=True, slots=True)
class Column:
    """One family of codes within a table, prepared in both directions."""

    readings: Lookup
    writings: Lookup
    ready: dict[str, Written]
    """What is written on every date, for the values where nothing about it is dated."""


def column_of(rows: tuple[Row, ...], column: str) -> Column:
    """Prepare one column; raises AmbiguityError."""
    reading, writing = readings(rows, column), writings(rows, column)
    ready = {
        value: Written(code, reading.always.get(code) == value)
        for value, code in writing.always.items()
        if code in reading.always
    }
    return Column(reading, writing, ready)


@dataclass(frozen=True, slots=True)
class Family:
    """One table: country, currency, unit …, with a column for each family of ports."""

    name: str
    rows: tuple[Row, ...]
    columns: Mapping[str, Column]

    @property
    def coded(self) -> tuple[str, ...]:
        """The columns that its file has, without the one that every table has."""
        return tuple(column for column in self.columns if column != CANONICAL)

    def read(self, column: str, text: str, on: date) -> str:
        """Return the canonical value of a code; CODE_UNKNOWN or CODE_AMBIGUOUS, never the code itself."""
        value = self._column(column).readings.get(text, on)
        if value is None:
            raise faults.CODE_UNKNOWN.error(f"{self.name}/{column} has no such code on {on}", value=text)
        if value == AMBIGUOUS:
            raise faults.CODE_AMBIGUOUS.error(f"{self.name}/{column} knows two meanings of this code", value=text)
        return value

    def write(self, column: str, canonical: str, on: date) -> Written:
        """Return the code of a canonical value, and whether it says all of it; TARGET_LACKS if there is none."""
        prepared = self._column(column)
        if ready := prepared.ready.get(canonical):
            return ready
        text = prepared.writings.get(canonical, on)
        if text is None:
            raise faults.TARGET_LACKS.error(f"{self.name}/{column} has no code for this on {on}", value=canonical)
        return Written(text, prepared.readings.get(text, on) == canonical)

    def _column(self, column: str) -> Column:
        try:
            return self.columns[column]
        except KeyError:
            raise faults.CODES_INVALID.error(f"the table {self.name} has no column {column}") from None


def family(name: str, rows: tuple[Row, ...], columns: Iterable[str]) -> Family:
    """Prepare a table; raises AmbiguityError if a code or a value is not a function of the other and a date."""
    check_once(rows)
    made = {column: column_of(rows, column) for column in columns}
    return Family(name, rows, {**made, CANONICAL: column_of(tuple(map(of_itself, rows)), CANONICAL)})


def of_itself(row: Row) -> Row:
    """The row as our own namespace codes it."""
    return replace(row, cells={CANONICAL: (row.canonical,)}, doubtful=frozenset(), reads=frozenset())


def check_once(rows: Iterable[Row]) -> None:
    """Raise AmbiguityError if a canonical value has two rows on one date, even equal ones."""
    claims: dict[str, list[Claim]] = {}
    for number, row in enumerate(rows, 1):
        claims.setdefault(row.canonical, []).append(Claim(f"row {number}", row.since, row.until))
    lookup(claims)


@dataclass(frozen=True, slots=True)
class Codes:
    """All families as of one version, which is an argument of every translation and is kept with what it made."""

    version: str
    families: Mapping[str, Family]

    def __getitem__(self, name: str) -> Family:
        """Return a family; CODES_INVALID (an operator's turn) if its table is not there."""
        try:
            return self.families[name]
        except KeyError:
            raise missing(name) from None


def missing(name: str) -> GatewayError:
    """Make the error for a table that is not there."""
    return faults.CODES_INVALID.error(f"there is no code table {name}")
