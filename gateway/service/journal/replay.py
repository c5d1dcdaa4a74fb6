"""What an operator does about one delivery: redeliver the same bytes under the same number, or skip a dead letter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from gateway.model import faults
from gateway.routing.delivery import State
from gateway.service.journal import acts, heads
from gateway.service.journal.records import Act, Due
from gateway.service.journal.tables import DELIVERY


def redeliver(connection: Connection, message: str, link: str, act: Act, now: datetime) -> tuple[Due, ...]:
    """Send the message's latest delivery to this link again, and say which mailboxes that brings up.

    A dead letter waits again in its place, its backoff from the beginning. What is final stays so: a new delivery of
    the same number and bytes stands last in the same mailboxes. A `not_after` that is over is lifted, but of a release.
    DELIVERY_UNKNOWN, ALREADY_WAITING, STOPPED, NO_DOCUMENT, RETIRED, REASON_MISSING.
    """
    row = _latest(connection, message, link)
    if row.state == State.WAITING:
        raise faults.ALREADY_WAITING.error("the delivery already waits to be sent", value=row.number)
    if row.stopped_by is not None:
        raise faults.STOPPED.error(f"{row.stopped_by} stopped it", value=row.number)
    if row.document is None:
        if not row.code:
            raise faults.RETIRED.error("its originals left the journal", value=row.number)
        raise faults.NO_DOCUMENT.error(f"it could not be written for {link}: {row.reason}", value=row.number)
    acts.act(connection, act, message)
    again = _anew(row, now)
    if row.state == State.DEAD:
        connection.execute(update(DELIVERY).where(DELIVERY.c.id == row.id).values(base=row.attempts, **again))
        return heads.coming_up(connection, heads.mailboxes(connection, row.id)[:1])
    places = heads.mailboxes(connection, row.id)
    kept = ("message", "link", "party", "number", "home", "losses", "document", "releases")
    same = {name: row._mapping[name] for name in kept}
    members = [one.consignment for one in places]
    fresh = same | again | {"replay_of": row.id, "created_at": now}
    heads.append(connection, fresh, members, urgent=heads.is_urgent(connection, row.id))
    return heads.coming_up(connection, places[:1])


def skip(connection: Connection, message: str, link: str, act: Act, now: datetime) -> tuple[Due, ...]:
    """Give up a dead letter for good, which frees its mailboxes: returns what comes up.

    DELIVERY_UNKNOWN, NOT_DEAD, REASON_MISSING.
    """
    row = _latest(connection, message, link)
    if row.state != State.DEAD:
        raise faults.NOT_DEAD.error(f"the delivery is {row.state}", value=row.number)
    acts.act(connection, act, message)
    heads.settle(connection, row.id, State.SKIPPED, now)
    return heads.coming_up(connection, heads.mailboxes(connection, row.id))


def _latest(connection: Connection, message: str, link: str) -> Row[Any]:
    query = select(DELIVERY).where(DELIVERY.c.message == message, DELIVERY.c.link == link)
    row = connection.execute(query.order_by(DELIVERY.c.id.desc()).limit(1).with_for_update()).first()
    if row is None:
        raise faults.DELIVERY_UNKNOWN.error(f"no delivery of this message to {link}", value=message)
    return row


def _anew(row: Row[Any], now: datetime) -> dict[str, object]:
    over = row.not_after is not None and row.not_after <= now
    not_after = None if over and not row.releases else row.not_after
    fresh: dict[str, object] = {"state": State.WAITING, "due_at": now, "settled_at": None, "code": "", "reason": ""}
    return fresh | {"not_after": not_after}
