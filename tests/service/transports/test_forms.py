from __future__ import annotations

import tracemalloc
from urllib.parse import unquote_to_bytes

import pytest
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


@pytest.mark.parametrize("body", [b"%6d=1", b"n=%26m%3D2&%6D=1", b" m =1", b"mm=2&am=3&m=1", b"&&m=1&", b"n=2\n&m=1"])
def test_the_name_may_be_quoted_and_is_found_whole(body: bytes) -> None:
    assert from_form("m", body) == b"1"


@given(st.lists(st.tuples(st.sampled_from([b"m", b"n", b"%6d", b"", b"%", b"%zz"]), st.binary(max_size=9)), max_size=6))
def test_it_finds_what_a_form_library_would(fields: list[tuple[bytes, bytes]]) -> None:
    body = b"&".join(name + b"=" + value.replace(b"&", b"") for name, value in fields)
    values = [part.partition(b"=")[2] for part in body.split(b"&") if unquote_to_bytes(part.partition(b"=")[0]) == b"m"]
    assert from_form("m", body) == (unquote_to_bytes(values[0].replace(b"+", b" ")) if values else b"")


@pytest.mark.parametrize("body", [b"&" * 2**20, b"m=" + b"%" * 2**20, b"%" * 2**20 + b"=1", b"a=&" * 2**18])
def test_what_is_hostile_is_held_in_memory_about_once(body: bytes) -> None:
    tracemalloc.start()
    try:
        from_form("m", body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 * len(body)
