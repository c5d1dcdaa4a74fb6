from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.translation.shapes import URL_ENCODED, sized


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_a_url_encoded_text_comes_back_as_it_is(text: str) -> None:
    try:
        written = URL_ENCODED.to_text(text)
    except ValueError:
        return
    assert written.isascii()
    assert URL_ENCODED.from_text(written) == text


def test_a_text_that_nobody_encoded_reads_as_it_is() -> None:
    assert URL_ENCODED.from_text("公告 100% 有效") == "公告 100% 有效"


@pytest.mark.parametrize("text", ["%00", "%FF", "a%7F"])
def test_percents_that_are_no_text_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        URL_ENCODED.from_text(text)


def test_a_code_of_the_other_width_is_another_rows() -> None:
    codec = sized(9, beside=18)
    assert codec.from_text("91110108551385082Q") is None
    assert codec.from_text("551385082") == "551385082"
    with pytest.raises(ValueError, match="not of 9 characters"):
        codec.from_text("55138508-2")
    with pytest.raises(ValueError, match="not of 9 characters"):
        codec.to_text("91110108551385082Q")
