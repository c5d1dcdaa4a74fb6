from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.trust import der


@given(st.lists(st.binary(max_size=400), max_size=4))
def test_what_is_wrapped_is_found_again(contents: list[bytes]) -> None:
    parts = [der.wrap(0x04, content) for content in contents]
    assert der.children(der.wrap(der.SEQUENCE, b"".join(parts))) == parts


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\x30",
        b"\x30\x02\x04",
        b"\x30\x00\x00",
        b"\x30\x80\x00\x00",
        b"\x30\x02\x04\x05",
        b"\x30\x85\x00\x00\x00\x00\x00",
    ],
)
def test_lengths_that_do_not_add_up_are_refused(value: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        der.children(value)


@given(st.binary(max_size=60))
def test_no_bytes_get_anything_but_children_or_a_value_error(value: bytes) -> None:
    try:
        found = der.children(value)
    except ValueError:
        return
    assert value.endswith(b"".join(found))
