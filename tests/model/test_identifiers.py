"""Check digits, with the traps that published snippets fall into; numbers are made up, or a standard's own."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.identifiers import (
    LETTER_VALUES,
    ORGANISATION_WEIGHTS,
    USCC_CHARS,
    USCC_WEIGHTS,
    Misprint,
    clearance_number,
    container,
    dxp_id,
    entry_number,
    hs_code,
    inspection_number,
    organisation_code,
    registration_code,
    tax_record_number,
    uscc,
)


def sure(found: Misprint | None) -> str:
    assert found is not None
    assert found.sure
    return found.reason


def doubtful(found: Misprint | None) -> str:
    assert found is not None
    assert not found.sure
    return found.reason


def test_a_uscc_with_its_check_character_is_good() -> None:
    assert uscc("91110108551385082Q") is None


def test_a_remainder_of_nothing_is_a_check_character_of_0() -> None:
    """Without the last modulo it would be the 32nd of 31 characters."""
    assert "organisation code" in doubtful(uscc("911101085513800180"))


def test_a_widely_copied_example_is_wrong_and_the_right_character_is_told() -> None:
    assert sure(uscc("91310115MA1H8R7C6D")) == "the check character of 91310115MA1H8R7C6 is 7"


@pytest.mark.parametrize("stray", "IOSVZq ")
def test_characters_that_no_uscc_has_are_named(stray: str) -> None:
    assert sure(uscc(f"9111010855138508{stray}Q")).startswith(f"{stray} is no character")


def test_a_uscc_of_another_length_is_none() -> None:
    assert "17 characters" in sure(uscc("91110108551385082"))


def test_an_organisation_code_in_place_of_a_uscc_is_doubted() -> None:
    assert "where a USCC" in doubtful(uscc("551385082"))
    assert "check character of 55138508 is 2" in sure(uscc("551385083"))


@given(st.text(USCC_CHARS, min_size=17, max_size=17))
def test_of_31_check_characters_one_is_right(body: str) -> None:
    assert len([one for one in USCC_CHARS if (found := uscc(body + one)) is None or not found.sure]) == 1


@given(st.text(USCC_CHARS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(USCC_CHARS))
def test_one_mistyped_character_is_always_found(body: str, at: int, other: str) -> None:
    total = sum(USCC_CHARS.index(one) * weight for one, weight in zip(body, USCC_WEIGHTS, strict=True))
    good = body + USCC_CHARS[-total % 31]
    mistyped = good[:at] + other + good[at + 1 :]
    if mistyped != good:
        assert "check character" in sure(uscc(mistyped))


@pytest.mark.parametrize("code", ["551385082", "L6005760X", "692454192", "743719761", "000000000"])
def test_organisation_codes_with_a_digit_an_x_or_a_0(code: str) -> None:
    assert organisation_code(code) is None


def test_an_organisation_code_is_refused_with_its_check_character() -> None:
    assert sure(organisation_code("L60057600")) == "the check character of L6005760 is X"
    assert "eight digits or capitals" in sure(organisation_code("l6005760X"))


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8))
def test_of_eleven_check_characters_one_is_right(body: str) -> None:
    assert len(ORGANISATION_WEIGHTS) == len(body)
    assert len([one for one in "0123456789X" if organisation_code(body + one) is None]) == 1


@pytest.mark.parametrize("number", ["CSQU3054383", "CBHU3202732", "ATKU6758380"])
def test_containers_of_iso_6346_with_a_remainder_of_10_among_them(number: str) -> None:
    assert container(number) is None


def test_a_mistyped_container_is_told_and_a_box_of_another_kind_doubted() -> None:
    assert sure(container("CSQU3054384")) == "the check digit of CSQU305438 is 3"
    assert "U, J or Z" in doubtful(container("BOX-17"))


def test_the_letters_of_iso_6346_pass_over_the_multiples_of_11() -> None:
    picked = {letter: LETTER_VALUES[letter] for letter in "ABKLUVZ"}
    assert picked == {"A": 10, "B": 12, "K": 21, "L": 23, "U": 32, "V": 34, "Z": 38}


@pytest.mark.parametrize("number", ["020220141000000017", "020220140000000017", "01102026I000000017"])
def test_an_entry_number_names_office_year_and_direction(number: str) -> None:
    assert entry_number(number) is None


@pytest.mark.parametrize(
    "number", ["020220142000000017", "020230141000000017", "02022014100000001X", "2014101500000001"]
)
def test_an_entry_number_of_another_shape_is_wrong(number: str) -> None:
    sure(entry_number(number))


def test_old_and_long_entry_numbers_are_told_for_what_they_are() -> None:
    assert "old kind" in doubtful(entry_number("024123456"))
    assert "tax rebate" in sure(entry_number("020220140000000017001"))


def test_the_plain_shapes() -> None:
    assert inspection_number("370100212005169") is clearance_number("370100212005169001") is None
    assert "15 digits" in sure(inspection_number("3701002120051"))
    assert "18 digits" in sure(clearance_number("370100212005169"))
    assert registration_code("1101910123") is hs_code("0202300090") is dxp_id("DXPENT0000000001") is None
    assert dxp_id("DXPEDCDEC0000001") is dxp_id("DXPEDCINVT000001") is None
    assert "type of enterprise" in doubtful(registration_code("1101900123"))
    assert "place" in sure(registration_code("110191"))
    assert "stand apart" in sure(hs_code("0202300090999"))
    assert "ten digits" in sure(hs_code("02023000"))
    assert "16 characters" in doubtful(dxp_id("DXPENT1"))


def test_a_record_of_the_tax_rebate_is_entry_number_0_and_item() -> None:
    assert tax_record_number("020220140000000017001") is None
    assert "item number" in sure(tax_record_number("020220140000000017101"))


CHECKS = (
    *(uscc, organisation_code, container, entry_number, inspection_number, clearance_number),
    *(registration_code, hs_code, dxp_id, tax_record_number),
)
GOOD = (
    *("91110108551385082Q", "551385082", "CSQU3054383", "020220140000000017", "110110214000001", "110110214000001001"),
    *("1101910001", "0202300090", "DXPENT0000000110", "020220140000000017001"),
)


@pytest.mark.parametrize(
    ("check", "good"), list(zip(CHECKS, GOOD, strict=True)), ids=lambda one: getattr(one, "__name__", "")
)
@pytest.mark.parametrize("digit", ["１", "١", "²", "①", "l"])
def test_a_digit_of_another_script_is_no_digit(check: Callable[[str], Misprint | None], good: str, digit: str) -> None:
    assert check(good) is None
    for at, one in enumerate(good):
        if one.isdigit():
            assert check(good[:at] + digit + good[at + 1 :]) is not None
    for odd in (f"{good}\n", f" {good}", good[:4] + " " + good[4:], f"{good}\x00", good * 100_000):
        assert check(odd) is not None


def test_what_stands_where_a_uscc_belongs_is_not_kept_in_memory() -> None:
    text = "9" * 1_000_000
    held = sys.getrefcount(text)
    assert uscc(text) is not None
    assert sys.getrefcount(text) == held


@given(st.text(max_size=24))
def test_any_text_gets_an_answer(text: str) -> None:
    for check in CHECKS:
        check(text)
