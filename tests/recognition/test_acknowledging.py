"""The clock of enforcement aid: an alert half an hour, a request a day, and nothing is late that is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.aid import Aid, AidRequest, LeadTransfer
from gateway.model.alerts import ControlOrder, RiskAlert, RiskLevel
from gateway.recognition.acknowledging import Awaited, asked, due

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
ISSUED = AT - timedelta(hours=5)
BASIS = {"purpose": "核查", "legal_basis": "海关法第六条", "expires_at": AT + timedelta(days=30)}


def alert(**changes: object) -> RiskAlert:
    values = {"alert_number": "FX1", "issuing_office": "0202", "issued_at": ISSUED, "level": RiskLevel.HIGH, **BASIS}
    return RiskAlert(**{**values, **changes})  # type: ignore[arg-type]


def request(**changes: object) -> AidRequest:
    values = {"case_number": "XZ1", "requesting_office": "0202", "recipients": ("0110",), "aid": Aid.EVIDENCE, **BASIS}
    return AidRequest(**{**values, "subject": "s", "requested_at": ISSUED, **changes})  # type: ignore[arg-type]


def lead() -> LeadTransfer:
    values = {"case_number": "XS1", "sending_office": "0202", "recipients": ("0110",), "subject": "s", **BASIS}
    return LeadTransfer(**values, transferred_at=ISSUED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "within"),
    [(alert(), timedelta(minutes=30)), (request(), timedelta(hours=24)), (lead(), timedelta(hours=24))],
    ids=["alert", "request", "lead"],
)
def test_the_clock_starts_when_we_accepted_it_whenever_its_sender_says_it_was_issued(
    body: object, within: timedelta
) -> None:
    found = asked(body, AT)
    assert found is not None
    assert (found.due_at, found.expires_at) == (AT + within, BASIS["expires_at"])


def test_a_moment_that_the_document_names_is_taken() -> None:
    named = asked(alert(acknowledge_by=AT + timedelta(minutes=5)), AT)
    assert named is not None
    assert named.due_at == AT + timedelta(minutes=5)


def test_a_control_asks_for_no_acknowledgement() -> None:
    assert asked(ControlOrder(control_number="BK1"), AT) is None


def waiting(**changes: object) -> Awaited:
    values = {"message": "1", "kind": "risk-alert", "link": "beijing", "since": AT, "due_at": AT, **changes}
    return Awaited(**values)  # type: ignore[arg-type]


def test_what_is_due_and_unanswered_is_late_until_it_expires() -> None:
    one = waiting(expires_at=AT + timedelta(hours=1))
    assert due([one], AT - timedelta(seconds=1)) == ()
    assert due([one], AT) == (one,)
    assert due([one], AT + timedelta(hours=1)) == ()
    assert due([waiting(answered_at=AT)], AT + timedelta(days=1)) == ()


SECONDS = st.integers(0, 1000).map(lambda seconds: AT + timedelta(seconds=seconds))
FACTS = st.lists(
    st.builds(
        waiting,
        message=st.sampled_from("123"),
        due_at=SECONDS,
        expires_at=st.none() | SECONDS,
        answered_at=st.none() | SECONDS,
    ),
    max_size=8,
)


@given(FACTS, SECONDS)
def test_whatever_is_told_late_is_open_due_and_not_over_and_nothing_else_is(
    facts: list[Awaited], now: datetime
) -> None:
    late = due(facts, now)
    assert [one.due_at for one in late] == sorted(one.due_at for one in late)
    for one in facts:
        over = one.expires_at is not None and one.expires_at <= now
        assert (one in late) is (one.answered_at is None and one.due_at <= now and not over)


@given(FACTS, SECONDS, SECONDS)
def test_what_never_ends_stays_late(facts: list[Awaited], first: datetime, then: datetime) -> None:
    lasting = [one for one in facts if one.expires_at is None]
    assert set(due(lasting, min(first, then))) <= set(due(lasting, max(first, then)))
