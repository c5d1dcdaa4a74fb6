"""What is silent or overdue, looked up by one worker at a time, and what changed since the last look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, func, or_, select, true, update

from gateway.service.journal.consignments import ROOT
from gateway.service.journal.engine import insert
from gateway.service.journal.tables import CONSIGNMENT, DELIVERY, MESSAGE, POSITION, WAITING
from gateway.service.journal.watching.views import Alarm, Ask, Changes, Overdue, What
from gateway.service.journal.watching_tables import ALARM, WATCH

TURN = "watch"
DECLARED = MESSAGE.c.kind == "declaration"
RELEASED = and_(DELIVERY.c.releases == true(), DELIVERY.c.stopped_by.is_(None))
"""What lets goods go by what it says (`gateway.routing.safety`), a status as well as an order, and was not stopped."""


def take_turn(connection: Connection, now: datetime, every: timedelta) -> bool:
    """Whether it is ours to look now; then nobody else looks before `every` is over.

    A next look further away than that was set by a clock that was wrong since: nobody waits for it.
    """
    row = {"name": TURN, "next_at": now + every}
    first = insert(connection, WATCH).on_conflict_do_nothing().returning(WATCH.c.name)
    if connection.execute(first, row).first() is not None:
        return True
    due = or_(WATCH.c.next_at <= now, WATCH.c.next_at > now + every)
    taken = update(WATCH).where(WATCH.c.name == TURN, due).values(next_at=now + every)
    return connection.execute(taken).rowcount == 1


def overdue(connection: Connection, asks: Iterable[Ask]) -> Sequence[Overdue]:
    """Whatever of all that is asked is silent or overdue."""
    return [found for ask in asks for found in _of(connection, ask)]


def settle(connection: Connection, found: Collection[Overdue], now: datetime) -> Changes:
    """Keep what was found in place of what stood: what is new in it, and what is over."""
    stood = {(one.overdue.link, one.overdue.what): one.began_at for one in alarms(connection)}
    here = {(one.link, one.what): one for one in found}
    connection.execute(delete(ALARM))
    rows = [
        {"link": link, "what": what, "began_at": stood.get((link, what), now)}
        | {"count": one.count, "oldest_at": one.oldest_at}
        for (link, what), one in here.items()
    ]
    if rows:
        connection.execute(insert(connection, ALARM), rows)
    began = tuple(one for key, one in here.items() if key not in stood)
    return Changes(began=began, ended=tuple(sorted(stood.keys() - here.keys())))


def alarms(connection: Connection) -> Sequence[Alarm]:
    """What stood at the last look, by link."""
    rows = connection.execute(select(ALARM).order_by(ALARM.c.link, ALARM.c.what))
    return [
        Alarm(
            overdue=Overdue(link=row.link, what=What(row.what), count=row.count, oldest_at=row.oldest_at),
            began_at=row.began_at,
        )
        for row in rows.mappings().all()
    ]


def _of(connection: Connection, ask: Ask) -> Iterator[Overdue]:
    if ask.silent_since is not None and _is_silent(connection, ask.link, ask.silent_since):
        yield Overdue(link=ask.link, what=What.SILENT, count=1, oldest_at=None)
    if ask.receipts_before is not None:
        yield from _counted(ask.link, What.RECEIPT, _unreceipted(connection, ask.link, ask.receipts_before))
    if ask.releases is not None:
        yield from _counted(ask.link, What.RELEASE, _unreleased(connection, ask.link, *ask.releases))


def _counted(link: str, what: What, found: tuple[int, datetime | None]) -> Iterator[Overdue]:
    count, oldest = found
    if count:
        yield Overdue(link=link, what=what, count=count, oldest_at=oldest)


def _is_silent(connection: Connection, link: str, since: datetime) -> bool:
    """Reads what came since, and nothing before it."""
    came = exists().where(MESSAGE.c.received_at >= since, MESSAGE.c.link == link)
    return not connection.execute(select(came)).scalar_one()


def _unreceipted(connection: Connection, link: str, before: datetime) -> tuple[int, datetime | None]:
    waits = (DELIVERY.c.state == WAITING, DELIVERY.c.link == link, DELIVERY.c.created_at < before)
    oldest = func.min(DELIVERY.c.created_at, type_=DELIVERY.c.created_at.type)
    row = connection.execute(select(func.count(), oldest).where(*waits)).one()
    return row[0], row[1]


def _unreleased(connection: Connection, link: str, since: datetime, until: datetime) -> tuple[int, datetime | None]:
    """Declarations in consignments of which no release came since the first of them."""
    of_link = (MESSAGE.c.link == link, MESSAGE.c.received_at < until)
    declared = connection.execute(_placed(DECLARED, since).where(*of_link)).all()
    released = {row.root for row in connection.execute(_placed(RELEASED, since))}
    done = {row.id for row in declared if row.root in released}
    waits = {row.id: row.received_at for row in declared if row.id not in done}
    return len(waits), min(waits.values(), default=None)


def _placed(which: ColumnElement[bool], since: datetime) -> Select[Any]:
    """These messages that came from `since`, with the cluster of each consignment they are about."""
    query = select(MESSAGE.c.id, MESSAGE.c.received_at, ROOT.label("root")).select_from(MESSAGE)
    query = query.join(DELIVERY, DELIVERY.c.message == MESSAGE.c.id)
    query = query.join(POSITION, POSITION.c.delivery == DELIVERY.c.id)
    query = query.join(CONSIGNMENT, CONSIGNMENT.c.id == POSITION.c.consignment)
    return query.where(which, MESSAGE.c.received_at >= since)
