"""What leaves together, looked up a page of messages at a time: the whole of a consignment, or nothing of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from gateway.routing.delivery import FINAL
from gateway.service.journal.consignments import ROOT
from gateway.service.journal.evidence.tables import RECORD, UNSEALED
from gateway.service.journal.retention.holds import standing
from gateway.service.journal.retention.views import Group, Target
from gateway.service.journal.retention_tables import RETIRED
from gateway.service.journal.tables import ALIAS, CONSIGNMENT, DELIVERY, MESSAGE, POSITION

Members = Mapping[str, Collection[str]]
"""Messages of a group, by its key."""
WHOLE = (MESSAGE.c.id, MESSAGE.c.party, MESSAGE.c.kind, MESSAGE.c.received_at, RETIRED.c.message.label("left"))


def page(connection: Connection, after: str, before: datetime, limit: int) -> Sequence[str]:
    """Messages with their originals that came before `before`, in the order of their numbers behind `after`."""
    query = select(MESSAGE.c.id).join(RETIRED, RETIRED.c.message == MESSAGE.c.id, isouter=True)
    old = query.where(MESSAGE.c.id > after, MESSAGE.c.received_at < before, RETIRED.c.message.is_(None))
    return connection.execute(old.order_by(MESSAGE.c.id).limit(limit)).scalars().all()


def groups(connection: Connection, messages: Collection[str], *, lock: bool = False) -> Sequence[Group]:
    """The groups of these messages, each once and whole. `lock`: nothing joins them before the commit."""
    roots = _roots(connection, messages)
    members = _members(connection, set(roots.values()), lock=lock)
    alone = {message: {message} for message in messages if message not in roots}
    whole = {**{str(root): found for root, found in members.items()}, **alone}
    return _told(connection, whole, held_consignments(connection))


def _roots(connection: Connection, messages: Collection[str]) -> Mapping[str, int]:
    query = select(DELIVERY.c.message, ROOT.label("root")).join(CONSIGNMENT, CONSIGNMENT.c.id == DELIVERY.c.home)
    return {row.message: row.root for row in connection.execute(query.where(DELIVERY.c.message.in_(messages)))}


def _members(connection: Connection, roots: Collection[int], *, lock: bool) -> Mapping[int, set[str]]:
    """All messages of the clusters. Every delivery has its positions, so that these find them by their key."""
    query = select(CONSIGNMENT.c.id, ROOT.label("root")).where(
        or_(CONSIGNMENT.c.id.in_(roots), CONSIGNMENT.c.cluster.in_(roots))
    )
    rows = connection.execute(query.order_by(CONSIGNMENT.c.id).with_for_update() if lock else query).all()
    root_of = {row.id: row.root for row in rows}
    placed = (
        select(POSITION.c.consignment, DELIVERY.c.message)
        .join(DELIVERY, DELIVERY.c.id == POSITION.c.delivery)
        .where(POSITION.c.link.in_(_links(connection)), POSITION.c.consignment.in_(root_of))
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(placed):
        found[root_of[row.consignment]].add(row.message)
    return found


def _links(connection: Connection) -> Sequence[str]:
    """All that ever had a delivery: a few, each found by one step in the key, where DISTINCT would read every row."""
    found: list[str] = []
    while (link := connection.execute(_next_link(found[-1] if found else "")).scalar_one()) is not None:
        found.append(link)
    return found


def _next_link(after: str) -> Any:  # noqa: ANN401  (a select of one column, whose type has no shorter name)
    return select(func.min(POSITION.c.link)).where(POSITION.c.link > after)


def held_consignments(connection: Connection) -> tuple[set[str], set[str], set[str]]:
    """What stands on hold: parties, messages, and clusters of aliases."""
    named: defaultdict[Target, set[str]] = defaultdict(set)
    for one in standing(connection):
        named[one.kind].add(one.target)
    query = select(ROOT).join(ALIAS, ALIAS.c.consignment == CONSIGNMENT.c.id)
    roots = connection.execute(query.where(ALIAS.c.alias.in_(named[Target.ALIAS]))).scalars()
    return named[Target.PARTY], named[Target.MESSAGE], {str(root) for root in roots}


def _told(connection: Connection, whole: Members, held: tuple[set[str], set[str], set[str]]) -> Sequence[Group]:
    every = {message for members in whole.values() for message in members}
    query: Select[Any] = select(*WHOLE).join(RETIRED, RETIRED.c.message == MESSAGE.c.id, isouter=True)
    rows: dict[str, Row[Any]] = {row.id: row for row in connection.execute(query.where(MESSAGE.c.id.in_(every)))}
    sent = _sent(connection, every)
    sealed = _sealed(connection, every)
    return [
        _group(
            [rows[one] for one in members],
            [row for one in members for row in sent[one]],
            is_sealed=sealed >= set(members),
            held=held,
            key=key,
        )
        for key, members in whole.items()
    ]


def _group(
    messages: Sequence[Row[Any]],
    sent: Sequence[Row[Any]],
    *,
    is_sealed: bool,
    held: tuple[set[str], set[str], set[str]],
    key: str,
) -> Group:
    parties, numbers, roots = held
    moments = [row.received_at for row in messages] + [row.settled_at for row in sent if row.settled_at is not None]
    return Group(
        messages=frozenset(row.id for row in messages if row.left is None),
        kinds=frozenset(row.kind for row in messages),
        last_at=max(moments),
        is_open=any(row.state not in FINAL for row in sent),
        is_sealed=is_sealed,
        is_held=key in roots
        or not parties.isdisjoint({row.party for row in (*messages, *sent)})
        or not numbers.isdisjoint({row.id for row in messages}),
    )


def _sent(connection: Connection, messages: Collection[str]) -> Mapping[str, Sequence[Row[Any]]]:
    query: Select[Any] = select(DELIVERY.c.message, DELIVERY.c.party, DELIVERY.c.state, DELIVERY.c.settled_at)
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query.where(DELIVERY.c.message.in_(messages))):
        found[row.message].append(row)
    return found


def _sealed(connection: Connection, messages: Collection[str]) -> set[str]:
    query = select(RECORD.c.message).where(RECORD.c.message.in_(messages), RECORD.c.what == "accepted", ~UNSEALED)
    return set(connection.execute(query).scalars())
