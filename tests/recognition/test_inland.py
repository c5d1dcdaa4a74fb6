"""An inland port carries a sea port inland: goods under 转关 have their port there, and only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gateway.model.choices import ClearanceMode, Direction, Special
from gateway.model.declaration import Declaration
from gateway.model.movement import Transit
from gateway.model.release_mode import DirectMode, Location, ReleaseMode
from gateway.recognition.decide import decide
from gateway.recognition.facts import Alert, case_of
from gateway.recognition.inland import inland_port, inland_ports, port_under_transit
from gateway.recognition.lint import lint
from gateway.recognition.pack import Pack, Way
from tests.recognition.conftest import FURNITURE, ON, known, through

TRANSIT = replace(through(), original_container=None, under_transit=True)


@pytest.mark.parametrize("on", [date(2014, 10, 15), date(2018, 1, 1), date(2026, 11, 24)])
@pytest.mark.parametrize(("office", "name"), [("0110", "平谷国际陆港"), ("0118", "朝阳口岸")])
def test_both_inland_ports_carry_on_tianjins_port_in_every_pack(
    packs: list[Pack], on: date, office: str, name: str
) -> None:
    (pack,) = (one for one in packs if one.valid_from <= on <= one.valid_until)
    port = inland_port(replace(through(), on=on, destination_office=office), pack)
    assert port is not None
    assert (port.name, port.ways) == (name, (Way.DIRECT, Way.TRANSIT))
    assert port.source


@pytest.mark.parametrize(
    "changed", [{"port_office": "0101"}, {"destination_office": "0402"}, {"on": date(2014, 6, 30)}]
)
def test_it_carries_on_no_other_port_and_begins_on_its_day(pack: Pack, changed: dict[str, Any]) -> None:
    assert inland_port(replace(through(), **changed), pack) is None


def test_under_transit_the_port_is_the_inland_one_and_the_trace_says_so(pack: Pack) -> None:
    made = decide(TRANSIT, known(), pack)
    assert (made.location, made.site) == (Location.PORT, "0110")
    assert [(one.rule, one.effect) for one in made.trace][-1] == ("2014-inland-pinggu", "its port is 0110")


def test_without_transit_the_port_is_where_the_goods_land(pack: Pack) -> None:
    made = decide(replace(TRANSIT, under_transit=False), known(), pack)
    assert (made.location, made.site) == (Location.PORT, "0202")
    assert "inland" not in " ".join(one.rule for one in made.trace)


def test_goods_of_the_port_list_and_of_an_order_stay_where_they_land(pack: Pack) -> None:
    wool = decide(replace(TRANSIT, goods=through("5101110001").goods), known(), pack)
    assert (wool.location, wool.site) == (Location.PORT, "0202")
    watched = replace(known(), alerts=(Alert(number="A", hs_codes=(FURNITURE,)),))
    made = decide(TRANSIT, watched, pack)
    assert (made.location, made.site) == (Location.PORT, "0202")
    assert "inland" not in " ".join(one.rule for one in (*wool.trace, *made.trace))


def test_a_port_that_no_transit_leads_to_changes_nothing(pack: Pack) -> None:
    direct_only = replace(pack, inland=tuple(replace(row, ways=(Way.DIRECT,)) for row in pack.inland))
    assert port_under_transit(TRANSIT, direct_only) is None
    assert decide(TRANSIT, known(), direct_only).site == "0202"


def test_the_direct_way_is_open_where_the_port_has_it(pack: Pack) -> None:
    assert decide(through(), known(), pack).direct_mode is DirectMode.IMPORT_THROUGH
    closed = replace(pack, inland=tuple(replace(row, ways=(Way.TRANSIT,)) for row in pack.inland))
    made = decide(through(), known(), closed)
    assert (made.direct_mode, [one.condition for one in made.refused_choices]) == (None, ["inland-way"])


def test_what_went_wrong_on_the_way_is_treated_as_of_t4_and_never_direct(pack: Pack) -> None:
    made = decide(through(), replace(known("AA"), arrival="late"), pack)
    assert (made.mode, made.direct_mode) == (ReleaseMode.SUPERVISION, None)
    assert ("4-arrival", "late") in [(one.rule, one.fact) for one in made.trace]


@pytest.mark.parametrize(
    "changed",
    [
        {"clearance_mode": ClearanceMode.TRANSIT},
        {"specials": (Special.TRANSIT,)},
        {"transit": Transit(number="T1")},
    ],
)
def test_a_declaration_is_under_transit_if_it_says_so_anywhere(changed: dict[str, Any]) -> None:
    plain = Declaration(direction=Direction.IMPORT)
    assert not case_of(plain, ON).under_transit
    assert case_of(replace(plain, **changed), ON).under_transit


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"extends": ()}, "it extends no sea port"),
        ({"extends": ("0202", "0110")}, "it extends itself"),
        ({"extends": ("202",)}, "an office has four digits"),
        ({"office": "Pinggu"}, "an office has four digits"),
        ({"ways": ()}, "no way leads to it"),
        ({"arrival_hours": 0}, "arrival_hours is not between 1 and 720"),
        ({"arrival_hours": 721}, "arrival_hours is not between 1 and 720"),
        ({"unlocode": "CNPG"}, "CNPG is no UN/LOCODE"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(pack: Pack, changed: dict[str, Any], said: str) -> None:
    first, *rest = pack.inland
    assert lint([pack]) == ()
    assert lint([replace(pack, inland=(replace(first, unlocode="CNPGU"), *rest))]) == ()
    assert lint([replace(pack, inland=(replace(first, **changed), *rest))]) == (f"2014: 2014-inland-pinggu: {said}",)


def test_two_rows_of_one_office_on_one_day_are_named(pack: Pack) -> None:
    twice = (*pack.inland, replace(pack.inland[0], id="again"))
    assert lint([replace(pack, inland=twice)]) == ("2014: 2014-inland-pinggu and again hold on one day",)


def test_of_several_packs_each_row_ends_with_its_own(packs: list[Pack]) -> None:
    for on in (date(2017, 8, 21), date(2017, 8, 22), date(2018, 8, 1), date(2026, 1, 1)):
        rows = [row for row in inland_ports(packs) if row.holds(on)]
        assert sorted(row.office for row in rows) == ["0110", "0118"], on
