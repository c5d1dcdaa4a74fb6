"""What one commit makes durable when a message is accepted: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select
from sqlalchemy import insert as plain_insert

from gateway.routing.delivery import State
from gateway.service.journal import code_updates, consignments, heads, stopping, subject_locks
from gateway.service.journal.aid import clocks
from gateway.service.journal.aid.rights import lifted
from gateway.service.journal.clearance.judging import judge
from gateway.service.journal.engine import insert
from gateway.service.journal.evidence import writing
from gateway.service.journal.learning import learn
from gateway.service.journal.records import Acceptance, Accepted, Copy, Mailbox, NewDelivery, Origin, Stopped
from gateway.service.journal.registries import keeping
from gateway.service.journal.tables import DELIVERY, DOCUMENT, IDENTITY, LEARNED, MESSAGE


def accept(connection: Connection, acceptance: Acceptance, kept: Container[str] = ()) -> Accepted | Copy:
    """Write the message, or tell what was accepted under its identity before (docs/architecture.md, rule 1).

    After a commit whose answer was lost the same acceptance may come a second time: it meets itself, and is Accepted.
    `kept`: digests of materials that need not be written, for they are in the journal.
    What the gateway says beside it is written with it. Raises FACTS_STALE, and what `lifted`, `learn`,
    `code_updates.add` and `judge` raise.
    """
    taken = insert(connection, IDENTITY).on_conflict_do_nothing().returning(IDENTITY.c.message)
    identity = {"party": acceptance.party, "number": acceptance.number, "message": acceptance.message}
    if connection.execute(taken, identity).first() is None:
        earlier = copy_of(connection, acceptance.party, acceptance.number)
        if earlier is not None and earlier.message != acceptance.message:
            return earlier
        every = (acceptance, *acceptance.beside)
        return Accepted(mailboxes=tuple(box for one in every for box in _mailboxes(connection, one.message)))
    subject_locks.lock(connection, acceptance)
    subject_locks.refuse_stale(connection, acceptance)
    done = _write(connection, acceptance, kept)
    for one in acceptance.beside:
        connection.execute(plain_insert(IDENTITY), {"party": one.party, "number": one.number, "message": one.message})
        done = _both(done, _write(connection, one, kept))
    return done


def _write(connection: Connection, acceptance: Acceptance, kept: Container[str]) -> Accepted:
    """All but the identity."""
    _write_message(connection, acceptance)
    ended = lifted(connection, acceptance)
    learn(connection, acceptance, ended.numbers)
    clocks.keep_time(connection, acceptance, ended.messages)
    if acceptance.code_update is not None:
        code_updates.add(connection, acceptance.code_update, acceptance.message)
    keeping.keep(connection, acceptance.message, acceptance.entries, acceptance.received_at)
    new = ((name, one) for name, one in acceptance.trace.materials.items() if name not in kept)
    writing.keep(connection, new, acceptance.received_at)
    writing.accepted(connection, acceptance)
    members = (
        consignments.members_of(connection, acceptance.aliases) if acceptance.deliveries or acceptance.stops else ()
    )
    broken = judge(connection, acceptance, members)
    stopped = stopping.stop(connection, acceptance, members) if acceptance.stops else Stopped()
    mailboxes = _write_deliveries(connection, acceptance, members)
    return Accepted(mailboxes=mailboxes, stopped=stopped, broken=broken)


def _both(one: Accepted, other: Accepted) -> Accepted:
    stopped = Stopped(
        superseded=(*one.stopped.superseded, *other.stopped.superseded), gone=(*one.stopped.gone, *other.stopped.gone)
    )
    mailboxes = tuple(dict.fromkeys((*one.mailboxes, *other.mailboxes)))
    return Accepted(mailboxes=mailboxes, stopped=stopped, broken=(*one.broken, *other.broken))


def copy_of(connection: Connection, party: str, number: str) -> Copy | None:
    """What was accepted under this identity, its receipt byte for byte."""
    return _copy(connection, _first(party, number))


def same_bytes(connection: Connection, party: str, number: str, raw: bytes) -> Copy | None:
    """The same, where it was these bytes."""
    return _copy(connection, _first(party, number).where(MESSAGE.c.raw == raw))


def _first(party: str, number: str) -> Select[Any]:
    return (
        select(MESSAGE.c.id, MESSAGE.c.content, MESSAGE.c.receipt)
        .join(IDENTITY, IDENTITY.c.message == MESSAGE.c.id)
        .where(IDENTITY.c.party == party, IDENTITY.c.number == number)
    )


def _copy(connection: Connection, query: Select[Any]) -> Copy | None:
    row = connection.execute(query).first()
    return None if row is None else Copy(message=row.id, content=row.content, receipt=row.receipt)


def origin(connection: Connection, party: str, references: Mapping[str, str]) -> Origin | None:
    """The message that an answer with these numbers answers: by the first of them that leads anywhere."""
    for name, number in references.items():
        query = (
            select(MESSAGE)
            .join(LEARNED, LEARNED.c.message == MESSAGE.c.id)
            .where(LEARNED.c.party == party, LEARNED.c.name == name, LEARNED.c.number == number)
        )
        row = connection.execute(query).first()
        if row is not None:
            return _origin(row)
    return None


def message_origin(connection: Connection, message: str) -> Origin | None:
    """The same of the message of that number."""
    row = connection.execute(select(MESSAGE).where(MESSAGE.c.id == message)).first()
    return None if row is None else _origin(row)


def _origin(row: Row[Any]) -> Origin:
    return Origin(message=row.id, party=row.party, link=row.link, number=row.number, references=row.bears)


def _write_message(connection: Connection, acceptance: Acceptance) -> None:
    same = ("party", "number", "link", "kind", "dialect", "received_at", "content", "answers", "receipt", "raw")
    row = {name: getattr(acceptance, name) for name in same}
    row |= {"id": acceptance.message, "bears": dict(acceptance.references), "losses": list(acceptance.losses)}
    connection.execute(plain_insert(MESSAGE), row | {"notes": dict(acceptance.notes)})


def _write_deliveries(connection: Connection, acceptance: Acceptance, members: Sequence[int]) -> tuple[Mailbox, ...]:
    """Returns the mailbox of each that waits: its head may be an earlier one, which `claim` then tells."""
    late = stopping.tombstone(connection, acceptance) if acceptance.rests_on else ""
    for new in acceptance.deliveries:
        row = _row(new, acceptance.message, members[0], acceptance.received_at)
        if not new.code:
            document = plain_insert(DOCUMENT).returning(DOCUMENT.c.id)
            row["document"] = connection.execute(document, {"bytes": new.document}).scalar_one()
        made = heads.append(connection, row, members, urgent=acceptance.stops)
        if late:
            stopping.supersede(connection, made, acceptance.message, new.number, late, acceptance.received_at)
    waiting = Counter(new.link for new in acceptance.deliveries if not (new.code or late))
    return tuple(Mailbox(link=link, consignment=members[0]) for link in waiting)


def _row(new: NewDelivery, message: str, home: int, now: datetime) -> dict[str, object]:
    dead = bool(new.code)
    return {
        "message": message,
        "link": new.link,
        "party": new.party,
        "number": new.number,
        "home": home,
        "state": State.DEAD if dead else State.WAITING,
        "created_at": now,
        "due_at": now,
        "settled_at": now if dead else None,
        "not_after": new.not_after,
        "code": new.code,
        "reason": new.reason,
        "losses": list(new.losses),
        "document": None,
        "releases": new.releases,
        "stopped_by": None,
        "replay_of": None,
    }


def _mailboxes(connection: Connection, message: str) -> tuple[Mailbox, ...]:
    query = select(DELIVERY.c.link, DELIVERY.c.home).where(DELIVERY.c.message == message).distinct()
    waiting = query.where(DELIVERY.c.state == State.WAITING)
    return tuple(Mailbox(link=row.link, consignment=row.home) for row in connection.execute(waiting))
