"""The tables that a translation stands on: the digest of the dialects', and the code tables whole, to be had again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from gateway.evidence.broken import BROKEN, unreadable
from gateway.evidence.records import digest, encoded
from gateway.resources import PACKAGE, data_folder
from gateway.translation.codes import Codes, Family, Row, family

ROOMS = ("model", "document", "translation")
"""Of the program, what reads and writes documents."""


@lru_cache(maxsize=1)
def tables_digest() -> str:
    """`sm3:` and hex over every file that translation stands on: dialects, schemas, and the code that walks them."""
    return digest(encoded({name: digest(path.read_bytes()) for name, path in _files()}))


def _files() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        yield from _below(PACKAGE / room, f"gateway/{room}", "*.py")
    yield from _below(PACKAGE.parent / "adapters", "adapters", "*.py")
    yield from _below(data_folder("xsd"), "xsd", "*.xsd")


def _below(folder: Path, name: str, pattern: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob(pattern)):
        yield f"{name}/{path.relative_to(folder).as_posix()}", path


def codes_bytes(codes: Codes) -> bytes:
    """The tables as they are in force, updates and all, as canonical JSON; its digest names them in records.

    Some milliseconds: who needs it often keeps it.
    """
    families = {name: _family(one) for name, one in codes.families.items()}
    return encoded({"version": codes.version, "families": families})


def codes_of(data: bytes) -> Codes:
    """The same tables again. Raises EVIDENCE_UNREADABLE."""
    try:
        said = json.loads(data)
        made = {str(name): _family_of(name, one) for name, one in said["families"].items()}
        return Codes(str(said["version"]), made)
    except BROKEN as error:
        raise unreadable("code tables", error) from None


def _family(one: Family) -> dict[str, object]:
    return {"columns": list(one.coded), "rows": [_row(row) for row in one.rows]}


def _family_of(name: str, said: Mapping[str, Any]) -> Family:
    return family(name, tuple(_row_of(row) for row in said["rows"]), list(said["columns"]))


def _row(row: Row) -> dict[str, object]:
    """Without what is as it is for most rows."""
    said = {
        "canonical": row.canonical,
        "name": row.name,
        "cells": {column: list(codes) for column, codes in row.cells.items()},
        "doubtful": sorted(map(list, row.doubtful)),
        "reads": sorted(row.reads),
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "certainty": row.certainty,
        "source": row.source,
    }
    return {name: value for name, value in said.items() if value != USUAL.get(name)}


def _row_of(said: Mapping[str, Any]) -> Row:
    whole = {**USUAL, **said}
    if unknown := whole.keys() - {one.name for one in fields(Row)}:
        raise ValueError(f"a row has {', '.join(sorted(unknown))}")
    return Row(
        canonical=str(whole["canonical"]),
        name=str(whole["name"]),
        cells={str(column): tuple(map(str, codes)) for column, codes in whole["cells"].items()},
        doubtful=frozenset((str(column), str(code)) for column, code in whole["doubtful"]),
        reads=frozenset(map(str, whole["reads"])),
        since=date.fromisoformat(whole["since"]),
        until=date.fromisoformat(whole["until"]),
        certainty=str(whole["certainty"]),
        source=str(whole["source"]),
    )


USUAL: Mapping[str, Any] = {
    "doubtful": [],
    "reads": [],
    "since": date.min.isoformat(),
    "until": date.max.isoformat(),
    "certainty": "certain",
    "source": "",
}
