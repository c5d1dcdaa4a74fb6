"""Every difference has a name, and whose turn it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gateway.model.watch import Flow, Total
from gateway.routing.delivery import State
from gateway.service.journal.watching.views import Fate
from gateway.service.watching.comparing import Apart, Finding, Mend, apart, of_received, of_sent, of_totals
from gateway.service.watching.statement import Line, bounds

DAY = bounds(date(2026, 6, 1))
NOON = DAY[0] + timedelta(hours=12)


def fate(state: State | None = State.DELIVERED, at: datetime | None = NOON, releases: bool = False) -> Fate:
    return Fate(kind="declaration", message="99", state=state, at=at, releases=releases)


def ours(flow: Flow, *numbers: str) -> Apart:
    return Apart(flow=flow, ours=frozenset(numbers), theirs={})


def theirs(flow: Flow, *numbers: str) -> Apart:
    return Apart(flow=flow, ours=frozenset(), theirs=dict.fromkeys(numbers, "declaration"))


def line(flow: Flow, *numbers: str, kind: str = "declaration") -> Line:
    return Line(kind=kind, flow=flow, numbers=numbers)


def test_what_one_side_sent_the_other_received() -> None:
    sent, received = apart(
        [line(Flow.SENT, "1", "2"), line(Flow.RECEIVED, "7")], [line(Flow.RECEIVED, "2", "3"), line(Flow.SENT, "8")]
    )
    assert (sorted(sent.ours), dict(sent.theirs)) == (["1"], {"3": "declaration"})
    assert (sorted(received.ours), dict(received.theirs)) == (["7"], {"8": "declaration"})


def test_a_number_under_another_kind_is_the_same_document() -> None:
    sent, _ = apart([line(Flow.SENT, "1", kind="bill")], [line(Flow.RECEIVED, "1")])
    assert not sent.ours
    assert not sent.theirs


def test_what_the_receiver_lacks_is_sent_again() -> None:
    (found,) = of_sent(ours(Flow.SENT, "1"), {"1": fate()}, DAY)
    assert (found.finding, found.mend, found.message) == (Finding.NOT_THERE, Mend.REDELIVER, "99")


def test_what_lets_goods_go_is_sent_again_by_hand_only() -> None:
    (lost,) = of_sent(ours(Flow.SENT, "1"), {"1": fate(releases=True)}, DAY)
    (dead,) = of_sent(theirs(Flow.SENT, "1"), {"1": fate(State.DEAD, releases=True)}, DAY)
    assert (lost.mend, dead.mend) == (Mend.BY_HAND, Mend.BY_HAND)


@pytest.mark.parametrize("at", [DAY[0], DAY[0] + timedelta(minutes=15), DAY[1] - timedelta(minutes=15)])
def test_what_was_under_way_at_midnight_is_no_loss(at: datetime) -> None:
    (sent,) = of_sent(ours(Flow.SENT, "1"), {"1": fate(at=at)}, DAY)
    (came,) = of_received(ours(Flow.RECEIVED, "1"), {"1": fate(None, at)}, {}, DAY)
    assert (sent.finding, came.finding) == (Finding.OTHER_DAY, Finding.OTHER_DAY)
    assert (sent.mend, came.mend) == (Mend.NONE, Mend.NONE)


@pytest.mark.parametrize(
    ("state", "finding", "mend"),
    [
        (State.WAITING, Finding.NO_RECEIPT, Mend.WAIT),
        (State.DEAD, Finding.NO_RECEIPT, Mend.REDELIVER),
        (State.SKIPPED, Finding.NO_RECEIPT, Mend.ASK),
        (State.SUPERSEDED, Finding.NO_RECEIPT, Mend.ASK),
        (State.EXPIRED, Finding.NO_RECEIPT, Mend.ASK),
        (State.DELIVERED, Finding.OTHER_DAY, Mend.NONE),
    ],
)
def test_what_only_the_receiver_counts_goes_by_what_became_of_it_here(
    state: State, finding: Finding, mend: Mend
) -> None:
    (found,) = of_sent(theirs(Flow.SENT, "1"), {"1": fate(state)}, DAY)
    assert (found.finding, found.mend) == (finding, mend)


def test_a_number_that_was_never_ours_is_asked_about() -> None:
    (found,) = of_sent(theirs(Flow.SENT, "1"), {}, DAY)
    assert (found.finding, found.mend, found.message) == (Finding.UNKNOWN, Mend.ASK, "")


def test_what_never_came_is_the_senders_turn_and_a_refusal_says_why() -> None:
    lost, no = of_received(theirs(Flow.RECEIVED, "1", "2"), {}, {"2": "4301"}, DAY)
    assert (lost.finding, lost.mend, lost.detail) == (Finding.NOT_HERE, Mend.SENDER, "it never came")
    assert no.detail == "refused: 4301"


def test_what_came_on_another_day_is_told_with_its_moment() -> None:
    (found,) = of_received(theirs(Flow.RECEIVED, "1"), {"1": fate(None, DAY[1])}, {}, DAY)
    assert (found.finding, found.message) == (Finding.OTHER_DAY, "99")


def test_what_the_sender_does_not_count_is_asked_about() -> None:
    (found,) = of_received(ours(Flow.RECEIVED, "1"), {"1": fate(None)}, {}, DAY)
    assert (found.finding, found.mend) == (Finding.NOT_COUNTED, Mend.ASK)


def total(flow: Flow, count: int, digest: str = "sm3:1", kind: str = "bill") -> Total:
    return Total(message_kind=kind, flow=flow, count=count, digest=digest)


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ([total(Flow.SENT, 2)], [total(Flow.RECEIVED, 2)], []),
        ([total(Flow.SENT, 2)], [total(Flow.RECEIVED, 1)], ["2 here, 1 there"]),
        ([total(Flow.SENT, 2)], [total(Flow.RECEIVED, 2, "sm3:2")], ["2 here, 2 there"]),
        ([total(Flow.SENT, 2)], [total(Flow.SENT, 2)], ["0 here, 2 there", "2 here, 0 there"]),
        ([], [total(Flow.RECEIVED, 0)], []),
    ],
)
def test_totals_are_compared_each_way(here: list[Total], there: list[Total], told: list[str]) -> None:
    assert [one.detail for one in of_totals(here, there)] == told
