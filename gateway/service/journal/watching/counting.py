"""A day of one link, counted from the journal; and what became of single numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from gateway.model.watch import Flow, Heartbeat, Reconcile
from gateway.routing.delivery import State
from gateway.service.journal.tables import DELIVERY, MESSAGE, REFUSAL
from gateway.service.journal.watching.views import Counted, Fate

UNCOUNTED = (Reconcile.KIND, Heartbeat.KIND)
"""What only watches the link: a statement that counted itself would never agree with the other side's."""
ASKED = 500
"""Numbers of one query: both engines bound the parameters of a statement."""


def day(connection: Connection, link: str, since: datetime, until: datetime) -> Sequence[Counted]:
    """What came over the link, and what its receiver gave a receipt for, from `since` until before `until`."""
    came = select(MESSAGE.c.kind, MESSAGE.c.number, MESSAGE.c.id).where(
        MESSAGE.c.link == link, MESSAGE.c.received_at >= since, MESSAGE.c.received_at < until
    )
    went = (
        select(MESSAGE.c.kind, DELIVERY.c.number, MESSAGE.c.id)
        .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message)
        .where(DELIVERY.c.link == link, DELIVERY.c.state == State.DELIVERED)
        .where(DELIVERY.c.settled_at >= since, DELIVERY.c.settled_at < until)
    )
    counted = MESSAGE.c.kind.not_in(UNCOUNTED)
    rows = [(flow, row) for flow, query in ((Flow.RECEIVED, came), (Flow.SENT, went))
            for row in connection.execute(query.where(counted))]  # fmt: skip
    found = {
        (flow, row.number): Counted(kind=row.kind, flow=flow, number=row.number, message=row.id) for flow, row in rows
    }
    return list(found.values())  # once each: what was sent again bears the number of the first


def sent(connection: Connection, link: str, numbers: Collection[str]) -> Mapping[str, Fate]:
    """By number, what became of the latest delivery that bears it; one that was delivered before is delivered."""
    query = select(
        MESSAGE.c.kind,
        DELIVERY.c.number,
        DELIVERY.c.message,
        DELIVERY.c.state,
        DELIVERY.c.settled_at.label("at"),
        DELIVERY.c.releases,
    )
    query = query.join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message).where(DELIVERY.c.link == link)
    found: dict[str, Fate] = {}
    for row in _rows(connection, query.order_by(DELIVERY.c.id), DELIVERY.c.number, numbers):
        before = found.get(row.number)
        if before is None or before.state is not State.DELIVERED:
            found[row.number] = Fate(
                kind=row.kind, message=row.message, state=State(row.state), at=row.at, releases=row.releases
            )
    return found


def received(connection: Connection, link: str, numbers: Collection[str]) -> Mapping[str, Fate]:
    """By number, when it was accepted over the link."""
    query = select(MESSAGE.c.kind, MESSAGE.c.number, MESSAGE.c.id, MESSAGE.c.received_at).where(MESSAGE.c.link == link)
    rows = _rows(connection, query, MESSAGE.c.number, numbers)
    return {row.number: Fate(kind=row.kind, message=row.id, state=None, at=row.received_at) for row in rows}


def refused(
    connection: Connection, link: str, since: datetime, until: datetime, numbers: Collection[str]
) -> Mapping[str, str]:
    """By number, the code under which the link's documents of that time were refused last."""
    query = select(REFUSAL.c.number, REFUSAL.c.code).where(
        REFUSAL.c.link == link, REFUSAL.c.at >= since, REFUSAL.c.at < until
    )
    rows = _rows(connection, query.order_by(REFUSAL.c.id), REFUSAL.c.number, numbers)
    return {row.number: row.code for row in rows}


def statements(connection: Connection, link: str, since: datetime, limit: int) -> Sequence[tuple[bytes, datetime]]:
    """The statements that came over the link from `since`, newest first: bytes as they came, and when."""
    query = select(MESSAGE.c.raw, MESSAGE.c.received_at).where(
        MESSAGE.c.link == link, MESSAGE.c.kind == Reconcile.KIND, MESSAGE.c.received_at >= since
    )
    rows = connection.execute(query.order_by(MESSAGE.c.received_at.desc(), MESSAGE.c.id.desc()).limit(limit))
    return [(row.raw, row.received_at) for row in rows]


def _rows(connection: Connection, query: Select[Any], column: Any, numbers: Collection[str]) -> Iterator[Row[Any]]:  # noqa: ANN401  (a column of either table)
    asked = sorted(numbers)
    for at in range(0, len(asked), ASKED):
        yield from connection.execute(query.where(column.in_(asked[at : at + ASKED])))
