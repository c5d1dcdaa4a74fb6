from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.trust.signature_value import der_from_raw, raw_from_der


@given(st.binary(min_size=64, max_size=64))
def test_both_ways_give_back_the_same(raw: bytes) -> None:
    assert raw_from_der(der_from_raw(raw)) == raw


def test_small_numbers_keep_their_zeros() -> None:
    assert raw_from_der(bytes.fromhex("3006020101020102")) == b"\x00" * 31 + b"\x01" + b"\x00" * 31 + b"\x02"


@pytest.mark.parametrize("size", [0, 63, 65, 72])
def test_any_other_length_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        der_from_raw(bytes(size))


def test_what_is_no_signature_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        raw_from_der(b"junk")
