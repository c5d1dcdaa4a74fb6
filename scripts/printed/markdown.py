"""Markdown tables, and the parts of a page that are printed between two marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

PRINTED = "<!-- Printed by `make docs` from {source}. Change that, not this page. -->"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; "" where there is no row."""
    lines = [_line(row) for row in rows]
    return "\n".join([_line(heads), _line(["---"] * len(heads)), *lines]) + "\n" if lines else ""


def page(title: str, source: str, *parts: str) -> str:
    """A whole printed page; empty parts are left out."""
    return "\n\n".join([f"# {title}", PRINTED.format(source=source), *(part.strip() for part in parts if part)]) + "\n"


def section(title: str, body: str, *, level: int = 2) -> str:
    """A headed part; "" where there is no body."""
    return f"{'#' * level} {title}\n\n{body.strip()}" if body.strip() else ""


def between(text: str, mark: str, content: str) -> str:
    """`text` with what stands between the two marks replaced. ValueError where they are not there."""
    begin, end = f"<!-- printed: {mark} -->", f"<!-- end: {mark} -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"no marks {begin} … {end}")
    return f"{before}{begin}\n{content.strip()}\n{end}{after}"


def quoted(text: str) -> str:
    """As code; "" stays "". A pipe would end the cell."""
    return f"`{text}`" if text else ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
