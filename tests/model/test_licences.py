from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from gateway.model.kind import ContradictionError
from gateway.model.licences import LicenceState
from tests.samples.alerts import LICENCE_STATUS, LICENCE_WRITE_OFF

LICENCE: Any = LICENCE_STATUS.body
WRITE_OFF: Any = LICENCE_WRITE_OFF.body
FIRST, SECOND = LICENCE.lines


def wrong(record: Any, **changes: Any) -> str:
    with pytest.raises(ContradictionError) as caught:
        replace(record, **changes)
    return caught.value.name


def test_a_licence_does_not_end_before_it_begins() -> None:
    assert wrong(LICENCE, valid_until=LICENCE.valid_from - timedelta(days=1)) == "valid_until"
    replace(LICENCE, valid_until=LICENCE.valid_from)


def test_no_more_is_left_than_was_allowed() -> None:
    assert replace(FIRST, remaining=FIRST.quantity).remaining == Decimal(20000)
    assert wrong(FIRST, remaining=FIRST.quantity + Decimal("0.00001")) == "remaining"


@pytest.mark.parametrize("name", ["quantity", "remaining"])
def test_a_line_may_tell_one_of_both(name: str) -> None:
    assert getattr(replace(FIRST, **{name: None}), name) is None


def test_no_line_comes_twice() -> None:
    assert wrong(LICENCE, lines=(FIRST, replace(SECOND, number=1))) == "lines"


def test_what_is_used_up_has_nothing_left() -> None:
    assert wrong(LICENCE, state=LicenceState.USED_UP) == "state"
    replace(LICENCE, state=LicenceState.USED_UP, lines=(SECOND, replace(FIRST, remaining=None)))


def test_two_goods_lines_may_use_one_line_of_a_licence() -> None:
    twice = replace(WRITE_OFF, lines=(WRITE_OFF.lines[0], replace(WRITE_OFF.lines[0], goods_line=3)))
    assert [line.number for line in twice.lines] == [1, 1]


def test_a_write_off_is_ordered_with_its_licence_and_ties_no_declarations_together() -> None:
    assert ("licence_number", "AQ1400110001") in WRITE_OFF.aliases() & LICENCE.aliases()
    other = replace(WRITE_OFF, entry_number=None, declaration_number="BJ2", unified_number=None, inspection_number=None)
    assert WRITE_OFF.aliases() == other.aliases(), "two declarations that use it are not one consignment"
    assert WRITE_OFF.references()["entry_number"] == "011020141000000016"
