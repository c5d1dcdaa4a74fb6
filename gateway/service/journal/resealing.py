"""A delivery under a new seal: other bytes around the same Data and number, kept before they are sent (rule 8)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from gateway.service.journal import acts
from gateway.service.journal.engine import insert as insert_of
from gateway.service.journal.evidence.tables import SEALED_AGAIN
from gateway.service.journal.records import Act, Claimed
from gateway.service.journal.tables import DELIVERY, DOCUMENT


def reseal(connection: Connection, claimed: Claimed, document: bytes, act: Act) -> None:
    """Point the delivery at the new bytes while the claim is the latest; the old ones stay. The act tells why."""
    (new,) = connection.execute(insert(DOCUMENT).values(bytes=document).returning(DOCUMENT.c.id)).one()
    _remember(connection, claimed, new)
    mine = (DELIVERY.c.id == claimed.delivery_id) & (DELIVERY.c.attempts == claimed.attempt)
    connection.execute(update(DELIVERY).where(mine).values(document=new))
    acts.act(connection, act, claimed.message, document)


def _remember(connection: Connection, claimed: Claimed, new: int) -> None:
    """Both belong to the delivery: the old bytes may have been sent, and the new will be, whoever claims it next."""
    old = select(DELIVERY.c.document).where(DELIVERY.c.id == claimed.delivery_id)
    documents = (connection.execute(old).scalar_one(), new)
    rows = [{"document": document, "delivery": claimed.delivery_id} for document in documents]
    connection.execute(insert_of(connection, SEALED_AGAIN).on_conflict_do_nothing(), rows)
