"""Words of a DxpRep fit into it, and what was cut off is a difference that can be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.national.dxp.told import listed, opening

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=80)


def test_a_text_that_fits_is_whole() -> None:
    assert opening(5).to_text("四个字吗") == "四个字吗"


def test_a_text_that_does_not_fit_is_cut_and_has_no_blank_at_its_end() -> None:
    assert opening(5).to_text("four five") == "four"


def test_an_empty_text_is_refused_so_that_no_empty_element_is_written() -> None:
    with pytest.raises(ValueError, match="empty"):
        opening(5).to_text("")


def test_texts_stand_in_one_and_come_back_as_several() -> None:
    assert listed(500).to_text(("goods[2].brand", "remark")) == "goods[2].brand; remark"
    assert listed(500).from_text("goods[2].brand; remark") == ("goods[2].brand", "remark")


@given(WORDS, st.integers(min_value=1, max_value=100))
def test_nothing_is_longer_than_it_may_be_and_it_is_the_beginning(text: str, width: int) -> None:
    told = opening(width).to_text(text)
    assert len(told) <= width
    assert text.startswith(told)


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_a_list_of_texts_is_never_longer_than_it_may_be(texts: list[str]) -> None:
    assert len(listed(500).to_text(tuple(texts))) <= 500
