"""Ten times the lines cost ten times the work, and not a hundred: counted in calls, for nobody's clock is the same."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import FrameType

import pytest
from lxml import etree

from gateway.document.parse import parse
from gateway.model.doubts import doubts
from gateway.model.errors import GatewayError
from gateway.translation.form import Form, Group, Inline, Nested, Repeated, Row
from gateway.translation.losses import in_brief
from tests.adapters.test_ways import DOCUMENTS, NAMES, translator
from tests.samples.messages import BUSINESS_DATE

FEW, MANY = 12, 120
NUMBERS = ("No", "Number", "NO", "Num", "GNo", "ID")
"""Ends of the names of elements that count lines, whose numbers must differ."""
MOST = 10 * 1.3
"""Times the work; what is written once a document makes it less than ten."""


def groups(rows: tuple[Row, ...], before: str = "") -> Iterator[str]:
    """The paths of what may be repeated, below the root."""
    for row in rows:
        if isinstance(row, Group | Repeated):
            yield before + row.path
        if isinstance(row, Group | Nested):
            yield from groups(row.rows, f"{before}{row.path}/")
        elif isinstance(row, Inline):
            yield from groups(row.rows, before)


def with_more(raw: bytes, form: Form, path: str, count: int) -> etree._Element | None:
    """The sample with so many of one group, numbered anew; None where it has none."""
    root = parse(raw).root
    space = f"{{{form.namespace}}}" if form.namespace else ""
    first = root.find("/".join(f"{space}{step}" for step in path.split("/")))
    parent = None if first is None else first.getparent()
    if first is None or parent is None:
        return None
    for other in parent.findall(str(first.tag)):
        parent.remove(other)
    for number in range(count):
        made = copy.deepcopy(first)
        for leaf in made.iter(etree.Element):
            if str(leaf.tag).endswith(NUMBERS) and (leaf.text or "").strip().isdigit():
                leaf.text = str(number + 1)
                break
        parent.append(made)
    return root


def calls(work: Callable[[], object]) -> int:
    """How many functions of Python's it calls, and how many of C's."""
    found = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


@cache
def read_once(path: Path) -> tuple[bytes, Form]:
    raw = path.read_bytes()
    return raw, translator(path.parent.name).read(parse(raw).root, on=BUSINESS_DATE).form


def carried(root: etree._Element, name: str) -> None:
    """As far as it goes: read, doubted, and written for its own dialect and for ours; a refusal is work as well."""
    try:
        read = translator(name).read(root, on=BUSINESS_DATE)
    except GatewayError:
        return
    list(doubts(read.message))
    for target in {name, "regional"}:
        try:
            told = replace(read.message, number=read.message.number or "7")
            in_brief(map(str, translator(target).write(told, on=BUSINESS_DATE).losses))
        except GatewayError:
            continue


@pytest.mark.parametrize("name", sorted(NAMES))
def test_ten_times_the_lines_are_at_most_ten_times_the_work(name: str) -> None:
    seen: set[tuple[str, str, str]] = set()
    for path in (one for one in DOCUMENTS if one.parent.name == name):
        raw, form = read_once(path)
        for group in groups(form.rows):
            key = (form.kind, form.variant, group)
            few, many = with_more(raw, form, group, FEW), with_more(raw, form, group, MANY)
            if key in seen or few is None or many is None:
                continue
            seen.add(key)
            carried(few, name)  # what is made once a process is not counted
            work = calls(partial(carried, few, name)), calls(partial(carried, many, name))
            assert work[1] <= work[0] * MOST, (path.name, group, work)
    assert seen, "there is something that may be repeated"
