"""What every kind of message offers, told by the names of its attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import ClassVar

CHINA = timezone(timedelta(hours=8))


class ContradictionError(ValueError):
    """Two values of one record cannot both be true; `name` is the attribute to mend."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


class Kind:
    """The base of all bodies; a kind says by class attributes which of its attributes mean what."""

    __slots__ = ()

    KIND: ClassVar[str]
    ANSWERS: ClassVar[bool] = False
    """True: it goes back to whoever sent what it answers, and no route is asked."""
    ISSUER: ClassVar[str] = ""
    """The attribute whose office speaks, so must be the sender's own; "": one of OFFICES must be."""
    SUBSCRIBED: ClassVar[bool] = False
    """True: it goes to every link that receives the kind, whatever offices that serves."""
    FOR_US: ClassVar[bool] = False
    """True: the gateway itself is addressed, so it may have no other receiver."""
    OF_AUTHORITY: ClassVar[bool] = False
    """True: only a link of the authority may send it."""
    RESTRICTED: ClassVar[bool] = False
    """True: never shown to traders, and views mask it; it goes to whom it names and nobody else."""
    OFFICES: ClassVar[tuple[str, ...]] = ()
    """Attributes that hold an office of 4 digits, or a tuple of them: who is concerned."""
    NUMBERS: ClassVar[tuple[str, ...]] = ()
    """Attributes that name the consignment or the case, so that what concerns one stays in order."""
    NAMED_BY: ClassVar[tuple[str, ...]] = ()
    """Of NUMBERS, those that name this document itself, or what it answers, the surest first; all others name what it
    is about: an order has its own number, and that of the declaration. None: nobody answers it by a number."""
    TAKES_BACK: ClassVar[tuple[str, ...]] = ()
    """Of NUMBERS, those of what its sender itself said before; another party's word is not its to take back."""

    def offices(self) -> Mapping[str, str]:
        """Customs office codes (4 digits) by role."""
        return dict(self._offices())

    def _offices(self) -> Iterator[tuple[str, str]]:
        for role in self.OFFICES:
            held = getattr(self, role)
            if isinstance(held, tuple):
                yield from ((f"{role}[{index}]", office) for index, office in enumerate(held, 1))
            elif held:
                yield role, held

    def references(self) -> Mapping[str, str]:
        """What it answers and what it is about, by name; absent ones left out."""
        names = ("in_reply_to", *self.NUMBERS) if hasattr(self, "in_reply_to") else self.NUMBERS
        return {name: number for name in names if (number := getattr(self, name))}

    def aliases(self) -> frozenset[tuple[str, str]]:
        """Its numbers but the one it replies to, which the exchange resolves."""
        return frozenset((name, number) for name, number in self.references().items() if name != "in_reply_to")


DECLARED = ("declaration_number", "unified_number", "entry_number", "inspection_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDeclaration(Kind):
    """The base of kinds that are about one declaration; each number as the one who speaks knows it."""

    NUMBERS: ClassVar[tuple[str, ...]] = DECLARED

    declaration_number: str | None = None
    """The enterprise's own number of the declaration."""
    unified_number: str | None = None
    """统一编号, 18, given by the platform."""
    entry_number: str | None = None
    """报关单号, 18, given by customs."""
    inspection_number: str | None = None
    """报检号, 15."""


def not_before(record: object, earlier: str, later: str) -> None:
    """Raise ContradictionError if both moments are there and `later` lies before `earlier`.

    Where one of them is a day, the other is taken as its day in China.
    """
    first, last = getattr(record, earlier), getattr(record, later)
    if first is None or last is None:
        return
    if not (isinstance(first, datetime) and isinstance(last, datetime)):
        first, last = _day(first), _day(last)
    refuse(last < first, later, f"it lies before {earlier}")


def refuse(wrong: bool, name: str, reason: str) -> None:
    """Raise ContradictionError if `wrong`; `name` is the attribute to mend."""
    if wrong:
        raise ContradictionError(name, reason)


def _day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    try:
        return value.astimezone(CHINA).date()
    except OverflowError:  # the last hours of the calendar
        return value.date()
