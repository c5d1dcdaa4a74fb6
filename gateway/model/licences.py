"""The kinds `licence-status` and `licence-write-off` (许可证件: state, and quantity used up by a declaration)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.kind import Kind, OfDeclaration, not_before, refuse


class LicenceState(StrEnum):
    """Whether a licence may be used."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    USED_UP = "used-up"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceLine:
    """One line of a licence: what it allows, and what is left."""

    number: int
    hs_code: str | None = None
    name: str | None = None
    quantity: Decimal | None = None
    remaining: Decimal | None = None
    """Of `quantity`, in the same unit."""
    unit: str | None = None

    def __post_init__(self) -> None:
        """Raises ContradictionError where more is left than was ever allowed."""
        if self.quantity is not None and self.remaining is not None:
            refuse(self.remaining > self.quantity, "remaining", "more is left than the licence allows")


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceStatus(Kind):
    """What the agency that issued a licence says of it now."""

    KIND: ClassVar[str] = "licence-status"
    OFFICES: ClassVar[tuple[str, ...]] = ("recipients",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("licence_number",)
    SUBSCRIBED: ClassVar[bool] = True

    licence_number: str
    licence_kind: str
    agency: str
    state: LicenceState
    as_of: datetime
    recipients: tuple[str, ...] = ()
    holder_uscc: str | None = None
    holder_name: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    remark: str | None = None
    lines: tuple[LicenceLine, ...] = ()

    def __post_init__(self) -> None:
        """Raises ContradictionError where it ends before it begins, has a line twice, or is used up and has rest."""
        not_before(self, "valid_from", "valid_until")
        numbers = [line.number for line in self.lines]
        refuse(len(set(numbers)) < len(numbers), "lines", "a line comes twice")
        left = any(line.remaining for line in self.lines)
        refuse(left and self.state is LicenceState.USED_UP, "state", "it is used up, and a line has something left")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOff:
    """What one declaration used of one line, which goods line of it where that is known."""

    number: int
    """Of the licence's line."""
    quantity: Decimal
    unit: str | None = None
    goods_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceWriteOff(OfDeclaration):
    """核销: a declaration used a licence; or, `reversed`, it did not after all."""

    KIND: ClassVar[str] = "licence-write-off"
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "licence_number")
    SUBSCRIBED: ClassVar[bool] = True

    licence_number: str
    licence_kind: str
    office: str
    written_off_at: datetime
    reversed: bool
    """Always said: to guess it is to use up twice what was given back."""
    remark: str | None = None
    lines: tuple[WrittenOff, ...] = ()

    def aliases(self) -> frozenset[tuple[str, str]]:
        """The licence alone: all that uses it up stays in order, and the declarations are not tied to one another."""
        return frozenset({("licence_number", self.licence_number)})
