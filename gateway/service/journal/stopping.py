"""A word that goods stay supersedes every release of their consignments that is not out yet, in its own commit.

A revocation, which overtakes, supersedes the result it takes back too: its receiver would hear the result last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select, update

from gateway.recognition.entries import Registry
from gateway.routing.delivery import UNSENT, State
from gateway.service.journal import acts, heads
from gateway.service.journal.records import Acceptance, Act, Stopped
from gateway.service.journal.registry_tables import ENTRY, SUBJECT
from gateway.service.journal.tables import DELIVERY, MESSAGE, POSITION


def stop(connection: Connection, acceptance: Acceptance, members: Sequence[int]) -> Stopped:
    """Supersede what waits; mark what is on its way or was delivered, so that it is followed and never sent again."""
    rows = _stopped(connection, acceptance, members)
    superseded = [row for row in rows if row.state in UNSENT and row.claimed_until is None]
    gone = [row for row in rows if row.releases and _left(row)]
    marked = update(DELIVERY).where(DELIVERY.c.id.in_([row.id for row in rows]))
    connection.execute(marked.values(stopped_by=acceptance.message))
    for row in superseded:
        supersede(connection, row.id, row.message, row.number, acceptance.message, acceptance.received_at)
    for row in gone:
        follow(connection, row.message, row.number, acceptance.message, acceptance.received_at)
    return Stopped(superseded=_messages(superseded), gone=_messages(gone))


def supersede(connection: Connection, delivery: int, message: str, number: str, by: str, now: datetime) -> None:
    """Make one release superseded for good, and write so into its timeline."""
    reason = f"stopped by {by}"
    heads.settle(connection, delivery, State.SUPERSEDED, now, code="", reason=reason)
    acts.act(connection, Act(at=now, actor="gateway", verb="supersede", target=number, reason=reason), message)


def follow(connection: Connection, message: str, number: str, by: str, now: datetime) -> None:
    """Write that a release was, or may have been, out of our hands when it was stopped.

    One that was tried in vain may have arrived all the same: only its answer was lost.
    """
    reason = f"sent, or on its way, when {by} stopped it: go after the goods"
    acts.act(connection, Act(at=now, actor="gateway", verb="follow-up", target=number, reason=reason), message)


def tombstone(connection: Connection, acceptance: Acceptance) -> str:
    """The message that revoked the result this one rests on before it came; "" where none did.

    Only its issuer's word: another party may have a result of the same number.
    """
    issuers = select(MESSAGE.c.party).where(MESSAGE.c.id == (acceptance.answers or acceptance.message))
    query = (
        select(ENTRY.c.message)
        .join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
        .join(MESSAGE, MESSAGE.c.id == ENTRY.c.message)
        .where(SUBJECT.c.subject == acceptance.rests_on, ENTRY.c.registry == Registry.REVOCATION.value)
        .where(MESSAGE.c.party.in_(issuers))
        .order_by(ENTRY.c.id)
        .limit(1)
    )
    return str(connection.execute(query).scalar() or "")


def _stopped(connection: Connection, acceptance: Acceptance, members: Sequence[int]) -> Sequence[Row[Any]]:
    """What nothing stopped yet, locked: releases of these consignments, and the result with what recognises it."""
    touched = DELIVERY.c.id.in_(select(POSITION.c.delivery).where(POSITION.c.consignment.in_(members)))
    revoked = [one.said["number"] for one in acceptance.entries if one.registry is Registry.REVOCATION]
    issued = _about(revoked, Registry.RESULT).join(MESSAGE, MESSAGE.c.id == ENTRY.c.message)
    the_result = DELIVERY.c.message.in_(issued.where(MESSAGE.c.party == acceptance.party))
    recognised = DELIVERY.c.message.in_(_about(revoked, Registry.RECOGNITION))
    query = (
        select(DELIVERY)
        .where(or_((touched | recognised) & DELIVERY.c.releases, the_result), DELIVERY.c.stopped_by.is_(None))
        .where(DELIVERY.c.message != acceptance.message)
        .order_by(DELIVERY.c.id)
        .with_for_update()
    )
    return connection.execute(query).all()


def _about(results: Sequence[str], registry: Registry) -> Select[Any]:
    """The messages that made an entry about these results."""
    made = select(ENTRY.c.message).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
    return made.where(SUBJECT.c.subject.in_(results), ENTRY.c.registry == registry.value)


def _left(row: Row[Any]) -> bool:
    """Whether it is, or may be, out of our hands."""
    return bool(row.state == State.DELIVERED or (row.state in UNSENT and row.attempts))


def _messages(rows: Sequence[Row[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.message for row in rows))
