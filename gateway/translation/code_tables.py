"""Code tables as files: UTF-8 CSV under a head of comments that names every source; what is doubtful is refused."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import takewhile
from pathlib import Path, PurePath

from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.translation.codes import AmbiguityError, Codes, Family, Row, family

OWN_COLUMNS = frozenset(("canonical", "name", "name_en", "valid_from", "valid_to", "reads", "certainty", "source"))
"""Every other column holds the codes of one family of ports, and the head says which."""
NEEDED_COLUMNS = frozenset(("canonical", "name", "certainty", "source"))
CERTAINTIES = frozenset(("certain", "inferred", "ours"))
VERSION_DIGITS = 16  # of SHA-256: enough to tell two tables apart, short enough for a log line
SOURCE_LINE = re.compile(r"^# source ([a-z0-9-]+): \S", re.MULTILINE)


class TableError(ValueError):
    """A fault of one line of a table."""


def load_codes(files: Mapping[str, bytes]) -> Codes:
    """Load tables by file name (`country.csv`); CODES_INVALID with file and line at the first fault."""
    families = {PurePath(name).stem: load_table(name, raw) for name, raw in sorted(files.items())}
    return Codes(version_of(files), families)


def read_codes(folder: Path) -> Codes:
    """Load every table of a folder; CODES_INVALID as in `load_codes`, and if the folder holds none."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
    if not files:
        raise faults.CODES_INVALID.error(f"no code tables in {folder}")
    return load_codes(files)


def version_of(files: Mapping[str, bytes]) -> str:
    """Digest names and bytes, so that an edit of any table, a comment too, makes another version."""
    digest = hashlib.sha256()
    for name, raw in sorted(files.items()):
        digest.update(f"{name}\0{len(raw)}\0".encode() + raw)
    return digest.hexdigest()[:VERSION_DIGITS]


@lru_cache(maxsize=64)  # an update changes one table of all: the others are not prepared again
def load_table(name: str, raw: bytes) -> Family:
    """Load one table; CODES_INVALID with its place."""
    try:
        lines = raw.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise invalid(name, 0, f"not UTF-8 at byte {error.start}") from error
    head = tuple(takewhile(lambda line: line.startswith("#"), lines))
    reader = csv.reader(lines[len(head) :], strict=True)
    try:
        columns = checked_columns(next(reader, []), "\n".join(head))
        sources = frozenset(SOURCE_LINE.findall("\n".join(head)))
        rows = tuple(row_of(columns, cells, sources) for cells in reader)
    except (TableError, csv.Error) as error:
        raise invalid(name, len(head) + reader.line_num, str(error)) from error
    return prepared(name, rows, code_columns(columns))


def prepared(name: str, rows: tuple[Row, ...], columns: list[str]) -> Family:
    """Make the family, with an undeclared ambiguity or a duplicate told as the file's fault."""
    try:
        return family(PurePath(name).stem, rows, columns)
    except AmbiguityError as error:
        raise invalid(name, 0, f"{error} on one date, and no row is marked as the preferred one") from error


def checked_columns(columns: list[str], head: str) -> list[str]:
    """Return the header if none of its columns is missing, comes twice, or is unknown to us and to the head."""
    if len(set(columns)) != len(columns):
        raise TableError("a column comes twice")
    if unknown := [column for column in code_columns(columns) if not re.search(rf"\b{re.escape(column)}\b", head)]:
        raise TableError(f"unknown column {', '.join(unknown)}: the head of the file does not explain it")
    if absent := NEEDED_COLUMNS - set(columns):
        raise TableError(f"missing column {', '.join(sorted(absent))}")
    return columns


def code_columns(columns: Iterable[str]) -> list[str]:
    """Return the columns that hold codes."""
    return [column for column in columns if column not in OWN_COLUMNS]


def row_of(columns: list[str], values: list[str], sources: frozenset[str]) -> Row:
    """Read one line; TableError says what is wrong with it."""
    if len(values) != len(columns):
        raise TableError(f"{len(values)} values under {len(columns)} columns")
    said = dict(zip(columns, values, strict=True))
    check_words(said, sources)
    reads = frozenset(said.get("reads", "").split())
    found = {column: tuple(alternatives(said[column])) for column in code_columns(columns) if said[column]}
    if unknown := reads - set(found):
        raise TableError(f"reads names {', '.join(sorted(unknown))}, where this row has no code")
    since, until = day(said.get("valid_from", ""), date.min), day(said.get("valid_to", ""), date.max)
    if until < since:
        raise TableError("valid_to lies before valid_from")
    return Row(
        canonical=said["canonical"],
        name=said["name"],
        cells={column: tuple(code for code, _ in codes) for column, codes in found.items()},
        doubtful=frozenset((column, code) for column, codes in found.items() for code, doubtful in codes if doubtful),
        reads=reads,
        since=since,
        until=until,
        certainty=said["certainty"],
        source=said["source"],
    )


def check_words(said: Mapping[str, str], sources: frozenset[str]) -> None:
    """Refuse stray spaces, an empty value, an unknown certainty, and a source that the head's list does not name."""
    if stray := [column for column, value in said.items() if value != value.strip()]:
        raise TableError(f"spaces around the value of {stray[0]}")
    if not said["canonical"] or not said["name"]:
        raise TableError("canonical and name must be filled in")
    if said["certainty"] not in CERTAINTIES:
        raise TableError(f"certainty {said['certainty']!r} is none of {', '.join(sorted(CERTAINTIES))}")
    if not said["source"] or (sources and frozenset(said["source"].split()) - sources):
        raise TableError(f"source {said['source']!r} is not named in the head of the file")


def alternatives(cell: str) -> Iterator[tuple[str, bool]]:
    """Split `978|910|?900`: the first is written, all are read, `?` declares that reading it is ambiguous."""
    for code in cell.split("|"):
        bare = code.removeprefix("?")
        if not bare or bare != bare.strip():
            raise TableError(f"an empty code in {cell!r}")
        yield bare, bare != code


def day(text: str, otherwise: date) -> date:
    """Read a date as YYYY-MM-DD; blank stands for always."""
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TableError(f"{text!r} is no date") from None


def invalid(name: str, line: int, reason: str) -> GatewayError:
    """Make the error for a fault in a file; line 0 stands for the whole of it."""
    return faults.CODES_INVALID.error(f"code table {name}: {reason}", place=Place(name, line or None))
