"""How long a group is kept: never below the law's least, longer where a kind asks for it, and always while it lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.kinds import KINDS
from gateway.service.journal.retention.views import Group
from gateway.service.retention.terms import LEAST_LOG_DAYS, LEAST_YEARS, RELEASES, Fate, Terms, later

AT = datetime(2014, 10, 15, 8, tzinfo=UTC)
TERMS = Terms(years=3, unreleased_years=10, longer={"transit-declaration": 20}, archive_after_months=36)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=12000)).map(lambda time: AT + time)


def group(*kinds: str, **also: Any) -> Group:
    fields: dict[str, Any] = {
        "messages": frozenset({"1"}),
        "kinds": frozenset(kinds or {"declaration"}),
        "last_at": AT,
        "is_open": False,
        "is_sealed": True,
        "is_held": False,
    }
    return Group(**fields | also)


def test_the_laws_least_are_three_years_and_six_months() -> None:
    assert (LEAST_YEARS, LEAST_LOG_DAYS) == (3, 186)


def test_kinds_that_let_go_are_kinds_there_are() -> None:
    assert {kind.KIND for kind in KINDS} >= RELEASES


def test_a_release_that_we_saw_starts_the_shorter_term() -> None:
    assert TERMS.keep_until(group("declaration")) == AT.replace(year=2024)
    assert TERMS.keep_until(group("declaration", "release-executed")) == AT.replace(year=2017)


def test_one_kind_that_is_kept_longer_keeps_its_whole_consignment() -> None:
    assert TERMS.keep_until(group("release-executed", "transit-declaration")) == AT.replace(year=2034)


@pytest.mark.parametrize(
    ("also", "fate"),
    [
        ({"is_held": True, "is_open": True}, Fate.HELD),
        ({"is_open": True}, Fate.OPEN),
        ({"is_sealed": False}, Fate.UNSEALED),
        ({}, Fate.DESTROY),
    ],
)
def test_what_lives_or_is_held_or_unsealed_stays_whatever_its_age(also: dict[str, bool], fate: Fate) -> None:
    assert TERMS.fate(group(**also), AT.replace(year=2100)) is fate


def test_a_group_goes_to_the_archive_first_and_is_destroyed_at_its_end() -> None:
    fates = [TERMS.fate(group(), later(AT, months)) for months in (35, 36, 119, 120)]
    assert fates == [Fate.KEPT, Fate.ARCHIVE, Fate.ARCHIVE, Fate.DESTROY]


def test_without_an_archive_it_stays_in_the_journal_to_its_end() -> None:
    terms = Terms()
    assert [terms.fate(group(), later(AT, months)) for months in (36, 119, 120)] == [Fate.KEPT, Fate.KEPT, Fate.DESTROY]


def test_a_month_that_lacks_the_day_ends_on_its_last() -> None:
    assert later(datetime(2024, 2, 29, tzinfo=UTC), 12) == datetime(2025, 2, 28, tzinfo=UTC)
    assert later(datetime(2024, 3, 31, tzinfo=UTC), -1) == datetime(2024, 2, 29, tzinfo=UTC)


@given(
    last_at=MOMENTS,
    now=MOMENTS,
    years=st.integers(3, 30),
    unreleased=st.integers(3, 30),
    kinds=st.sets(st.sampled_from(["declaration", "release-order", "transit-declaration"]), min_size=1),
)
def test_nothing_is_destroyed_before_three_years_and_nothing_leaves_that_the_first_look_passes_over(
    last_at: datetime, now: datetime, years: int, unreleased: int, kinds: set[str]
) -> None:
    terms = Terms(years=years, unreleased_years=unreleased, longer=TERMS.longer, archive_after_months=24)
    fate = terms.fate(group(*kinds, last_at=last_at), now)
    if fate is Fate.DESTROY:
        assert now - last_at >= timedelta(days=3 * 365)
    if fate in (Fate.DESTROY, Fate.ARCHIVE):
        assert last_at <= terms.earliest(now) + timedelta(days=1)
