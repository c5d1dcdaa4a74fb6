"""The table of outcomes (config/codes/outcome.csv): what an office did must never come out as more than it did."""

from __future__ import annotations

from datetime import date

import pytest

from gateway.model.errors import GatewayError
from gateway.resources import data_folder
from gateway.translation.code_tables import read_codes

ON = date(2014, 10, 15)
OUTCOME = read_codes(data_folder("config") / "codes")["outcome"]
COLUMNS = ("rsp", "tj220", "tj221", "tj226", "channel", "feedback", "bur004")
WORDS = [row.canonical for row in OUTCOME.rows]

# What a word may be told as where a family has no word of its own: each of these is implied by the word itself.
COARSER = {
    "accepted": {"submitted"},
    "review-failed": {"rejected"},
    "inspection-applied": {"submitted"},
    "reviewed-electronically": {"reviewed"},
    "reviewed-manually": {"reviewed"},
    "reviewed-paperless": {"reviewed"},
    "reviewed-for-paperless-release": {"reviewed"},
    "electronic-review-failed": {"rejected", "review-failed"},
    "released-paperless": {"released"},
    "released-on-guarantee": {"released"},
    "released-papers-to-follow": {"released"},
    "passed-customs": {"released"},
    "cleared": {"released", "passed-customs"},
    "outline-exam-ordered": {"exam-ordered"},
    "first-review-passed": {"accepted"},
    "first-review-failed": {"review-failed"},
    "second-review-passed": {"reviewed"},
    "second-review-failed": {"review-failed"},
    "storing-failed": {"rejected"},
}


def written(word: str) -> dict[str, str]:
    """By column, what the word is read as after it was written."""
    found = {}
    for column in COLUMNS:
        try:
            found[column] = OUTCOME.read(column, OUTCOME.write(column, word, ON).text, ON)
        except GatewayError:
            continue
    return found


@pytest.mark.parametrize("word", WORDS)
def test_a_word_comes_back_as_itself_or_as_one_that_it_implies(word: str) -> None:
    assert set(written(word).values()) - {word} <= COARSER.get(word, set())


@pytest.mark.parametrize("word", WORDS)
def test_what_comes_back_as_another_word_is_told_as_inexact(word: str) -> None:
    for column, told in written(word).items():
        assert OUTCOME.write(column, word, ON).exact == (told == word)


def test_release_is_said_in_each_family() -> None:
    codes = {column: OUTCOME.write(column, "released", ON).text for column in ("rsp", "tj220", "channel")}
    assert codes == {"rsp": "2000", "tj220": "4", "channel": "P"}


def test_partly_released_is_itself_in_each_family() -> None:
    columns = ("rsp", "tj220", "channel", "feedback", "bur004")
    assert written("partly-released") == dict.fromkeys(columns, "partly-released")


def test_nothing_that_is_no_release_is_told_as_one() -> None:
    releases = {word for word in WORDS if "released" in written(word).values()}
    assert releases == {
        "released",
        "released-paperless",
        "released-on-guarantee",
        "released-papers-to-follow",
        "passed-customs",
        "cleared",
    }


@pytest.mark.parametrize("column", ["feedback", "bur004"])
def test_tianjin_customs_say_a_release_by_a_code_of_our_own_and_never_by_a_review_that_was_passed(column: str) -> None:
    told = {word: OUTCOME.write(column, word, ON).text for word in ("released", "released-paperless", "cleared")}
    assert set(told.values()).isdisjoint({"01", "02", "03", "04", "05", "06", "07", "08", "10"})
    assert {OUTCOME.read(column, code, ON) for code in ("01", "03")} <= {"accepted", "reviewed"}


@pytest.mark.parametrize(("code", "lists", "stock"), [("01", "accepted", "reviewed"), ("05", "suspended", "deleted")])
def test_a_flag_of_tianjin_customs_means_another_thing_in_the_review_of_stock(
    code: str, lists: str, stock: str
) -> None:
    assert (OUTCOME.read("feedback", code, ON), OUTCOME.read("bur004", code, ON)) == (lists, stock)


@pytest.mark.parametrize(("upper", "lower"), [("A", "a"), ("C", "c"), ("D", "d")])
def test_case_tells_channels_apart(upper: str, lower: str) -> None:
    assert OUTCOME.read("channel", upper, ON) != OUTCOME.read("channel", lower, ON)


@pytest.mark.parametrize("code", ["p", "r", "spl", "SPK", "B", "PB ", "", "0"])
def test_what_is_in_no_list_is_refused(code: str) -> None:
    with pytest.raises(GatewayError, match="4204"):
        OUTCOME.read("channel", code, ON)


@pytest.mark.parametrize(
    ("column", "word"), [("tj220", "released"), ("tj221", "quarantine-passed"), ("tj226", "check-passed")]
)
def test_the_same_digit_means_another_thing_at_another_stage(column: str, word: str) -> None:
    assert OUTCOME.read(column, "4" if column == "tj220" else "2", ON) == word


def test_a_review_of_which_nobody_says_who_made_it_has_no_code_in_tianjin() -> None:
    with pytest.raises(GatewayError, match="4206"):
        OUTCOME.write("tj220", "reviewed", ON)


def test_that_an_inspection_was_applied_for_is_not_told_as_customs_acceptance() -> None:
    assert OUTCOME.write("channel", OUTCOME.read("rsp", "9200", ON), ON).text == "7"


@pytest.mark.parametrize("code", ["0000", "1000", "1001", "1002", "1003", "1004"])
def test_a_receipt_that_is_played_back_is_no_answer(code: str) -> None:
    with pytest.raises(GatewayError, match="no such code"):
        OUTCOME.read("rsp", code, ON)


def test_that_customs_let_it_pass_is_not_told_as_the_closing_of_the_declaration() -> None:
    told = OUTCOME.write("channel", OUTCOME.read("rsp", "3000", ON), ON)
    assert (told.text, told.exact) == ("P", False)
    assert OUTCOME.read("channel", "R", ON) == "cleared"


@pytest.mark.parametrize("code", ["1101", "1201", "1301", "1901"])
def test_whatever_review_failed_it_is_rejected(code: str) -> None:
    assert OUTCOME.read("rsp", code, ON) == "rejected"
