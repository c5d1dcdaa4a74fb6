"""Lists and figures for the operations API, metrics and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from gateway.routing.delivery import FINAL, State
from gateway.service.journal.records import Filter, Refusal
from gateway.service.journal.tables import DEAD, DELIVERY, MESSAGE, OPEN, POSITION, REFUSAL, WAITING
from gateway.service.journal.views import DeadLetter, Invariant, MessageRow

HEADINGS = (
    MESSAGE.c.id,
    MESSAGE.c.party,
    MESSAGE.c.number,
    MESSAGE.c.link,
    MESSAGE.c.kind,
    MESSAGE.c.dialect,
    MESSAGE.c.received_at,
)

OLDEST_WAITING = (
    select(DELIVERY.c.link, func.min(DELIVERY.c.created_at).label("since"))
    .where(DELIVERY.c.state == WAITING)
    .group_by(DELIVERY.c.link)
)


def messages(connection: Connection, wanted: Filter) -> Sequence[MessageRow]:
    """Newest number first."""
    query = select(*HEADINGS).where(*_conditions(wanted)).order_by(MESSAGE.c.id.desc()).limit(wanted.limit)
    rows = connection.execute(query).all()
    states = states_of(connection, [row.id for row in rows])
    return [message_row(row, states[row.id]) for row in rows]


def message_row(row: Any, states: Mapping[str, State]) -> MessageRow:  # noqa: ANN401 - a row of HEADINGS, or more
    """A row of the message table in a reader's words."""
    same = {name: getattr(row, name) for name in ("party", "number", "link", "kind", "dialect", "received_at")}
    return MessageRow(message=row.id, states=states, **same)


def states_of(connection: Connection, numbers: Sequence[str]) -> Mapping[str, Mapping[str, State]]:
    """By message and link; where a link has several deliveries, of the latest."""
    query = select(DELIVERY.c.message, DELIVERY.c.link, DELIVERY.c.state).where(DELIVERY.c.message.in_(numbers))
    found: defaultdict[str, dict[str, State]] = defaultdict(dict)
    for row in connection.execute(query.order_by(DELIVERY.c.id)):
        found[row.message][row.link] = State(row.state)
    return found


def refusals(connection: Connection, limit: int, link: str | None, security: bool | None) -> Sequence[Refusal]:
    """Newest first; those beyond a day's quota are only counted and not here."""
    query = select(REFUSAL).order_by(REFUSAL.c.id.desc()).limit(limit)
    if link is not None:
        query = query.where(REFUSAL.c.link == link)
    if security is not None:
        query = query.where(REFUSAL.c.security == security)
    return [Refusal(**{k: v for k, v in row.items() if k != "id"}) for row in connection.execute(query).mappings()]


def dead(connection: Connection, limit: int, link: str | None) -> Sequence[DeadLetter]:
    """Oldest first: what is parked longest holds back most."""
    query = (
        select(DELIVERY, MESSAGE.c.kind)
        .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message)
        .where(DELIVERY.c.state == DEAD)
        .order_by(DELIVERY.c.settled_at, DELIVERY.c.id)
        .limit(limit)
    )
    if link is not None:
        query = query.where(DELIVERY.c.link == link)
    same = ("message", "link", "party", "number", "kind", "code", "reason", "attempts")
    return [
        DeadLetter(
            delivery_id=row["id"],
            dead_at=row["settled_at"],
            writable=row["document"] is not None,
            **{name: row[name] for name in same},
        )
        for row in connection.execute(query).mappings()
    ]


def counts(connection: Connection) -> Mapping[tuple[str, State], int]:
    """Deliveries by link and state."""
    query = select(DELIVERY.c.link, DELIVERY.c.state, func.count().label("n")).group_by(
        DELIVERY.c.link, DELIVERY.c.state
    )
    return {(row.link, State(row.state)): row.n for row in connection.execute(query)}


def oldest_waiting(connection: Connection) -> Mapping[str, datetime]:
    """By link, since when its longest-waiting delivery waits."""
    return {row.link: row.since for row in connection.execute(OLDEST_WAITING)}


def invariant(connection: Connection) -> Invariant:
    """Counted row by row, each figure its own way; reads everything: for tests and for operators who ask."""
    total = connection.execute(select(func.count()).select_from(DELIVERY)).scalar_one()
    by_state = select(DELIVERY.c.state, func.count().label("n")).where(DELIVERY.c.state.in_(list(State)))
    rows = connection.execute(by_state.group_by(DELIVERY.c.state))
    wrong = or_(
        DELIVERY.c.state.in_(FINAL) & (POSITION.c.state == OPEN),
        DELIVERY.c.state.not_in(FINAL) & (POSITION.c.state != OPEN),
    )
    joined = select(func.count()).select_from(POSITION).join(DELIVERY, DELIVERY.c.id == POSITION.c.delivery)
    misplaced = connection.execute(joined.where(wrong)).scalar_one()
    return Invariant(deliveries=total, by_state={State(row.state): row.n for row in rows}, misplaced=misplaced)


def _conditions(wanted: Filter) -> Sequence[ColumnElement[bool]]:
    given = ((build, getattr(wanted, name)) for name, build in CONDITIONS.items())
    return [build(value) for build, value in given if value is not None]


def _linked(link: str) -> ColumnElement[bool]:
    return or_(MESSAGE.c.link == link, exists().where(DELIVERY.c.message == MESSAGE.c.id, DELIVERY.c.link == link))


def _in_state(state: State) -> ColumnElement[bool]:
    return exists().where(DELIVERY.c.message == MESSAGE.c.id, DELIVERY.c.state == state)


def _numbered(number: str) -> ColumnElement[bool]:
    """By our number, the sender's, or that of an outgoing document: each has its index."""
    sent = select(DELIVERY.c.message).where(DELIVERY.c.number == number)
    return or_(MESSAGE.c.id == number, MESSAGE.c.number == number, MESSAGE.c.id.in_(sent))


CONDITIONS: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
    "link": _linked,
    "kind": lambda kind: MESSAGE.c.kind == kind,
    "state": _in_state,
    "number": _numbered,
    "since": lambda since: MESSAGE.c.received_at >= since,
    "until": lambda until: MESSAGE.c.received_at < until,
    "before": lambda before: MESSAGE.c.id < before,
}
"""By the names of Filter."""
