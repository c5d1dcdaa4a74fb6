from __future__ import annotations

import pytest

from gateway.model import faults
from gateway.model.errors import SenderError
from gateway.routing.authority import ISSUING_ROLES, Authority, allow
from tests.routing.speaking import route, speech

MAY = Authority(may_send=frozenset({"speech"}), route=route("beijing", "01", "0299"))


def test_a_kind_that_is_not_listed_is_denied() -> None:
    nothing = Authority(may_send=frozenset(), route=MAY.route)
    with pytest.raises(SenderError) as caught:
        allow(speech(), nothing)
    assert (caught.value.fault, caught.value.value) == (faults.KIND_NOT_ALLOWED, "speech")


@pytest.mark.parametrize("role", ISSUING_ROLES)
@pytest.mark.parametrize("office", ["0202", "0402", "0200", "1001", "01", "0"])
def test_who_speaks_for_an_office_must_be_one_of_it(role: str, office: str) -> None:
    if office.startswith("01"):
        allow(speech(**{role: office}), MAY)
        return
    with pytest.raises(SenderError) as caught:
        allow(speech(**{role: office}), MAY)
    assert (caught.value.fault, caught.value.value) == (faults.OFFICE_NOT_ALLOWED, office)


@pytest.mark.parametrize("office", ["0110", "0101", "0299"])
def test_any_of_its_own_offices_will_do(office: str) -> None:
    allow(speech(office=office), MAY)


def test_one_wrong_role_among_good_ones_is_enough() -> None:
    with pytest.raises(SenderError):
        allow(speech(declaration_office="0110", issuer_office="0202"), MAY)


@pytest.mark.parametrize("role", ["port_office", "destination_office", "certificate_office", "release_office"])
def test_offices_that_are_only_concerned_may_be_anybodys(role: str) -> None:
    allow(speech(**{role: "0202"}), MAY)
