"""What is decided and what it is decided by are accepted one after the other, whoever sends them."""

from __future__ import annotations

from zlib import crc32

from sqlalchemy import Connection, func, select

from gateway.model import faults
from gateway.service.journal.records import Acceptance
from gateway.service.journal.registries.keeping import RESTED_ON, newest

SUBJECTS = 0x73756272
"""Of PostgreSQL's advisory locks, those of two numbers and this first one: "subj"."""


def lock(connection: Connection, acceptance: Acceptance) -> None:
    """Hold until the commit what the message speaks of, and with others what the gateway read to speak beside it.

    A revocation and a recognition, a control and a decision, need not share an alias: on PostgreSQL both would commit
    without having seen each other, and what rests on a revoked result would go out. SQLite has one writer at a time.
    Before all other locks and in sorted order, or two messages could wait for each other in a ring. Two subjects of one
    checksum merely wait in vain.
    """
    if connection.dialect.name != "postgresql":
        return
    written = {_key(one) for one in _written(acceptance)}
    for key in sorted(written | {_key(one) for read in acceptance.read for one in read.asked}):
        take = func.pg_advisory_xact_lock if key in written else func.pg_advisory_xact_lock_shared
        connection.execute(select(take(SUBJECTS, key)))


def refuse_stale(connection: Connection, acceptance: Acceptance) -> None:
    """Raise FACTS_STALE where something became known since the registries were read: it must be planned again."""
    if any(newest(connection, read.asked) != read.newest for read in acceptance.read):
        raise faults.FACTS_STALE.error("the registries know more than when it was decided", value=acceptance.number)


def _written(acceptance: Acceptance) -> set[str]:
    every = (acceptance, *acceptance.beside)
    said = {name for each in every for one in each.entries if one.registry in RESTED_ON for name in one.subjects}
    return said | {each.rests_on for each in every if each.rests_on}


def _key(subject: str) -> int:
    """PostgreSQL's integer has a sign."""
    number = crc32(subject.encode())
    return number - 2**32 if number >= 2**31 else number
