"""What happens on the road, and what must hold for goods that go straight through."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.kind import ContradictionError
from gateway.model.transit import ArrivalFinding, SealAct
from tests.samples import transit

CHECK: Any = transit.ARRIVAL_CHECK.body
AS_SENT: Any = replace(CHECK, finding=ArrivalFinding.CONFORMING, seal_number_found="TJ0000001")
SEAL: Any = transit.SEAL.body
TRACK: Any = transit.TRACK.body
HOUR = timedelta(hours=1)


def test_what_arrives_as_it_was_sent_and_in_time_conforms() -> None:
    assert AS_SENT.finding is ArrivalFinding.CONFORMING
    assert replace(AS_SENT, at=AS_SENT.due_at).finding is ArrivalFinding.CONFORMING


@pytest.mark.parametrize(
    "wrong",
    [
        {"seal_number_found": "TJ0000009"},
        {"container_number_found": "CBHU3202732"},
        {"at": AS_SENT.due_at + HOUR},
    ],
    ids=["another seal", "another box", "late"],
)
def test_another_seal_another_box_or_a_late_arrival_does_not_conform(wrong: dict[str, Any]) -> None:
    with pytest.raises(ContradictionError, match="does not conform") as caught:
        replace(AS_SENT, **wrong)
    assert caught.value.name == "finding"


def test_a_seal_that_nobody_read_is_no_other_seal() -> None:
    assert replace(AS_SENT, seal_number_found=None, container_number_found=None).finding is ArrivalFinding.CONFORMING


def test_what_was_there_in_time_is_not_late() -> None:
    with pytest.raises(ContradictionError, match="before due_at"):
        replace(CHECK, finding=ArrivalFinding.LATE)
    late = replace(CHECK, finding=ArrivalFinding.LATE, at=CHECK.due_at + HOUR)
    assert replace(late, due_at=None).finding is ArrivalFinding.LATE


def test_what_is_missing_was_not_found() -> None:
    with pytest.raises(ContradictionError, match="was found"):
        replace(CHECK, finding=ArrivalFinding.MISSING)
    gone = replace(CHECK, finding=ArrivalFinding.MISSING, seal_number_found=None, container_number_found=None)
    assert gone.finding is ArrivalFinding.MISSING


def test_a_check_is_the_destinations_word_and_both_offices_are_told() -> None:
    assert (CHECK.ISSUER, CHECK.offices()) == ("office", {"office": "0110", "recipients[1]": "0202"})


@given(act=st.sampled_from(SealAct), former=st.sampled_from([None, "AU0000002"]))
def test_a_replaced_seal_and_no_other_names_the_one_before(act: SealAct, former: str | None) -> None:
    if (act is SealAct.REPLACED) == (former is not None):
        assert replace(SEAL, act=act, former_seal_number=former).act is act
    else:
        with pytest.raises(ContradictionError, match="replaced seal has one"):
            replace(SEAL, act=act, former_seal_number=former)


@given(st.decimals(-200, 200, places=6), st.decimals(-200, 200, places=6))
def test_a_position_is_on_the_globe(latitude: Decimal, longitude: Decimal) -> None:
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        assert replace(TRACK, latitude=latitude, longitude=longitude).latitude == latitude
    else:
        with pytest.raises(ContradictionError, match="degrees"):
            replace(TRACK, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize("missing", ["latitude", "longitude"])
def test_half_a_position_is_none(missing: str) -> None:
    with pytest.raises(ContradictionError, match="come together"):
        replace(TRACK, **{missing: None})


def test_a_transit_leads_elsewhere() -> None:
    declared: Any = transit.TRANSIT_DECLARATION.body
    with pytest.raises(ContradictionError, match="comes from"):
        replace(declared, destination_office=declared.origin_office)


@pytest.mark.parametrize("event", [SEAL, TRACK, CHECK, transit.GATE.body], ids=lambda event: event.KIND)
def test_everything_on_the_road_belongs_to_its_declaration_and_its_transit(event: Any) -> None:
    assert {"declaration_number", "transit_number"} <= {name for name, _ in event.aliases()}
    assert not any("container" in name for name, _ in event.aliases())
