"""The events of a time: batches out of the steps of their consignments, and what was said of results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from gateway.recognition.entries import Registry
from gateway.recognition.statistics.batches import Choice, Decided, Word, batches
from gateway.recognition.statistics.report import Event, Ways, of_batch
from gateway.recognition.statistics.rules import Measure
from gateway.recognition.steps import read
from gateway.service.journal.clearance_tables import CLEARANCE_STEP
from gateway.service.journal.consignments import ROOT
from gateway.service.journal.registry_tables import ENTRY, SUBJECT
from gateway.service.journal.tables import CONSIGNMENT, DELIVERY, MESSAGE

DECLARATION, RELEASE_MODE = "declaration", "release-mode"
"""Registries, by their names in the table."""
AT_ONCE = 500
"""Consignments: a year has more of them than memory."""
REASON_MAX = 80
"""Characters of an office's own words, by which they are counted."""


def events(connection: Connection, begin: datetime, end: datetime) -> Iterator[Event]:
    """From the first moment until before the second; of a consignment also what it had before, by which it is told."""
    yield from _of_results(connection, begin, end)
    roots = _touched(connection, begin, end)
    for at in range(0, len(roots), AT_ONCE):
        yield from _of_batches(connection, roots[at : at + AT_ONCE], end)


def _touched(connection: Connection, begin: datetime, end: datetime) -> Sequence[int]:
    """The clusters with a step in that time; its messages are found by their moment."""
    query = select(ROOT).join(CLEARANCE_STEP, CLEARANCE_STEP.c.consignment == CONSIGNMENT.c.id)
    query = query.join(MESSAGE, MESSAGE.c.id == CLEARANCE_STEP.c.message)
    within = query.where(MESSAGE.c.received_at >= begin, MESSAGE.c.received_at < end)
    return connection.execute(within.distinct().order_by(ROOT)).scalars().all()


def _of_batches(connection: Connection, roots: Sequence[int], end: datetime) -> Iterator[Event]:
    choices, decisions = _choices(connection, roots, end), _decisions(connection, roots, end)
    for root, words in _words(connection, roots, end).items():
        for batch in batches(words, choices, decisions.get(root, ())):
            yield from of_batch(batch)


def _words(connection: Connection, roots: Sequence[int], end: datetime) -> Mapping[int, Sequence[Word]]:
    query = select(CLEARANCE_STEP, MESSAGE.c.party, MESSAGE.c.answers, MESSAGE.c.received_at, ROOT.label("root"))
    query = query.join(MESSAGE, MESSAGE.c.id == CLEARANCE_STEP.c.message)
    query = query.join(CONSIGNMENT, CONSIGNMENT.c.id == CLEARANCE_STEP.c.consignment)
    found: defaultdict[int, list[Word]] = defaultdict(list)
    for row in connection.execute(_before(query, roots, end).order_by(CLEARANCE_STEP.c.id)):
        step = read(row.said, message=row.message, party=row.party, answers=row.answers or "")
        found[row.root].append(Word(step=step, at=row.received_at))
    return found


def _choices(connection: Connection, roots: Sequence[int], end: datetime) -> Mapping[str, Choice]:
    """What declarations chose, by our number of the message."""
    case = ENTRY.c.said["case"]
    said = (case["direction"].as_string().label("direction"), case["clearance_mode"].as_string().label("mode"))
    query = select(ENTRY.c.message, *said).join(CLEARANCE_STEP, CLEARANCE_STEP.c.message == ENTRY.c.message)
    query = query.join(MESSAGE, MESSAGE.c.id == ENTRY.c.message)
    query = query.join(CONSIGNMENT, CONSIGNMENT.c.id == CLEARANCE_STEP.c.consignment)
    rows = connection.execute(_before(query, roots, end).where(ENTRY.c.registry == DECLARATION))
    return {row.message: Choice(direction=row.direction or "", mode=row.mode or "") for row in rows}


def _decisions(connection: Connection, roots: Sequence[int], end: datetime) -> Mapping[int, Sequence[Decided]]:
    """By cluster; a decision stands in it by its deliveries."""
    query = select(ENTRY.c.id, ENTRY.c.said, ENTRY.c.known_at, SUBJECT.c.subject, ROOT.label("root"))
    query = query.join(MESSAGE, MESSAGE.c.id == ENTRY.c.message).join(SUBJECT, SUBJECT.c.entry == ENTRY.c.id)
    query = query.join(DELIVERY, DELIVERY.c.message == MESSAGE.c.id)
    query = query.join(CONSIGNMENT, CONSIGNMENT.c.id == DELIVERY.c.home)
    rows = connection.execute(_before(query, roots, end).where(ENTRY.c.registry == RELEASE_MODE)).all()
    numbers: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        numbers[row.id].add(row.subject)
    found: defaultdict[int, list[Decided]] = defaultdict(list)
    for row in {row.id: row for row in rows}.values():
        found[row.root].append(_decided(row.said, row.known_at, frozenset(numbers[row.id])))
    return found


def _decided(said: Mapping[str, object], at: datetime, numbers: frozenset[str]) -> Decided:
    return Decided(
        numbers=numbers,
        at=at,
        mode=str(said["mode"]),
        direct=str(said["direct_mode"] or ""),
        provisional=bool(said["provisional"]),
    )


def _before(query: Select[Any], roots: Sequence[int], end: datetime) -> Select[Any]:
    members = or_(CONSIGNMENT.c.id.in_(roots), CONSIGNMENT.c.cluster.in_(roots))
    return query.where(members, MESSAGE.c.received_at < end)


def _of_results(connection: Connection, begin: datetime, end: datetime) -> Iterator[Event]:
    """Decisions on recognition, and revocations."""
    kinds = (Registry.RECOGNITION.value, Registry.REVOCATION.value)
    query = select(ENTRY.c.registry, ENTRY.c.said, MESSAGE.c.received_at)
    query = query.join(MESSAGE, MESSAGE.c.id == ENTRY.c.message).where(ENTRY.c.registry.in_(kinds))
    within = query.where(MESSAGE.c.received_at >= begin, MESSAGE.c.received_at < end)
    for row in connection.execute(within):
        yield _of_result(Registry(row.registry), row.said, row.received_at)


def _of_result(registry: Registry, said: Mapping[str, Any], at: datetime) -> Event:
    """The conditions that are broken, else the office's words. An entry of an earlier version of ours lacks some."""
    reason = " ".join(said.get("broken", ())) or str(said.get("reason") or "")[:REASON_MAX]
    ways = Ways(office=str(said.get("office") or ""), outcome=str(said.get("outcome") or ""), reason=reason)
    measure = Measure.RECOGNITION if registry is Registry.RECOGNITION else Measure.REVOCATION
    return Event(at=at, measure=measure, ways=ways)
