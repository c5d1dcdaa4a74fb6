"""Walking the whole chain: every record into its batch, every batch and day into the one before, every seal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from gateway.evidence import merkle
from gateway.evidence.records import digest, moment
from gateway.evidence.statements import FIRST, BatchStatement, proven, read_batch, read_day
from gateway.model import faults
from gateway.model.errors import GatewayError, Place
from gateway.service.journal.evidence import payloads
from gateway.service.journal.evidence.sealing import day_root
from gateway.service.journal.evidence.tables import BATCH, RECORD, SEALED_DAY, UNSEALED
from gateway.service.journal.evidence.views import ChainReport
from gateway.trust.trust_store import TrustStore

PAGE = 200


def verify_chain(connection: Connection, trust: TrustStore, *, party: str) -> ChainReport:
    """Whether all that was ever sealed stands as it was sealed, by a certificate of `party`'s.

    Raises EVIDENCE_WRONG with the first place that is wrong. What was never sealed, and a tail cut off whole, no chain
    can show: the statements that an auditor fetched, or stamps, do.
    """
    batches, records = _batches(connection, trust, party)
    days = _days(connection, trust, party)
    _refuse_strays(connection)
    waiting = connection.execute(select(func.count()).select_from(RECORD).where(UNSEALED)).scalar_one()
    return ChainReport(batches=batches, records=records, days=days, unsealed=waiting)


def _batches(connection: Connection, trust: TrustStore, party: str) -> tuple[int, int]:
    previous, number, records = FIRST, 0, 0
    for row in _paged(connection, select(BATCH), BATCH.c.number):
        number += 1
        place = f"batch {number}"
        if row.number != number:
            raise _wrong(place, "it is missing")
        stated = read_batch(_content(row.statement, trust, party, place))
        said = (stated.number, stated.previous, stated.at, stated.day.isoformat(), stated.first, stated.last)
        if said != (number, previous, row.at, row.day, row.first, row.last):
            raise _wrong(place, "its statement is another's, or not of the batch before")
        records += _records(connection, stated, place)
        previous = digest(row.statement)
        if row.digest != previous:
            raise _wrong(place, "its digest is not its statement's")
    return number, records


def _records(connection: Connection, stated: BatchStatement, place: str) -> int:
    within = RECORD.c.id.between(stated.first, stated.last) & (RECORD.c.batch == stated.number)
    rows = connection.execute(select(RECORD).where(within).order_by(RECORD.c.id)).all()
    for index, row in enumerate(rows):
        if row.place != index or not _says_the_same(row):
            raise _wrong(f"{place}, record {row.id}", "it stands elsewhere, or its columns are not of its body")
    root = "sm3:" + merkle.root([merkle.leaf(row.body) for row in rows]).hex()
    ends = (rows[0].id, rows[-1].id) if rows else (0, 0)
    if (len(rows), root, *ends) != (stated.count, stated.root, stated.first, stated.last):
        raise _wrong(place, f"its {len(rows)} records are not the {stated.count} that were sealed")
    for row in rows:
        payloads.refuse_other(connection, row.message, row.body, f"{place}, record {row.id}")
    return len(rows)


def _says_the_same(row: Row[Any]) -> bool:
    """Columns are for finding records; one that is changed would hide the record."""
    try:
        said = json.loads(row.body)
        return bool((said["what"], said["message"], said["at"]) == (row.what, row.message, moment(row.at)))
    except (ValueError, LookupError, TypeError):
        return False


def _days(connection: Connection, trust: TrustStore, party: str) -> int:
    previous, last, count = FIRST, 0, 0
    for row in _paged(connection, select(SEALED_DAY), SEALED_DAY.c.day):
        place = f"day {row.day}"
        stated = read_day(_content(row.statement, trust, party, place))
        said = (stated.day.isoformat(), stated.previous, stated.at, stated.first, stated.last)
        if said != (row.day, previous, row.at, last + 1, row.last) or row.first != last + 1:
            raise _wrong(place, "its statement is another's, or not of the day before")
        digests = _digests(connection, stated.first, stated.last, row.day)
        root = "sm3:" + day_root(digests).hex()
        if (stated.count, stated.root, stated.tip) != (len(digests), root, digests[-1] if digests else ""):
            raise _wrong(place, "its batches are not those that were sealed")
        previous, last, count = digest(row.statement), stated.last, count + 1
        if row.digest != previous:
            raise _wrong(place, "its digest is not its statement's")
    _refuse_open_days(connection, last)
    return count


def _digests(connection: Connection, first: int, last: int, day: str) -> list[str]:
    query = select(BATCH.c.digest).where(BATCH.c.number.between(first, last), BATCH.c.day == day)
    return list(connection.execute(query.order_by(BATCH.c.number)).scalars())


def _refuse_open_days(connection: Connection, last: int) -> None:
    """A day that later days were sealed behind has its own statement, or it was taken out."""
    closed = select(func.max(SEALED_DAY.c.day)).scalar_subquery()
    query = select(func.min(BATCH.c.number)).where(BATCH.c.number > last, BATCH.c.day <= closed)
    stray = connection.execute(query).scalar_one()
    if stray is not None:
        raise _wrong(f"batch {stray}", "it belongs to a day that was closed without it")


def _refuse_strays(connection: Connection) -> None:
    covered = (BATCH.c.number == RECORD.c.batch) & RECORD.c.id.between(BATCH.c.first, BATCH.c.last)
    strays = select(func.min(RECORD.c.id)).join(BATCH, covered, isouter=True)
    stray = connection.execute(strays.where(~UNSEALED, BATCH.c.number.is_(None))).scalar_one()
    if stray is not None:
        raise _wrong(f"record {stray}", "no batch that was sealed has it")


def _paged(connection: Connection, query: Select[Any], key: Any) -> Iterator[Row[Any]]:  # noqa: ANN401
    """All rows in the order of `key`, a page at a time: a chain grows for years."""
    after: object = None
    while True:
        page: Sequence[Row[Any]] = connection.execute(
            (query if after is None else query.where(key > after)).order_by(key).limit(PAGE)
        ).all()
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1]._mapping[key]


def _content(statement: bytes, trust: TrustStore, party: str, place: str) -> bytes:
    try:
        return proven(statement, trust, party=party).content
    except GatewayError as error:
        raise _wrong(place, f"its seal: {error.reason}") from error


def _wrong(place: str, reason: str) -> GatewayError:
    return faults.EVIDENCE_WRONG.error(reason, place=Place(path=place))
