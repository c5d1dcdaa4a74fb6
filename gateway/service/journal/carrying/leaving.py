"""What goes out by hand: a bundle claims its deliveries as a worker does, so that the line does not send them too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, exists, select, update
from sqlalchemy import insert as plain_insert

from gateway.model import faults
from gateway.routing.delivery import State, at_claim
from gateway.service.journal import acts, attempts, heads, stopping
from gateway.service.journal.carrying.views import BundleRow, BundleState, Concluded, Way
from gateway.service.journal.carrying_tables import BUNDLE, BUNDLE_ITEM
from gateway.service.journal.claims import delivery_of
from gateway.service.journal.records import Act, Claimed, Due, Mailbox
from gateway.service.journal.tables import DELIVERY, DOCUMENT, MESSAGE, POSITION

SCANNED = 10
"""Times the documents of a bundle: so far is looked for what nothing holds back, that one parked mailbox hides none."""
OPEN = (State.WAITING, State.DEAD)
URGENT = case((exists().where(POSITION.c.delivery == DELIVERY.c.id, POSITION.c.urgent), 1), else_=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a bundle holds at most."""

    documents: int = 1000
    size: int = 128 * 2**20
    """Bytes of documents; one that is larger alone still goes."""


def take(connection: Connection, bundle: BundleRow, bounds: Bounds, act: Act) -> tuple[Claimed, ...]:
    """Claim what waits for a link that is stopped, in order, until the bundle expires.

    A delivery behind one that does not come along (dead, under way, in another bundle) stays. CARRY_NOT_MANUAL for a
    link that sends; CARRY_NOTHING; REASON_MISSING.
    """
    if bundle.link not in acts.paused(connection):
        raise faults.CARRY_NOT_MANUAL.error("the line sends what waits for this link", value=bundle.link)
    found = tuple(_taken(connection, bundle, bounds, act))
    if not found:
        raise faults.CARRY_NOTHING.error("nothing waits that is not held back", value=bundle.link)
    write(connection, bundle, len(found))
    rows = [{"bundle": bundle.number, "delivery": one.delivery_id, "attempt": one.attempt} for one in found]
    connection.execute(plain_insert(BUNDLE_ITEM), rows)
    for message in dict.fromkeys(one.message for one in found):
        acts.act(connection, act, message)
    return found


def write(connection: Connection, bundle: BundleRow, documents: int) -> None:
    """The bundle's own row."""
    names = ("way", "party", "number", "link", "at", "expires_at", "digest", "state")
    row = {name: getattr(bundle, name) for name in names}
    connection.execute(plain_insert(BUNDLE), row | {"documents": documents, "receipts": None})


def settle(connection: Connection, number: str, concluded: Sequence[Concluded], act: Act) -> tuple[Due, ...]:
    """Record what the receiver answered to all of a bundle, in one commit; returns what comes up.

    CARRY_REPEATED where that was done; CARRY_UNKNOWN.
    """
    row = outgoing(connection, number)
    if row.state is BundleState.SETTLED:
        raise faults.CARRY_REPEATED.error("the receipts of this bundle were taken before", value=number)
    acts.act(connection, act)
    due = [
        found for one in concluded for found in attempts.conclude(connection, one.claimed, one.delivery, one.attempt)
    ]
    _become(connection, number, BundleState.SETTLED)
    return tuple(due)


def recall(connection: Connection, number: str, act: Act, now: datetime) -> tuple[Due, ...]:
    """Let what a bundle holds go by the line again; returns what comes up. CARRY_UNKNOWN, CARRY_REPEATED."""
    row = outgoing(connection, number)
    if row.state is not BundleState.CARRIED:
        raise faults.CARRY_REPEATED.error(f"the bundle is {row.state} already", value=number)
    freed: dict[Mailbox, None] = {}
    for one in carried(connection, number):
        held = (DELIVERY.c.id == one.delivery_id) & (DELIVERY.c.attempts == one.attempt)
        waits = DELIVERY.c.state == State.WAITING
        connection.execute(update(DELIVERY).where(held, waits).values(claimed_until=None, due_at=now))
        acts.act(connection, act, one.message)
        freed.update(dict.fromkeys(one.mailboxes[:1]))
    _become(connection, number, BundleState.RECALLED)
    return heads.coming_up(connection, freed)


def outgoing(connection: Connection, number: str) -> BundleRow:
    """The bundle that we made, locked. CARRY_UNKNOWN."""
    query = select(BUNDLE).where(BUNDLE.c.way == Way.OUT, BUNDLE.c.number == number).with_for_update()
    row = connection.execute(query).first()
    if row is None:
        raise faults.CARRY_UNKNOWN.error("we made no bundle of this number", value=number)
    return row_of(row)


def carried(connection: Connection, number: str) -> tuple[Claimed, ...]:
    """What a bundle of ours holds, as it stands now; without what left the journal for good meanwhile."""
    query = select(DELIVERY, BUNDLE_ITEM.c.attempt).join(BUNDLE_ITEM, BUNDLE_ITEM.c.delivery == DELIVERY.c.id)
    rows = connection.execute(query.where(BUNDLE_ITEM.c.bundle == number).order_by(DELIVERY.c.id)).all()
    return tuple(_claimed(connection, row, row.attempt) for row in rows if row.document is not None)


def told(connection: Connection, number: str, digest: str) -> None:
    """The bundle's file is written: its digest."""
    here = (BUNDLE.c.way == Way.OUT) & (BUNDLE.c.number == number)
    connection.execute(update(BUNDLE).where(here).values(digest=digest))


def bundles(connection: Connection, limit: int) -> Sequence[BundleRow]:
    """Newest first."""
    return [row_of(row) for row in connection.execute(select(BUNDLE).order_by(BUNDLE.c.at.desc()).limit(limit))]


def row_of(row: Row[Any]) -> BundleRow:
    """A row of the table."""
    same = {name: row._mapping[name] for name in ("party", "number", "link", "at", "expires_at", "documents", "digest")}
    return BundleRow(**same, way=Way(row.way), state=BundleState(row.state))


def _taken(connection: Connection, bundle: BundleRow, bounds: Bounds, act: Act) -> Iterator[Claimed]:
    """Holds first, then in the order of their making, which is the order of every mailbox."""
    parked: set[Mailbox] = set()
    count = size = 0
    for row in _open(connection, bundle.link, bounds.documents * SCANNED):
        mine = heads.mailboxes(connection, row.id)
        if _is_free(row, bundle.at) and _is_over(connection, row, bundle, act):
            continue
        if not _is_free(row, bundle.at) or not parked.isdisjoint(mine):
            parked.update(mine)
            continue
        one = _claim(connection, row, bundle)
        yield one
        count, size = count + 1, size + len(one.document)
        if count == bounds.documents or size >= bounds.size:
            return


def _open(connection: Connection, link: str, limit: int) -> Sequence[Row[Any]]:
    query = select(DELIVERY).where(DELIVERY.c.link == link, DELIVERY.c.state.in_(OPEN))
    return connection.execute(query.order_by(URGENT.desc(), DELIVERY.c.id).limit(limit).with_for_update()).all()


def _is_free(row: Row[Any], now: datetime) -> bool:
    unclaimed = row.claimed_until is None or row.claimed_until <= now
    return bool(row.state == State.WAITING and unclaimed and row.document is not None)


def _is_over(connection: Connection, row: Row[Any], bundle: BundleRow, act: Act) -> bool:
    """What was stopped, or whose time is over, ends here: no claim of the line comes to it now."""
    if row.stopped_by is not None:
        stopping.supersede(connection, row.id, row.message, row.number, row.stopped_by, bundle.at)
        return True
    if at_claim(delivery_of(row), bundle.at).state is not State.EXPIRED:
        return False
    reason = f"it was to be sent until {row.not_after.isoformat()}"
    done = replace(act, verb="expire", target=f"{row.number} to {bundle.link}", reason=reason)
    acts.act(connection, done, row.message)
    heads.settle(connection, row.id, State.EXPIRED, bundle.at)
    return True


def _claim(connection: Connection, row: Row[Any], bundle: BundleRow) -> Claimed:
    attempt = row.attempts + 1
    held = {"attempts": attempt, "claimed_until": bundle.expires_at, "worker": f"bundle {bundle.number}"}
    connection.execute(update(DELIVERY).where(DELIVERY.c.id == row.id).values(**held))
    return _claimed(connection, row, attempt)


def _claimed(connection: Connection, row: Row[Any], attempt: int) -> Claimed:
    query = select(DOCUMENT.c.bytes).where(DOCUMENT.c.id == row.document)
    document: bytes = connection.execute(query).scalar_one()
    kind: str = connection.execute(select(MESSAGE.c.kind).where(MESSAGE.c.id == row.message)).scalar_one()
    return Claimed(
        delivery_id=row.id,
        attempt=attempt,
        delivery=delivery_of(row),
        link=row.link,
        number=row.number,
        message=row.message,
        kind=kind,
        document=document,
        mailboxes=heads.mailboxes(connection, row.id),
    )


def _become(connection: Connection, number: str, state: BundleState) -> None:
    here = (BUNDLE.c.way == Way.OUT) & (BUNDLE.c.number == number)
    connection.execute(update(BUNDLE).where(here).values(state=state))
