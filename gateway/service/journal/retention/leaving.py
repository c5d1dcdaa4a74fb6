"""Originals on their way out: read for an archive, then taken out of the journal whole; what names them stays.

Rows stay and only their bytes go: nothing that points at a message, a delivery or an attempt ever dangles, and no index
has to be searched for what points at a row that is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from gateway.model import faults
from gateway.service.journal.evidence import writing
from gateway.service.journal.evidence.tables import SEALED_AGAIN
from gateway.service.journal.numbers import reserve
from gateway.service.journal.records import Act
from gateway.service.journal.retention.groups import groups
from gateway.service.journal.retention.holds import TURN
from gateway.service.journal.retention.views import Archived, Group, Leaving, Payload
from gateway.service.journal.retention_tables import ARCHIVE, RETIRED
from gateway.service.journal.tables import ACT, ATTEMPT, DELIVERY, DOCUMENT, MESSAGE, REFUSAL

Due = Callable[[Group], datetime | None]
"""Until when a group is to be kept, where it may leave now; None: it stays."""


def payloads(connection: Connection, messages: Collection[str]) -> Sequence[Payload]:
    """Every original of these messages, what we answered and what receivers answered."""
    kept = select(MESSAGE.c.id, MESSAGE.c.raw, MESSAGE.c.receipt).where(MESSAGE.c.id.in_(messages))
    found: list[Payload] = []
    for row in connection.execute(kept.order_by(MESSAGE.c.id)):
        found.append(Payload(message=row.id, path="received", content=row.raw))
        found.append(Payload(message=row.id, path="receipt", content=row.receipt))
    return [*found, *_sent(connection, messages), *_answered(connection, messages)]


def _sent(connection: Connection, messages: Collection[str]) -> Iterator[Payload]:
    mine = DELIVERY.c.message.in_(messages)
    own = select(DELIVERY.c.message, DELIVERY.c.id, DOCUMENT.c.id.label("document"), DOCUMENT.c.bytes)
    again = own.join(SEALED_AGAIN, SEALED_AGAIN.c.delivery == DELIVERY.c.id)
    last = own.join(DOCUMENT, DOCUMENT.c.id == DELIVERY.c.document).where(mine)
    earlier = again.join(DOCUMENT, DOCUMENT.c.id == SEALED_AGAIN.c.document).where(mine)
    rows: dict[tuple[int, int], Any] = {}
    for query in (last, earlier):
        rows |= {(row.id, row.document): row for row in connection.execute(query)}
    for (delivery, document), row in sorted(rows.items()):
        yield Payload(message=row.message, path=f"sent/{delivery}-{document}", content=row.bytes)


def _answered(connection: Connection, messages: Collection[str]) -> Iterator[Payload]:
    query = select(DELIVERY.c.message, ATTEMPT.c.delivery, ATTEMPT.c.attempt, ATTEMPT.c.receipt)
    mine = query.join(DELIVERY, DELIVERY.c.id == ATTEMPT.c.delivery).where(DELIVERY.c.message.in_(messages))
    for row in connection.execute(mine.order_by(ATTEMPT.c.delivery, ATTEMPT.c.attempt)):
        if row.receipt:
            yield Payload(message=row.message, path=f"answered/{row.delivery}-{row.attempt}", content=row.receipt)


def leave(
    connection: Connection, messages: Collection[str], due: Due, act: Act, archive: Archived | None = None
) -> Sequence[Leaving]:
    """Take out the originals of those groups that may leave now, seen afresh under lock: who left.

    `messages` are taken with the rest of their groups; with an archive all of a group or none. REASON_MISSING.
    Of each message an act is recorded, so that the chain tells what an audit does not find any more.
    """
    _refuse_silence(act)
    reserve(connection, TURN, 1)
    if archive is not None:
        _register(connection, archive)
    gone: list[Leaving] = []
    for group in groups(connection, messages, lock=True):
        until = due(group)
        if until is not None and (archive is None or group.messages <= set(messages)):
            gone += [Leaving(message=one, keep_until=until) for one in sorted(group.messages)]
    if gone:
        _empty(connection, [one.message for one in gone])
        name = archive.name if archive else None
        rows = [{"message": one.message, "at": act.at, "keep_until": one.keep_until, "archive": name} for one in gone]
        connection.execute(insert(RETIRED), rows)
        _tell(connection, act, [one.message for one in gone])
    return gone


def _empty(connection: Connection, messages: Sequence[str]) -> None:
    """Our own receipt stays: a copy that comes after all the years is answered with it, byte for byte (rule 1)."""
    deliveries = select(DELIVERY.c.id).where(DELIVERY.c.message.in_(messages))
    own = select(DELIVERY.c.document).where(DELIVERY.c.message.in_(messages), DELIVERY.c.document.is_not(None))
    again = select(SEALED_AGAIN.c.document).where(SEALED_AGAIN.c.delivery.in_(deliveries))
    documents = {row for query in (own, again) for row in connection.execute(query).scalars()}
    connection.execute(update(MESSAGE).where(MESSAGE.c.id.in_(messages)).values(raw=b""))
    connection.execute(update(DELIVERY).where(DELIVERY.c.message.in_(messages)).values(document=None))
    connection.execute(delete(SEALED_AGAIN).where(SEALED_AGAIN.c.delivery.in_(deliveries)))
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.id.in_(documents)).values(bytes=b""))
    connection.execute(update(ATTEMPT).where(ATTEMPT.c.delivery.in_(deliveries)).values(receipt=b""))


def _refuse_silence(act: Act) -> None:
    if not act.reason.strip():
        raise faults.REASON_MISSING.error("an act is journalled with its reason", value=act.verb)


def newest(connection: Connection) -> datetime | None:
    """When the last message came; None: none ever did."""
    found: datetime | None = connection.execute(select(func.max(MESSAGE.c.received_at))).scalar_one()
    return found


def _register(connection: Connection, archive: Archived) -> None:
    known = connection.execute(select(ARCHIVE.c.name).where(ARCHIVE.c.name == archive.name)).first()
    if known is None:
        same = ("name", "at", "keep_until", "messages", "statement")
        connection.execute(insert(ARCHIVE), {name: getattr(archive, name) for name in same})


def _tell(connection: Connection, act: Act, messages: Sequence[str]) -> None:
    row = {"at": act.at, "actor": act.actor, "verb": act.verb, "target": act.target, "reason": act.reason}
    connection.execute(insert(ACT), [row | {"message": one} for one in messages])
    writing.acted_upon(connection, act, messages)


def archives(connection: Connection) -> Sequence[Archived]:
    """Every file there ever was, by name."""
    rows = connection.execute(select(ARCHIVE).order_by(ARCHIVE.c.name)).mappings()
    return [Archived(**row) for row in rows]


def archived_in(connection: Connection, name: str) -> Sequence[str]:
    """The messages whose originals are in this file."""
    query: Select[Any] = select(RETIRED.c.message).where(RETIRED.c.archive == name)
    return connection.execute(query.order_by(RETIRED.c.message)).scalars().all()


def destroy_archive(connection: Connection, name: str, due: Due, act: Act) -> bool:
    """Mark a file destroyed, if all that it holds may go now; the file itself goes after the commit."""
    reserve(connection, TURN, 1)
    messages = archived_in(connection, name)
    if not all(due(group) for group in groups(connection, messages, lock=True)):
        return False
    mine = (ARCHIVE.c.name == name) & ARCHIVE.c.destroyed_at.is_(None)
    connection.execute(update(ARCHIVE).where(mine).values(destroyed_at=act.at))
    _tell(connection, act, messages)
    return True


def drop_refusals(connection: Connection, before: datetime, limit: int) -> int:
    """Delete what was refused before that moment, `limit` rows at most: how many they were. Their counts stay."""
    old = select(REFUSAL.c.id).where(REFUSAL.c.at < before).order_by(REFUSAL.c.at).limit(limit)
    return connection.execute(delete(REFUSAL).where(REFUSAL.c.id.in_(old))).rowcount
