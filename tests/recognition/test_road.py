"""What left Tianjin for an inland port must come there in time; whatever order the words come in, the answer is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.choices import Direction
from gateway.model.declaration import Declaration
from gateway.model.kind import Kind
from gateway.model.movement import Transit
from gateway.model.release_mode import DirectMode, Location, ReleaseMode, ReleaseModeDecision
from gateway.model.transit import (
    ArrivalCheck,
    ArrivalFinding,
    Gate,
    GateAct,
    Seal,
    SealAct,
    Track,
    TrackAct,
    TransitDeclaration,
)
from gateway.recognition.entries import Registry, entries
from gateway.recognition.facts import Facts
from gateway.recognition.gathering import gather
from gateway.recognition.pack import Pack
from gateway.recognition.road import Late, due, moves
from tests.recognition.conftest import through
from tests.recognition.test_gathering import kept

AT = datetime(2014, 10, 15, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENTRY, BOX, OTHER = "011020141000000016", "CSQU3054383", "CBHU3202732"
ORDER = TransitDeclaration(
    direction=Direction.IMPORT,
    origin_office="0202",
    destination_office="0110",
    entry_number=ENTRY,
    transit_number="T1",
    transit=Transit(),
)
DIRECT = ReleaseModeDecision(
    entry_number=ENTRY,
    deciding_office="0110",
    mode=ReleaseMode.VERIFICATION,
    location=Location.DESTINATION,
    decided_at=AT,
    provisional=False,
    direct_mode=DirectMode.IMPORT_THROUGH,
    site="0110",
)
INSIDE = Declaration(
    direction=Direction.IMPORT,
    entry_number=ENTRY,
    port_office="0202",
    destination_office="0110",
    transit=Transit(number="T1"),
)
OUT = Gate(act=GateAct.OUT, office="0202", at=AT, transit_number="T1", entry_number=ENTRY, container_number=BOX)
IN = Gate(act=GateAct.IN, office="0110", at=AT + 20 * HOUR, entry_number=ENTRY, container_number=BOX)
CHECKED = ArrivalCheck(
    finding=ArrivalFinding.CONFORMING, office="0110", at=AT + 20 * HOUR, entry_number=ENTRY, container_number=BOX
)
DUE = AT + 72 * HOUR
AFTER = DUE + HOUR


def late(pack: Pack, *bodies: Kind, now: datetime = AFTER) -> tuple[Late, ...]:
    return due((move for body in bodies for move in moves(body)), now, pack.inland)


@pytest.mark.parametrize("order", [ORDER, DIRECT, INSIDE], ids=["transit", "direct", "inside a declaration"])
def test_what_left_under_an_order_is_late_after_three_days_and_not_before(pack: Pack, order: Kind) -> None:
    assert late(pack, order, OUT, now=DUE) == ()
    (one,) = late(pack, order, OUT, now=DUE + timedelta(seconds=1))
    assert (one.to, one.due_at, one.left.container, one.left.office) == ("0110", DUE, BOX, "0202")


@pytest.mark.parametrize("arrived", [IN, CHECKED, replace(CHECKED, finding=ArrivalFinding.SEAL_BROKEN)])
def test_what_arrived_is_not_late_whatever_was_wrong_with_it(pack: Pack, arrived: Kind) -> None:
    assert late(pack, ORDER, OUT, arrived) == ()


@pytest.mark.parametrize(
    "word",
    [
        replace(IN, office="0101"),
        replace(IN, container_number=OTHER),
        replace(IN, entry_number="011020141000000099", transit_number=None),
        replace(IN, empty=True),
        replace(IN, at=AT - HOUR),
        replace(CHECKED, finding=ArrivalFinding.MISSING),
    ],
    ids=["elsewhere", "another box", "another consignment", "an empty box", "before it left", "found missing"],
)
def test_no_other_word_is_an_arrival(pack: Pack, word: Kind) -> None:
    assert len(late(pack, ORDER, OUT, word)) == 1


def test_each_box_must_come_by_itself(pack: Pack) -> None:
    both = (ORDER, OUT, replace(OUT, container_number=OTHER))
    assert [one.left.container for one in late(pack, *both, IN)] == [OTHER]
    assert late(pack, *both, replace(IN, container_number=None)) == (), "who names no box speaks of all"


def test_a_paper_that_says_by_when_goes_before_the_rule(pack: Pack) -> None:
    soon = replace(ORDER, transit=Transit(valid_until=AT + 6 * HOUR))
    assert [one.due_at for one in late(pack, soon, OUT, now=AT + 7 * HOUR)] == [AT + 6 * HOUR]
    told = Track(
        act=TrackAct.DEPARTURE, office="0202", at=AT, entry_number=ENTRY, container_number=BOX, due_at=AT + 5 * HOUR
    )
    assert [one.due_at for one in late(pack, soon, told, now=AT + 7 * HOUR)] == [AT + 5 * HOUR]


def test_the_last_order_says_where_to(pack: Pack) -> None:
    elsewhere = replace(ORDER, destination_office="0118")
    assert [one.to for one in late(pack, ORDER, elsewhere, OUT, IN)] == ["0118"]


@pytest.mark.parametrize(
    "words",
    [
        (OUT,),
        (replace(ORDER, destination_office="0402"), OUT),
        (ORDER, replace(OUT, office="0101")),
        (replace(ORDER, direction=Direction.EXPORT), OUT),
        (replace(INSIDE, draft=True), OUT),
        (replace(INSIDE, transit=None), OUT),
        (replace(DIRECT, provisional=True), OUT),
        (replace(DIRECT, direct_mode=None, location=Location.PORT), OUT),
        (ORDER, replace(OUT, empty=True)),
        (ORDER, Track(act=TrackAct.POSITION, office="0202", at=AT, entry_number=ENTRY)),
        (ORDER, replace(OUT, at=datetime(2014, 6, 29, tzinfo=UTC))),
    ],
    ids=range(11),
)
def test_only_a_departure_for_an_inland_port_is_watched(pack: Pack, words: tuple[Kind, ...]) -> None:
    assert late(pack, *words) == ()


def test_what_no_number_names_says_nothing() -> None:
    bare: tuple[Kind, ...] = (
        replace(ORDER, entry_number=None, transit_number=None),
        replace(OUT, entry_number=None, transit_number=None),
        replace(DIRECT, entry_number=None),
        Declaration(direction=Direction.IMPORT, destination_office="0110", transit=Transit()),
    )
    assert [moves(body) for body in bare] == [()] * len(bare)


WORDS = [ORDER, OUT, IN, replace(OUT, container_number=OTHER), DIRECT, CHECKED]


@given(words=st.permutations(WORDS), missing=st.sampled_from(WORDS))
def test_the_order_of_the_words_does_not_matter(pack: Pack, words: list[Any], missing: Any) -> None:
    some = [word for word in words if word is not missing]
    assert late(pack, *some) == late(pack, *[word for word in WORDS if word is not missing])


@pytest.mark.parametrize(
    ("word", "finding", "seal_broken"),
    [
        (CHECKED, "", False),
        (replace(CHECKED, finding=ArrivalFinding.LATE), "late", False),
        (replace(CHECKED, finding=ArrivalFinding.SEAL_MISMATCH), "seal-mismatch", True),
        (Seal(act=SealAct.BROKEN, seal_number="S1", office="0110", at=AT, entry_number=ENTRY), "seal-broken", True),
        (Seal(act=SealAct.APPLIED, seal_number="S1", office="0110", at=AT, entry_number=ENTRY), "", False),
        (Track(act=TrackAct.LATE, office="0202", at=AT, entry_number=ENTRY), "late", False),
        (Track(act=TrackAct.DEVIATION, office="0202", at=AT, entry_number=ENTRY), "", False),
    ],
)
def test_a_decision_hears_of_what_went_wrong_on_the_way(word: Kind, finding: str, seal_broken: bool) -> None:
    case = replace(through(), numbers=frozenset({ENTRY}))
    facts = gather(case, kept(OUT, word, IN), Facts(first_import=False))
    assert (facts.arrival, facts.seal_broken) == (finding, seal_broken)


def test_the_registry_keeps_what_is_told_under_every_number() -> None:
    (entry,) = entries(OUT)
    assert (entry.registry, entry.subjects) == (Registry.ROAD, (ENTRY, "T1"))
    assert entry.said["act"] == "road-left"


def test_an_order_is_of_its_own_consignment_and_origin(pack: Pack) -> None:
    other = replace(ORDER, entry_number="011020141000000099", transit_number="T9")
    assert late(pack, other, OUT) == ()
    assert late(pack, replace(ORDER, origin_office="0213"), OUT) == ()
    assert len(late(pack, replace(INSIDE, port_office=None), OUT)) == 1, "who names no origin means any"


def test_what_arrives_at_the_moment_of_leaving_has_arrived(pack: Pack) -> None:
    assert late(pack, ORDER, OUT, replace(IN, at=AT)) == ()
