from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.model import faults
from gateway.model.alerts import ControlLift
from gateway.model.declaration import Declaration, Direction
from gateway.model.errors import SenderError
from gateway.model.message import Message
from gateway.routing.authority import Authority, allow
from tests.routing.speaking import reply, route, speech

MAY = Authority(may_send=frozenset({"speech"}), route=route("beijing", "01", "0299"))


def test_a_kind_that_is_not_listed_is_denied() -> None:
    nothing = Authority(may_send=frozenset(), route=MAY.route)
    with pytest.raises(SenderError) as caught:
        allow(speech(), nothing)
    assert (caught.value.fault, caught.value.value) == (faults.KIND_NOT_ALLOWED, "speech")


@pytest.mark.parametrize("office", ["0202", "0402", "0200", "1001", "0"])
def test_who_answers_for_an_office_must_be_one_of_it(office: str) -> None:
    with pytest.raises(SenderError) as caught:
        allow(reply(office=office), MAY)
    assert (caught.value.fault, caught.value.value) == (faults.OFFICE_NOT_ALLOWED, office)


@pytest.mark.parametrize("office", ["0110", "0101", "0299"])
def test_any_of_its_own_offices_will_do(office: str) -> None:
    allow(reply(office=office), MAY)
    allow(speech(declaration_office=office), MAY)


def test_the_office_that_speaks_must_be_the_senders_own_whatever_others_are_named() -> None:
    allow(reply(office="0110", executing_office="0202"), MAY)
    with pytest.raises(SenderError) as caught:
        allow(reply(office="0202", executing_office="0110"), MAY)
    assert caught.value.value == "0202"


def test_an_answer_that_names_no_office_is_its_senders_own() -> None:
    allow(reply(), MAY)


@pytest.mark.parametrize("role", ["declaration_office", "port_office", "destination_office", "release_office"])
def test_an_enterprise_may_declare_anywhere_as_long_as_its_own_office_is_concerned(role: str) -> None:
    allow(speech(certificate_office="0110", **{role: "0202"}), MAY)


def test_what_concerns_none_of_its_offices_is_not_its_to_send() -> None:
    with pytest.raises(SenderError) as caught:
        allow(speech(declaration_office="0402", port_office="0202"), MAY)
    assert (caught.value.fault, caught.value.value) == (faults.OFFICE_NOT_ALLOWED, "0202, 0402")


def test_whom_something_is_told_to_gives_no_right_to_say_it() -> None:
    with pytest.raises(SenderError) as caught:
        allow(speech(**{"office": "0202", "recipients[1]": "0110"}), MAY)
    assert (caught.value.fault, caught.value.value) == (faults.OFFICE_NOT_ALLOWED, "0202")
    allow(speech(**{"office": "0110", "recipients[1]": "0202"}), MAY)


def test_nobody_lifts_what_another_office_ordered_by_not_saying_who_lifts() -> None:
    may = replace(MAY, may_send=frozenset({ControlLift.KIND}))
    lift = ControlLift(control_number="BK1", ordering_office="0202", recipients=("0110",))
    with pytest.raises(SenderError) as caught:
        allow(Message(number="1", body=lift), may)
    assert (caught.value.fault, caught.value.value) == (faults.OFFICE_NOT_ALLOWED, "0202")
    allow(Message(number="1", body=replace(lift, ordering_office="0110")), may)
    allow(Message(number="1", body=replace(lift, ordering_office=None)), may)


def test_who_speaks_for_no_office_need_not_tell_itself() -> None:
    allow(speech(**{"recipients[1]": "0202"}), MAY)


def test_a_draft_is_no_declaration_whoever_sends_it() -> None:
    draft = Declaration(direction=Direction.EXPORT, declaration_office="0110", draft=True)
    may = Authority(may_send=frozenset({Declaration.KIND}), route=MAY.route)
    with pytest.raises(SenderError) as caught:
        allow(Message(number="1", body=draft), may)
    assert caught.value.fault is faults.NOT_DECLARED
    allow(Message(number="1", body=replace(draft, draft=False)), may)
