"""What comes in by hand: a bundle is begun, answered whole, and kept with its answer; never taken twice."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from gateway.model import faults
from gateway.service.journal import acts
from gateway.service.journal.carrying.leaving import write
from gateway.service.journal.carrying.views import BundleRow, BundleState, Way
from gateway.service.journal.carrying_tables import BUNDLE
from gateway.service.journal.records import Act


def begin(connection: Connection, bundle: BundleRow, act: Act) -> None:
    """Note that it is being taken in; once more where a crash left it half.

    CARRY_REPEATED for one that was answered; CARRY_FOREIGN for other bytes under a number that came before.
    """
    acts.act(connection, act)
    mine = (BUNDLE.c.way == Way.IN) & (BUNDLE.c.party == bundle.party) & (BUNDLE.c.number == bundle.number)
    known = connection.execute(select(BUNDLE).where(mine).with_for_update()).first()
    if known is None:
        write(connection, bundle, bundle.documents)
    elif known.digest != bundle.digest:
        raise faults.CARRY_FOREIGN.error("another bundle of this party came under this number", value=bundle.number)
    elif known.state == BundleState.DONE:
        raise faults.CARRY_REPEATED.error("this bundle was taken in before", value=bundle.number)


def finish(connection: Connection, bundle: BundleRow, receipts: bytes, messages: Sequence[str], act: Act) -> None:
    """All of it is answered: keep the bundle of receipts, and tell the act in each message's timeline.

    What a second import at the same time made is left out: the first answer stays.
    """
    mine = (BUNDLE.c.way == Way.IN) & (BUNDLE.c.party == bundle.party) & (BUNDLE.c.number == bundle.number)
    done = update(BUNDLE).where(mine, BUNDLE.c.state == BundleState.BEGUN)
    if connection.execute(done.values(state=BundleState.DONE, receipts=receipts)).rowcount:
        for message in dict.fromkeys(messages):
            acts.act(connection, act, message)


def receipts(connection: Connection, party: str, number: str) -> bytes:
    """The bundle of receipts for one that was taken in. CARRY_UNKNOWN."""
    query = select(BUNDLE.c.receipts).where(BUNDLE.c.way == Way.IN, BUNDLE.c.party == party, BUNDLE.c.number == number)
    found: bytes | None = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise faults.CARRY_UNKNOWN.error("no bundle of this number was taken in whole", value=number)
    return found
