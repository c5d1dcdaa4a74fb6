"""Who may lift: the issuer, or the office above it; another party only where the configuration says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.recognition.conduct import Conduct
from gateway.recognition.lifting import Said, lifts_by_right

CODES = Conduct()
CENTRE = Conduct(above={"02": ("0100",), "0202": ("0001",)})
OFFICES = st.sampled_from(["", "0001", "0100", "0110", "0200", "0202", "0203", "0402"])
PARTIES = st.sampled_from(["tianjin", "beijing"])


@pytest.mark.parametrize(
    ("office", "right"), [("0202", True), ("0200", True), ("", True), ("0203", False), ("0100", False)]
)
def test_within_a_party_the_codes_tell(office: str, right: bool) -> None:
    lift, alert = Said(party="tianjin", office=office), Said(party="tianjin", office="0202")
    assert lifts_by_right(lift, alert, CODES) is right


@pytest.mark.parametrize("office", ["0202", "0200", "", "0100", "0001"])
def test_another_party_lifts_nothing_by_codes_alone(office: str) -> None:
    assert not lifts_by_right(Said(party="beijing", office=office), Said(party="tianjin", office="0202"), CODES)


@pytest.mark.parametrize(("office", "right"), [("0100", True), ("0001", True), ("0110", False), ("", False)])
def test_an_office_that_is_configured_above_lifts_over_whatever_link_it_speaks(office: str, right: bool) -> None:
    assert lifts_by_right(Said(party="beijing", office=office), Said(party="tianjin", office="0202"), CENTRE) is right
    assert not lifts_by_right(Said(party="beijing", office=office), Said(party="tianjin"), CENTRE)


@given(PARTIES, OFFICES)
def test_every_issuer_may_lift_its_own(party: str, office: str) -> None:
    assert lifts_by_right(Said(party=party, office=office), Said(party=party, office=office), CODES)


@given(PARTIES, OFFICES, PARTIES, OFFICES)
def test_more_superiors_never_take_a_right_away(party: str, office: str, issuer: str, issuing: str) -> None:
    lift, alert = Said(party=party, office=office), Said(party=issuer, office=issuing)
    assert lifts_by_right(lift, alert, CENTRE) >= lifts_by_right(lift, alert, CODES)
