"""How an attempt ended: always recorded, and obeyed only where the fence allows (docs/architecture.md, rule 6)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, select, update

from gateway.routing.delivery import Delivery, State, Verdict
from gateway.service.journal import heads, stopping
from gateway.service.journal.engine import insert
from gateway.service.journal.evidence import writing
from gateway.service.journal.records import Attempt, Claimed, Due
from gateway.service.journal.tables import ATTEMPT, DELIVERY


def conclude(connection: Connection, claimed: Claimed, delivery: Delivery, attempt: Attempt) -> tuple[Due, ...]:
    """Record the attempt; if it still counts, the delivery becomes `delivery`. Returns what may now be sent, and when.

    A release that was stopped while it was on its way is not tried again.

    It counts while the claim's attempt is the latest and the delivery waits. Delivered counts always, except against a
    final state: the receiver has it, whatever a younger attempt or a dead letter says.
    """
    _record(connection, claimed, attempt)
    writing.attempted(connection, claimed, attempt)
    known = connection.execute(select(DELIVERY.c.stopped_by).where(_obeys(claimed, delivery)).with_for_update()).first()
    if known is None:
        return ()
    if known.stopped_by is not None and delivery.state is not State.DELIVERED:
        by, at = known.stopped_by, attempt.ended_at
        stopping.supersede(connection, claimed.delivery_id, claimed.message, claimed.number, by, at)
        return heads.coming_up(connection, claimed.mailboxes)
    if delivery.state is State.WAITING:
        _again(connection, claimed.delivery_id, delivery)
        return heads.coming_up(connection, claimed.mailboxes[:1])
    heads.settle(
        connection, claimed.delivery_id, delivery.state, attempt.ended_at, code=delivery.code, reason=delivery.reason
    )
    return heads.coming_up(connection, claimed.mailboxes)


def _obeys(claimed: Claimed, delivery: Delivery) -> ColumnElement[bool]:
    mine = DELIVERY.c.id == claimed.delivery_id
    if delivery.state is State.DELIVERED:
        return mine & DELIVERY.c.state.in_((State.WAITING, State.DEAD))
    return mine & (DELIVERY.c.attempts == claimed.attempt) & (DELIVERY.c.state == State.WAITING)


def _again(connection: Connection, delivery_id: int, delivery: Delivery) -> None:
    told = {"due_at": delivery.due_at, "code": delivery.code, "reason": delivery.reason, "claimed_until": None}
    connection.execute(update(DELIVERY).where(DELIVERY.c.id == delivery_id).values(**told))


def _record(connection: Connection, claimed: Claimed, attempt: Attempt) -> None:
    """A second word about an attempt replaces the first only to say delivered: an uncertain one was reconciled."""
    new = insert(connection, ATTEMPT)
    words = ("worker", "began_at", "ended_at", "verdict", "code", "reason", "receipt")
    kept = new.on_conflict_do_update(
        index_elements=["delivery", "attempt"],
        set_={word: new.excluded[word] for word in words},
        where=new.excluded.verdict == Verdict.DELIVERED,
    )
    row = {
        "delivery": claimed.delivery_id,
        "attempt": claimed.attempt,
        "worker": attempt.worker,
        "began_at": attempt.began_at,
        "ended_at": attempt.ended_at,
        "verdict": attempt.outcome.verdict,
        "code": attempt.outcome.code,
        "reason": attempt.outcome.reason,
        "receipt": attempt.outcome.receipt,
    }
    connection.execute(kept, row)
