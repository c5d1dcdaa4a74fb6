"""A delivery under a new seal: other bytes around the same Data and number, kept before they are sent (rule 8)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from gateway.service.journal import acts
from gateway.service.journal.records import Act, Claimed
from gateway.service.journal.tables import DELIVERY, DOCUMENT


def reseal(connection: Connection, claimed: Claimed, document: bytes, act: Act) -> None:
    """Point the delivery at the new bytes while the claim is the latest; the old ones stay. The act tells why."""
    (new,) = connection.execute(insert(DOCUMENT).values(bytes=document).returning(DOCUMENT.c.id)).one()
    mine = (DELIVERY.c.id == claimed.delivery_id) & (DELIVERY.c.attempts == claimed.attempt)
    connection.execute(update(DELIVERY).where(mine).values(document=new))
    acts.act(connection, act, claimed.message)
