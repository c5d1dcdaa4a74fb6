"""A report: events counted by period, office and way, with the hours from declaration to release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from gateway.recognition.statistics.batches import Batch
from gateway.recognition.statistics.periods import Span
from gateway.recognition.statistics.rules import Measure

TOTAL = "total"
"""The period of a line about the whole span: medians do not add up."""
ALL = "*"
"""Every office and way together."""
HOUR = timedelta(hours=1)
NINE_TENTHS = 9, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """By what batches are told apart; "": nobody said, or it does not apply to the measure."""

    office: str = ""
    direction: str = ""
    mode: str = ""
    """Of clearance; of `release-mode` lines the mode of release is the outcome."""
    direct: str = ""
    outcome: str = ""
    reason: str = ""


EVERY = Ways(office=ALL, direction=ALL, mode=ALL, direct=ALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing to count."""

    at: datetime
    measure: Measure
    ways: Ways
    took: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a report."""

    period: str
    measure: Measure
    ways: Ways
    count: int
    median_hours: float | None = None
    p90_hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The lines in the order of period, measure and ways; a period without any event has none."""

    span: Span
    lines: tuple[Line, ...]


def report(events: Iterable[Event], span: Span) -> Report:
    """Whatever lies outside the span is left out."""
    counted: defaultdict[tuple[str, Measure, Ways], int] = defaultdict(int)
    took: defaultdict[tuple[str, Measure, Ways], list[float]] = defaultdict(list)
    for event in events:
        if not span.holds(event.at):
            continue
        for key in _keys(event, span):
            counted[key] += 1
            if event.took is not None:
                took[key].append(event.took / HOUR)
    return Report(
        span=span, lines=tuple(_line(key, counted[key], took.get(key, ())) for key in sorted(counted, key=_order))
    )


def of_batch(batch: Batch) -> Iterator[Event]:
    """What a batch counts for; each event in its own period."""
    choice = batch.choice
    ways = Ways(office=batch.office, direction=choice.direction, mode=choice.mode, direct=batch.direct)
    yield Event(at=batch.declared_at, measure=Measure.DECLARED, ways=ways)
    if batch.released_at is not None:
        took = max(batch.released_at - batch.declared_at, timedelta())  # a clock that was set back between the two
        yield Event(at=batch.released_at, measure=Measure.RELEASED, ways=ways, took=took)
    if batch.decided is not None:
        mode = Ways(office=batch.office, direct=batch.direct, direction=choice.direction, outcome=batch.decided.mode)
        yield Event(at=batch.decided.at, measure=Measure.MODE, ways=mode)


def p90(hours: Sequence[float]) -> float:
    """The smallest value that at least nine tenths do not exceed (nearest rank); of one value or more."""
    of, tenths = NINE_TENTHS
    return sorted(hours)[-(-len(hours) * of // tenths) - 1]


def _keys(event: Event, span: Span) -> Iterator[tuple[str, Measure, Ways]]:
    for period in (span.name(event.at), TOTAL):
        yield period, event.measure, event.ways
        if event.took is not None:
            yield period, event.measure, EVERY


def _line(key: tuple[str, Measure, Ways], count: int, hours: Sequence[float]) -> Line:
    period, measure, ways = key
    if not hours:
        return Line(period=period, measure=measure, ways=ways, count=count)
    middle, tail = round(median(hours), 4), round(p90(hours), 4)
    return Line(period=period, measure=measure, ways=ways, count=count, median_hours=middle, p90_hours=tail)


def _order(key: tuple[str, Measure, Ways]) -> tuple[object, ...]:
    """Totals last, the measures in the order of the rules."""
    period, measure, ways = key
    place = list(Measure).index(measure)
    return (
        period == TOTAL,
        period,
        place,
        ways.office,
        ways.direction,
        ways.mode,
        ways.direct,
        ways.outcome,
        ways.reason,
    )
