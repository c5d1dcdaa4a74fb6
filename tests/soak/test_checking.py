"""The checker finds what may not be, each by its name; over a good history it finds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gateway.routing.delivery import State
from tests.soak.checking import violations
from tests.soak.history import Audited, Came, Event, History, Kept, Sent, readable
from tests.soak.load import DETAINED, RELEASED

START = datetime(2026, 11, 24, tzinfo=UTC)


def sent(number: str, link: str = "hebei", state: State = State.DELIVERED) -> Sent:
    return Sent(link=link, number=number, state=state, document=number.encode())


def came(number: str, port: str = "hebei", declared: str = "", code: str = "") -> Came:
    return Came(port=port, number=number, raw=number.encode(), declared=declared, code=code)


def kept(number: str, *deliveries: Sent) -> Kept:
    return Kept(number=number, receipt=b"receipt of " + number.encode(), deliveries=deliveries)


KEPT = (
    kept("A1-0", sent("h0")),
    kept("A1-1", sent("h1")),
    kept("A3-1", sent("b1", "beijing")),
    kept("A3-2", sent("b2", "beijing")),
)
STATUS = (came("b1", "beijing", "BJA3", RELEASED), came("b2", "beijing", "BJA3", DETAINED))
LINE = (came("h0"), came("h1"))
GOOD = History(
    kept=KEPT,
    came=(*LINE, came("h1"), *STATUS),
    told={one.number: one.receipt for one in KEPT},
    lines={"A1": ["A1-0", "A1-1"]},
    stopped=frozenset({"BJA3"}),
    sum_holds=True,
    audited=Audited(code=0, said="unbroken: 3 batches"),
)
STOPPED_IN_TIME = replace(
    GOOD,
    kept=(*KEPT[:2], kept("A3-1", sent("b1", "beijing", State.SUPERSEDED)), KEPT[3]),
    came=(*LINE, STATUS[1]),
)


@pytest.mark.parametrize("history", [GOOD, STOPPED_IN_TIME])
def test_a_good_history_holds_nothing_that_may_not_be(history: History) -> None:
    assert violations(history) == []


BROKEN = {
    "a lost delivery": (replace(GOOD, came=(LINE[0], *STATUS)), "h1 to hebei is lost"),
    "a lost message": (replace(GOOD, kept=KEPT[1:], came=(LINE[1], *STATUS)), "A1-0 is lost"),
    "a message twice": (replace(GOOD, kept=(*KEPT, kept("A1-1"))), "A1-1 was accepted 2 times"),
    "a doubled delivery": (
        replace(GOOD, kept=(kept("A1-0", sent("h0"), sent("h9")), *KEPT[1:]), came=(*LINE, came("h9"), *STATUS)),
        "A1-0 goes to hebei 2 times as new",
    ),
    "one number for two": (
        replace(GOOD, kept=(KEPT[0], kept("A1-1", sent("h0")), *KEPT[2:]), came=(LINE[0], *STATUS)),
        "h0 to hebei was given 2 times",
    ),
    "a delivery nobody asked for": (replace(GOOD, came=(*GOOD.came, came("h9"))), "h9 came to hebei out of nowhere"),
    "a delivery with other bytes": (
        replace(GOOD, came=(*GOOD.came, replace(LINE[1], raw=b"other"))),
        "h1 came to hebei with other bytes",
    ),
    "a reordered delivery": (replace(GOOD, came=(*LINE[::-1], *STATUS)), "line A1 came in another order"),
    "a release after its revocation": (
        replace(GOOD, came=(*LINE, *STATUS[::-1])),
        "BJA3: its release came after its 截留",
    ),
    "a revocation that never came": (
        replace(STOPPED_IN_TIME, kept=STOPPED_IN_TIME.kept[:3], told={}, came=LINE),
        "BJA3: 截留 never came",
    ),
    "a wrong receipt": (
        replace(GOOD, told={**GOOD.told, "A1-0": b"another"}),
        "A1-0: its sender has a receipt that the journal has not",
    ),
    "a sender never told": (
        replace(GOOD, told={key: text for key, text in GOOD.told.items() if key != "A1-1"}),
        "A1-1 was accepted and its sender never told",
    ),
    "one that never ended": (
        replace(GOOD, kept=(KEPT[0], kept("A1-1", sent("h1", state=State.WAITING)), *KEPT[2:])),
        "h1 to hebei has not ended: waiting",
    ),
    "a sum that does not hold": (replace(GOOD, sum_holds=False), "not the sum"),
    "a broken chain": (replace(GOOD, audited=Audited(code=1, said="batch 2 is broken")), "batch 2 is broken"),
    "no chain at all": (replace(GOOD, audited=Audited(code=0, said="unbroken: 0 batches")), "nothing was sealed"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_may_not_be_is_named(broken: str) -> None:
    history, words = BROKEN[broken]
    assert any(words in one for one in violations(history)), violations(history)


def test_a_copy_on_the_wire_under_the_same_number_is_no_second_delivery() -> None:
    assert violations(replace(GOOD, came=(*LINE, *LINE, *STATUS))) == []


def event(second: int, what: str, *about: str) -> Event:
    return Event(at=START + timedelta(seconds=second), what=what, about=frozenset(about))


EVENTS = (
    event(5, "h1 came", "h1"),
    event(0, "-- long before"),
    event(2, "h1 tried", "h1", "A1-1"),
    event(3, "-- kill-worker"),
    event(4, "h7 came", "h7"),
)


def test_the_history_tells_what_concerns_a_violation_among_its_faults_by_time() -> None:
    told = readable(replace(GOOD, events=EVENTS), ["h1 to hebei is lost: …"])
    assert told == ["00:00:02.000000 h1 tried", "00:00:03.000000 -- kill-worker", "00:00:05.000000 h1 came"]


def test_a_long_history_is_bounded_to_its_end_and_says_so() -> None:
    told = readable(replace(GOOD, events=EVENTS), ["the chain does not verify"], shown=2)
    assert told == ["(3 earlier lines left out)", "00:00:04.000000 h7 came", "00:00:05.000000 h1 came"]
