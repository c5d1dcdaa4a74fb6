from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model import faults
from gateway.model.errors import GatewayError, SetupError
from gateway.model.message import Message
from gateway.routing.routes import receivers
from tests.routing.speaking import SubscribedSpeech, route, speech

BEIJING = route("beijing", "01", address="DXPBJ")
TIANJIN = route("tianjin", "02", address="DXPTJ")
HEBEI = route("hebei", "04", "05", address="DXPHE")
ROUTES = (BEIJING, TIANJIN, HEBEI)
OURS = "DXPGW"


@pytest.mark.parametrize(
    ("offices", "parties"),
    [
        (("0202",), ["tianjin"]),
        (("0110", "0202"), ["tianjin"]),
        (("0402", "0202"), ["tianjin", "hebei"]),
        (("0501",), ["hebei"]),
        (("0202", "0204", "0208"), ["tianjin"]),
    ],
)
def test_the_offices_that_a_document_names_decide(offices: tuple[str, ...], parties: list[str]) -> None:
    roles = {f"role_{n}": office for n, office in enumerate(offices)}
    assert [one.party for one in receivers(speech(**roles), BEIJING, ROUTES)] == parties


@pytest.mark.parametrize("offices", [(), ("0110",), ("0110", "3100"), ("",)])
def test_where_nobody_else_is_concerned_an_operator_must_set_up_a_route(offices: tuple[str, ...]) -> None:
    roles = {f"role_{n}": office for n, office in enumerate(offices)}
    with pytest.raises(SetupError) as caught:
        receivers(speech(**roles), BEIJING, ROUTES)
    assert caught.value.fault is faults.NO_RECEIVER


def test_the_offices_that_nobody_serves_are_named_once() -> None:
    with pytest.raises(GatewayError, match=r"no link serves the offices 0110, 3100$"):
        receivers(speech(one="3100", two="0110", three="3100"), BEIJING, ROUTES)


def test_receivers_that_the_document_names_are_obeyed_and_the_offices_not_asked() -> None:
    assert receivers(speech("DXPHE", port="0202"), BEIJING, ROUTES, ours=OURS) == (HEBEI,)
    assert receivers(speech("DXPHE", "DXPTJ"), BEIJING, ROUTES, ours=OURS) == (HEBEI, TIANJIN)


def test_a_document_to_us_alone_goes_where_its_offices_are() -> None:
    assert receivers(speech(OURS, port="0202"), BEIJING, ROUTES, ours=OURS) == (TIANJIN,)


def test_one_that_names_us_beside_another_goes_to_the_other() -> None:
    assert receivers(speech(OURS, "DXPHE", port="0202"), BEIJING, ROUTES, ours=OURS) == (HEBEI,)


def test_nobody_gets_his_own_document_back() -> None:
    assert receivers(speech("DXPBJ", port="0202"), BEIJING, ROUTES) == (TIANJIN,)
    again = replace(BEIJING, link="beijing-two", address="DXPB2")
    with pytest.raises(GatewayError) as caught:
        receivers(speech("DXPB2"), BEIJING, (*ROUTES, again))
    assert caught.value.fault is faults.RECEIVER_UNKNOWN


@pytest.mark.parametrize("address", ["DXPXX", "", "dxphe", "DXPGTW9"])
def test_an_address_that_no_link_has_is_refused_even_beside_a_good_one(address: str) -> None:
    for message in (speech(address, port="0202"), speech("DXPHE", address)):
        with pytest.raises(SetupError) as caught:
            receivers(message, BEIJING, ROUTES, ours=OURS)
        assert (caught.value.fault, caught.value.value) == (faults.RECEIVER_UNKNOWN, address)


def test_a_link_gets_only_the_kinds_it_receives() -> None:
    deaf = route("tianjin", "02", receives="other", address="DXPTJ")
    with pytest.raises(GatewayError) as caught:
        receivers(speech(port="0202"), BEIJING, (BEIJING, deaf))
    assert caught.value.fault is faults.NO_RECEIVER
    with pytest.raises(GatewayError) as caught:
        receivers(speech("DXPTJ"), BEIJING, (BEIJING, deaf))
    assert caught.value.fault is faults.RECEIVER_UNKNOWN


def test_a_link_is_told_of_the_offices_that_it_subscribed_to_even_where_it_is_named() -> None:
    tax = replace(route("tax", "01", address="DXPTX"), told_of={"speech": ("0110", "02"), "other": ()})
    told = SubscribedSpeech(roles={"office": "0202"})
    assert receivers(Message(number="1", body=told), BEIJING, (BEIJING, tax, HEBEI)) == (tax, HEBEI)
    other = Message(number="1", body=SubscribedSpeech(roles={"office": "0111"}))
    assert receivers(other, BEIJING, (BEIJING, tax, HEBEI)) == (HEBEI,)
    with pytest.raises(GatewayError) as caught:
        receivers(replace(other, receivers=("DXPTX",)), BEIJING, (BEIJING, tax, HEBEI))
    assert caught.value.fault is faults.RECEIVER_UNKNOWN


def test_a_party_gets_it_once_over_its_first_link() -> None:
    second = route("tianjin", "02", link="tianjin-two", address="DXPT2")
    assert receivers(speech(port="0202"), BEIJING, (*ROUTES, second)) == (TIANJIN,)
    assert receivers(speech(port="0202"), BEIJING, (second, *ROUTES)) == (second,)
    assert receivers(speech("DXPT2"), BEIJING, (*ROUTES, second)) == (second,)


@given(offices=st.dictionaries(st.text(max_size=3), st.sampled_from(("0110", "0202", "0402", "0501", "3100"))))
def test_never_the_sender_and_nobody_twice(offices: dict[str, str]) -> None:
    try:
        found = receivers(speech(**offices), BEIJING, ROUTES)
    except SetupError:
        found = ()
    concerned = {one.party for one in (TIANJIN, HEBEI) if any(one.serves(office) for office in offices.values())}
    assert sorted(one.party for one in found) == sorted(concerned)
