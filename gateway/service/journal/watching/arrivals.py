"""What left lately, with everything that was said of the same numbers: from it follows what should have arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from gateway.recognition.entries import Registry
from gateway.recognition.road import Act, Move
from gateway.service.journal.registries.keeping import known
from gateway.service.journal.registry_tables import ENTRY
from gateway.service.journal.tables import MESSAGE
from gateway.service.journal.watching.views import Journeys

MOVE: TypeAdapter[Move] = TypeAdapter(Move)
TELLING = ("gate", "track")
"""Kinds that tell of a departure."""
AT_ONCE = 500
"""Numbers asked for in one query: SQLite has a bound."""


def journeys(connection: Connection, since: datetime) -> Journeys:
    """Departures told from `since`, each with its link, and all words about their numbers in the order they came."""
    of_road = (ENTRY.c.registry == Registry.ROAD.value, MESSAGE.c.received_at >= since, MESSAGE.c.kind.in_(TELLING))
    query = select(ENTRY.c.said, MESSAGE.c.link).join(MESSAGE, MESSAGE.c.id == ENTRY.c.message).where(*of_road)
    told = [(MOVE.validate_python(row.said), row.link) for row in connection.execute(query.order_by(ENTRY.c.id))]
    left = {move: link for move, link in told if move.act is Act.LEFT}
    numbers = sorted({number for move in left for number in move.numbers})
    return Journeys(links=left, moves=tuple(_said(connection, numbers)))


def _said(connection: Connection, numbers: Sequence[str]) -> Iterator[Move]:
    parts = (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
    found = {one.number: one.entry for some in parts for one in known(connection, some, None)}
    for _, entry in sorted(found.items()):
        if entry.registry is Registry.ROAD:
            yield MOVE.validate_python(dict(entry.said))
