"""Goods under way to an inland port: who sent them, when they left, whether they came, and by when they must.

A journey is told piece by piece, by transit declarations, decisions, gates, tracks, seals and checks on arrival, in
whatever order they come; what is due follows from all that is known, and from the moment at which it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import singledispatch

from gateway.model.choices import Direction
from gateway.model.declaration import Declaration
from gateway.model.kind import CHINA, OfDeclaration
from gateway.model.release_mode import DirectMode, ReleaseModeDecision
from gateway.model.transit import (
    ArrivalCheck,
    ArrivalFinding,
    Gate,
    GateAct,
    OnTheRoad,
    Seal,
    SealAct,
    Track,
    TrackAct,
    TransitDeclaration,
)
from gateway.recognition.pack import Inland
from gateway.recognition.rule import in_force


class Act(StrEnum):
    """What can happen."""

    ORDERED = "road-ordered"
    LEFT = "road-left"
    ARRIVED = "road-arrived"
    TROUBLE = "road-trouble"
    """A seal that broke, another box or seal than was sent, goods that are late or missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One word about a journey. `container` "": all that the numbers name."""

    act: Act
    numbers: tuple[str, ...]
    container: str = ""
    office: str = ""
    """Where it happened; of an order, where the goods come from ("": wherever they are)."""
    to: str = ""
    """Of an order: the office they go to."""
    at: datetime | None = None
    due_at: datetime | None = None
    finding: str = ""
    """Of trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What should have arrived and has not."""

    left: Move
    to: str
    due_at: datetime


@singledispatch
def moves(_body: object) -> tuple[Move, ...]:
    """() for a kind that says nothing of the road."""
    return ()


@moves.register
def _transit(body: TransitDeclaration) -> tuple[Move, ...]:
    if body.direction is not Direction.IMPORT:
        return ()
    numbers, due_at = (*_numbers(body), *_one(body.transit_number)), body.transit.valid_until
    move = Move(act=Act.ORDERED, numbers=numbers, office=body.origin_office, to=body.destination_office, due_at=due_at)
    return (move,) if numbers else ()


@moves.register
def _declaration(body: Declaration) -> tuple[Move, ...]:
    """The customs family has the transit inside the declaration."""
    to, transit = body.destination_office, body.transit
    if transit is None or body.draft or not to or body.direction is not Direction.IMPORT:
        return ()
    numbers = (*body.references().values(), *_one(transit.number))
    move = Move(act=Act.ORDERED, numbers=numbers, office=body.port_office or "", to=to, due_at=transit.valid_until)
    return (move,) if numbers else ()


@moves.register
def _decided(body: ReleaseModeDecision) -> tuple[Move, ...]:
    """进口直通: the decision is the order. Its site is the office of the destination."""
    numbers = _numbers(body)
    if body.provisional or body.direct_mode is not DirectMode.IMPORT_THROUGH or not body.site or not numbers:
        return ()
    return (Move(act=Act.ORDERED, numbers=numbers, to=body.site),)


@moves.register
def _gate(body: Gate) -> tuple[Move, ...]:
    """An empty box is no goods."""
    act = Act.LEFT if body.act is GateAct.OUT else Act.ARRIVED
    return () if body.empty else _told(body, act)


@moves.register
def _track(body: Track) -> tuple[Move, ...]:
    if body.act is TrackAct.DEPARTURE:
        return _told(body, Act.LEFT, due_at=body.due_at)
    return _told(body, Act.TROUBLE, finding=body.act.value) if body.act is TrackAct.LATE else ()


@moves.register
def _seal(body: Seal) -> tuple[Move, ...]:
    return _told(body, Act.TROUBLE, finding="seal-broken") if body.act is SealAct.BROKEN else ()


@moves.register
def _check(body: ArrivalCheck) -> tuple[Move, ...]:
    arrived = () if body.finding is ArrivalFinding.MISSING else _told(body, Act.ARRIVED)
    wrong = body.finding is not ArrivalFinding.CONFORMING
    return (*arrived, *(_told(body, Act.TROUBLE, finding=body.finding.value) if wrong else ()))


def _told(body: OnTheRoad, act: Act, *, due_at: datetime | None = None, finding: str = "") -> tuple[Move, ...]:
    numbers = (*_numbers(body), *_one(body.transit_number))
    box = body.container_number or ""
    move = Move(act=act, numbers=numbers, container=box, office=body.office, at=body.at, due_at=due_at, finding=finding)
    return (move,) if numbers else ()


def _numbers(body: OfDeclaration) -> tuple[str, ...]:
    return tuple(str(getattr(body, name)) for name in OfDeclaration.NUMBERS if getattr(body, name))


def _one(number: str | None) -> tuple[str, ...]:
    return (number,) if number else ()


def due(known: Iterable[Move], now: datetime, ports: Sequence[Inland]) -> tuple[Late, ...]:
    """What left a sea port for an inland one, was due before `now`, and is not there; the longest due first."""
    told = tuple(known)
    late = (one for left in told if left.act is Act.LEFT for one in _late(left, told, ports))
    return tuple(sorted((one for one in set(late) if one.due_at < now), key=lambda one: (one.due_at, one.left.numbers)))


def _late(left: Move, told: Sequence[Move], ports: Sequence[Inland]) -> Iterator[Late]:
    order, port = next(_orders(left, told, ports), (None, None))
    if order is None or port is None or left.at is None:
        return
    if not any(_arrived(one, left, order.to) for one in told):
        by_rule = left.at + timedelta(hours=port.arrival_hours)
        yield Late(left=left, to=order.to, due_at=left.due_at or order.due_at or by_rule)


def _orders(left: Move, told: Sequence[Move], ports: Sequence[Inland]) -> Iterator[tuple[Move, Inland]]:
    """The last word first: who sends goods elsewhere says so again."""
    if left.at is None:
        return
    there = in_force(ports, left.at.astimezone(CHINA).date())
    for order in reversed(told):
        if order.act is Act.ORDERED and _of_one(order, left) and order.office in ("", left.office):
            yield from ((order, port) for port in there if port.office == order.to and left.office in port.extends)


def _arrived(one: Move, left: Move, to: str) -> bool:
    later = one.at is not None and left.at is not None and one.at >= left.at
    return one.act is Act.ARRIVED and one.office == to and later and _of_one(one, left)


def _of_one(one: Move, other: Move) -> bool:
    """Whether both are about one box of one consignment."""
    same_box = "" in (one.container, other.container) or one.container == other.container
    return same_box and bool(set(one.numbers) & set(other.numbers))
