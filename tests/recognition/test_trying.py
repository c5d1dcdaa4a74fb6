"""Recorded cases are decided by the packs in force and by those proposed, and only what differs is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gateway.model.errors import SetupError
from gateway.recognition.decide import decide
from gateway.recognition.facts import Alert, Case, Facts
from gateway.recognition.pack import Pack
from gateway.recognition.trying import SHOWN, Other, ended, tried
from tests.recognition.conftest import FURNITURE, known, through


def cases(*facts: Facts) -> list[tuple[str, Case, Facts]]:
    return [(f"E{number}", through(), one) for number, one in enumerate(facts, 1)]


def otherwise(pack: Pack) -> Pack:
    """Half as many of T3 are picked."""
    rows = (replace(row, percent=Decimal(10)) if row.id == "2014-sampling-t3" else row for row in pack.ratio)
    return replace(pack, ratio=tuple(rows))


def test_only_cases_that_end_otherwise_are_told(pack: Pack) -> None:
    trial = tried(cases(known("B"), known("A"), known("D")), [pack], [otherwise(pack)])
    was, would = (f"sampling {percent} %, destination 0110, import-through" for percent in (20, 10))
    assert (trial.cases, trial.same, trial.changed) == (3, 2, {(was, would): 1})
    assert trial.others == (Other(name="E1", before=was, after=would),)


def test_packs_that_say_the_same_change_nothing(pack: Pack) -> None:
    trial = tried(cases(known("B"), known("A")), [pack], [replace(pack, version="2")])
    assert (trial.cases, trial.same, trial.changed, trial.others) == (2, 2, {}, ())


def test_all_are_counted_and_the_first_are_named(pack: Pack) -> None:
    trial = tried(cases(*[known("B")] * (SHOWN + 1)), [pack], [otherwise(pack)])
    assert (sum(trial.changed.values()), len(trial.others)) == (SHOWN + 1, SHOWN)


def test_a_case_of_a_day_without_a_pack_is_an_error_of_the_change(pack: Pack) -> None:
    shorter = replace(pack, valid_until=date(2014, 10, 1))
    with pytest.raises(SetupError, match="0 rule packs"):
        tried(cases(known("B")), [pack], [shorter])


def test_what_is_held_or_at_the_port_is_told_as_such(pack: Pack) -> None:
    assert ended(decide(through(), replace(known("B"), levels=None), pack)) == "held: credit-away"
    watched = replace(known("B"), alerts=(Alert(number="A", hs_codes=(FURNITURE,)),))
    assert ended(decide(through(), watched, pack)) == "supervision 100 %, port 0202"
    assert ended(replace(decide(through(), known("B"), pack), no_test_by=("R1",))).endswith(", no test")
