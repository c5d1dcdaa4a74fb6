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
from gateway.model.kind import OfDeclaration
from gateway.model.movement import Transit


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitDeclaration(OfDeclaration):
    """转关申报单 by itself; in a declaration of the customs family it stands inside the declaration."""

    KIND: ClassVar[str] = "transit-declaration"
    OFFICES: ClassVar[tuple[str, ...]] = ("origin_office", "destination_office")
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transit_number")

    direction: Direction
    origin_office: str
    """进境地/启运地."""
    destination_office: str
    """指运地/出境地."""
    transit_number: str | None = None
    transit: Transit
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitStatus(OfDeclaration):
    """What the office did with a transit declaration (TRN_RESULT)."""

    KIND: ClassVar[str] = "transit-status"
    ANSWERS: ClassVar[bool] = True
    ISSUER: ClassVar[str] = "office"
    OFFICES: ClassVar[tuple[str, ...]] = ("office",)
    NUMBERS: ClassVar[tuple[str, ...]] = (*OfDeclaration.NUMBERS, "transit_number")

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
    electronic: bool | None = None


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
    """核销: the destination's word on what arrived."""

    KIND: ClassVar[str] = "arrival-check"
    ISSUER: ClassVar[str] = "office"

    finding: ArrivalFinding
    seal_number_declared: str | None = None
    seal_number_found: str | None = None
    due_at: datetime | None = None
