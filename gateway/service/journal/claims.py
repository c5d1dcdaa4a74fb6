"""Taking the head of a mailbox: the only licence to send it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, update

from gateway.routing.delivery import Delivery, State, at_claim
from gateway.service.journal import acts, heads, stopping
from gateway.service.journal.records import Act, Claimed, Due, Mailbox
from gateway.service.journal.tables import DELIVERY, DOCUMENT, MESSAGE


def claim(connection: Connection, mailbox: Mailbox, worker: str, now: datetime, lease_s: float) -> Claimed | Due | None:
    """Claim the head; a Due says when to ask again; None: nothing to send until something else brings it up.

    None where the mailbox is empty, parked by a dead letter, its link paused, or its head stands behind another
    delivery in another of its mailboxes: the `conclude` or `skip` that ends that returns this head. A head whose time
    is over expires here, and the next is tried; what it freed in other mailboxes the sweeper finds.
    """
    while (row := heads.head(connection, mailbox)) is not None:
        if row.state != State.WAITING or row.paused:
            return None
        if row.claimed_until is not None and row.claimed_until > now:
            return Due(mailbox=mailbox, due_at=row.claimed_until)
        delivery = at_claim(delivery_of(row), now)
        if row.stopped_by is not None:  # its worker died while it was on its way
            stopping.supersede(connection, row.id, row.message, row.number, row.stopped_by, now)
        elif delivery.state is State.WAITING:
            return _take_or_wait(connection, mailbox, row, delivery, worker, now, lease_s)
        else:
            _expire(connection, row, now)
    return None


def _expire(connection: Connection, row: Row[Any], now: datetime) -> None:
    reason = f"it was to be sent until {row.not_after.isoformat()}"
    heads.settle(connection, row.id, State.EXPIRED, now)
    acts.act(connection, Act(at=now, actor="gateway", verb="expire", target=row.number, reason=reason), row.message)


def delivery_of(row: Row[Any]) -> Delivery:
    """A row in the state machine's words: attempts since the last redelivery."""
    return Delivery(
        state=State(row.state),
        attempts=row.attempts - row.base,
        due_at=row.due_at,
        not_after=row.not_after,
        code=row.code,
        reason=row.reason,
    )


def _take_or_wait(
    connection: Connection,
    mailbox: Mailbox,
    row: Row[Any],
    delivery: Delivery,
    worker: str,
    now: datetime,
    lease_s: float,
) -> Claimed | Due | None:
    if row.blocked:
        return None
    if row.due_at > now:
        return Due(mailbox=mailbox, due_at=row.due_at)
    busy = heads.busy_until(connection, row.id, now) if heads.is_urgent(connection, row.id) else None
    if busy is not None:
        return Due(mailbox=mailbox, due_at=busy)
    attempt = row.base + delivery.attempts
    until = now + timedelta(seconds=lease_s)
    taken = update(DELIVERY).where(DELIVERY.c.id == row.id)
    connection.execute(taken.values(attempts=attempt, claimed_until=until, worker=worker))
    return _claimed(connection, row, delivery, attempt)


def _claimed(connection: Connection, row: Row[Any], delivery: Delivery, attempt: int) -> Claimed:
    query = (
        select(MESSAGE.c.kind, DOCUMENT.c.bytes)
        .select_from(DELIVERY)
        .join(MESSAGE, MESSAGE.c.id == DELIVERY.c.message)
        .join(DOCUMENT, DOCUMENT.c.id == DELIVERY.c.document)
        .where(DELIVERY.c.id == row.id)
    )
    sent = connection.execute(query).one()
    return Claimed(
        delivery_id=row.id,
        attempt=attempt,
        delivery=delivery,
        link=row.link,
        number=row.number,
        message=row.message,
        kind=sent.kind,
        document=sent.bytes,
        mailboxes=heads.mailboxes(connection, row.id),
    )
