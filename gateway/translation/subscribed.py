"""What a subscriber of a feed may see: what a record cannot do without, and what its subscription names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from gateway.model.feeds import FeedRecord, FxDeclaration, TaxExportCleared, TaxLine
from gateway.model.message import Body

LINES = "lines"
AMOUNTS = ("total_value", "lines.fob_value")
"""Shown with their currency only: an amount without one is none."""


def _optional(record: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(record) if one.default is not MISSING)


LINE_NAMES = _optional(TaxLine)
NAMES: Mapping[str, frozenset[str]] = {
    TaxExportCleared.KIND: frozenset(_optional(TaxExportCleared)) - {LINES} | {f"{LINES}.{one}" for one in LINE_NAMES},
    FxDeclaration.KIND: frozenset(_optional(FxDeclaration)),
}
"""By kind, what a subscription may name; all else is in every record."""


def narrowed(body: Body, shows: Mapping[str, Collection[str]]) -> Body:
    """`body` without what its receiver may not see; `shows`: by kind. No feed: as it is."""
    if not isinstance(body, FeedRecord):
        return body
    hidden = NAMES[body.KIND] - set(shows.get(body.KIND, ()))
    changed: dict[str, Any] = dict.fromkeys(name for name in hidden if "." not in name)
    if isinstance(body, TaxExportCleared):
        changed[LINES] = tuple(_line(one, hidden) for one in body.lines)
    return replace(body, **changed)


def _line(line: TaxLine, hidden: Collection[str]) -> TaxLine:
    none: dict[str, Any] = dict.fromkeys(name for name in LINE_NAMES if f"{LINES}.{name}" in hidden)
    return replace(line, **none)
