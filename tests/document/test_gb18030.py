"""GB18030-2022 over Python's codec; the byte pairs are those of the standard's list of changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.document.gb18030 import MOVED, decode, encode

PAIRS = {
    "A6D9": "︐",
    "A6DB": "︑",
    "A6F3": "︙",
    "A8BC": "ḿ",
    "FE59": "龴",
    "FEA0": "龻",
}


@pytest.mark.parametrize("code", sorted(PAIRS))
def test_what_moved_is_the_public_character_both_ways(code: str) -> None:
    assert decode(bytes.fromhex(code)) == (PAIRS[code], True)
    assert encode(PAIRS[code]) == bytes.fromhex(code)


def test_the_private_character_is_still_written_in_its_two_bytes() -> None:
    for private, public in MOVED.items():
        assert encode(private) == encode(public)
        assert len(encode(public)) == 2


@pytest.mark.parametrize(("code", "character"), [("82359037", "龴"), ("84318236", "︐"), ("8135F437", "ḿ")])
def test_the_four_bytes_of_earlier_editions_are_read_as_before(code: str, character: str) -> None:
    assert decode(bytes.fromhex(code)) == (character, False)


def test_the_euro_of_windows_is_read_wherever_it_stands() -> None:
    assert decode(b"\x80100\xa3\xbb\x80") == ("€100；€", True)
    assert encode("€") == b"\xa2\xe3"


@pytest.mark.parametrize("raw", [b"\xff", b"\x81", b"\x80\xff", b"a\x81\x20"])
def test_what_is_no_gb18030_is_refused_at_its_byte(raw: bytes) -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        decode(raw)
    assert raw[caught.value.start] != 0x80


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="".join(MOVED))))
def test_every_text_comes_back(text: str) -> None:
    assert decode(encode(text))[0] == text
