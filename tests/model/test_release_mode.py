from __future__ import annotations

from decimal import Decimal

import pytest

from gateway.model.release_mode import PLACES_OF, DirectMode, Location
from tests.model.contradicting import blamed, stands
from tests.samples.recognition import RELEASE_MODE_DECISION_BODY as DECIDED


@pytest.mark.parametrize("percent", ["-0.0001", "100.0001", "NaN", "Infinity", "-Infinity", "sNaN"])
def test_a_share_is_of_a_hundred(percent: str) -> None:
    assert blamed(DECIDED, sampling_percent=Decimal(percent)) == "sampling_percent"


@pytest.mark.parametrize(("percent", "drawn"), [(0, False), (100, True), (0, None), (100, None)])
def test_none_and_all_are_shares_as_well(percent: int, drawn: bool | None) -> None:
    stands(DECIDED, sampling_percent=Decimal(percent), drawn=drawn)


@pytest.mark.parametrize(("percent", "drawn"), [(0, True), (100, False)])
def test_of_none_no_batch_is_drawn_and_of_all_every_one(percent: int, drawn: bool) -> None:
    assert blamed(DECIDED, sampling_percent=Decimal(percent), drawn=drawn) == "drawn"


@pytest.mark.parametrize("draw", [-1, 10000])
def test_a_draw_is_one_of_ten_thousand(draw: int) -> None:
    assert blamed(DECIDED, draw=draw) == "draw"
    stands(DECIDED, draw=0)
    stands(DECIDED, draw=9999)


@pytest.mark.parametrize("mode", DirectMode)
@pytest.mark.parametrize("location", [Location.PORT, Location.PORT_AND_DESTINATION])
def test_in_a_direct_mode_the_port_does_not_inspect(mode: DirectMode, location: Location) -> None:
    assert blamed(DECIDED, direct_mode=mode, location=location) == "location"


def test_an_import_is_inspected_where_it_goes_and_an_export_where_it_comes_from() -> None:
    assert blamed(DECIDED, direct_mode=DirectMode.EXPORT_DIRECT, location=Location.DESTINATION) == "location"
    assert blamed(DECIDED, direct_mode=DirectMode.IMPORT_THROUGH, location=Location.ORIGIN) == "location"
    stands(DECIDED, direct_mode=DirectMode.EXPORT_DIRECT, location=Location.ORIGIN)


@pytest.mark.parametrize("location", Location)
def test_without_a_direct_mode_any_place_will_do(location: Location) -> None:
    stands(DECIDED, direct_mode=None, location=location)
    assert location in PLACES_OF[None]


def test_a_designated_site_is_named() -> None:
    assert blamed(DECIDED, location=Location.DESIGNATED_SITE, site=None) == "site"
    stands(DECIDED, location=Location.DESIGNATED_SITE)


def test_a_decision_does_not_replace_itself() -> None:
    assert blamed(DECIDED, supersedes=DECIDED.decision_number) == "supersedes"
    stands(DECIDED, supersedes=None, decision_number=None)
