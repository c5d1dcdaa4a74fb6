from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.trust.dsig import from_base64, to_base64


@given(st.binary(max_size=100))
def test_both_ways_give_back_the_same(content: bytes) -> None:
    assert from_base64(to_base64(content).decode()) == content


def test_blanks_are_ignored() -> None:
    assert from_base64(" YW\r\nJj\t") == b"abc"
    assert from_base64(None) == b""


@pytest.mark.parametrize("text", ["YW Jj!", "YWJ", "YWI", "YWK=", "YWJj====", "ＹWJj", "-_-_"])
def test_every_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64"):
        from_base64(text)
