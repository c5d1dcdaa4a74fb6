"""What is shipped can be decided by; what is wrong in a pack is told with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gateway.model.errors import SetupError
from gateway.model.release_mode import ReleaseMode, Tier
from gateway.recognition.lint import lint
from gateway.recognition.pack import Pack
from gateway.recognition.packs import pack_of, read_pack
from gateway.resources import data_folder


def text() -> str:
    return (data_folder("config") / "rules" / "2014.toml").read_text()


def test_the_packs_that_are_shipped_have_no_fault(packs: list[Pack]) -> None:
    assert lint(packs) == ()


def test_every_row_names_its_source(packs: list[Pack]) -> None:
    rows = [row for pack in packs for table in (pack.at_port, pack.scheme, pack.clearance, pack.ratio) for row in table]
    assert all(row.source for row in rows)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2014, 7, 1), "2014"),
        (date(2017, 8, 21), "2014"),
        (date(2017, 8, 22), "transition"),
        (date(2018, 7, 31), "transition"),
        (date(2018, 8, 1), "current"),
        (date(2026, 11, 24), "current"),
    ],
)
def test_the_day_of_acceptance_chooses_the_pack(packs: list[Pack], on: date, name: str) -> None:
    assert pack_of(packs, on).id == name


def test_a_day_before_the_reform_has_no_pack(packs: list[Pack]) -> None:
    with pytest.raises(SetupError, match="0 rule packs"):
        pack_of(packs, date(2014, 6, 30))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('approved_by = ""', 'approved = ""', "approved_by"),
        ("lookback_months = 12", 'lookback_months = "a year"', "terms.0.lookback_months"),
        ('mode = "declaration"', 'mode = "declared"', "ratio.0.mode"),
        ("percent = 0.5", "percent = 0.5\nmost = 1", "ratio.0.most"),
    ],
)
def test_a_wrong_key_or_value_is_told_with_its_place(old: str, new: str, place: str) -> None:
    with pytest.raises(SetupError) as told:
        read_pack(text().replace(old, new, 1))
    assert (told.value.fault.code, told.value.place.path) == ("4604", place)


def test_what_is_no_toml_is_told_with_its_line() -> None:
    with pytest.raises(SetupError, match="line 2"):
        read_pack('id = "a"\nversion\n')


def test_a_matrix_that_is_lighter_for_worse_goods_is_named(pack: Pack) -> None:
    matrix = pack.matrix[0]
    rows = {risk: tuple(reversed(modes)) for risk, modes in matrix.rows.items()}
    told = lint([replace(pack, matrix=(replace(matrix, rows=rows),))])
    assert "2014: 2014-matrix: a worse tier or a higher risk makes it lighter" in told


def test_gaps_and_overlaps_are_named(pack: Pack) -> None:
    matrix = pack.matrix[0]
    late = replace(matrix, valid_from=date(2014, 8, 1))
    assert lint([replace(pack, matrix=(late,))]) == ("2014: matrix: no row from 2014-07-01 to 2014-07-31",)
    both = lint([replace(pack, matrix=(matrix, replace(late, id="second")))])
    assert both == ("2014: matrix: 2014-matrix and second hold on one day",)
    short = replace(matrix, valid_until=date(2017, 8, 20))
    assert lint([replace(pack, matrix=(short,))]) == ("2014: matrix: no row from 2017-08-21",)


def test_a_share_that_lacks_or_is_none_is_named(pack: Pack) -> None:
    rest = tuple(row for row in pack.ratio if row.mode is not ReleaseMode.SUPERVISION)
    told = lint([replace(pack, ratio=(*rest[1:], replace(rest[0], percent=Decimal(101))))])
    assert "2014: 2014-declaration-t1: 101 percent" in told
    assert "2014: 2014-matrix: no ratio for supervision, T5" in told


def test_levels_and_groups_that_do_not_exist_are_named(pack: Pack) -> None:
    scheme = replace(pack.scheme[0], tiers={"AA": Tier.T2, "A": Tier.T1, "E": Tier.T5})
    site = replace(pack.site[0], groups=("moon",))
    told = lint([replace(pack, scheme=(scheme, *pack.scheme[1:]), site=(site,))])
    assert "2014: 2014-ciq2013: CIQ2013 has no level E" in told
    assert "2014: 2014-ciq2013: a worse level has a better tier" in told
    assert "2014: 2014-site-pinggu: no group moon" in told


def test_packs_that_leave_a_day_between_them_are_named(packs: list[Pack]) -> None:
    first, *rest = sorted(packs, key=lambda one: one.valid_from)
    told = lint([replace(first, valid_until=date(2017, 8, 20)), *rest])
    assert "between 2014 and transition: 2017-08-20 is not the day before 2017-08-22" in told
