from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gateway.recognition.statistics.batches import Batch, Choice, Decided
from gateway.recognition.statistics.periods import By, Span
from gateway.recognition.statistics.report import ALL, EVERY, TOTAL, Event, Line, Ways, of_batch, p90, report
from gateway.recognition.statistics.rules import MEANINGS, Measure

NOON = datetime(2014, 10, 15, 4, tzinfo=UTC)
SPAN = Span(first=date(2014, 10, 15), last=date(2014, 10, 16))
RI = Choice(direction="import", mode="RI")
WAYS = Ways(office="0110", direction="import", mode="RI")


def batch(declared: float, released: float | None, office: str = "0110", direct: str = "") -> Batch:
    at = NOON + timedelta(hours=declared)
    decided = Decided(numbers=frozenset(), at=at, mode="verification", direct=direct) if direct else None
    until = None if released is None else NOON + timedelta(hours=released)
    return Batch(office=office, declared_at=at, choice=RI, released_at=until, decided=decided)


def lines(*made: Batch, span: Span = SPAN) -> tuple[Line, ...]:
    return report((event for one in made for event in of_batch(one)), span).lines


def line(period: str, measure: Measure, ways: Ways, *made: Batch) -> Line:
    return next(one for one in lines(*made) if (one.period, one.measure, one.ways) == (period, measure, ways))


def test_a_batch_counts_where_it_is_declared_and_again_where_it_is_released() -> None:
    told = lines(batch(0, 24))
    days = [(one.period, one.measure, one.count) for one in told if one.ways.office != ALL and one.period != TOTAL]
    assert days == [("2014-10-15", Measure.DECLARED, 1), ("2014-10-16", Measure.RELEASED, 1)]


def test_hours_are_told_per_office_and_for_all_together() -> None:
    made = (batch(0, 1), batch(0, 3), batch(0, 10, office="0202"))
    own = line(TOTAL, Measure.RELEASED, WAYS, *made)
    assert (own.count, own.median_hours, own.p90_hours) == (2, 2.0, 3.0)
    every = line(TOTAL, Measure.RELEASED, EVERY, *made)
    assert (every.count, every.median_hours, every.p90_hours) == (3, 3.0, 10.0)


def test_what_lies_outside_the_span_is_left_out() -> None:
    assert lines(batch(-24, None)) == ()
    assert {one.measure for one in lines(batch(-24, 1))} == {Measure.RELEASED}


def test_a_direct_batch_is_told_apart_and_counts_its_mode() -> None:
    made = batch(0, 1, direct="import-through")
    direct = Ways(office="0110", direction="import", mode="RI", direct="import-through")
    assert line("2014-10-15", Measure.RELEASED, direct, made).count == 1
    mode = Ways(office="0110", direction="import", direct="import-through", outcome="verification")
    assert line("2014-10-15", Measure.MODE, mode, made).count == 1


def test_a_clock_that_was_set_back_makes_no_negative_time() -> None:
    assert line(TOTAL, Measure.RELEASED, EVERY, batch(1, 0)).median_hours == 0


def test_by_month() -> None:
    span = Span(first=date(2014, 10, 1), last=date(2014, 11, 30), by=By.MONTH)
    assert [one.period for one in lines(batch(0, None), span=span)] == ["2014-10", TOTAL]


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_nine_tenths_do_not_exceed_the_p90_and_it_is_one_of_them(hours: list[float]) -> None:
    limit = p90(hours)
    assert limit in hours
    assert sum(one <= limit for one in hours) * 10 >= len(hours) * 9
    assert sum(one < limit for one in hours) * 10 < len(hours) * 9


@given(st.lists(st.tuples(st.sampled_from(Measure), st.integers(-50, 50), st.sampled_from(["", "0110", "0202"]))))
def test_totals_are_the_sums_of_the_periods(said: list[tuple[Measure, int, str]]) -> None:
    events = [Event(at=NOON + timedelta(hours=h), measure=m, ways=Ways(office=o)) for m, h, o in said]
    made = report(events, SPAN).lines
    total = sum(one.count for one in made if one.period == TOTAL)
    assert total == sum(one.count for one in made if one.period != TOTAL)
    assert total == sum(SPAN.holds(event.at) for event in events)
    assert report(reversed(events), SPAN).lines == made


def test_every_measure_has_its_rule_in_both_languages() -> None:
    assert set(MEANINGS) == set(Measure)
