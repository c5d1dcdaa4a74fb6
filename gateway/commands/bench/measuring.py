"""Measuring two things fairly: in turn, round by round, by the CPU they take and not by the clock on the wall."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]
MICRO = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One step: what we do, and the least that must be done."""

    name: str
    floor: Work
    ours: Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """CPU of one message, microseconds: medians over the rounds; the ratio is the median of the rounds' ratios."""

    step: str
    kilobytes: float
    floor_us: float
    ours_us: float
    ratio: float


def measure(pair: Pair, *, size: int, rounds: int, seconds: float) -> Row:
    """`seconds` in all, spread over `rounds` in which floor and ours take turns; at least one call each."""
    each_s = seconds / (2 * rounds)
    works = (pair.floor, pair.ours)
    counts = [_count(work, each_s) for work in works]
    gc.collect()
    turns = list(zip(works, counts, strict=True))
    samples = [[_cpu_s(work, count) for work, count in turns] for _ in range(rounds)]
    return row(pair.name, size, [one[0] for one in samples], [one[1] for one in samples])


def row(step: str, size: int, floors: Sequence[float], ours: Sequence[float]) -> Row:
    """Of each round's seconds."""
    return Row(
        step=step,
        kilobytes=round(size / 1024, 1),
        floor_us=round(statistics.median(floors) * MICRO, 1),
        ours_us=round(statistics.median(ours) * MICRO, 1),
        ratio=round(statistics.median(o / f for o, f in zip(ours, floors, strict=True)), 2),
    )


def _count(work: Work, seconds: float) -> int:
    """How many calls fill that time; the first call, which fills caches, is not counted."""
    work()
    return max(1, int(seconds / max(_cpu_s(work, 1), 1e-7)))


def _cpu_s(work: Work, count: int) -> float:
    """Of one call, all threads of the process together."""
    began = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - began) / count
