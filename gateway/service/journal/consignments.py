"""Which consignments a message belongs to: its aliases resolved, and those it ties together made one cluster."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, or_, select, update
from sqlalchemy import insert as plain_insert

from gateway.service.journal.engine import insert
from gateway.service.journal.tables import ALIAS, CONSIGNMENT

ROOT = func.coalesce(CONSIGNMENT.c.cluster, CONSIGNMENT.c.id)
"""The smallest member of a consignment's cluster, which names the cluster."""


def members_of(connection: Connection, aliases: Collection[str]) -> Sequence[int]:
    """Every consignment in whose order the message stands, the smallest first; locked until the commit.

    No alias: a consignment of its own. Aliases of several clusters tie these together: the members stay, so that each
    keeps the order it had, and the message stands in all of them. Unknown aliases join the smallest member.
    """
    if not aliases:
        return (_new(connection),)
    keys = sorted(aliases)  # the order of locking: two messages with the same keys never wait for each other in a ring
    known = _locked(connection, keys)
    members = _cluster(connection, known) if known else (_new(connection),)
    _attach(connection, keys, members[0])
    return members


def _locked(connection: Connection, keys: Sequence[str]) -> Collection[int]:
    """The consignments of those keys that have one. Inserting first makes us wait for whoever brings the same key."""
    rows = [{"alias": key} for key in keys]
    connection.execute(insert(connection, ALIAS).on_conflict_do_nothing(), rows)
    query = select(ALIAS.c.consignment).where(ALIAS.c.alias.in_(keys)).order_by(ALIAS.c.alias).with_for_update()
    return {found for found in connection.execute(query).scalars() if found is not None}


def _attach(connection: Connection, keys: Sequence[str], consignment: int) -> None:
    orphans = ALIAS.c.alias.in_(keys) & ALIAS.c.consignment.is_(None)
    connection.execute(update(ALIAS).where(orphans).values(consignment=consignment))


def _new(connection: Connection) -> int:
    made: int = connection.execute(plain_insert(CONSIGNMENT).returning(CONSIGNMENT.c.id)).scalar_one()
    return made


def _cluster(connection: Connection, known: Collection[int]) -> Sequence[int]:
    roots = sorted(connection.execute(select(ROOT).where(CONSIGNMENT.c.id.in_(known)).distinct()).scalars())
    of_roots = or_(CONSIGNMENT.c.id.in_(roots), CONSIGNMENT.c.cluster.in_(roots))
    query = select(CONSIGNMENT.c.id).where(of_roots).order_by(CONSIGNMENT.c.id).with_for_update()
    members = connection.execute(query).scalars().all()
    if len(roots) > 1:
        connection.execute(update(CONSIGNMENT).where(of_roots, CONSIGNMENT.c.id != roots[0]).values(cluster=roots[0]))
    return members
