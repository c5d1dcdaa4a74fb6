"""A statement that came over the link is found by the day that it states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.service.watching.their_statement import of_day
from tests.translation.agreed import AT, sealed
from tests.translation.agreed import terms as agreed

SAMPLE = (Path(__file__).parents[2] / "samples" / "regional" / "reconcile.xml").read_text(encoding="utf-8")
DAY = date(2014, 10, 15)
OTHER = SAMPLE.replace("<Day>2014-10-15", "<Day>2014-10-14").replace("DZ-20141015", "DZ-20141014")
TERMS = agreed("regional", address="DXPENT0000000001")


def test_the_statement_of_a_day_is_found_among_others() -> None:
    found = of_day([(sealed(OTHER), AT), (sealed(SAMPLE), AT)], TERMS, DAY)
    assert found is not None
    assert (found.day, found.statement_number) == (DAY, "DZ-20141015")


def test_the_newest_of_a_day_counts() -> None:
    again = SAMPLE.replace("DZ-20141015", "DZ-2")
    found = of_day([(sealed(again), AT), (sealed(SAMPLE), AT)], TERMS, DAY)
    assert found is not None
    assert found.statement_number == "DZ-2"


def test_of_a_day_that_nobody_stated_there_is_none() -> None:
    assert of_day([(sealed(OTHER), AT)], TERMS, DAY) is None


def test_one_whose_original_left_the_journal_is_passed_over() -> None:
    found = of_day([(b"", AT), (sealed(SAMPLE), AT)], TERMS, DAY)
    assert found is not None


def test_an_original_that_does_not_read_any_more_is_told() -> None:
    with pytest.raises(GatewayError) as caught:
        of_day([(b"<no", AT)], TERMS, DAY)
    assert caught.value.fault is faults.NOT_XML
