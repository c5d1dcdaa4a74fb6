"""采信: the catalogue of goods of which a laboratory's report may be accepted, and of the laboratories; rows of a pack.

The catalogue's annexes (items and standards of each good, the laboratories) were not read, so the packs as shipped name
none: nothing is accepted until the authority fills them in by a change of the pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from gateway.recognition.rule import STRICT, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedItem:
    """One item that must be tested, by a standard and edition ("": any)."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    code: str
    standard: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepting(Rule):
    """Goods of the catalogue, by the day of the declaration."""

    prefixes: tuple[str, ...]
    goods: str
    validity_days: int
    """From the day of issue; a report may say less, never more."""
    items: tuple[WantedItem, ...] = ()
    """All must be tested; none known: no report is complete."""
    photograph: bool = False
    """A photograph of the goods must come with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laboratory(Rule):
    """A laboratory of the catalogue, for one kind of goods, by the day of issue."""

    code: str
    name: str = ""
    goods: str
    """Of the catalogue of goods."""
    item: str = ""
    """"": for every item of those goods."""
    standard: str = ""
    """"": by any."""
    suspended: bool = False
    """Not to be accepted from these days on, whatever other rows say."""
