"""Entries written with the message that said them, and read as they were known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy import insert as plain_insert

from gateway.recognition.entries import Entry, Registry
from gateway.recognition.gathering import Kept
from gateway.service.journal.registry_tables import ENTRY, SUBJECT
from gateway.service.journal.tables import MESSAGE

PROVEN = frozenset({"certificate", "document.certificate"})
"""Notes of an acceptance that name the certificate by which it was believed."""
RESTED_ON = frozenset(Registry) - {Registry.DECLARATION, Registry.DECISION}
"""An entry of these that came after a decision had read the registries makes the decision stale. Another declaration of
the same enterprise does not: at worst both are judged as its first import, which is the stricter way."""


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
    return _kept(connection, select(SUBJECT.c.entry).where(SUBJECT.c.subject.in_(sorted(subjects))), at)


def said_by(connection: Connection, message: str) -> Sequence[Kept]:
    """The entries that one message brought."""
    return _kept(connection, select(ENTRY.c.id).where(ENTRY.c.message == message), None)


def seen(connection: Connection, subjects: Collection[str], before: int | None, at: datetime | None) -> frozenset[str]:
    """Those subjects that have an entry, of those known then, and before the entry of that number if one is given."""
    return frozenset(one for one in subjects if connection.execute(_any(one, before, at)).first() is not None)


def newest(connection: Connection, subjects: Collection[str]) -> int:
    """The number of the last entry about any of these subjects on which a decision may rest; 0: there is none."""
    query = select(func.max(ENTRY.c.id)).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
    rests = ENTRY.c.registry.in_(sorted(one.value for one in RESTED_ON))
    return int(connection.execute(query.where(SUBJECT.c.subject.in_(sorted(subjects)), rests)).scalar() or 0)


def _any(subject: str, before: int | None, at: datetime | None) -> Select[Any]:
    query = select(ENTRY.c.id).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id).where(SUBJECT.c.subject == subject)
    if before is not None:
        query = query.where(ENTRY.c.id < before)
    return (query if at is None else query.where(ENTRY.c.known_at <= at)).limit(1)


def _kept(connection: Connection, about: Select[Any], at: datetime | None) -> Sequence[Kept]:
    query = (
        select(ENTRY, SUBJECT.c.subject, MESSAGE.c.link, MESSAGE.c.notes)
        .join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
        .outerjoin(MESSAGE, MESSAGE.c.id == ENTRY.c.message)
        .where(ENTRY.c.id.in_(about))
    )
    if at is not None:
        query = query.where(ENTRY.c.known_at <= at)
    found: dict[int, tuple[Row[Any], list[str]]] = {}
    for row in connection.execute(query.order_by(ENTRY.c.id, SUBJECT.c.subject)):
        found.setdefault(row.id, (row, []))[1].append(row.subject)
    return [_one(row, names) for row, names in found.values()]


def _one(row: Row[Any], subjects: Sequence[str]) -> Kept:
    entry = Entry(registry=Registry(row.registry), subjects=tuple(subjects), said=row.said)
    proven = any(name in PROVEN for name in row.notes or ())
    return Kept(number=row.id, entry=entry, message=row.message, link=row.link or "", proven=proven)
