"""A loss is told in words that fit into a reply."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gateway.translation.losses import in_brief, loss
from gateway.translation.receipts import RECEIPT_BYTES
from tests.translation.invented import BODY


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("x" * 200, "x" * 80),
        (Decimal("1.50"), "1.50"),
        (date(2014, 10, 15), "2014-10-15"),
        (("a", "b"), "a, b"),
        (BODY.goods, "2 of them"),
        (BODY.price, "a record"),
        (b"12345", "5 bytes"),
        (False, "False"),
    ],
)
def test_values_are_shown_and_records_are_not_spelt_out(value: object, words: str) -> None:
    assert loss("name", "/path", value, "why").value == words


def test_what_is_lost_of_many_lines_alike_is_told_once_with_a_count() -> None:
    lost = [str(loss(f"goods[{line}].brand", "", f"b{line}", "no element")) for line in range(1, 2001)]
    other = str(loss("remark", "", "x = y", "no element"))
    assert in_brief([*lost, other]) == (f"{lost[0]} (and 1999 more like it)", other)
    assert in_brief([*(f"to-a: {one}" for one in lost), *(f"to-b: {one}" for one in lost)]) == (
        f"to-a: {lost[0]} (and 1999 more like it)",
        f"to-b: {lost[0]} (and 1999 more like it)",
    )
    assert in_brief([other]) == (other,)


def test_a_receipt_stays_of_a_size_that_is_read_whatever_is_lost() -> None:
    lost = [f"/A/{'龴' * 5000}{number} = 'x': no name of ours" for number in range(3000)]
    told = in_brief(lost)
    assert len("".join(told).encode()) < RECEIPT_BYTES / 2
    assert told[-1] == "and 2500 more; our record has them all"
