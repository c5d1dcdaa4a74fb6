"""What feeds, code tables and statements mean, in words."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from gateway.model import faults
from tests.adapters.regional.feeds import MEANINGS
from tests.adapters.regional.reading import read, refused


def body(name: str, *changes: tuple[str, str]) -> Any:
    return read(name, *changes).message.body


def test_an_export_is_told_line_by_line_under_numbers_of_21_digits() -> None:
    first, twelfth = body("tax-export-cleared").lines
    assert (first.record_number, first.goods_line) == ("011020150000000027001", 1)
    assert (twelfth.record_number, twelfth.goods_line) == ("011020150000000027012", 12)
    assert (first.quantity, first.unit, first.fob_value) == (Decimal(12000), "KGM", Decimal("15600.5"))


def test_the_day_of_export_is_not_the_day_of_closing() -> None:
    said = body("tax-export-cleared")
    assert (said.export_date, said.closed_on) == (date(2015, 6, 8), date(2015, 6, 9))


def test_without_the_day_of_closing_nothing_is_told() -> None:
    for name, day in (("tax-export-cleared", "2015-06-09"), ("fx-declaration", "2014-10-16")):
        assert refused(name, (f"<ClosedOn>{day}</ClosedOn>", "")).fault is faults.ELEMENT_MISSING


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tax-export-cleared", "<RecordNumber>011020150000000027001<", "<RecordNumber>011020150000000027002<"),
        ("tax-export-cleared", "<Version>2<", "<Version>1<"),
        ("tax-export-cleared", "<Event>amend<", "<Event>new<"),
        ("tax-export-cleared", "<NoticedAt>2015-06-09T", "<NoticedAt>2015-06-08T"),
        ("tax-export-cleared", "01102015000", "01102015100"),
        ("fx-declaration", "<Direction>import<", "<Direction>export<"),
        ("fx-declaration", "<Version>3<", "<Version>1<"),
        ("code-table", "<Withdrawn>false<", "<Withdrawn>true<"),
        ("reconcile", "<MadeAt>2014-10-16T00:30:00+", "<MadeAt>2014-10-14T23:59:59+"),
        ("reconcile", "<Count>12<", "<Count>1<"),
        ("heartbeat", "<Waiting>3<", "<Waiting>0<"),
    ],
)
def test_what_contradicts_itself_is_told_to_its_sender(name: str, old: str, new: str) -> None:
    error = refused(name, (old, new))
    assert error.fault is faults.CONTRADICTION
    assert error.place.path


def test_a_withdrawn_declaration_cancels_its_record() -> None:
    said = body("fx-declaration")
    assert (said.event, said.version, said.direction) == ("cancel", 3, "import")
    assert (said.total_value, said.currency) == (Decimal("130500.25"), "USD")


def test_of_several_codes_the_first_is_the_one_that_is_written() -> None:
    added, gone = body("code-table").rows
    assert [(code.column, code.code) for code in added.codes] == [
        ("customs", "998"),
        ("customs", "997"),
        ("ciq", "998"),
    ]
    assert (added.withdrawn, gone.withdrawn, gone.codes) == (False, True, ())


def test_a_table_without_rows_is_none() -> None:
    error = refused("code-table", ("<Rows>", "<Other>"), ("</Rows>", "</Other>"))
    assert error.fault is faults.ELEMENT_MISSING


def test_a_statement_is_of_a_day_in_china_and_made_after_it() -> None:
    said = body("reconcile")
    assert (said.day, said.made_at) == (date(2014, 10, 15), datetime(2014, 10, 15, 16, 30, tzinfo=UTC))
    sent, received = said.totals
    assert (sent.message_kind, sent.flow, sent.count) == ("declaration", "sent", 12)
    assert (received.message_kind, received.flow, received.count) == ("declaration-status", "received", 30)


def test_a_beat_counts_on_and_tells_what_waits() -> None:
    beat = body("heartbeat")
    assert (beat.sequence, beat.waiting) == (7, 3)
    assert beat.oldest_waiting_at < beat.at


@pytest.mark.parametrize("name", sorted(MEANINGS))
def test_the_whole_sample_says_everything(name: str) -> None:
    said: Any = MEANINGS[name].message.body
    assert [one.name for one in fields(said) if getattr(said, one.name) in (None, ())] == []
