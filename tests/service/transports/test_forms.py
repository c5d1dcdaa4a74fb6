from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.service.transports.forms import as_form, from_form


@given(st.binary(max_size=200), st.sampled_from(["messageText", "xml", "Data_1"]))
def test_every_byte_comes_back(document: bytes, field: str) -> None:
    assert from_form(field, as_form(field, document)) == document


def test_blanks_may_be_plus_signs_and_other_fields_stand_beside() -> None:
    body = b"clientid=C01&messageText=%3Ca%3Ex+y%2Bz%3C%2Fa%3E&key=1"
    assert from_form("messageText", body) == b"<a>x y+z</a>"


def test_the_first_of_two_is_taken_and_none_is_empty() -> None:
    assert from_form("m", b"m=1&m=2") == b"1"
    assert from_form("m", b"n=1") == from_form("m", b"") == from_form("m", b"m") == b""
