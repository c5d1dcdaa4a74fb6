"""Mailboxes in SQL: positions without gaps, the head of each, and what comes up when a head is final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, func, or_, select, update
from sqlalchemy import insert as plain_insert

from gateway.routing.delivery import FINAL, State
from gateway.service.journal.records import Due, Mailbox
from gateway.service.journal.tables import DELIVERY, OPEN, PAUSE, POSITION, WAITING

EARLIER = POSITION.alias("earlier")
MINE = POSITION.alias("mine")

FIRST_OPEN = (
    select(func.min(EARLIER.c.position))
    .where(EARLIER.c.link == MINE.c.link, EARLIER.c.consignment == MINE.c.consignment, EARLIER.c.state == OPEN)
    .where(or_(EARLIER.c.urgent, ~MINE.c.urgent))
    .scalar_subquery()
)
BLOCKED = exists().where(MINE.c.delivery == DELIVERY.c.id, MINE.c.position > FIRST_OPEN)
"""Some predecessor in some mailbox of the delivery is not final: it may not be sent. Before a hold only holds count.

By a minimum and not by a join, which SQLite would turn round when it takes open positions for few.
"""

PAUSED = exists().where(PAUSE.c.link == DELIVERY.c.link)
SENDABLE_AT = case(
    (DELIVERY.c.claimed_until > DELIVERY.c.due_at, DELIVERY.c.claimed_until), else_=DELIVERY.c.due_at
).label("sendable_at")
"""When the schedule and the last claim, if it was never concluded, both allow it."""


def append(connection: Connection, row: Mapping[str, object], members: Sequence[int], *, urgent: bool = False) -> int:
    """Write a delivery and give it the last position of each of its mailboxes; returns its id."""
    fresh = dict(row) | {"attempts": 0, "base": 0, "claimed_until": None, "worker": None}
    delivery: int = connection.execute(plain_insert(DELIVERY).returning(DELIVERY.c.id), fresh).scalar_one()
    positions = [
        {
            "link": row["link"],
            "consignment": member,
            "position": _last(connection, str(row["link"]), member) + 1,
            "delivery": delivery,
            "state": "open",
            "urgent": urgent,
        }
        for member in members
    ]
    connection.execute(plain_insert(POSITION), positions)
    return delivery


def head(connection: Connection, mailbox: Mailbox) -> Row[Any] | None:
    """The mailbox's first delivery that is not final, locked; with `blocked`, `paused` and `sendable_at`.

    A hold that may be sent comes before whatever else waits, a dead letter among it.
    """
    hold = connection.execute(head_query(mailbox).where(POSITION.c.urgent)).first()
    if hold is not None and hold.state == State.WAITING and not hold.blocked:
        return hold
    return connection.execute(head_query(mailbox)).first()


def head_query(mailbox: Mailbox) -> Select[Any]:
    """Steps to the first open position by the partial index, however many are over."""
    return (
        select(DELIVERY, BLOCKED.label("blocked"), PAUSED.label("paused"), SENDABLE_AT)
        .join(POSITION, POSITION.c.delivery == DELIVERY.c.id)
        .where(POSITION.c.link == mailbox.link, POSITION.c.consignment == mailbox.consignment, POSITION.c.state == OPEN)
        .order_by(POSITION.c.position)
        .limit(1)
        .with_for_update(of=DELIVERY)
    )


def mailboxes(connection: Connection, delivery: int) -> tuple[Mailbox, ...]:
    """Those in which the delivery holds a position, its home first."""
    query = select(POSITION.c.link, POSITION.c.consignment).where(POSITION.c.delivery == delivery)
    rows = connection.execute(query.order_by(POSITION.c.consignment))
    return tuple(Mailbox(link=row.link, consignment=row.consignment) for row in rows)


def busy_until(connection: Connection, delivery: int, now: datetime) -> datetime | None:
    """Until when another delivery of the same mailboxes may be on its way; None: none is.

    A hold that overtakes waits for it: a release that is being sent might arrive behind the hold.
    """
    beside = (
        select(DELIVERY.c.claimed_until)
        .join(EARLIER, EARLIER.c.delivery == DELIVERY.c.id)
        .join(MINE, (MINE.c.link == EARLIER.c.link) & (MINE.c.consignment == EARLIER.c.consignment))
        .where(MINE.c.delivery == delivery, EARLIER.c.delivery != delivery, EARLIER.c.state == OPEN)
        .where(DELIVERY.c.state == WAITING, DELIVERY.c.claimed_until > now)
        .order_by(DELIVERY.c.claimed_until.desc())
        .limit(1)
    )
    until: datetime | None = connection.execute(beside).scalar()
    return until


def is_urgent(connection: Connection, delivery: int) -> bool:
    """Whether it is of a word that goods stay."""
    return bool(connection.execute(select(POSITION.c.urgent).where(POSITION.c.delivery == delivery)).scalar())


def settle(connection: Connection, delivery: int, state: State, now: datetime, **also: object) -> None:
    """Make a delivery final or dead; a final one no longer holds back what stands behind it."""
    values = {"state": state, "settled_at": now, "claimed_until": None} | also
    connection.execute(update(DELIVERY).where(DELIVERY.c.id == delivery).values(**values))
    if state in FINAL:
        connection.execute(update(POSITION).where(POSITION.c.delivery == delivery).values(state="final"))


def coming_up(connection: Connection, among: Iterable[Mailbox]) -> tuple[Due, ...]:
    """The heads of these mailboxes that may be sent, now or later.

    One that a pause, a dead letter or another mailbox holds back is left out: the end of that brings it up.
    """
    found = ((mailbox, head(connection, mailbox)) for mailbox in among)
    return tuple(
        Due(mailbox=mailbox, due_at=row.sendable_at)
        for mailbox, row in found
        if row is not None and row.state == State.WAITING and not row.blocked and not row.paused
    )


def due(connection: Connection, now: datetime, limit: int, links: Sequence[str] | None) -> Sequence[Due]:
    """Heads that wait and that no running claim holds, the longest due first."""
    query = due_query(now, limit)
    if links is not None:
        query = query.where(DELIVERY.c.link.in_(links))
    rows = connection.execute(query)
    return [Due(mailbox=Mailbox(link=row.link, consignment=row.home), due_at=row.due_at) for row in rows]


def due_query(now: datetime, limit: int) -> Select[Any]:
    """Walks the partial index of waiting deliveries in the order of their moments, and nothing that is final."""
    return (
        select(DELIVERY.c.link, DELIVERY.c.home, DELIVERY.c.due_at)
        .where(DELIVERY.c.state == WAITING, _unclaimed(now), ~BLOCKED, ~PAUSED)
        .order_by(DELIVERY.c.due_at)
        .limit(limit)
    )


def _unclaimed(now: datetime) -> ColumnElement[bool]:
    return or_(DELIVERY.c.claimed_until.is_(None), DELIVERY.c.claimed_until <= now)


def _last(connection: Connection, link: str, consignment: int) -> int:
    here = and_(POSITION.c.link == link, POSITION.c.consignment == consignment)
    last: int = connection.execute(select(func.coalesce(func.max(POSITION.c.position), 0)).where(here)).scalar_one()
    return last
