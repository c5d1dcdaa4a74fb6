from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import GatewayError
from gateway.trust.md5_prefix import CHARS, Md5Prefix

KEY = b"a made-up key of a test"
PREFIX = Md5Prefix(key=KEY)
DOCUMENT = "<?xml version='1.0' encoding='UTF-8'?><Message>某</Message>".encode()


def refused(raw: bytes, prefix: Md5Prefix = PREFIX) -> GatewayError:
    with pytest.raises(GatewayError) as caught:
        prefix.stripped(raw)
    assert caught.value.fault is faults.PREFIX_WRONG
    return caught.value


def test_it_is_the_md5_of_the_document_with_the_key_behind_it_in_lower_case() -> None:
    """The public platform's rule; 900150983cd24fb0d6963f7d28e17f72 is RFC 1321's md5 of "abc"."""
    assert Md5Prefix(key=b"c").prefixed(b"ab") == b"900150983cd24fb0d6963f7d28e17f72ab"
    assert PREFIX.prefixed(DOCUMENT)[:CHARS] == hashlib.md5(DOCUMENT + KEY).hexdigest().encode()  # noqa: S324


@given(st.binary())
def test_what_was_prefixed_is_stripped_to_the_same_bytes(document: bytes) -> None:
    assert PREFIX.stripped(PREFIX.prefixed(document)) == document


@pytest.mark.parametrize(
    "raw", [b"", DOCUMENT, b"\xef\xbb\xbf" + PREFIX.prefixed(DOCUMENT), b" " + PREFIX.prefixed(DOCUMENT)]
)
def test_a_document_without_one_is_refused_before_anything_is_read(raw: bytes) -> None:
    error = refused(raw)
    assert (error.place.offset, error.value) == (0, None)
    assert "32 hexadecimal digits" in error.reason


@given(st.integers(0, len(PREFIX.prefixed(DOCUMENT)) - 1), st.integers(1, 255))
def test_no_changed_byte_passes(at: int, change: int) -> None:
    raw = bytearray(PREFIX.prefixed(DOCUMENT))
    raw[at] ^= change
    refused(bytes(raw))


def test_another_key_another_case_and_another_document_are_refused() -> None:
    refused(Md5Prefix(key=b"another key of this test").prefixed(DOCUMENT))
    raw = PREFIX.prefixed(DOCUMENT)
    refused(raw[:CHARS].upper() + raw[CHARS:])
    refused(raw[:CHARS] + b"<Message/>")


def test_it_stands_only_on_the_ways_that_were_agreed() -> None:
    up, down = Md5Prefix(key=KEY, sent=False), Md5Prefix(key=KEY, received=False)
    assert (up.prefixed(DOCUMENT), up.stripped(PREFIX.prefixed(DOCUMENT))) == (DOCUMENT, DOCUMENT)
    assert (down.prefixed(DOCUMENT), down.stripped(DOCUMENT)) == (PREFIX.prefixed(DOCUMENT), DOCUMENT)


def test_the_key_is_in_no_error_and_in_no_representation() -> None:
    assert KEY.decode() not in repr(PREFIX)
    assert KEY.decode() not in f"{refused(DOCUMENT)}{refused(b'0' * CHARS + DOCUMENT)}"
