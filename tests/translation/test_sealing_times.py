from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.translation.sealing_times import TOLERANCE, outside
from tests.trust.made import FROM, UNTIL, party

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("stated", "word"),
    [
        (None, ""),
        (FROM - TOLERANCE, ""),
        (UNTIL + TOLERANCE, ""),
        (FROM - TOLERANCE - SECOND, "before its certificate began"),
        (UNTIL + TOLERANCE + SECOND, "after its certificate ended"),
    ],
)
def test_a_stated_moment_may_miss_the_certificates_time_by_the_tolerance(stated: object, word: str) -> None:
    said = outside(stated, party().certificate)  # type: ignore[arg-type]
    assert word in said
    assert bool(said) is bool(word)


@given(st.timedeltas(min_value=timedelta(0), max_value=UNTIL - FROM))
def test_no_moment_within_it_is_doubted(after: timedelta) -> None:
    assert outside(FROM + after, party().certificate) == ""
