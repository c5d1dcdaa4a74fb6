"""No code of any table has two meanings that the table does not declare, told from the files and not from our reader.

What is shared by several rows on one day must have one row that `reads` it, or a `?` that has it refused.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from gateway.model.errors import SenderError
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes
from gateway.translation.codes import CANONICAL, Codes

OWN = {"canonical", "name", "name_en", "valid_from", "valid_to", "reads", "certainty", "source"}
FOLDER = data_folder("config") / "codes"
REFUSED = {
    ("country", "ciq"): {"016", "086", "728"},
    ("trade_mode", "ciq"): {"13", "16", "18", "21"},
    ("trade_mode", "eciq"): {"13", "16", "18", "21"},
}
"""Every code that is refused because nobody can tell who means what. A new one is put here after somebody looked."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One row's word on one code."""

    canonical: str
    since: date
    until: date
    doubtful: bool
    preferred: bool


Table = dict[tuple[str, str], list[Claim]]


def lines(path: Path) -> Iterator[dict[str, str]]:
    return csv.DictReader(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


def claims(path: Path) -> Table:
    """By column and code."""
    found: Table = defaultdict(list)
    for row in lines(path):
        for column in set(row) - OWN:
            for code in filter(None, row[column].split("|")):
                found[column, code.removeprefix("?")].append(
                    Claim(
                        canonical=row["canonical"],
                        since=date.fromisoformat(row["valid_from"] or "0001-01-01"),
                        until=date.fromisoformat(row["valid_to"] or "9999-12-31"),
                        doubtful=code.startswith("?"),
                        preferred=column in row.get("reads", "").split(),
                    )
                )
    return found


def days(held: Iterable[Claim]) -> list[date]:
    """One of each stretch in which nothing changes."""
    ends = {claim.until + timedelta(days=1) for claim in held if claim.until < date.max}
    return sorted({claim.since for claim in held} | ends)


def live(held: Iterable[Claim], on: date) -> list[Claim]:
    return [claim for claim in held if claim.since <= on <= claim.until]


def undeclared(held: list[Claim]) -> list[date]:
    """The days on which several values share a code, and nothing says which is meant."""
    return [
        on
        for on in days(held)
        if len({claim.canonical for claim in live(held, on)}) > 1
        and not any(claim.doubtful for claim in live(held, on))
        and sum(claim.preferred for claim in live(held, on)) != 1
    ]


PATHS = sorted(FOLDER.glob("*.csv"))


@pytest.fixture(scope="module")
def codes() -> Codes:
    return read_codes(FOLDER)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_shared_code_is_declared(path: Path) -> None:
    assert {place: found for place, held in claims(path).items() if (found := undeclared(held))} == {}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_code_is_refused_only_where_somebody_looked(path: Path) -> None:
    refused = defaultdict(set)
    for (column, code), held in claims(path).items():
        if any(claim.doubtful for claim in held):
            refused[path.stem, column].add(code)
    assert refused == {place: held for place, held in REFUSED.items() if place[0] == path.stem and held}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_loaded_reads_and_writes_as_the_file_declares(path: Path, codes: Codes) -> None:
    table = codes[path.stem]
    for (column, code), held in claims(path).items():
        for on in days(held):
            now = live(held, on)
            if not now:
                continue
            if any(claim.doubtful for claim in now):
                with pytest.raises(SenderError, match="two meanings"):
                    table.read(column, code, on)
                continue
            preferred = [claim for claim in now if claim.preferred] or now
            assert table.read(column, code, on) == preferred[0].canonical


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_value_that_does_not_come_back_is_never_written_as_exact(path: Path, codes: Codes) -> None:
    table = codes[path.stem]
    for row in lines(path):
        on = date.fromisoformat(row["valid_from"] or row["valid_to"] or "2014-10-15")
        for column in set(row) - OWN - {CANONICAL}:
            if not row[column]:
                continue
            written = table.write(column, row["canonical"], on)
            try:
                back = table.read(column, written.text, on)
            except SenderError:
                back = ""
            assert written.exact == (back == row["canonical"])
