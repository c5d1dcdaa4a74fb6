"""The rule packs: those beside the program, and every change of them that two persons put in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from gateway.model import faults
from gateway.model.errors import Place
from gateway.recognition.changing import changed, read_change
from gateway.recognition.lint import lint
from gateway.recognition.pack import Pack
from gateway.recognition.packs import read_pack
from gateway.resources import data_folder
from gateway.service.journal.packs.views import Change


def packs() -> tuple[Pack, ...]:
    """Every pack of config/rules; RULES_INVALID for the first fault of any, and for what no single one shows."""
    read = tuple(
        read_pack(file.read_text(encoding="utf-8")) for file in sorted((data_folder("config") / "rules").glob("*.toml"))
    )
    found = lint(read)
    if found:
        raise faults.RULES_INVALID.error("; ".join(found), place=Place(path="config/rules"))
    return read


def packs_by(changes: Iterable[Change], at: datetime | None = None) -> tuple[Pack, ...]:
    """The packs after these changes, in their order; `at`: as in force at that moment, None: now.

    RULES_INVALID where a change does not fit the packs of this release: nothing is decided by a part of it.
    """
    found = packs()
    for one in changes:
        if one.approved_at is not None and (at is None or one.approved_at <= at):
            by, _ = read_change(one.content)
            found = changed([pack for pack in found if pack.name not in {new.name for new in by}], by)
    return found


def judge(change: Change, in_force: Sequence[Change]) -> None:
    """Whether a change may come into force after those. CHANGE_OVERTAKEN: the packs are others than it was made for."""
    before = packs_by(in_force)
    by, against = read_change(change.content)
    if dict(against) != {pack.id: pack.version for pack in before}:
        versions = ", ".join(sorted(pack.name for pack in before))
        raise faults.CHANGE_OVERTAKEN.error("another change came into force since", value=versions)
    changed(before, by)
