"""Errors, told by whose turn it is: the sender's to mend, an operator's to set up, or ours to try again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """Who has to do something next."""

    SENDER = "sender"
    SETUP = "setup"
    AGAIN = "again"


VALUE_CHARS = 80  # a value is quoted to be recognised, not to be carried: logs and receipts stay free of payloads
PATH_CHARS = 160
REASON_CHARS = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document a fault stands; `line` counts from 1, `offset` is in bytes of the raw document from 0."""

    path: str | None = None
    """Cut to its last PATH_CHARS: the names in it may be the sender's."""
    line: int | None = None
    offset: int | None = None

    def __post_init__(self) -> None:
        if self.path is not None and len(self.path) > PATH_CHARS:
            object.__setattr__(self, "path", f"…{self.path[1 - PATH_CHARS :]}")

    def __str__(self) -> str:
        parts = (
            self.path,
            None if self.line is None else f"line {self.line}",
            None if self.offset is None else f"byte {self.offset}",
        )
        return ", ".join(part for part in parts if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One row of the catalogue in `faults`: what a code means for ever, and what to do about it."""

    code: str
    """Stable and never reused; within 4000–9999, the user range of DXP table 7-1."""
    name: str
    turn: Turn
    official: str
    """The nearest code of DXP table 7-1, told to e-ports beside ours."""
    status: int
    """HTTP status."""
    remedy: str
    remedy_zh: str

    def error(self, reason: str, *, place: Place = NOWHERE, value: str | None = None) -> GatewayError:
        """Make the error of this fault's family; `value` is cut to VALUE_CHARS, `reason` to REASON_CHARS."""
        return FAMILIES[self.turn](self, reason, place=place, value=value)


class GatewayError(Exception):
    """Anything we tell somebody about; raised only as one of its three families."""

    def __init__(self, fault: Fault, reason: str, *, place: Place = NOWHERE, value: str | None = None) -> None:
        super().__init__(reason)
        self.fault = fault
        self.reason = reason[:REASON_CHARS]
        self.place = place
        self.value = None if value is None else value[:VALUE_CHARS]

    def __str__(self) -> str:
        where = f" at {self.place}" if str(self.place) else ""
        what = "" if self.value is None else f" (value {self.value!r})"
        return f"{self.fault.code} {self.fault.name}{where}: {self.reason}{what}"


class SenderError(GatewayError):
    """The sender must mend its document and send it again."""


class SetupError(GatewayError):
    """Nobody is set up to get it: an operator must act; the sender's document may be good."""


class AgainError(GatewayError):
    """We will try again, or the sender may, without changing anything."""


FAMILIES: dict[Turn, type[GatewayError]] = {
    Turn.SENDER: SenderError,
    Turn.SETUP: SetupError,
    Turn.AGAIN: AgainError,
}
