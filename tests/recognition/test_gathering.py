"""Facts out of what messages said, in whatever order they came, as known at a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.alerts import ControlLift, ControlOrder, RiskAlert, RiskLevel
from gateway.model.certified import CertifiedGoods
from gateway.model.credit import CreditScheme, CreditUpdate
from gateway.model.kind import Kind
from gateway.model.recognition import Recognition, RecognitionDecision
from gateway.model.results import (
    Conclusion,
    InspectionResult,
    Reinspection,
    ReinspectionStage,
    ResultRevocation,
)
from gateway.model.watch import Heartbeat
from gateway.recognition.decide import decide
from gateway.recognition.entries import Registry, entries
from gateway.recognition.facts import Facts
from gateway.recognition.gathering import Kept, asked, gather, led_to
from gateway.recognition.pack import Pack
from tests.recognition.conftest import FURNITURE, IMPORTER, through

AT = datetime(2014, 10, 10, 8, tzinfo=UTC)
CASE = replace(through(), numbers=frozenset({"E1"}))
LEVEL = CreditUpdate(
    uscc=IMPORTER, scheme=CreditScheme.CIQ2013, level="B", effective_from=date(2014, 1, 1), issuer="0000"
)
ORDER = ControlOrder(control_number="K1", issuing_office="0202", issued_at=AT, hs_codes=("9403",), location="0217")
LIFT = ControlLift(control_number="K1", issuing_office="0202")
ALERT = RiskAlert(
    alert_number="A1",
    issuing_office="0202",
    issued_at=AT,
    expires_at=datetime(2014, 12, 1, tzinfo=UTC),
    purpose="p",
    legal_basis="b",
    level=RiskLevel.HIGH,
    origin_countries=("DEU",),
)
RESULT = InspectionResult(
    result_number="R1",
    issuing_office="0110",
    issued_at=AT,
    conclusion=Conclusion.CONFORMING,
    enterprise_uscc=IMPORTER,
    goods=(CertifiedGoods(number=1, hs_code=FURNITURE, name="tables"),),
)
RECOGNISED = RecognitionDecision(
    result_number="R1", deciding_office="0202", outcome=Recognition.RECOGNISED, decided_at=AT, used_for="E1"
)
REVOKED = ResultRevocation(result_number="R1", issuing_office="0110", revoked_at=AT, reason="a mistake")
DISPUTED = Reinspection(result_number="R1", conducting_office="0110", stage=ReinspectionStage.ACCEPTED)


def kept(*bodies: Kind) -> list[Kept]:
    made = (entry for body in bodies for entry in entries(body))
    return [Kept(number=number, entry=entry) for number, entry in enumerate(made, 1)]


def facts(*bodies: Kind) -> Facts:
    return gather(CASE, kept(*bodies), Facts(first_import=False))


def test_a_level_and_its_version_are_found() -> None:
    made = facts(LEVEL)
    assert made.levels is not None
    assert [(one.level, one.version) for one in made.levels] == [("B", "1")]
    assert made.versions == {"journal": "1"}


def test_a_level_that_is_said_again_for_the_same_day_corrects_the_first() -> None:
    made = facts(LEVEL, replace(LEVEL, level="C"))
    assert made.levels is not None
    assert [one.level for one in made.levels] == ["C"]


def test_an_order_hits_until_it_is_lifted_whichever_came_first(pack: Pack) -> None:
    assert decide(CASE, facts(LEVEL, ORDER), pack).site == "0217"
    for order in ([ORDER, LIFT], [LIFT, ORDER]):
        assert facts(LEVEL, *order).alerts == ()


def test_nobody_lifts_anothers_order_by_coming_before_it() -> None:
    lift, order = (kept(body)[0] for body in (LIFT, ORDER))
    early = [replace(lift, number=1, party="hebei"), replace(order, number=2, party="tianjin")]
    assert len(gather(CASE, early, Facts(first_import=False)).alerts or ()) == 1
    own = [replace(one, party="tianjin") for one in early]
    assert gather(CASE, own, Facts(first_import=False)).alerts == ()


def test_a_lift_ends_its_own_order_and_not_anothers_of_the_same_number() -> None:
    lift, order = (kept(body)[0] for body in (LIFT, ORDER))
    named = [replace(order, number=1, party="tianjin"), replace(order, number=2, party="hebei")]
    left = gather(CASE, [*named, replace(lift, number=3, party="hebei")], Facts(first_import=False)).alerts
    assert [one.version for one in left or ()] == ["1"]


def test_a_lift_from_above_that_the_door_took_ends_what_was_there() -> None:
    lift, order = (kept(body)[0] for body in (LIFT, ORDER))
    named = [replace(order, number=1, party="tianjin"), replace(lift, number=2, party="centre")]
    assert gather(CASE, named, Facts(first_import=False)).alerts == ()


def test_a_control_without_a_number_is_named_and_lifted_by_its_declaration() -> None:
    order = ControlOrder(entry_number="E1", issued_at=AT)
    made = facts(order)
    assert made.alerts is not None
    assert [one.declarations for one in made.alerts] == [("E1",)]
    assert facts(order, ControlLift(entry_number="E1")).alerts == ()


def test_an_alert_on_a_laboratory_alone_is_not_about_goods() -> None:
    assert facts(replace(ALERT, origin_countries=(), laboratories=("L",))).alerts == ()
    assert len(facts(ALERT).alerts or ()) == 1


@pytest.mark.parametrize(
    ("more", "recognised"),
    [
        ((), True),
        ((REVOKED,), False),
        ((DISPUTED,), False),
        ((DISPUTED, replace(DISPUTED, stage=ReinspectionStage.CONCLUDED, upheld=True)), True),
        ((DISPUTED, replace(DISPUTED, stage=ReinspectionStage.CONCLUDED, upheld=False)), False),
        ((replace(RESULT, result_number="R2", supersedes="R1"),), False),
        ((replace(RECOGNISED, outcome=Recognition.REVOKED_LATER),), False),
    ],
)
def test_a_result_counts_where_it_was_recognised_and_stands(more: tuple[Kind, ...], recognised: bool) -> None:
    made = facts(RESULT, RECOGNISED, *more)
    assert [(one.number, one.recognised) for one in made.results] == [("R1", recognised)]


@given(st.permutations([RESULT, RECOGNISED, REVOKED, LEVEL, ORDER]))
def test_a_revocation_wins_whenever_it_came(bodies: list[Kind]) -> None:
    assert [one.recognised for one in facts(*bodies).results] == [False]


def test_a_result_recognised_for_another_declaration_does_not_serve_this_one() -> None:
    assert facts(RESULT, replace(RECOGNISED, used_for="E2")).results == ()


def test_a_result_that_does_not_conform_is_a_nonconformity_of_its_enterprise() -> None:
    bad = replace(RESULT, conclusion=Conclusion.NOT_CONFORMING)
    assert facts(bad).nonconformities == ((FURNITURE, date(2014, 10, 10)),)
    assert facts(bad, REVOKED).nonconformities == ()


def test_what_came_later_is_not_known_yet() -> None:
    known = [one for one in kept(RESULT, RECOGNISED, REVOKED) if one.number <= 2]
    assert gather(CASE, known, Facts()).results[0].recognised


def test_a_case_asks_for_its_enterprise_its_numbers_and_every_alert() -> None:
    assert asked(CASE) == ("*", IMPORTER, "E1")
    assert led_to(kept(RESULT, RECOGNISED)) == ("R1",)


def test_a_kind_that_no_registry_keeps_adds_nothing() -> None:
    assert entries(Heartbeat.__new__(Heartbeat)) == ()
    assert [one.registry for one in entries(LEVEL)] == [Registry.CREDIT]
