"""One message with all that happened to it, told in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from gateway.routing.delivery import State, Verdict
from gateway.service.journal.listing import message_row, states_of
from gateway.service.journal.records import Act
from gateway.service.journal.tables import ACT, ATTEMPT, DELIVERY, DOCUMENT, MESSAGE
from gateway.service.journal.views import AttemptView, DeliveryView, Event, MessageView


def message(connection: Connection, number: str) -> MessageView | None:
    """The message of our number with its documents, attempts and acts."""
    row = connection.execute(select(MESSAGE).where(MESSAGE.c.id == number)).first()
    if row is None:
        return None
    deliveries, acts = _deliveries(connection, number), _acts(connection, number)
    return MessageView(
        row=message_row(row, states_of(connection, [number]).get(number, {})),
        content=row.content,
        answers=row.answers,
        references=row.bears,
        losses=tuple(row.losses),
        notes=row.notes,
        raw=row.raw,
        receipt=row.receipt,
        deliveries=deliveries,
        acts=acts,
        timeline=_timeline(row, deliveries, acts),
    )


def _deliveries(connection: Connection, number: str) -> tuple[DeliveryView, ...]:
    query = (
        select(DELIVERY, DOCUMENT.c.bytes)
        .join(DOCUMENT, DOCUMENT.c.id == DELIVERY.c.document, isouter=True)
        .where(DELIVERY.c.message == number)
        .order_by(DELIVERY.c.id)
    )
    tries = _attempts(connection, number)
    return tuple(_delivery(row, tries[row.id]) for row in connection.execute(query))


def _delivery(row: Row[Any], attempts: Sequence[AttemptView]) -> DeliveryView:
    same = ("link", "party", "number", "code", "reason", "created_at", "due_at", "not_after", "settled_at")
    return DeliveryView(
        delivery_id=row.id,
        state=State(row.state),
        claimed_until=row.claimed_until,
        replay_of=row.replay_of,
        losses=tuple(row.losses),
        document=row.bytes or b"",
        attempts=tuple(attempts),
        **{name: row._mapping[name] for name in same},
    )


def _attempts(connection: Connection, number: str) -> Mapping[int, Sequence[AttemptView]]:
    query = (
        select(ATTEMPT)
        .join(DELIVERY, DELIVERY.c.id == ATTEMPT.c.delivery)
        .where(DELIVERY.c.message == number)
        .order_by(ATTEMPT.c.delivery, ATTEMPT.c.attempt)
    )
    found: defaultdict[int, list[AttemptView]] = defaultdict(list)
    same = ("attempt", "worker", "began_at", "ended_at", "code", "reason", "receipt")
    for row in connection.execute(query).mappings():
        view = AttemptView(verdict=Verdict(row["verdict"]), **{name: row[name] for name in same})
        found[row["delivery"]].append(view)
    return found


def _acts(connection: Connection, number: str) -> tuple[Act, ...]:
    columns = (ACT.c.at, ACT.c.actor, ACT.c.verb, ACT.c.target, ACT.c.reason)
    rows = connection.execute(select(*columns).where(ACT.c.message == number).order_by(ACT.c.id)).mappings()
    return tuple(Act(**row) for row in rows)


def _timeline(row: Row[Any], deliveries: Sequence[DeliveryView], acts: Sequence[Act]) -> tuple[Event, ...]:
    events = [
        Event(at=row.received_at, what="received", detail=f"{row.kind} {row.number} from {row.party}, {row.dialect}")
    ]
    for delivery in deliveries:
        events.extend(_of_delivery(delivery))
    events.extend(Event(at=act.at, what=act.verb, detail=f"{act.target} by {act.actor}: {act.reason}") for act in acts)
    return tuple(sorted(events, key=lambda event: event.at))


def _of_delivery(delivery: DeliveryView) -> Iterator[Event]:
    name = f"{delivery.number} to {delivery.link}"
    if delivery.document:
        yield Event(at=delivery.created_at, what="queued", detail=name)
    for one in delivery.attempts:
        told = " ".join(word for word in (one.verdict.value, one.code, one.reason) if word)
        yield Event(at=one.ended_at, what="attempt", detail=f"{name}, {one.attempt}: {told}")
    if delivery.settled_at is not None:
        told = " ".join(word for word in (name, delivery.code, delivery.reason) if word)
        yield Event(at=delivery.settled_at, what=delivery.state.value, detail=told)
