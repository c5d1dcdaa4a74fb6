"""Each record's way to what the gateway stated of its batch and of its day, and the stamp on the day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from gateway.evidence import merkle
from gateway.evidence.case import Trusted
from gateway.evidence.checks import Judge, same, wrong
from gateway.evidence.dossier import Dossier, Proven, SealedBatch, SealedDay
from gateway.evidence.recorded import moment_of
from gateway.evidence.records import digest
from gateway.evidence.statements import BatchStatement, DayStatement, proven, read_batch, read_day
from gateway.evidence.timestamps import stamped_at
from gateway.trust.digests import sm3

SKEW = timedelta(minutes=5)
"""So far the clocks of several workers may differ."""
LATE = timedelta(days=1)
"""A record is sealed within seconds, a day stamped soon after its end; what took longer was not seen at its moment."""


def judge_chain(dossier: Dossier, trusted: Trusted, judge: Judge) -> None:
    """A line for each record, batch, day and stamp."""
    batches = {one.number: found for one in dossier.batches if (found := _batch(one, trusted, judge))}
    days = {one.day: day for one in dossier.days if (day := _day(one, trusted, judge))}
    for number, record in enumerate(dossier.records, 1):
        _judge_record(f"chain/records/{number:04d}.json", record, batches, judge)
    for one in dossier.batches:
        _judge_place(one, batches, days, judge)
    judge.that("statements that follow each other name each other", "chain", lambda: _follow(dossier, batches, days))


def _batch(one: SealedBatch, trusted: Trusted, judge: Judge) -> BatchStatement | None:
    def read() -> BatchStatement:
        found = read_batch(proven(one.statement, trusted.store, party=trusted.gateway).content)
        same(found.number, one.number, "number of the batch")
        return found

    return judge.that("the statement of the batch is the gateway's", f"chain/batches/{one.number}.xml", read)


def _day(one: SealedDay, trusted: Trusted, judge: Judge) -> DayStatement | None:
    def read() -> DayStatement:
        found = read_day(proven(one.statement, trusted.store, party=trusted.gateway).content)
        same(found.day, one.day, "day")
        return found

    place = f"chain/days/{one.day}"
    found = judge.that("the statement of the day is the gateway's", f"{place}.xml", read)
    what = "the day's statement was seen by a time-stamping authority"
    if not one.timestamp:
        judge.open(what, f"{place}.xml", "there is no time-stamp: that it is so old, only the gateway says")
    elif not trusted.stamps:
        judge.open(what, f"{place}.tsr", "no certificate of a time-stamping authority is trusted")
    elif found:
        seen = judge.that(what, f"{place}.tsr", lambda: _stamped(one, found, trusted))
        over = datetime.combine(one.day + timedelta(days=1), time(), UTC)
        if seen and seen - over > LATE:
            late = f"it was stamped {seen}, {_long(seen - over)} after its day: until then only the gateway says so"
            judge.open("the day's statement is as old as it says", f"{place}.tsr", late)
    return found


def _stamped(one: SealedDay, said: DayStatement, trusted: Trusted) -> datetime:
    seen = stamped_at(one.timestamp, one.statement, trusted.stamps)
    if seen < said.at - SKEW:
        raise wrong("it was stamped before it says that it was made")
    return seen


def _judge_record(place: str, record: Proven, batches: Mapping[int, BatchStatement], judge: Judge) -> None:
    what = "the record is in its batch"
    if record.batch is None:
        judge.open(what, place, "it was not sealed yet when this container was made")
        return
    said = judge.that(what, place, lambda: _in_batch(record, batches))
    if said:
        _judge_age(place, record, said, judge)


def _judge_age(place: str, record: Proven, said: BatchStatement, judge: Judge) -> None:
    """A gateway may date a record back, but not the batch that others have seen."""
    at = moment_of(json.loads(record.body)["at"])
    what, late = "the record is as old as it says", said.at - at
    if late > LATE:
        judge.open(
            what, place, f"it says {at}, and was sealed {_long(late)} later: so far back only the gateway saw it"
        )
    elif late < -SKEW:
        judge.open(what, place, f"it says {at}, and was sealed {_long(-late)} before: a clock went back, or it lies")


def _long(late: timedelta) -> str:
    return f"{late.days} days" if late.days else f"{late.seconds // 60} minutes"


def _in_batch(record: Proven, batches: Mapping[int, BatchStatement]) -> BatchStatement:
    said = batches.get(record.batch or 0)
    if said is None:
        raise wrong(f"there is no good statement of batch {record.batch}")
    root = bytes.fromhex(said.root.removeprefix("sm3:"))
    if not merkle.proves(record.body, index=record.index, count=said.count, path=record.path, root=root):
        raise wrong(f"its path does not lead to the root of batch {record.batch}")
    return said


def _judge_place(
    one: SealedBatch, batches: Mapping[int, BatchStatement], days: Mapping[date, DayStatement], judge: Judge
) -> None:
    what, place = "the batch is in its day", f"chain/batches/{one.number}.xml"
    if one.day is None:
        judge.open(what, place, "its day was not over when this container was made")
        return
    judge.that(what, place, lambda: _in_day(one, batches, days))


def _in_day(one: SealedBatch, batches: Mapping[int, BatchStatement], days: Mapping[date, DayStatement]) -> None:
    said, batch = days.get(one.day or date.min), batches.get(one.number)
    if said is None or batch is None:
        raise wrong(f"there is no good statement of {one.day}")
    same(batch.day, one.day, "day")
    if batch.at > said.at or batch.at.astimezone(UTC).date() > batch.day:
        raise wrong("it says that it was sealed after its day")
    same(one.number, said.first + one.index, "number of the batch")
    root = bytes.fromhex(said.root.removeprefix("sm3:"))
    if not merkle.proves(sm3(one.statement), index=one.index, count=said.count, path=one.path, root=root):
        raise wrong(f"its path does not lead to the root of {one.day}")


def _follow(dossier: Dossier, batches: Mapping[int, BatchStatement], days: Mapping[date, DayStatement]) -> None:
    for one, behind in pairwise(sorted(dossier.batches, key=lambda batch: batch.number)):
        said = batches.get(behind.number)
        if said and behind.number == one.number + 1:
            same(said.previous, digest(one.statement), "previous batch", f"chain/batches/{behind.number}.xml")
    for before, after in pairwise(sorted(dossier.days, key=lambda day: day.day)):
        was, now = days.get(before.day), days.get(after.day)
        if was and now and now.first == was.last + 1:
            same(now.previous, digest(before.statement), "previous day", f"chain/days/{after.day}.xml")
