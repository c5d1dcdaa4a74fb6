"""What takes a result back and what rests on it are accepted one after the other, whoever sends them."""

from __future__ import annotations

from zlib import crc32

from sqlalchemy import Connection, func, select

from gateway.recognition.entries import Registry
from gateway.service.journal.records import Acceptance

RESULTS = 0x72736C74
"""Of PostgreSQL's advisory locks, those of two numbers and this first one: "rslt"."""
ABOUT = frozenset({Registry.RESULT, Registry.RECOGNITION, Registry.REVOCATION})


def lock(connection: Connection, acceptance: Acceptance) -> None:
    """Hold the results that the message speaks of until the commit.

    A revocation and a recognition need not share an alias: on PostgreSQL both would commit without having seen each
    other, and what rests on a revoked result would go out. SQLite has one writer at a time. Before all other locks
    and in sorted order, or two messages could wait for each other. Two numbers of one checksum merely wait in vain.
    """
    if connection.dialect.name != "postgresql":
        return
    for key in sorted({_signed(crc32(number.encode())) for number in _results(acceptance)}):
        connection.execute(select(func.pg_advisory_xact_lock(RESULTS, key)))


def _results(acceptance: Acceptance) -> set[str]:
    said = {str(one.said.get("number", "")) for one in acceptance.entries if one.registry in ABOUT}
    return (said | {acceptance.rests_on}) - {""}


def _signed(number: int) -> int:
    """PostgreSQL's integer has a sign."""
    return number - 2**32 if number >= 2**31 else number
