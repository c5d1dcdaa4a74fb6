"""What the registries know of one message: read once, before the gateway says anything by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from gateway.model.alerts import ControlOrder
from gateway.model.declaration import Declaration
from gateway.model.message import Body
from gateway.model.results import InspectionResult, ResultRevocation
from gateway.model.status import DeclarationStatus
from gateway.recognition.entries import Registry
from gateway.recognition.filed import Filed, filed, imports, read_filed
from gateway.recognition.gathering import Kept, asked, led_to
from gateway.routing.delivery import State
from gateway.service.journal.consignments import ROOT
from gateway.service.journal.registries import keeping
from gateway.service.journal.tables import ALIAS, CONSIGNMENT, DELIVERY, MESSAGE, POSITION

RELEASING = ("release-order", "release-executed", "declaration-status", "two-stage-status")
"""Kinds by which goods are let go; a recognition or a mode lets nothing go by itself."""
NAMING = InspectionResult | ResultRevocation | ControlOrder
"""Kinds that name the declarations they are about, or a result by which these are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All of it, and how it was asked for."""

    entries: Sequence[Kept]
    imported: frozenset[str]
    released: frozenset[str]
    asked: tuple[str, ...]
    newest: int


def heard(connection: Connection, body: Body, answers: str) -> Known | None:
    """None for a message that the gateway says nothing to."""
    if not isinstance(body, Declaration | DeclarationStatus | NAMING):
        return None
    start = set(body.references().values()) if isinstance(body, NAMING) else set()
    first = keeping.known(connection, start, None) if start else ()
    cases = [*_declared(body), *_filed(_declarations(connection, body, answers, first))]
    subjects = start | {name for one in cases for name in asked(one.case)}
    if not subjects:
        return None
    known = {one.number: one for one in (*first, *keeping.known(connection, subjects, None))}
    subjects |= set(led_to(known.values()))
    known |= {one.number: one for one in keeping.known(connection, subjects, None)}
    entries = [known[number] for number in sorted(known)]
    own = min((one.number for one in entries if _bears(one, cases)), default=None)
    seen = keeping.seen(connection, {name for one in cases for name in imports(one.case)}, own, None)
    about = {one.message for one in entries if one.entry.registry in (Registry.RECOGNITION, Registry.DECLARATION)}
    return Known(
        entries=entries,
        imported=seen,
        released=released(connection, about) if isinstance(body, ResultRevocation) else frozenset(),
        asked=tuple(sorted(subjects)),
        newest=keeping.newest(connection, subjects),
    )


def _declared(body: Body) -> Iterable[Filed]:
    return (filed(body, date.min),) if isinstance(body, Declaration) else ()


def _filed(entries: Iterable[Kept]) -> Iterable[Filed]:
    return (read_filed(one.entry.said, date.min) for one in entries if one.entry.registry is Registry.DECLARATION)


def _declarations(connection: Connection, body: Body, answers: str, first: Sequence[Kept]) -> Sequence[Kept]:
    """The declarations that a message is about, be it by what used a result."""
    if isinstance(body, DeclarationStatus):
        return keeping.said_by(connection, answers) if answers else ()
    uses = {str(one.entry.said["used_for"]) for one in first if one.entry.registry is Registry.RECOGNITION} - {""}
    return (*first, *keeping.known(connection, uses, None)) if uses else first


def _bears(one: Kept, cases: Sequence[Filed]) -> bool:
    """Whether it is one of these declarations itself, which is no earlier import."""
    own = one.entry.registry is Registry.DECLARATION
    return own and any(set(one.entry.subjects) & each.case.numbers for each in cases)


def consignments(connection: Connection, messages: Collection[str]) -> Sequence[int]:
    """All in whose order these messages stand, with those that were tied to them."""
    stands = select(POSITION.c.consignment).join(DELIVERY, DELIVERY.c.id == POSITION.c.delivery)
    named = select(ALIAS.c.consignment).where(ALIAS.c.alias.in_([f"message:{one}" for one in messages]))
    own = or_(CONSIGNMENT.c.id.in_(stands.where(DELIVERY.c.message.in_(messages))), CONSIGNMENT.c.id.in_(named))
    roots = connection.execute(select(ROOT).where(own).distinct()).scalars().all()
    of_roots = or_(CONSIGNMENT.c.id.in_(roots), CONSIGNMENT.c.cluster.in_(roots))
    return connection.execute(select(CONSIGNMENT.c.id).where(of_roots)).scalars().all()


def aliases(connection: Connection, messages: Collection[str]) -> frozenset[str]:
    """Names of the consignments in which these messages stand."""
    query = select(ALIAS.c.alias).where(ALIAS.c.consignment.in_(consignments(connection, messages)))
    return frozenset(connection.execute(query).scalars())


def released(connection: Connection, messages: Collection[str]) -> frozenset[str]:
    """Those of the messages whose goods somebody let go, or may have: the word of it left us."""
    return frozenset(one for one in messages if _left(connection, consignments(connection, (one,))))


def _left(connection: Connection, members: Sequence[int]) -> bool:
    query = (
        select(DELIVERY.c.id)
        .join(POSITION, POSITION.c.delivery == DELIVERY.c.id)
        .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message)
        .where(POSITION.c.consignment.in_(members), DELIVERY.c.releases, MESSAGE.c.kind.in_(RELEASING))
        .where(or_(DELIVERY.c.state == State.DELIVERED.value, DELIVERY.c.attempts > 0))
    )
    return connection.execute(query.limit(1)).first() is not None
