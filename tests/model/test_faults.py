from __future__ import annotations

import re
from collections import Counter

import pytest

from gateway.model.errors import AgainError, Fault, SenderError, SetupError, Turn
from gateway.model.faults import FAULTS
from gateway.model.remedies import REMEDIES_ZH

# DXP message specification (202205), table 7-1.
OFFICIAL = {"0001", "0002", "0999", "1001", "1002", "1003", "1004", "1999", "2001", "2002", "2999"} | {
    "3001",
    "3002",
    "3003",
    "3999",
}
each = pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])


def test_codes_and_names_are_each_ones_own() -> None:
    for words in ([fault.code for fault in FAULTS], [fault.name for fault in FAULTS]):
        assert [word for word, times in Counter(words).items() if times > 1] == []


@each
def test_a_code_is_of_the_user_range(fault: Fault) -> None:
    assert re.fullmatch("[4-9][0-9]{3}", fault.code, re.ASCII)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", fault.name)


@each
def test_the_nearest_official_code_is_one_that_there_is(fault: Fault) -> None:
    assert fault.official in OFFICIAL


@each
def test_a_remedy_is_told_in_both_languages(fault: Fault) -> None:
    assert fault.remedy.isascii()
    assert fault.remedy.strip() == fault.remedy != ""
    assert any("\u4e00" <= character <= "\u9fff" for character in fault.remedy_zh)


def test_no_remedy_is_for_a_code_that_there_is_not() -> None:
    assert REMEDIES_ZH.keys() == {fault.code for fault in FAULTS}


@each
def test_the_status_says_whose_turn_it_is(fault: Fault) -> None:
    assert 400 <= fault.status < 600
    if fault.turn is Turn.SENDER:
        assert fault.status < 500
    if fault.turn is Turn.AGAIN:
        assert fault.status >= 500, "an e-port must not take a 4xx for something to send again"


@each
def test_an_error_is_of_the_family_whose_turn_it_is(fault: Fault) -> None:
    family = {Turn.SENDER: SenderError, Turn.SETUP: SetupError, Turn.AGAIN: AgainError}[fault.turn]
    assert type(fault.error("why")) is family
