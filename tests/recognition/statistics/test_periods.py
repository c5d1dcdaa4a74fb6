from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.errors import GatewayError
from gateway.recognition.statistics.periods import PERIODS_MAX, By, Span

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


def test_a_day_is_china_s() -> None:
    span = Span(first=date(2014, 10, 15), last=date(2014, 10, 16))
    late = datetime(2014, 10, 15, 16, 30, tzinfo=UTC)
    assert span.name(late) == "2014-10-16"
    assert span.bounds == (datetime(2014, 10, 14, 16, tzinfo=UTC), datetime(2014, 10, 16, 16, tzinfo=UTC))


def test_months_are_told_once_each() -> None:
    assert Span(first=date(2014, 11, 30), last=date(2015, 1, 1), by=By.MONTH).names == ("2014-11", "2014-12", "2015-01")


@given(DAYS, st.integers(0, PERIODS_MAX - 1), st.sampled_from(By))
def test_every_moment_of_a_span_lies_in_one_of_its_periods(first: date, days: int, by: By) -> None:
    span = Span(first=first, last=first + timedelta(days=days), by=by)
    begin, end = span.bounds
    last = end - timedelta(microseconds=1)
    assert (span.name(begin), span.name(last)) == (span.names[0], span.names[-1])
    assert span.holds(begin) and span.holds(last) and not span.holds(end)


@pytest.mark.parametrize("last", [date(2014, 10, 14), date(2014, 10, 15) + timedelta(days=PERIODS_MAX)])
def test_a_span_backwards_or_without_end_is_refused(last: date) -> None:
    with pytest.raises(GatewayError):
        Span(first=date(2014, 10, 15), last=last)


def test_the_last_day_of_the_calendar_has_no_end() -> None:
    with pytest.raises(GatewayError):
        _ = Span(first=date.max, last=date.max).bounds
