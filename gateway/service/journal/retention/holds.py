"""Legal holds: an act with its reason puts one, another lets it go."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from gateway.model import faults
from gateway.service.journal import acts
from gateway.service.journal.engine import insert
from gateway.service.journal.numbers import reserve
from gateway.service.journal.records import Act
from gateway.service.journal.retention.views import Hold, Target
from gateway.service.journal.retention_tables import HOLD, STANDING
from gateway.service.journal.tables import ACT, ALIAS, DELIVERY, MESSAGE

TURN = "retention"
"""Counts holds and departures, and so lets no hold come between a look at the holds and what leaves after it."""

KNOWN = {
    Target.MESSAGE: (MESSAGE.c.id,),
    Target.ALIAS: (ALIAS.c.alias,),
    Target.PARTY: (MESSAGE.c.party, DELIVERY.c.party),
}
"""Where a target is looked for, so that a misspelt one does not hold nothing in silence."""


def hold(connection: Connection, kind: Target, target: str, act: Act) -> int:
    """Put a hold; its number. One that stands already keeps its number. HOLD_TARGET_UNKNOWN, REASON_MISSING."""
    reserve(connection, TURN, 1)
    if not any(connection.execute(select(column).where(column == target).limit(1)).first() for column in KNOWN[kind]):
        raise faults.HOLD_TARGET_UNKNOWN.error(f"the journal knows no such {kind}", value=target)
    number = acts.act(connection, act, target if kind is Target.MESSAGE else None)
    row = {"kind": kind, "target": target, "act": number}
    connection.execute(insert(connection, HOLD).on_conflict_do_nothing(), row)
    mine = (HOLD.c.kind == kind) & (HOLD.c.target == target)
    return int(connection.execute(select(HOLD.c.id).where(mine, STANDING)).scalar_one())


def release(connection: Connection, number: int, act: Act) -> Hold:
    """Let a hold go: what it was. HOLD_UNKNOWN where none of this number stands, REASON_MISSING."""
    reserve(connection, TURN, 1)
    found = next((one for one in standing(connection) if one.number == number), None)
    if found is None:
        raise faults.HOLD_UNKNOWN.error("no hold of this number stands", value=str(number))
    released_by = acts.act(connection, act, found.target if found.kind is Target.MESSAGE else None)
    connection.execute(update(HOLD).where(HOLD.c.id == number).values(released_by=released_by))
    return found


def standing(connection: Connection) -> Sequence[Hold]:
    """All that stand, the oldest first."""
    query = select(HOLD.c.id, HOLD.c.kind, HOLD.c.target, ACT.c.at, ACT.c.actor, ACT.c.reason)
    rows = connection.execute(query.join(ACT, ACT.c.id == HOLD.c.act).where(STANDING).order_by(HOLD.c.id))
    return [
        Hold(number=row.id, kind=Target(row.kind), target=row.target, at=row.at, actor=row.actor, reason=row.reason)
        for row in rows
    ]
