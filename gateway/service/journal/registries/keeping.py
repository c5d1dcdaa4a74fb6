"""Entries written with the message that said them, and read as they were known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy import insert as plain_insert

from gateway.recognition.entries import Entry, Registry
from gateway.recognition.gathering import Kept
from gateway.service.journal.registry_tables import ENTRY, SUBJECT
from gateway.service.journal.tables import MESSAGE


def keep(connection: Connection, message: str, entries: Sequence[Entry], known_at: datetime) -> None:
    """In the transaction that accepts the message: what was not accepted is not known."""
    for one in entries:
        row = {"registry": one.registry.value, "known_at": known_at, "message": message, "said": dict(one.said)}
        number = connection.execute(plain_insert(ENTRY).returning(ENTRY.c.id), row).scalar_one()
        subjects = [{"subject": name, "entry": number} for name in dict.fromkeys(one.subjects)]
        if subjects:  # a document may bear no number by which anybody would ask for it
            connection.execute(plain_insert(SUBJECT), subjects)


def known(connection: Connection, subjects: Collection[str], at: datetime | None) -> Sequence[Kept]:
    """The entries about any of these subjects, in the order in which they came; `at`: those known then, None: all."""
    about = select(SUBJECT.c.entry).where(SUBJECT.c.subject.in_(sorted(subjects)))
    query = select(ENTRY, SUBJECT.c.subject, MESSAGE.c.party).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
    query = query.join(MESSAGE, MESSAGE.c.id == ENTRY.c.message).where(ENTRY.c.id.in_(about))
    if at is not None:
        query = query.where(ENTRY.c.known_at <= at)
    found: dict[int, tuple[Registry, dict[str, object], str, list[str]]] = {}
    for row in connection.execute(query.order_by(ENTRY.c.id, SUBJECT.c.subject)):
        found.setdefault(row.id, (Registry(row.registry), row.said, row.party, []))[3].append(row.subject)
    return [
        Kept(number=number, entry=Entry(registry=registry, subjects=tuple(names), said=said), party=party)
        for number, (registry, said, party, names) in found.items()
    ]
