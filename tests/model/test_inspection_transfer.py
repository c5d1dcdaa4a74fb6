from __future__ import annotations

from datetime import date

from gateway.model.inspection_transfer import Changeable
from tests.model.contradicting import blamed, stands
from tests.samples.recognition import INSPECTION_TRANSFER_BODY as TRANSFER


def test_is_valid_from_its_day_on() -> None:
    assert blamed(TRANSFER, valid_until=date(2014, 10, 14)) == "valid_until"
    stands(TRANSFER, valid_until=date(2014, 10, 15))


def test_goes_to_another_office() -> None:
    assert blamed(TRANSFER, receiving_office=TRANSFER.sending_office) == "receiving_office"


def test_an_agreement_is_among_what_the_port_may_change() -> None:
    assert blamed(TRANSFER, port_may_change=(Changeable.VESSEL,)) == "agreement"
    stands(TRANSFER, port_may_change=(Changeable.VESSEL,), agreement=None)


def test_without_a_list_the_rules_of_the_day_hold_and_an_agreement_may_stand_alone() -> None:
    assert stands(TRANSFER, port_may_change=()).agreement
