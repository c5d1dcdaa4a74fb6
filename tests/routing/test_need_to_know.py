"""What is restricted goes to the offices it names, and to no trader, with its purpose and its legal basis."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.aid import AidAnswer, AidReply
from gateway.model.alerts import ControlLift, ControlOrder
from gateway.model.errors import SenderError
from gateway.model.status import DeclarationStatus
from gateway.routing.need_to_know import refuse_strangers, refuse_unfounded
from tests.recognition.test_acknowledging import AT, alert, lead, request
from tests.routing.speaking import route

TIANJIN, BEIJING = route("tianjin", "02"), route("beijing", "01")
TRADER = replace(TIANJIN, trader=True)
ORDER = ControlOrder(control_number="BK1", issuing_office="0110", recipients=("0202",))
REPLY = AidReply(case_number="XZ1", replying_office="0402", answer=AidAnswer.ACKNOWLEDGED, replied_at=AT)
BLANK = st.text(" \t　\n", max_size=3)


def refusal(body: object, receiver: object) -> str:
    try:
        refuse_strangers(body, receiver)  # type: ignore[arg-type]
    except SenderError as error:
        return error.fault.code
    return ""


def test_whom_it_names_is_told_and_nobody_else() -> None:
    assert refusal(ORDER, TIANJIN) == ""
    assert refusal(ORDER, route("hebei", "04")) == "4615"
    assert refusal(ControlLift(control_number="BK1", recipients=("0110",)), TIANJIN) == "4615"


def test_what_names_no_recipient_goes_to_whom_it_is_addressed() -> None:
    assert refusal(ControlOrder(control_number="BK1", issuing_office="0202"), BEIJING) == ""


def test_no_trader_is_told_be_it_that_its_office_is_named() -> None:
    assert refusal(ORDER, TRADER) == "4614"
    assert refusal(REPLY, TRADER) == "4614"


def test_an_answer_goes_back_to_who_asked_whatever_it_names() -> None:
    assert refusal(REPLY, BEIJING) == ""


def test_what_is_not_restricted_is_anybodys() -> None:
    assert refusal(DeclarationStatus(outcome="released", office="0110"), TRADER) == ""


@pytest.mark.parametrize("name", ["purpose", "legal_basis"])
@given(blank=BLANK)
def test_a_blank_is_no_purpose_and_no_legal_basis(name: str, blank: str) -> None:
    for body in (alert(), request(), lead()):
        refuse_unfounded(body)
        with pytest.raises(SenderError, match="4613"):
            refuse_unfounded(replace(body, **{name: blank}))  # type: ignore[arg-type]


def test_a_control_need_not_say_why() -> None:
    refuse_unfounded(ORDER)
