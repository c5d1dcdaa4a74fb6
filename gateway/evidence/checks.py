"""What was checked of a container, and what came of it: one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from gateway.evidence.broken import BROKEN
from gateway.model import faults
from gateway.model.errors import GatewayError, Place

T = TypeVar("T")


class Verdict(StrEnum):
    """Of one check."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    """Neither: nothing there proves it, or disproves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the report."""

    what: str
    place: str
    """The file, and where in it."""
    verdict: Verdict
    reason: str = ""


@dataclass(slots=True)
class Judge:
    """Gathers checks; whatever one raises for is a bad line, and the others go on."""

    checks: list[Check] = field(default_factory=list)

    def that(self, what: str, place: str, act: Callable[[], T]) -> T | None:
        """What `act` gives; None where it raised."""
        try:
            found = act()
        except GatewayError as error:
            inner = str(error.place)
            where = place if inner in ("", place) else f"{place}: {inner.removeprefix(f'{place}, ')}"
            told = "" if error.fault is faults.EVIDENCE_WRONG else f"{error.fault.code} {error.fault.name}: "
            value = "" if error.value is None else f" (value {error.value!r})"
            self._add(what, where, Verdict.BAD, f"{told}{error.reason}{value}")
            return None
        except BROKEN as error:
            self._add(what, place, Verdict.BAD, f"it is not as a gateway writes it: {type(error).__name__} {error}")
            return None
        self._add(what, place, Verdict.GOOD)
        return found

    def open(self, what: str, place: str, reason: str) -> None:
        """Say what cannot be told either way."""
        self._add(what, place, Verdict.OPEN, reason)

    @property
    def is_good(self) -> bool:
        """Whether nothing was bad so far."""
        return not any(one.verdict is Verdict.BAD for one in self.checks)

    def _add(self, what: str, place: str, verdict: Verdict, reason: str = "") -> None:
        self.checks.append(Check(what=what, place=place, verdict=verdict, reason=reason))


def same(found: object, wanted: object, what: str, place: str = "") -> None:
    """EVIDENCE_WRONG unless both are equal."""
    if found != wanted:
        raise wrong(f"{what}: recorded {_short(wanted)}, found {_short(found)}", place)


def wrong(reason: str, place: str = "") -> GatewayError:
    """Make the error of what is not as it is said to be."""
    return faults.EVIDENCE_WRONG.error(reason, place=Place(path=place or None))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:119]}…"
