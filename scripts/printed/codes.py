"""Codes of our own: rows of config/codes that no authority published."""

from __future__ import annotations

from collections.abc import Iterable

from gateway.translation.codes import Codes, Family, Row
from scripts.printed.markdown import page, quoted, section, table

OURS = "ours"
HEAD = """\
A code here is our own design: the family it stands in has none for the meaning, or its list is not public. A party has
to be told of them before its link is opened. Everything else in `config/codes/` is `certain` or `inferred`, row by
row, with its source; an unknown code is refused (4204), never passed through."""


def codes_page(codes: Codes) -> str:
    """A table for each family that has such rows, and how much of each family is certain."""
    parts = [section(name, _ours(family)) for name, family in sorted(codes.families.items())]
    return page("Codes of our own", "config/codes", HEAD, section("How certain", _certainty(codes)), *parts)


def _certainty(codes: Codes) -> str:
    heads = ("family", "columns", "rows", "certain", "inferred", "ours")
    return table(heads, (_counted(name, family) for name, family in sorted(codes.families.items())))


def _counted(name: str, family: Family) -> tuple[str, ...]:
    told = [row.certainty for row in family.rows]
    words = (str(told.count(word)) for word in ("certain", "inferred", OURS))
    return (f"[`{name}`](../../config/codes/{name}.csv)", ", ".join(sorted(family.columns)), str(len(told)), *words)


def _ours(family: Family) -> str:
    rows = [row for row in family.rows if row.certainty == OURS]
    columns = sorted({column for row in rows for column in row.cells if row.cells[column]})
    return table(("ours", "name", *columns, "source"), (_row(row, columns) for row in rows))


def _row(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    cells = (", ".join(map(quoted, row.cells.get(column, ()))) for column in columns)
    return (quoted(row.canonical), row.name, *cells, row.source)
