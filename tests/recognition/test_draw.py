"""A draw can be repeated with the secret of its day, and not foreseen without."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.recognition.draw import draw, drawn
from gateway.trust.digests import hmac_sm3

SECRET = b"the secret of 15 October"


def test_the_same_secret_draws_the_same_and_another_day_draws_anew() -> None:
    numbers = [draw(SECRET, str(one), hmac_sm3) for one in range(1000)]
    assert numbers == [draw(SECRET, str(one), hmac_sm3) for one in range(1000)]
    assert numbers != [draw(SECRET + b"!", str(one), hmac_sm3) for one in range(1000)]


def test_a_fifth_is_picked_of_many() -> None:
    picked = sum(drawn(draw(SECRET, str(one), hmac_sm3), Decimal(20)) for one in range(10_000))
    assert 1800 < picked < 2200


@given(st.integers(0, 9999))
def test_a_hundred_percent_picks_every_batch_and_none_picks_nothing(number: int) -> None:
    assert drawn(number, Decimal(100))
    assert not drawn(number, Decimal(0))


def test_half_a_percent_is_fifty_of_ten_thousand() -> None:
    assert [number for number in range(10_000) if drawn(number, Decimal("0.5"))] == list(range(50))


def test_a_secret_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        draw(b"short", "1", hmac_sm3)
