"""What a command prints: tables on a terminal, plain columns elsewhere, JSON for machines; never control characters."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence

import typer
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

GAP = "  "


def show(columns: Sequence[str], rows: Iterable[Sequence[object]], *, none: str = "none", error: bool = False) -> None:
    """Rows under their columns on standard output (or error); `none` is said where there are none."""
    cells = [[printable(cell) for cell in row] for row in rows]
    if not cells:
        typer.echo(none, err=error)
    elif _is_for_people(error):
        _drawn(columns, cells, error)
    else:
        _plain(columns, cells, error)


def show_json(value: object) -> None:
    """One JSON document on standard output, its Chinese readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: object) -> None:
    """One line for people, on standard error: what is on standard output stays a document or a table."""
    typer.echo(printable(text), err=True)


def write(content: bytes) -> None:
    """Bytes on standard output, as they are; on a terminal what follows begins on a line of its own."""
    typer.echo(content, nl=sys.stdout.isatty())


def printable(value: object) -> str:
    """A value without what a terminal would obey: numbers and reasons come from strangers."""
    text = "" if value is None else str(value)
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


def _is_for_people(error: bool) -> bool:
    return (sys.stderr if error else sys.stdout).isatty() and "NO_COLOR" not in os.environ


def _drawn(columns: Sequence[str], cells: Sequence[Sequence[str]], error: bool) -> None:
    table = Table(header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")  # an ellipsis would eat the place of a fault
    for row in cells:
        table.add_row(*map(Text, row))  # Text: a value with [brackets] is no markup
    Console(stderr=error).print(table)


def _plain(columns: Sequence[str], cells: Sequence[Sequence[str]], error: bool) -> None:
    lines = [[column.upper() for column in columns], *cells]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(columns))]
    for line in lines:
        padded = (set_cell_size(cell, width) for cell, width in zip(line, widths, strict=True))
        typer.echo(GAP.join(padded).rstrip(), err=error)
