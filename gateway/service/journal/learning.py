"""Under which numbers each party knows our messages: how an answer finds its way back, and to nobody else's."""

from __future__ import annotations

from collections.abc import Container, Sequence

from sqlalchemy import Connection, and_, exists, literal_column, or_, select

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.journal.engine import insert
from gateway.service.journal.records import Acceptance, Learned
from gateway.service.journal.tables import LEARNED, MESSAGE

KEY = ("party", "name", "number")
KNOWN, NEW = MESSAGE.alias("known"), MESSAGE.alias("new")
SOMEBODY_ELSES = exists().where(
    KNOWN.c.id == literal_column("learned.message"),
    NEW.c.id == literal_column("excluded.message"),
    KNOWN.c.party != NEW.c.party,
)


def learn(connection: Connection, acceptance: Acceptance, lifted: Container[str] = ()) -> None:
    """Write what parties are told; the latest message of a number wins, but never over another party's.

    Else whoever declares under a number that a receiver was told for somebody else would get that one's answers.
    `lifted`: numbers of what another party issued and this one lifts by right. Raises NUMBER_TAKEN; OURS where the
    number is one that we gave, for the next is free.
    """
    _write(connection, [one for one in acceptance.learned if one.kept])
    own = [one for one in acceptance.learned if one.own and (one.kept or one.number not in lifted)]
    if own and acceptance.answers is None:
        _refuse_taken(connection, own, acceptance)


def _write(connection: Connection, learned: Sequence[Learned]) -> None:
    if learned:
        new = insert(connection, LEARNED)
        latest = new.on_conflict_do_update(
            index_elements=KEY, set_={"message": new.excluded.message}, where=~SOMEBODY_ELSES
        )
        rows = [{name: getattr(one, name) for name in (*KEY, "message")} for one in learned]
        connection.execute(latest, rows)


def _refuse_taken(connection: Connection, own: Sequence[Learned], acceptance: Acceptance) -> None:
    """After writing: on PostgreSQL only the row that is written waits for whoever writes it too."""
    keys = or_(*(and_(*(LEARNED.c[name] == getattr(one, name) for name in KEY)) for one in own))
    query = select(LEARNED).join(KNOWN, KNOWN.c.id == LEARNED.c.message).where(keys, KNOWN.c.party != acceptance.party)
    taken = connection.execute(query).first()
    if taken is not None:
        ours = taken.number in {one.number for one in acceptance.deliveries}
        raise _taken(taken.name, taken.number, ours)


def _taken(name: str, number: str, ours: bool) -> GatewayError:
    if ours:
        return faults.OURS.error("a number that we gave names another party's document already", value=number)
    return faults.NUMBER_TAKEN.error(f"this {name} names another party's document at a receiver", value=number)
