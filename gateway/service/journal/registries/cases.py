"""Declared cases as the registries keep them, each with what was known of it at a moment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, func, select

from gateway.model.kind import CHINA
from gateway.recognition.facts import Case, Facts
from gateway.recognition.filed import first_import, imports
from gateway.recognition.gathering import asked, gather, led_to
from gateway.recognition.reading_facts import FACTS
from gateway.service.journal.registries import keeping
from gateway.service.journal.registry_tables import ENTRY, SUBJECT

CASE: TypeAdapter[Case] = TypeAdapter(Case)
DECLARATION, DECISION = "declaration", "decision"
"""Registries, by their names in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One declaration that was accepted; the day of its case is that of its last decision, else the one it came on."""

    name: str
    known_at: datetime
    message: str
    case: Case


def facts(connection: Connection, case: Case, before: Facts, at: datetime | None) -> Facts:
    """`before`, and what the registries add for the case, as known at that moment; None: now."""
    first = keeping.known(connection, asked(case), at)
    results = led_to(first)
    more = keeping.known(connection, results, at) if results else ()
    return gather(case, list({one.number: one for one in (*first, *more)}.values()), before)


def declared(connection: Connection, number: str, at: datetime | None) -> Recorded | None:
    """The last declaration that bears the number, of those known then."""
    query = _entries().join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id).where(SUBJECT.c.subject == number)
    query = query if at is None else query.where(ENTRY.c.known_at <= at)
    row = connection.execute(query.order_by(ENTRY.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    one = _recorded(row.said, row.known_at, row.message)
    record = _record(connection, one.case, at)
    on = date.fromisoformat(record["on"]) if record else one.case.on
    return replace(one, case=replace(one.case, on=on))


def traffic(
    connection: Connection, begin: datetime | None, end: datetime | None, before: Facts
) -> Sequence[tuple[str, Case, Facts]]:
    """Every declaration of that time, in the order they came, with the facts of its last decision.

    One that was never decided here: with what was known when it came.
    """
    query = _entries()
    if begin is not None:
        query = query.where(ENTRY.c.known_at >= begin)
    if end is not None:
        query = query.where(ENTRY.c.known_at < end)
    rows = connection.execute(query.order_by(ENTRY.c.id)).all()
    return [_case(connection, _recorded(row.said, row.known_at, row.message), before) for row in rows]


def _case(connection: Connection, one: Recorded, before: Facts) -> tuple[str, Case, Facts]:
    record = _record(connection, one.case, None)
    if record is None:
        return one.name, one.case, known_of(connection, one, before, one.known_at)
    used = FACTS.validate_json(json.dumps(record["facts"]))
    return one.name, replace(one.case, on=date.fromisoformat(record["on"])), used


def _record(connection: Connection, case: Case, at: datetime | None) -> Mapping[str, Any] | None:
    """By what the declaration was decided last, of what was known then."""
    query = select(ENTRY.c.said).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
    query = query.where(ENTRY.c.registry == DECISION, SUBJECT.c.subject.in_(sorted(case.numbers)))
    query = query if at is None else query.where(ENTRY.c.known_at <= at)
    row = connection.execute(query.order_by(ENTRY.c.id.desc()).limit(1)).first()
    return None if row is None else row.said


def known_of(connection: Connection, one: Recorded, before: Facts, at: datetime | None) -> Facts:
    """The facts of a recorded case. What `before` leaves open of a first import, its earlier declarations tell."""
    if before.first_import is None:
        before = replace(before, first_import=first_import(one.case, frozenset(_seen(connection, one.case, at))))
    return facts(connection, one.case, before, at)


def _entries() -> Select[Any]:
    return select(ENTRY.c.said, ENTRY.c.known_at, ENTRY.c.message).where(ENTRY.c.registry == DECLARATION)


def _recorded(said: Mapping[str, Any], known_at: datetime, message: str) -> Recorded:
    on = known_at.astimezone(CHINA).date()
    case = CASE.validate_python({**said["case"], "on": on})
    name = next(iter(said["numbers"].values()), message)
    return Recorded(name=name, known_at=known_at, message=message, case=case)


def _seen(connection: Connection, case: Case, at: datetime | None) -> Iterator[str]:
    """The imports of before: those entries that came before the first of this declaration itself."""
    query = select(func.min(ENTRY.c.id)).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
    mine = query.where(ENTRY.c.registry == DECLARATION, SUBJECT.c.subject.in_(sorted(case.numbers)))
    own = connection.execute(mine).scalar()
    for subject in imports(case):
        earlier = select(ENTRY.c.id).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id).where(SUBJECT.c.subject == subject)
        earlier = earlier if own is None else earlier.where(ENTRY.c.id < own)
        earlier = earlier if at is None else earlier.where(ENTRY.c.known_at <= at)
        if connection.execute(earlier.limit(1)).first() is not None:
            yield subject
