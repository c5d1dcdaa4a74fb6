from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.service.mailboxes.milliseconds import EPOCH, from_ms, span_ms, to_ms


@given(st.integers(0, 2**53))
def test_a_due_time_is_rounded_up_by_less_than_a_millisecond(since_us: int) -> None:
    moment = EPOCH + timedelta(microseconds=since_us)
    assert timedelta() <= from_ms(to_ms(moment)) - moment < timedelta(milliseconds=1)


@pytest.mark.parametrize(("seconds", "ms"), [(0, 1), (0.0001, 1), (0.25, 250), (60, 60000)])
def test_a_span_lasts_at_least_a_millisecond(seconds: float, ms: int) -> None:
    assert span_ms(seconds) == ms
