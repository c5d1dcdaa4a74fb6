from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from gateway.model.aid import AidAnswer, AidReply, AidRequest, LeadTransfer
from gateway.model.kind import ContradictionError
from tests.samples.alerts import AID_REPLY, AID_REQUEST, LEAD_TRANSFER

REQUEST: Any = AID_REQUEST.body
REPLY: Any = AID_REPLY.body
LEAD: Any = LEAD_TRANSFER.body
SECOND = timedelta(seconds=1)


def wrong(body: Any, **changes: Any) -> str:
    with pytest.raises(ContradictionError) as caught:
        replace(body, **changes)
    return caught.value.name


@pytest.mark.parametrize("kind", [AidRequest, LeadTransfer])
@pytest.mark.parametrize("name", ["purpose", "legal_basis", "recipients", "expires_at", "case_number"])
def test_who_asks_or_hands_over_says_why_by_what_right_to_whom_and_how_long(kind: type, name: str) -> None:
    found = next(one for one in fields(kind) if one.name == name)
    assert found.default is found.default_factory is MISSING


@pytest.mark.parametrize("body", [REQUEST, LEAD])
def test_it_is_acknowledged_within_a_day_unless_it_says_when(body: Any) -> None:
    begun = body.requested_at if body is REQUEST else body.transferred_at
    assert replace(body, acknowledge_by=None).acknowledgement_due_at == begun + timedelta(hours=24)
    assert body.acknowledgement_due_at == body.acknowledge_by


@pytest.mark.parametrize("name", ["acknowledge_by", "due_by", "expires_at"])
def test_nothing_of_a_request_lies_before_it(name: str) -> None:
    assert wrong(replace(REQUEST, due_by=None), **{name: REQUEST.requested_at - SECOND}) == name


def test_an_answer_is_not_due_after_the_request_expired() -> None:
    assert wrong(REQUEST, due_by=REQUEST.expires_at + SECOND) == "expires_at"


@pytest.mark.parametrize("name", ["acknowledge_by", "expires_at"])
def test_nothing_of_a_lead_lies_before_it(name: str) -> None:
    assert wrong(LEAD, **{name: LEAD.transferred_at - SECOND}) == name


def test_a_reply_does_not_expire_before_it_is_given() -> None:
    assert wrong(REPLY, expires_at=REPLY.replied_at - SECOND) == "expires_at"


def test_a_reply_goes_back_by_the_case_and_by_what_it_answers() -> None:
    assert AidReply.ANSWERS
    case = {"case_number": "XZ-2014-0808", "alert_number": "XZ-2014-0808"}
    assert REPLY.references() == {"in_reply_to": "2014101500000808", **case}
    assert REPLY.aliases() < REQUEST.aliases()


def test_an_acknowledgement_is_no_grant_and_a_part_is_not_the_whole() -> None:
    assert [answer.value for answer in AidAnswer] == ["acknowledged", "granted", "partly-granted", "refused"]
