"""What every row of a rule pack carries: when it holds, by whose word, how sure it is, and who approved it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeVar

from pydantic import ConfigDict


class Certainty(StrEnum):
    """How sure a row is."""

    PRIMARY = "C-p"
    """Read in a primary text."""
    SECONDARY = "C-s"
    """A secondary source says it."""
    INFERRED = "I"
    """Ours: a proposal until the authority approves it."""
    GENERAL = "I-m"
    """General knowledge, to be confirmed."""


STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every row carries; `valid_until` is its last day."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    source: str
    certainty: Certainty
    valid_from: date
    valid_until: date = date.max
    approved_by: str = ""
    """"": nobody yet; a decision says so."""

    def holds(self, on: date) -> bool:
        """Whether the row is in force on that day."""
        return self.valid_from <= on <= self.valid_until


R = TypeVar("R", bound=Rule)


def in_force(rows: Iterable[R], on: date) -> tuple[R, ...]:
    """The rows that hold on that day."""
    return tuple(row for row in rows if row.holds(on))


def matches(hs_code: str, ciq_code: str | None, prefixes: Iterable[str]) -> str:
    """The longest of the prefixes that the goods' code begins with; "" if none does."""
    whole = hs_code + (ciq_code or "")
    return max((one for one in prefixes if whole.startswith(one)), key=len, default="")
