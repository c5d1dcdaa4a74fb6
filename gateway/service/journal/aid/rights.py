"""Whether who lifts an alert or a control may: looked up before the lift is taken as anybody's word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from gateway.model import faults
from gateway.recognition.entries import Registry
from gateway.recognition.lifting import Said, lifts_by_right
from gateway.service.journal.records import Acceptance
from gateway.service.journal.registry_tables import ENTRY, SUBJECT
from gateway.service.journal.tables import MESSAGE

REASON = "only the office that issued it lifts it, or the one above that"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """What a message lifts."""

    messages: tuple[str, ...] = ()
    """Ours, of the alerts and controls."""
    numbers: frozenset[str] = frozenset()
    """Of those of another party, below the lifter's office."""


def lifted(connection: Connection, acceptance: Acceptance) -> Lifted:
    """What it lifts by right.

    LIFT_NOT_YOURS where something bears the number and none of it is the lifter's to lift, or where the document itself
    names an office that the lifter is not above. What is not known yet is nobody's to refuse: a lift may overtake its
    order, and then counts where it is by right.
    """
    messages: list[str] = []
    numbers: set[str] = set()
    for entry in (one for one in acceptance.entries if one.registry is Registry.LIFT):
        lift = Said(party=acceptance.party, office=entry.said["office"])
        named = Said(party=acceptance.party, office=entry.said.get("of", ""))
        if not lifts_by_right(lift, named, acceptance.conduct):
            raise faults.LIFT_NOT_YOURS.error(REASON, value=lift.office)
        for number in entry.said["numbers"]:
            issued = _issued(connection, number)
            mine = [(message, alert) for message, alert in issued if lifts_by_right(lift, alert, acceptance.conduct)]
            if issued and not mine:
                raise faults.LIFT_NOT_YOURS.error(REASON, value=lift.office or None)
            messages += [message for message, _ in mine]
            numbers |= {number for _, alert in mine if alert.party != lift.party}
    return Lifted(messages=tuple(dict.fromkeys(messages)), numbers=frozenset(numbers))


def _issued(connection: Connection, number: str) -> Sequence[tuple[str, Said]]:
    """Who issued the alerts and controls of this number, with our numbers of their messages."""
    query = (
        select(ENTRY.c.message, ENTRY.c.said, MESSAGE.c.party)
        .join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
        .join(MESSAGE, MESSAGE.c.id == ENTRY.c.message)
        .where(SUBJECT.c.subject == number, ENTRY.c.registry == Registry.ALERT.value)
        .order_by(ENTRY.c.id)
    )
    rows = connection.execute(query)
    return [(row.message, Said(party=row.party, office=row.said.get("office", ""))) for row in rows]
