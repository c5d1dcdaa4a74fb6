"""A change of rule packs is judged as a whole, and told row by row before anybody decides by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gateway.model.errors import SetupError
from gateway.recognition.changing import changed, differences, read_change, write_change
from gateway.recognition.pack import Pack
from gateway.resources import data_folder

TEXT = (data_folder("config") / "rules" / "current.toml").read_text(encoding="utf-8")
NEW = TEXT.replace('version = "1"', 'version = "2"', 1)


def by(text: str) -> tuple[Pack, ...]:
    return read_change(write_change([text], []))[0]


def test_a_change_comes_back_as_it_was_made_with_what_it_was_made_against(packs: list[Pack]) -> None:
    content = write_change([NEW], packs)
    assert read_change(content) == (by(NEW), {"2014": "1", "transition": "1", "current": "1"})
    assert write_change([NEW], packs) == content


def test_a_pack_takes_the_place_of_the_one_of_its_name(packs: list[Pack]) -> None:
    after = changed(packs, by(NEW))
    assert [pack.name for pack in after] == ["2014/1", "transition/1", "current/2"]


def test_several_packs_change_together_where_one_alone_would_leave_a_gap(packs: list[Pack]) -> None:
    current = next(pack for pack in packs if pack.id == "current")
    ended = replace(current, version="2", valid_until=date(2026, 12, 31))
    following = replace(current, id="next", version="1", valid_from=date(2027, 1, 1))
    assert [pack.name for pack in changed(packs, (following, ended))][-2:] == ["current/2", "next/1"]
    with pytest.raises(SetupError, match="between current and next"):
        changed(packs, (following,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT, "a version of its own"),
        (NEW.replace("lookback_months = 12", 'lookback_months = "long"', 1), "valid integer"),
        (NEW.replace('"supervision", "supervision"]', '"supervision", "sampling"]', 1), "lighter"),
    ],
)
def test_a_change_that_cannot_be_decided_by_is_refused(packs: list[Pack], text: str, said: str) -> None:
    with pytest.raises(SetupError, match=said):
        changed(packs, by(text))


def test_a_change_of_nothing_or_of_one_pack_twice_is_refused(packs: list[Pack]) -> None:
    for some in ((), (*by(NEW), *by(NEW))):
        with pytest.raises(SetupError, match="each once"):
            changed(packs, some)


def test_what_a_change_does_is_told_value_by_value(packs: list[Pack]) -> None:
    (current,) = by(NEW)
    ratio = [row for row in current.ratio if row.id != "current-sampling-t1"]
    lighter = [replace(row, percent=Decimal(15)) if row.id == "current-sampling-t3" else row for row in ratio]
    extra = replace(ratio[0], id="current-extra")
    told = differences(packs, (replace(current, ratio=(*lighter, extra)),))
    assert told == (
        "current: version 1 -> 2",
        "current: ratio current-sampling-t1: gone",
        "current: ratio current-sampling-t3: percent 20 -> 15",
        "current: ratio current-extra: new",
    )


def test_a_list_is_told_as_it_was_and_is(packs: list[Pack]) -> None:
    (current,) = by(NEW)
    sites = tuple(replace(site, groups=("meat", "aquatic")) for site in current.site)
    assert differences(packs, (replace(current, site=sites),))[1:] == (
        "current: site current-site-pinggu: groups [meat] -> [meat, aquatic]",
    )


def test_a_pack_that_was_not_there_is_told_with_its_days(packs: list[Pack]) -> None:
    (current,) = by(NEW)
    told = differences(packs, (replace(current, id="next", valid_from=date(2027, 1, 1)),))
    assert told == ("next: a new pack, from 2027-01-01 to 9999-12-31",)
