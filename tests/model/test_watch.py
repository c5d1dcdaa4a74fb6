from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway.model.kind import ContradictionError
from gateway.model.watch import Flow
from tests.samples.feeds import HEARTBEAT, RECONCILE

STATEMENT: Any = RECONCILE.body
BEAT: Any = HEARTBEAT.body
SENT, RECEIVED = STATEMENT.totals


def wrong(record: Any, **changes: Any) -> str:
    with pytest.raises(ContradictionError) as caught:
        replace(record, **changes)
    return caught.value.name


@pytest.mark.parametrize("count", [0, 1, -1])
def test_no_more_documents_are_named_than_counted(count: int) -> None:
    assert wrong(SENT, count=count) == "count"


def test_of_one_document_both_ends_are_the_same_and_of_none_there_are_none() -> None:
    assert replace(SENT, count=1, last_number=SENT.first_number).count == 1
    assert replace(SENT, count=0, first_number=None, last_number=None).count == 0
    assert wrong(SENT, count=0, last_number=None) == "count"


def test_a_day_is_not_stated_before_it_begins_in_china() -> None:
    midnight = datetime(2014, 10, 14, 16, 0, tzinfo=UTC)
    assert replace(STATEMENT, made_at=midnight).made_at == midnight
    assert wrong(STATEMENT, made_at=midnight - timedelta(seconds=1)) == "made_at"


def test_the_last_hours_of_the_calendar_are_judged_too() -> None:
    last = datetime(9999, 12, 31, 23, 0, tzinfo=UTC)
    assert replace(STATEMENT, made_at=last).made_at == last


def test_a_kind_is_counted_once_each_way() -> None:
    assert wrong(STATEMENT, totals=(SENT, replace(RECEIVED, message_kind="declaration", flow=Flow.SENT))) == "totals"
    both = replace(STATEMENT, totals=(SENT, replace(SENT, flow=Flow.RECEIVED)))
    assert len(both.totals) == 2


def test_none_waits_since_a_moment() -> None:
    assert wrong(BEAT, waiting=0) == "waiting"
    assert replace(BEAT, waiting=None).oldest_waiting_at == BEAT.oldest_waiting_at
    assert replace(BEAT, waiting=0, oldest_waiting_at=None).waiting == 0


def test_nothing_waits_since_later_than_now() -> None:
    assert wrong(BEAT, at=BEAT.oldest_waiting_at - timedelta(seconds=1)) == "at"
