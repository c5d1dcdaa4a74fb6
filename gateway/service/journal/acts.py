"""What operators did, links paused among it; and what was refused at the door, under quota."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Connection, delete, select
from sqlalchemy import insert as plain_insert

from gateway.model import faults
from gateway.service.journal.engine import insert
from gateway.service.journal.evidence import writing
from gateway.service.journal.records import Act, Refusal
from gateway.service.journal.tables import ACT, PAUSE, REFUSAL, REFUSAL_COUNT

HEAD_BYTES = 4096
"""Of a refused document: enough to see what it was. docs/architecture.md, rule 4."""


def act(connection: Connection, done: Act, message: str | None = None, document: bytes | None = None) -> int:
    """Write what was done, and to which message, with which new bytes; REASON_MISSING without a reason."""
    if not done.reason.strip():
        raise faults.REASON_MISSING.error("an act is journalled with its reason", value=done.verb)
    writing.acted(connection, done, message, document)
    row = {"at": done.at, "actor": done.actor, "verb": done.verb, "target": done.target, "reason": done.reason}
    number: int = connection.execute(plain_insert(ACT).returning(ACT.c.id), row | {"message": message}).scalar_one()
    return number


def pause(connection: Connection, link: str, done: Act) -> None:
    """From now on no delivery of the link is claimed; harmless when repeated."""
    row = {"link": link, "act": act(connection, done)}
    connection.execute(insert(connection, PAUSE).on_conflict_do_nothing(), row)


def resume(connection: Connection, link: str, done: Act) -> None:
    """Claims are given again; harmless when the link was not paused."""
    act(connection, done)
    connection.execute(delete(PAUSE).where(PAUSE.c.link == link))


def paused(connection: Connection) -> frozenset[str]:
    """The links that are paused."""
    return frozenset(connection.execute(select(PAUSE.c.link)).scalars())


def refuse(connection: Connection, refusal: Refusal, kept_per_day: int) -> None:
    """Count the refusal, and keep it while it is within the day's quota of its link.

    Security events have their own quota, and so has what nobody proved to have sent: a stranger's rubbish on a link
    must not use up what is kept of the link's own party.
    """
    new = insert(connection, REFUSAL_COUNT)
    counted = new.on_conflict_do_update(
        index_elements=["link", "day", "security"], set_={"refusals": REFUSAL_COUNT.c.refusals + 1}
    ).returning(REFUSAL_COUNT.c.refusals)
    counter = refusal.link if refusal.party else f"{refusal.link}?"
    today = {"link": counter, "day": refusal.at.strftime("%Y%m%d"), "security": refusal.security, "refusals": 1}
    if connection.execute(counted, today).scalar_one() <= kept_per_day:
        row = {field.name: getattr(refusal, field.name) for field in fields(refusal)}
        connection.execute(plain_insert(REFUSAL), row | {"head": refusal.head[:HEAD_BYTES]})
