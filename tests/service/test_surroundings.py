from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gateway.service.metrics import Metrics
from gateway.service.surroundings import Surroundings, utc_now


def at(moment: datetime, business_date: date | None = None) -> Surroundings:
    return Surroundings(now=lambda: moment, business_date=business_date, observer=Metrics())


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [(0, 0, 15), (15, 59, 15), (16, 0, 16), (23, 59, 16)],
)
def test_today_is_chinas(hour: int, minute: int, day: int) -> None:
    assert at(datetime(2014, 10, 15, hour, minute, tzinfo=UTC)).today() == date(2014, 10, day)


def test_a_configured_business_date_goes_before_the_clock() -> None:
    assert at(utc_now(), date(2014, 10, 15)).today() == date(2014, 10, 15)


def test_the_clock_is_real_and_aware_and_chance_is_between_0_and_1() -> None:
    world = Surroundings(observer=Metrics())
    assert world.now().tzinfo is UTC
    assert all(0 <= world.draw() < 1 for _ in range(100))
