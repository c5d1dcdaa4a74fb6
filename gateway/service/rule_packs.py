"""The rule packs beside the program, read and linted."""

from __future__ import annotations

from gateway.model import faults
from gateway.model.errors import Place
from gateway.recognition.lint import lint
from gateway.recognition.pack import Pack
from gateway.recognition.packs import read_pack
from gateway.resources import data_folder


def packs() -> tuple[Pack, ...]:
    """Every pack of config/rules; RULES_INVALID for the first fault of any, and for what no single one shows."""
    read = tuple(
        read_pack(file.read_text(encoding="utf-8")) for file in sorted((data_folder("config") / "rules").glob("*.toml"))
    )
    found = lint(read)
    if found:
        raise faults.RULES_INVALID.error("; ".join(found), place=Place(path="config/rules"))
    return read
