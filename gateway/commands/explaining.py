"""What `translate --explain` tells: for each value of ours, where it was read and where it is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from lxml import etree

from gateway.model.message import Message
from gateway.translation.conditions import MESSAGE, is_empty
from gateway.translation.form import Constant, Field, Form, Group, Inline, Nested, Repeated, Row
from gateway.translation.losses import shown
from gateway.translation.places import local
from gateway.translation.translator import Read, Written

COLUMNS = ("read", "our name", "value", "written")
INDEX = re.compile(r"\[(\d+)\]")
STEP = re.compile(r"([^\[\]]+)(?:\[(\d+)\])?")
IMPLIED, NOT_SAID, NOT_WRITTEN = "(implied)", "(ours)", "(not written)"

Paths = dict[str, list[str]]
"""By our name without numbers, the paths it may stand at; a {} for the number of each group."""


def explained(source: etree._Element, read: Read, given: Message, written: Written) -> Iterator[Sequence[str]]:
    """A row a value that was read or written, in the order of our names, then the constants."""
    target = etree.fromstring(written.document)
    was = dict(_values(read.message))
    now = dict(_values(given))
    from_paths, to_paths = _paths(read.form), _paths(written.form)
    said = {key.name for key in written.keys}
    keys = {row.name: f"(envelope's key {row.path})" for row in written.form.keys if row.path in said}
    for name in dict.fromkeys([*was, *now]):
        origin = (
            _place(source, name, from_paths, IMPLIED) if was.get(name) == now.get(name, was.get(name)) else NOT_SAID
        )
        goal = _place(target, name, to_paths, keys.get(name, NOT_WRITTEN))
        yield origin, name, now.get(name, was.get(name, "")), goal
    for row in written.form.rows:
        if isinstance(row, Constant):
            yield "(constant)", "", row.text, f"/{written.form.root}/{row.path}"


def _values(message: Message) -> Iterator[tuple[str, str]]:
    for name in ("number", "sent_at", "sender", "receivers"):
        if not is_empty(value := getattr(message, name)):
            yield f"{MESSAGE}{name}", shown(value)
    yield from _leaves(message.body, "")


def _leaves(record: object, prefix: str) -> Iterator[tuple[str, str]]:
    for one in fields(record):  # type: ignore[arg-type]
        name, value = prefix + one.name, getattr(record, one.name)
        if is_dataclass(value):
            yield from _leaves(value, f"{name}.")
        elif isinstance(value, tuple) and any(map(is_dataclass, value)):
            for at, item in enumerate(value, 1):
                yield from _leaves(item, f"{name}[{at}].")
        elif not is_empty(value):
            yield name, shown(value)


def _paths(form: Form) -> Paths:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, path in _rows(form.rows, "", ""):
        found[name].append(path)
    return found


def _rows(rows: Sequence[Row], names: str, paths: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        match row:
            case Field() | Repeated():
                yield (row.name if row.name.startswith(MESSAGE) else names + row.name), paths + row.path
            case Inline():
                yield from _rows(row.rows, f"{names}{row.name}.", paths)
            case Nested():
                yield from _rows(row.rows, f"{names}{row.name}.", f"{paths}{row.path}/")
            case Group():
                yield from _rows(row.rows, f"{names}{row.name}.", f"{paths}{row.path}{{}}/")
            case _:
                pass


def _place(root: etree._Element, name: str, paths: Paths, otherwise: str) -> str:
    """The first path of a name at which this document says something."""
    numbers = [f"[{number}]" for number in INDEX.findall(name)]
    for template in paths.get(INDEX.sub("", name), ()):
        path = template.format(*numbers)
        if _says(root, path):
            return f"/{local(root)}/{path}"
    return otherwise


def _says(root: etree._Element, path: str) -> bool:
    element = root
    for step in path.split("/"):
        if step in (".", ""):
            continue
        if step.startswith("@"):
            return bool(element.get(step[1:]))
        found = _child(element, step)
        if found is None:
            return False
        element = found
    return bool((element.text or "").strip())


def _child(element: etree._Element, step: str) -> etree._Element | None:
    matched = STEP.fullmatch(step)
    assert matched is not None  # noqa: S101  (paths are the tables' own)
    name, number = matched[1], int(matched[2] or 1)
    twins = [child for child in element.iterchildren(etree.Element) if local(child) == name]
    return twins[number - 1] if len(twins) >= number else None
