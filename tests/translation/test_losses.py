"""A loss is told in words that fit into a reply."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gateway.translation.losses import loss
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
