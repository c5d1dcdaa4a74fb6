"""The clocks of enforcement aid: started and stopped in the transaction that accepts a message, read by the watch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, select, update
from sqlalchemy import insert as plain_insert

from gateway.model.aid import AidReply
from gateway.recognition.acknowledging import Awaited, due
from gateway.service.journal import acts
from gateway.service.journal.clearance_tables import AID_CLOCK
from gateway.service.journal.records import Acceptance, Act
from gateway.service.journal.tables import MESSAGE

OPEN = AID_CLOCK.c.answered_at.is_(None)


def keep_time(connection: Connection, acceptance: Acceptance, lifted: Collection[str] = ()) -> None:
    """Start a clock for every receiver of what asks for acknowledgement; stop those that this message answers.

    Any answer of a party stops its clock. `lifted`: messages whose alerts this one lifts, which nobody needs to answer.
    """
    if acceptance.kind == AidReply.KIND and acceptance.answers:
        _stop(connection, acceptance.answers, acceptance.received_at, party=acceptance.party)
    for message in lifted:
        _stop(connection, message, acceptance.received_at)
    asked = acceptance.acknowledge
    if asked is not None and acceptance.deliveries:
        until = {"due_at": asked.due_at, "expires_at": asked.expires_at, "answered_at": None, "told_at": None}
        same = {"message": acceptance.message, "kind": acceptance.kind, **until}
        rows = [{**same, "link": one.link, "party": one.party} for one in acceptance.deliveries]
        connection.execute(plain_insert(AID_CLOCK), rows)


def open_clocks(connection: Connection, limit: int) -> Sequence[Awaited]:
    """What nobody answered yet, the first due first."""
    return _read(connection, _query().order_by(AID_CLOCK.c.due_at, AID_CLOCK.c.message, AID_CLOCK.c.link).limit(limit))


def late(connection: Connection, now: datetime) -> Sequence[Awaited]:
    """What is overdue at this moment."""
    return due(_read(connection, _query().where(AID_CLOCK.c.due_at <= now)), now)


def tell(connection: Connection, now: datetime) -> Sequence[Awaited]:
    """What is overdue and was not told before; it stands in its message's timeline from now on."""
    untold = _query().where(AID_CLOCK.c.due_at <= now, AID_CLOCK.c.told_at.is_(None))
    found = due(_read(connection, untold), now)
    for one in found:
        mine = (AID_CLOCK.c.message == one.message) & (AID_CLOCK.c.link == one.link)
        connection.execute(update(AID_CLOCK).where(mine).values(told_at=now))
        reason = f"not acknowledged until {one.due_at.isoformat()}"
        acts.act(connection, Act(at=now, actor="gateway", verb="overdue", target=one.link, reason=reason), one.message)
    return found


def _stop(connection: Connection, message: str, at: datetime, *, party: str = "") -> None:
    stopped = update(AID_CLOCK).where(AID_CLOCK.c.message == message, OPEN)
    connection.execute((stopped.where(AID_CLOCK.c.party == party) if party else stopped).values(answered_at=at))


def _query() -> Select[tuple[object, ...]]:
    return select(AID_CLOCK, MESSAGE.c.received_at).join(MESSAGE, MESSAGE.c.id == AID_CLOCK.c.message).where(OPEN)


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> Sequence[Awaited]:
    return [
        Awaited(
            message=row.message,
            kind=row.kind,
            link=row.link,
            since=row.received_at,
            due_at=row.due_at,
            expires_at=row.expires_at,
            answered_at=row.answered_at,
        )
        for row in connection.execute(query)
    ]
