from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import PATH_CHARS, REASON_CHARS, VALUE_CHARS, Place


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), ""),
        (Place(path="/a/b"), "/a/b"),
        (Place(line=3), "line 3"),
        (Place(offset=0), "byte 0"),
        (Place(path="/a", line=3, offset=17), "/a, line 3, byte 17"),
    ],
)
def test_a_place_says_what_is_known_of_it(place: Place, words: str) -> None:
    assert str(place) == words


def test_an_error_says_code_name_place_reason_and_value() -> None:
    error = faults.CODE_UNKNOWN.error("no such code", place=Place(path="/a/b", line=2), value="999")
    assert str(error) == "4204 code-unknown at /a/b, line 2: no such code (value '999')"
    assert str(faults.EMPTY.error("nothing")) == "4001 empty: nothing"


def test_a_value_that_is_empty_is_still_one() -> None:
    assert str(faults.VALUE_INVALID.error("why", value="")).endswith("(value '')")


@example(path="/a" * 100, reason="x" * 501, value="v" * 81)
@given(path=st.text(max_size=1000), reason=st.text(max_size=1000), value=st.text(max_size=1000))
def test_nothing_of_a_document_is_carried_whole(path: str, reason: str, value: str) -> None:
    error = faults.VALUE_INVALID.error(reason, place=Place(path=path), value=value)
    assert error.value == value[:VALUE_CHARS]
    assert error.reason == reason[:REASON_CHARS]
    assert error.place.path is not None
    assert len(error.place.path) <= PATH_CHARS
    assert error.place.path[-20:] == path[-20:], "the end names the element"


@given(value=st.text(max_size=VALUE_CHARS))
def test_a_value_is_quoted_so_that_no_control_character_reaches_a_receipt(value: str) -> None:
    assert all(character.isprintable() for character in repr(value))
    assert repr(value) in str(faults.VALUE_INVALID.error("why", value=value))
