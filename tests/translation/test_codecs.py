"""The codecs keep their law, and refuse what only looks like a value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.declaration import Special
from gateway.translation.codecs import (
    BASE64,
    DIGITS,
    INTEGER,
    TEXT,
    bits,
    choice,
    decimal,
    flag,
    joined,
    numbers,
    places,
)
from gateway.translation.form import Codec
from gateway.translation.shapes import noted, padded, single, sized

MONEY = decimal(19, 5)
YES = flag("1", "0")
SPECIALS = bits(tuple(Special))
DIRECTION = choice({"I": "import", "E": "export"}, also={"进口": "import"})

fractions = st.integers(-(10**19) + 1, 10**19 - 1).map(lambda n: Decimal(n).scaleb(-5))
texts = st.text(min_size=1).filter(lambda text: text.isprintable() and text == text.strip())
specials = st.sets(st.sampled_from(Special)).map(lambda held: tuple(name for name in Special if name in held))


def law(codec: Codec, value: object) -> None:
    assert codec.from_text(codec.to_text(value)) == value


@given(texts)
def test_a_text_comes_back(value: str) -> None:
    law(TEXT, value)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_an_integer_comes_back(value: int) -> None:
    law(INTEGER, value)


@given(fractions)
def test_a_decimal_comes_back(value: Decimal) -> None:
    law(MONEY, value)
    assert not set(MONEY.to_text(value)) & set("eE+")


@given(st.decimals())
def test_a_decimal_is_carried_whole_or_refused(value: Decimal) -> None:
    try:
        text = MONEY.to_text(value)
    except ValueError:
        return
    assert MONEY.from_text(text) == value


@given(st.binary())
def test_bytes_come_back(value: bytes) -> None:
    law(BASE64, value)


@given(specials)
def test_bits_come_back(value: tuple[Special, ...]) -> None:
    law(SPECIALS, value)


@given(st.lists(st.integers(0, 10**17)).map(tuple))
def test_numbers_in_one_element_come_back(value: tuple[int, ...]) -> None:
    law(numbers(","), value)


@given(st.text("0123456789", min_size=6, max_size=6))
def test_padded_digits_come_back(value: str) -> None:
    law(padded(6), value)


@given(
    st.sampled_from([TEXT, DIGITS, INTEGER, MONEY, BASE64, YES, SPECIALS, DIRECTION, numbers(","), padded(6)]),
    st.text(),
)
def test_any_text_is_read_or_refused_and_what_is_read_can_be_written(codec: Codec, text: str) -> None:
    try:
        value = codec.from_text(text)
    except ValueError:
        return
    blank = isinstance(value, str) and value != value.strip(" \t\r\n")
    assert value in ("", ()) or blank or codec.from_text(codec.to_text(value)) == value


@given(st.sampled_from([TEXT, DIGITS, INTEGER, MONEY, BASE64, DIRECTION, SPECIALS, numbers(","), padded(6)]))
def test_a_value_of_another_kind_is_refused(codec: Codec) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec.to_text({"no": "value"})


@pytest.mark.parametrize("text", ["１２", "٣", "1e3", "1.0", "", "+", "0x1", "1_000", "9" * 19])
def test_no_integer_is_made_of_what_looks_like_one(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        INTEGER.from_text(text)


@pytest.mark.parametrize(
    "text", ["１２", "NaN", "Infinity", "1e3", "1E3", "1,000", "1_0", ".", "", "-", "0" * 200, "1.000001", "1" * 15]
)
def test_no_decimal_is_made_of_what_looks_like_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"decimal|digits"):
        MONEY.from_text(text)


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("0018000.00000", "18000", "18000"),
        ("-.5", "-0.5", "-0.5"),
        ("5.", "5", "5"),
        ("+1.20", "1.2", "1.2"),
        ("-0.0", "0", "0"),
    ],
)
def test_idle_zeros_are_read_and_not_written(text: str, value: str, written: str) -> None:
    assert MONEY.from_text(text) == Decimal(value)
    assert MONEY.to_text(MONEY.from_text(text)) == written


@pytest.mark.parametrize(
    "value",
    [
        "1e20",
        "1e-6",
        "1e1000000",
        "1e-1000000",
        "1e-999999999999999999",
        "NaN",
        "Infinity",
        "123456789012345",
        "0.000001",
    ],
)
def test_a_decimal_that_does_not_fit_is_not_written(value: str) -> None:
    with pytest.raises(ValueError, match=r"digits|finite"):
        MONEY.to_text(Decimal(value))


@pytest.mark.parametrize("text", ["a\x00b", "a\x1fb", "a\x7fb", "a\x85b", "a\ufffeb"])
def test_control_characters_are_refused_both_ways(text: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        TEXT.from_text(text)
    with pytest.raises(ValueError, match="control character"):
        TEXT.to_text(text)


def test_lines_tabs_and_wide_spaces_inside_a_text_are_kept() -> None:
    law(TEXT, "N/M\n第1箱\t\u3000完\r.")


@pytest.mark.parametrize("value", ["", " a", "a\n"])
def test_a_text_that_would_come_back_as_another_is_not_written(value: str) -> None:
    with pytest.raises(ValueError, match="blank"):
        TEXT.to_text(value)


@pytest.mark.parametrize("text", ["", "１", "1.0", "1 2", "²"])
def test_digits_are_those_of_ascii(text: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        DIGITS.from_text(text)


def test_a_choice_reads_more_texts_than_it_writes() -> None:
    assert DIRECTION.from_text("进口") == "import"
    assert DIRECTION.to_text("import") == "I"
    with pytest.raises(ValueError, match="none of I, E"):
        DIRECTION.from_text("i")


@pytest.mark.parametrize(
    ("table", "also"), [({"1": "a", "2": "a"}, {}), ({"1": "a"}, {"2": "b"}), ({"1": "a", "2": "b"}, {"1": "b"})]
)
def test_a_choice_that_cannot_be_read_back_is_refused_at_import(table: dict[str, str], also: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be read back"):
        choice(table, also=also)


def test_the_fifth_bit_is_direct_release() -> None:
    assert SPECIALS.to_text((Special.DIRECT_RELEASE,)) == "0000100"
    assert SPECIALS.from_text("0000100000") == (Special.DIRECT_RELEASE,)
    assert SPECIALS.from_text("00001") == (Special.DIRECT_RELEASE,)


@pytest.mark.parametrize("text", ["00000001", "2", "00001 "])
def test_bits_without_a_meaning_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="0 and 1"):
        SPECIALS.from_text(text)


PASSAGE = places(Special.DIRECT_RELEASE, None, Special.DIPLOMATIC, also=(Special.TRANSIT,))


@pytest.mark.parametrize("value", [(), (Special.DIRECT_RELEASE,), (Special.DIRECT_RELEASE, Special.DIPLOMATIC)])
def test_places_come_back(value: tuple[Special, ...]) -> None:
    law(PASSAGE, value)
    assert PASSAGE.share == (Special.DIRECT_RELEASE, Special.DIPLOMATIC)


def test_places_behind_those_that_are_written_are_read() -> None:
    assert PASSAGE.from_text("1001") == (Special.DIRECT_RELEASE, Special.TRANSIT)
    assert PASSAGE.from_text("1") == (Special.DIRECT_RELEASE,)
    with pytest.raises(ValueError, match="not a tuple of what these positions mean"):
        PASSAGE.to_text((Special.TRANSIT,))


@pytest.mark.parametrize("text", ["01", "00001", "2", "1 "])
def test_a_place_without_a_meaning_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the positions 1, 3, 4 have a meaning"):
        PASSAGE.from_text(text)


def test_digits_behind_a_label_are_found_in_a_sentence() -> None:
    codec = noted("电子通关单号")
    assert codec.from_text("已通关，电子通关单号: 110110214000001000。") == "110110214000001000"
    assert codec.from_text("电子通关单号未生成") is None
    law(codec, "110110214000001000")


def test_bits_out_of_order_are_not_written() -> None:
    with pytest.raises(ValueError, match="order"):
        SPECIALS.to_text((Special.TRANSIT, Special.EVENT))


def test_joined_values_are_read_with_empty_ones_between_them() -> None:
    assert numbers(",").from_text("1, 2,,3,") == (1, 2, 3)
    with pytest.raises(ValueError, match="separator"):
        joined(",").to_text(("a,b",))


def test_padding_puts_zeros_back() -> None:
    assert padded(6).from_text("93015") == "093015"
    with pytest.raises(ValueError, match="digits"):
        padded(6).to_text("93015")


def test_base64_may_be_broken_into_lines_and_nothing_else() -> None:
    assert BASE64.from_text("QU\nJD\r\n") == b"ABC"
    for text in ("QUJ", "QU-D", "QU\u3000JD"):
        with pytest.raises(ValueError, match=r"\w"):
            BASE64.from_text(text)


@pytest.mark.parametrize("text", ["A,B", "A B", "A\nB", "A；B"])
def test_several_values_are_not_written_as_one(text: str) -> None:
    codec = single(",;，；、 ")
    with pytest.raises(ValueError, match="several"):
        codec.to_text(text)
    assert codec.to_text("CSQU3054383") == "CSQU3054383"
    assert codec.from_text(text) == text


def test_a_text_of_one_width_refuses_every_other() -> None:
    uscc = sized(18)
    law(uscc, "91110108551385082Q")
    for text in ("551385082", "", "91110108551385082QQ"):
        with pytest.raises(ValueError, match="18 characters"):
            uscc.from_text(text)
        with pytest.raises(ValueError, match=r"18 characters|empty"):
            uscc.to_text(text)
