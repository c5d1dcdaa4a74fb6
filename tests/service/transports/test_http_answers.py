from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.service.transports.http_answers import RETRY_AFTER_MOST_S, plain_reason, retry_after_s

NOW = datetime(2014, 10, 15, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wait_s"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("9" * 5000, RETRY_AFTER_MOST_S),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("1.5", None),
        ("７", None),
        ("soon", None),
        ("Wed, 15 Oct 2014 08:01:30 GMT", 90.0),
        ("Wed, 15 Oct 2014 08:01:30 -0000", 90.0),
        ("Wed, 15 Oct 2014 07:00:00 GMT", 0.0),
        ("Fri, 15 Oct 2094 07:00:00 GMT", RETRY_AFTER_MOST_S),
    ],
)
def test_a_time_to_come_back_is_read_in_both_its_forms(text: str | None, wait_s: float | None) -> None:
    assert retry_after_s(text, NOW) == wait_s


@given(st.integers(min_value=0, max_value=int(RETRY_AFTER_MOST_S)))
def test_a_date_says_what_seconds_say(wait_s: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=wait_s), usegmt=True)
    assert retry_after_s(date, NOW) == retry_after_s(str(wait_s), NOW) == wait_s


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,4} [A-Z][a-z]{2} \d{1,9} \d+:\d+:\d+ [-+A-Z0-9]*"))
def test_no_header_makes_it_fail_or_wait_too_long(text: str) -> None:
    wait_s = retry_after_s(text, NOW)
    assert wait_s is None or 0 <= wait_s <= RETRY_AFTER_MOST_S


def test_an_error_nobody_thought_of_is_named_by_its_family() -> None:
    assert plain_reason(OSError("secret")) == "the connection failed (OSError)"
