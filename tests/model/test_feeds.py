from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gateway.model.declaration import Direction
from gateway.model.feeds import FeedEvent
from gateway.model.kind import ContradictionError
from tests.samples.feeds import FX_DECLARATION, TAX_EXPORT_CLEARED

TAX: Any = TAX_EXPORT_CLEARED.body
FX: Any = FX_DECLARATION.body
FIRST, TWELFTH = TAX.lines


def wrong(body: Any, **changes: Any) -> str:
    with pytest.raises(ContradictionError) as caught:
        replace(body, **changes)
    return caught.value.name


@pytest.mark.parametrize("body", [TAX, FX])
@pytest.mark.parametrize(
    ("event", "version"), [("new", 2), ("new", 0), ("amend", 1), ("cancel", 1), ("amend", 0), ("cancel", -1)]
)
def test_the_first_record_is_new_and_every_later_one_corrects(body: Any, event: str, version: int) -> None:
    assert wrong(body, event=FeedEvent(event), version=version) == "version"


@pytest.mark.parametrize(("event", "version"), [("new", 1), ("amend", 2), ("cancel", 2), ("amend", 9)])
def test_records_count_on(event: str, version: int) -> None:
    assert replace(TAX, event=FeedEvent(event), version=version).version == version


@pytest.mark.parametrize("body", [TAX, FX])
def test_nothing_is_told_before_the_day_of_closing_in_china(body: Any) -> None:
    midnight = datetime.combine(body.closed_on, datetime.min.time(), tzinfo=UTC) - timedelta(hours=8)
    assert replace(body, noticed_at=midnight).noticed_at == midnight
    assert wrong(body, noticed_at=midnight - timedelta(seconds=1)) == "noticed_at"


def test_goods_are_not_closed_before_they_left() -> None:
    assert replace(TAX, export_date=TAX.closed_on).export_date == date(2015, 6, 9)
    assert wrong(TAX, export_date=TAX.closed_on + timedelta(days=1)) == "closed_on"


@pytest.mark.parametrize(
    "number",
    [
        "011020150000000028001",  # of another declaration
        "011020150000000027002",  # of another item
        "011020150000000027101",  # 1 where 0 belongs
        "01102015000000002701",
        "0110201500000000270001",
        "",
    ],
)
def test_a_record_number_is_the_entry_number_and_0_and_two_digits_of_the_item(number: str) -> None:
    assert wrong(TAX, lines=(replace(FIRST, record_number=number),)) == "lines"
    assert FIRST.record_number == "011020150000000027" + "0" + "01"
    assert TWELFTH.record_number == "011020150000000027" + "0" + "12"


@pytest.mark.parametrize("number", ["011020150000000027100", "011020150000000027000"])
def test_an_item_of_three_digits_has_no_record_number(number: str) -> None:
    assert wrong(TAX, lines=(replace(FIRST, goods_line=100, record_number=number),)) == "lines"


def test_no_goods_line_comes_twice() -> None:
    assert wrong(TAX, lines=(FIRST, FIRST)) == "lines"


def test_only_what_cancels_has_no_lines() -> None:
    assert wrong(TAX, lines=()) == "lines"
    assert replace(TAX, event=FeedEvent.CANCEL, lines=()).lines == ()


def test_an_import_is_no_export_by_the_ninth_digit_of_its_number() -> None:
    assert wrong(TAX, entry_number="011020151000000027") == "entry_number"
    assert wrong(FX, direction=Direction.EXPORT) == "entry_number"
    assert replace(FX, direction=Direction.EXPORT, entry_number="011020140000000016").direction == "export"


@pytest.mark.parametrize("number", ["01102014I000000016", "014000016", "0110201410"])
def test_numbers_of_another_shape_tell_no_direction(number: str) -> None:
    for direction in Direction:
        assert replace(FX, entry_number=number, direction=direction).direction is direction


def test_an_amount_has_a_currency() -> None:
    assert wrong(FX, currency=None) == wrong(TAX, currency=None) == "currency"
    assert replace(FX, currency=None, total_value=None).currency is None
    without = tuple(replace(line, fob_value=None) for line in TAX.lines)
    assert replace(TAX, currency=None, lines=without).currency is None


def test_the_records_of_one_declaration_stay_in_order() -> None:
    assert TAX.references() == {"entry_number": "011020150000000027"}
    assert TAX.SUBSCRIBED
    assert FX.SUBSCRIBED
