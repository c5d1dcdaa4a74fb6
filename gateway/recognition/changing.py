"""A change of the rule packs: whole packs in place of those of their name, judged together, and told row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from gateway.model import faults
from gateway.recognition.lint import lint
from gateway.recognition.pack import Pack
from gateway.recognition.packs import read_pack
from gateway.recognition.rule import Rule

HEAD = ("version", "valid_from", "valid_until", "approved_by")


def write_change(texts: Iterable[str], before: Sequence[Pack]) -> bytes:
    """A change as it is kept: the files, and the versions of the packs that it was made against."""
    against = {pack.id: pack.version for pack in before}
    said = {"packs": list(texts), "against": against}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode()


def read_change(content: bytes) -> tuple[tuple[Pack, ...], Mapping[str, str]]:
    """The packs of a change, and the versions that it was made against. RULES_INVALID for a pack that is none."""
    said = json.loads(content)
    return tuple(map(read_pack, said["packs"])), said["against"]


def changed(before: Sequence[Pack], by: Sequence[Pack]) -> tuple[Pack, ...]:
    """The packs after a change. RULES_INVALID: two of one name, a version that is in force, or a fault of the whole."""
    ids = [pack.id for pack in by]
    twice = next((one for one in ids if ids.count(one) > 1), "")
    if twice or not by:
        raise faults.RULES_INVALID.error("a change brings at least one pack, and each once", value=twice)
    taken = next((pack.name for pack in by if pack.name in {one.name for one in before}), "")
    if taken:
        raise faults.RULES_INVALID.error("a change of a pack has a version of its own", value=taken)
    after = (*(pack for pack in before if pack.id not in ids), *by)
    found = lint(after)
    if found:
        raise faults.RULES_INVALID.error("; ".join(found))
    return tuple(sorted(after, key=lambda pack: pack.valid_from))


def differences(before: Sequence[Pack], by: Sequence[Pack]) -> tuple[str, ...]:
    """What a change does, a line a row: what is new, what is gone, and each value that is another."""
    known = {pack.id: pack for pack in before}
    return tuple(line for pack in by for line in _of_pack(known.get(pack.id), pack))


def _of_pack(old: Pack | None, new: Pack) -> Iterator[str]:
    if old is None:
        yield f"{new.id}: a new pack, from {new.valid_from} to {new.valid_until}"
        return
    for name in HEAD:
        if getattr(old, name) != getattr(new, name):
            yield f"{new.id}: {name} {getattr(old, name)} -> {getattr(new, name)}"
    then, now = dict(_rows(old)), dict(_rows(new))
    yield from (f"{new.id}: {key}: gone" for key in then.keys() - now.keys())
    for key, row in now.items():
        yield from (f"{new.id}: {key}: {told}" for told in _of_row(then.get(key), row))


def _rows(pack: Pack) -> Iterator[tuple[str, Rule]]:
    for one in fields(pack):
        rows = getattr(pack, one.name)
        if isinstance(rows, tuple):
            yield from ((f"{one.name} {row.id}", row) for row in rows)


def _of_row(old: Rule | None, new: Rule) -> Iterator[str]:
    if old is None:
        yield "new"
        return
    for one in fields(new):
        then, now = getattr(old, one.name), getattr(new, one.name)
        if then != now:
            yield f"{one.name} {_said(then)} -> {_said(now)}"


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_said, value)) + "]"
    return str(value)
