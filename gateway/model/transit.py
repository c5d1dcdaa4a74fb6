"""Goods on their way under customs control (转关, 直通): the declaration of it, and what happens on the road.

Kinds `transit-declaration`, `transit-status`, `seal`, `gate`, `track`, `arrival-check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from gateway.model.declaration import Direction
from gateway.model.kind import DECLARED, ContradictionError, OfDeclaration
from gateway.model.movement import Transit


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitDeclaration(OfDeclaration):
    """转关申报单 by itself; in a declaration of the customs family it stands inside the declaration."""

    KIND: ClassVar[str] = "transit-declaration"
    OFFICES: ClassVar[tuple[str, ...]] = ("origin_office", "destination_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transit_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("transit_number", *DECLARED)

    direction: Direction
    origin_office: str
    """进境地/启运地."""
    destination_office: str
    """指运地/出境地."""
    transit_number: str | None = None
    transit: Transit
    remark: str | None = None

    def __post_init__(self) -> None:
        """A transit leads from one office to another: raises ContradictionError."""
        if self.origin_office == self.destination_office:
            raise ContradictionError("destination_office", "it is the office that it comes from")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitStatus(OfDeclaration):
    """What the office did with a transit declaration (TRN_RESULT)."""

    KIND: ClassVar[str] = "transit-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transit_number")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("transit_number", *DECLARED)

    outcome: str
    """A canonical word of the outcome table."""
    office: str | None = None
    in_reply_to: str | None = None
    transit_number: str | None = None
    transit_entry_number: str | None = None
    """转关申报单号, given by customs."""
    bill_number: str | None = None
    noticed_at: datetime | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheRoad(OfDeclaration):
    """What is the same in everything that happens to a container between two offices."""

    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transit_number")
    OFFICES: ClassVar[tuple[str, ...]] = ("office", "recipients")

    office: str
    """Under whose eyes it happens."""
    recipients: tuple[str, ...] = ()
    at: datetime
    transit_number: str | None = None
    bill_number: str | None = None
    container_number: str | None = None
    vehicle: str | None = None
    """Plate of the lorry, number of the train."""
    place: str | None = None
    operator: str | None = None
    remark: str | None = None


class SealAct(StrEnum):
    """What was done to a seal, or found of it."""

    APPLIED = "applied"
    CHECKED = "checked"
    REPLACED = "replaced"
    REMOVED = "removed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal(OnTheRoad):
    """关锁, 电子封志."""

    KIND: ClassVar[str] = "seal"

    act: SealAct
    seal_number: str
    former_seal_number: str | None = None
    """Of a replaced one: what was taken off."""
    electronic: bool | None = None

    def __post_init__(self) -> None:
        """A replaced seal names both, or the arrival cannot be checked: raises ContradictionError."""
        if (self.act is SealAct.REPLACED) is not (self.former_seal_number is not None):
            raise ContradictionError("former_seal_number", "a replaced seal has one, and no other act has")


class GateAct(StrEnum):
    """Through which way a container passed the gate."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(OnTheRoad):
    """卡口: out of one yard or into another."""

    KIND: ClassVar[str] = "gate"

    act: GateAct
    yard_code: str | None = None
    order_number: str | None = None
    """The release order by which it was let out."""
    seal_numbers: tuple[str, ...] = ()
    gross_weight_kg: Decimal | None = None
    empty: bool | None = None


class TrackAct(StrEnum):
    """Why a position is told."""

    POSITION = "position"
    DEPARTURE = "departure"
    STOP = "stop"
    DEVIATION = "deviation"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(OnTheRoad):
    """途中监控."""

    KIND: ClassVar[str] = "track"

    act: TrackAct
    latitude: Decimal | None = None
    """Degrees, WGS 84, north positive."""
    longitude: Decimal | None = None
    """Degrees, WGS 84, east positive."""
    due_at: datetime | None = None
    """When it must be at the destination."""

    def __post_init__(self) -> None:
        """A position is a pair on the globe: raises ContradictionError."""
        if (self.latitude is None) is not (self.longitude is None):
            raise ContradictionError("longitude", "latitude and longitude come together")
        for name, most in (("latitude", 90), ("longitude", 180)):
            if abs(getattr(self, name) or 0) > most:
                raise ContradictionError(name, f"beyond {most} degrees")


class ArrivalFinding(StrEnum):
    """What the check on arrival found; anything but conforming alerts both offices."""

    CONFORMING = "conforming"
    SEAL_BROKEN = "seal-broken"
    SEAL_MISMATCH = "seal-mismatch"
    CONTAINER_MISMATCH = "container-mismatch"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalCheck(OnTheRoad):
    """核销: the destination's word on what arrived. `container_number` is the one that was sent.

    What must hold for 进口直通: the seal unbroken and the one that was applied, the box the one that was sent, in time.
    """

    KIND: ClassVar[str] = "arrival-check"
    ISSUER: ClassVar[str] = "office"

    finding: ArrivalFinding
    """The gravest, where several things are wrong."""
    container_number_found: str | None = None
    seal_number_declared: str | None = None
    seal_number_found: str | None = None
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        """What is not as it was sent does not conform: raises ContradictionError."""
        late = self.due_at is not None and self.at > self.due_at
        other_box = _differ(self.container_number, self.container_number_found)
        other_seal = _differ(self.seal_number_declared, self.seal_number_found)
        if self.finding is ArrivalFinding.CONFORMING and (late or other_box or other_seal):
            raise ContradictionError("finding", "late, or another container or seal than was sent: it does not conform")
        if self.finding is ArrivalFinding.LATE and self.due_at is not None and not late:
            raise ContradictionError("finding", "it was there before due_at")
        if self.finding is ArrivalFinding.MISSING and (self.container_number_found or self.seal_number_found):
            raise ContradictionError("finding", "something of it was found")


def _differ(sent: str | None, found: str | None) -> bool:
    return None not in (sent, found) and sent != found
