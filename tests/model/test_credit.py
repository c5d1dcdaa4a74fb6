from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gateway.model.credit import LEVELS, CreditScheme, CreditUpdate
from gateway.model.kind import ContradictionError
from tests.samples.alerts import CREDIT_UPDATE

UPDATE: Any = CREDIT_UPDATE.body
DAY = timedelta(days=1)
# Of the published schemes, and typed here a second time on purpose.
SAID = {
    "CIQ2013": "AA A B C D",
    "GAC197": "AA A B C D",
    "GAC225": "高级认证 一般认证 一般信用 失信",
    "GAC251": "高级认证 其他 失信",
    "GAC282": "高级认证 认证 常规 失信 严重失信",
}
WITHIN = {
    "CIQ2013": date(2014, 10, 1),
    "GAC197": date(2014, 10, 1),
    "GAC225": date(2016, 1, 1),
    "GAC251": date(2022, 1, 1),
    "GAC282": date(2026, 4, 1),
}
WORDS = sorted({word for words in SAID.values() for word in words.split()})


def update(scheme: str, level: str, **said: Any) -> CreditUpdate:
    first: Any = {"effective_from": WITHIN[scheme], **said}
    return CreditUpdate(uscc=UPDATE.uscc, scheme=CreditScheme(scheme), level=level, issuer="某某海关", **first)


@pytest.mark.parametrize("scheme", SAID)
@pytest.mark.parametrize("level", [*WORDS, "aa", "认证企业", ""])
def test_a_level_is_one_of_its_scheme(scheme: str, level: str) -> None:
    if level in SAID[scheme].split():
        assert update(scheme, level).level == level
    else:
        with pytest.raises(ContradictionError, match=scheme) as caught:
            update(scheme, level)
        assert caught.value.name == "level"


def test_every_scheme_has_its_levels_from_best_to_worst() -> None:
    assert {scheme.value: " ".join(levels) for scheme, levels in LEVELS.items()} == SAID


@pytest.mark.parametrize(
    ("scheme", "day", "before"),
    [
        ("CIQ2013", date(2014, 1, 1), True),
        ("GAC197", date(2014, 11, 30), False),
        ("GAC225", date(2014, 12, 1), True),
        ("GAC282", date(2026, 4, 1), True),
    ],
)
def test_a_level_begins_while_its_scheme_is_in_force(scheme: str, day: date, before: bool) -> None:
    best = LEVELS[CreditScheme(scheme)][0]
    assert update(scheme, best, effective_from=day).effective_from == day
    with pytest.raises(ContradictionError) as caught:
        update(scheme, best, effective_from=day - DAY if before else day + DAY)
    assert caught.value.name == "effective_from"


def test_a_level_lasts_a_day_at_least() -> None:
    replace(UPDATE, effective_until=UPDATE.effective_from)
    with pytest.raises(ContradictionError) as caught:
        replace(UPDATE, effective_until=UPDATE.effective_from - DAY)
    assert caught.value.name == "effective_until"


@pytest.mark.parametrize(("scheme", "level"), [("GAC251", "失信"), ("GAC282", "严重失信"), ("CIQ2013", "D")])
def test_whoever_is_on_the_list_of_the_worst_has_a_low_level(scheme: str, level: str) -> None:
    assert update(scheme, level, on_serious_list=True).on_serious_list


@pytest.mark.parametrize(("scheme", "level"), [("GAC251", "其他"), ("GAC282", "认证"), ("CIQ2013", "AA")])
def test_whoever_has_another_level_is_not_on_the_list(scheme: str, level: str) -> None:
    assert update(scheme, level, on_serious_list=False).level == level
    with pytest.raises(ContradictionError) as caught:
        update(scheme, level, on_serious_list=True)
    assert caught.value.name == "on_serious_list"


def test_two_schemes_of_one_enterprise_are_two_sequences() -> None:
    assert UPDATE.references() == {"credit_key": "91110108551385082Q/CIQ2013"}
    assert update("GAC282", "认证").aliases() == {("credit_key", "91110108551385082Q/GAC282")}


def test_levels_come_from_the_authority_and_go_to_whoever_wants_them() -> None:
    assert CreditUpdate.OF_AUTHORITY
    assert CreditUpdate.SUBSCRIBED
