"""Days and moments: one text, one moment, whatever the family's style."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.translation.form import Codec
from gateway.translation.moments import MOMENT_14, MOMENT_16, MOMENT_17, MOMENT_ISO, MOMENT_SPACED, day, moment

RELEASE = datetime(2014, 10, 15, 8, 30, tzinfo=UTC)
MOMENTS = [MOMENT_14, MOMENT_16, MOMENT_17, MOMENT_ISO, MOMENT_SPACED]

seconds = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda value: value.replace(microsecond=0)
)


@given(st.dates())
def test_a_day_comes_back(value: date) -> None:
    for codec in (day(), day("%Y-%m-%d")):
        assert codec.from_text(codec.to_text(value)) == value


@given(st.sampled_from(MOMENTS), seconds)
def test_a_whole_second_comes_back(codec: Codec, value: datetime) -> None:
    assert codec.from_text(codec.to_text(value)) == value


@given(st.sampled_from([*MOMENTS, day()]), st.text("0123456789０１-: TZ+.", max_size=26))
def test_any_text_is_read_or_refused(codec: Codec, text: str) -> None:
    try:
        value = codec.from_text(text)
    except ValueError:
        return
    assert text.isascii()
    assert codec.from_text(codec.to_text(value)) <= value


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (MOMENT_14, "20141015163000"),
        (MOMENT_16, "2014101516300000"),
        (MOMENT_17, "20141015163000000"),
        (MOMENT_ISO, "2014-10-15T16:30:00"),
        (MOMENT_SPACED, "2014-10-15 16:30:00"),
    ],
)
def test_a_moment_is_written_in_the_time_of_china(codec: Codec, text: str) -> None:
    assert codec.to_text(RELEASE) == text
    assert codec.from_text(text) == RELEASE
    assert codec.from_text(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2014-10-15T08:30:00Z", RELEASE),
        ("2014-10-15T10:30:00+02:00", RELEASE),
        ("2014-10-15T03:30:00.5-05:00", RELEASE + timedelta(seconds=0.5)),
        ("2014-10-15T16:30:00.250000", RELEASE + timedelta(seconds=0.25)),
    ],
)
def test_a_stated_zone_and_fraction_are_read(text: str, value: datetime) -> None:
    assert MOMENT_ISO.from_text(text) == value


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [("20141015163000", 0), ("201410151630007", 7), ("2014101516300012", 12), ("20141015163000120", 120)],
)
def test_fourteen_to_seventeen_digits_are_read(text: str, milliseconds: int) -> None:
    assert MOMENT_17.from_text(text) == RELEASE + timedelta(milliseconds=milliseconds)


def test_sixteen_digits_may_lack_their_hundredths() -> None:
    assert MOMENT_16.from_text("20141015163000") == RELEASE


def test_the_last_two_of_sixteen_digits_are_hundredths() -> None:
    assert MOMENT_16.from_text("2014101516300010") == RELEASE + timedelta(milliseconds=100)


@pytest.mark.parametrize(
    "text", ["2014101", "２０１４１０１５", "20141301", "20140230", "2014-10-15", "00000101", "20141015 ", ""]
)
def test_no_day_is_made_of_what_looks_like_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        day().from_text(text)


@pytest.mark.parametrize("text", ["20141015240000", "2014101516300", "00010101000000", "20141015166000"])
def test_no_moment_is_made_of_what_looks_like_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        MOMENT_14.from_text(text)


@pytest.mark.parametrize("value", [datetime(2014, 10, 15), date(2014, 10, 15), datetime.max.replace(tzinfo=UTC), None])  # noqa: DTZ001
def test_a_moment_without_a_zone_or_beyond_the_calendar_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r"aware|calendar"):
        MOMENT_14.to_text(value)


@pytest.mark.parametrize("value", [RELEASE, "20141015", None])
def test_only_a_date_is_written_as_a_day(value: object) -> None:
    with pytest.raises(ValueError, match="not a date"):
        day().to_text(value)


def test_an_offset_beyond_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        MOMENT_ISO.from_text("2014-10-15T08:30:00+99:00")


def test_a_format_we_cannot_write_is_refused_at_import() -> None:
    with pytest.raises(KeyError):
        moment("%Y%l")


def test_a_day_alone_is_written_as_a_day_where_the_format_may_leave_the_hour_out() -> None:
    codec = moment("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", alone="%Y-%m-%d")
    assert codec.to_text(codec.from_text("2014-10-15")) == "2014-10-15"
    assert codec.to_text(codec.from_text("2014-10-15 00:00:01")) == "2014-10-15 00:00:01"


def test_a_day_alone_is_not_written_where_the_format_has_an_hour_and_none_may_be_made_up() -> None:
    codec = moment("%Y%m%d%H%M%S", alone=None)
    assert codec.from_text("20141015000000") == datetime(2014, 10, 14, 16, tzinfo=UTC)
    assert codec.to_text(codec.from_text("20141015000000")) == ""
