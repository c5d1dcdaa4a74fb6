from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.trust.certificates import read_pem
from gateway.trust.issue import self_signed
from gateway.trust.signer import Signer
from gateway.trust.signers import Planned, signing_at
from tests.trust.made import AT, party

DAY = timedelta(days=1)
OLD, NEW, NEXT = "0a", "0b", "0c"


def planned(serial: str, valid: tuple[int, int], sign_from: int | None) -> Planned:
    """Days are counted from AT."""
    made = party("ecdsa-p256-sha256")
    from_, until = (AT + day * DAY for day in valid)
    pem = self_signed(made.key, "us", serial=int(serial, 16), not_before=from_, not_after=until)
    signer = Signer(profile=made.profile, key=made.key, certificate=read_pem(pem))
    return Planned(signer=signer, sign_from=None if sign_from is None else AT + sign_from * DAY)


THREE = (planned(NEW, (-10, 90), 10), planned(OLD, (-90, 20), None), planned(NEXT, (30, 400), 50))


def serial(at: datetime, among: tuple[Planned, ...] = THREE) -> tuple[str, bool]:
    chosen = signing_at(among, at)
    return chosen.signer.certificate.serial_hex, bool(chosen.warning)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, OLD), (9, OLD), (10, NEW), (20, NEW), (49, NEW), (50, NEXT), (400, NEXT)],
)
def test_the_last_one_due_signs(days: int, expected: str) -> None:
    assert serial(AT + days * DAY) == (expected, False)


def test_one_due_whose_certificate_is_not_valid_yet_leaves_it_to_the_one_before() -> None:
    early = (planned(OLD, (-90, 20), None), planned(NEW, (5, 90), -1))
    assert serial(AT, early) == (OLD, False)
    assert serial(AT + 5 * DAY, early) == (NEW, False)


def test_one_whose_certificate_has_ended_leaves_it_to_the_one_before() -> None:
    short = (planned(OLD, (-90, 90), None), planned(NEW, (-5, 5), -1))
    assert serial(AT + 6 * DAY, short) == (OLD, False)


def test_where_none_due_is_valid_the_next_one_steps_in_and_is_warned_of() -> None:
    gap = (planned(NEXT, (-5, 90), 60), planned(NEW, (-5, 90), 50), planned(OLD, (-90, 20), None))
    assert serial(AT + 21 * DAY, gap) == (NEW, True)


def test_where_none_is_valid_the_last_one_due_signs_and_is_warned_of() -> None:
    assert serial(AT + 500 * DAY) == (NEXT, True)
    assert serial(AT - 91 * DAY) == (OLD, True)


def test_a_single_key_of_tomorrow_signs_rather_than_nobody() -> None:
    assert serial(AT, (planned(NEW, (5, 90), 5),)) == (NEW, True)


def test_nobody_cannot_sign() -> None:
    with pytest.raises(ValueError, match="nobody"):
        signing_at((), AT)


@given(st.permutations(THREE), st.integers(-120, 500))
def test_the_order_they_are_written_in_means_nothing(order: list[Planned], days: int) -> None:
    assert signing_at(order, AT + days * DAY) == signing_at(THREE, AT + days * DAY)
