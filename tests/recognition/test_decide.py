"""Mode and location, row by row of the procedure, and what holds for all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.alerts import RiskLevel
from gateway.model.choices import ClearanceMode, Direction
from gateway.model.credit import CLASSES, CreditScheme
from gateway.model.release_mode import DirectMode, Location, ReleaseMode
from gateway.recognition.decide import decide
from gateway.recognition.decision import Decision, Outcome
from gateway.recognition.facts import Alert, Facts, Goods, Level, Result
from gateway.recognition.otherwise import otherwise
from gateway.recognition.pack import Pack, Risk
from gateway.recognition.rule import Certainty
from tests.recognition.conftest import FURNITURE, IMPORTER, ON, PackOn, ciq, customs, known, through

MODES = list(ReleaseMode)
RECOGNISED = Result(number="R1", recognised=True)
WATCH = Alert(number="A1", hs_codes=("9403",))


def with_risk(pack: Pack, level: str) -> Pack:
    row = Risk(
        id="r",
        source="the test",
        certainty=Certainty.INFERRED,
        valid_from=date.min,
        prefixes=(FURNITURE,),
        level=RiskLevel(level),
    )
    return replace(pack, risk=(row,))


def rank(decision: Decision) -> int:
    assert decision.mode is not None, decision
    return MODES.index(decision.mode)


def test_pinggu_goods_go_through_and_are_inspected_at_their_destination(pack: Pack) -> None:
    made = decide(through(), known(), with_risk(pack, "low"))
    assert made.outcome is Outcome.DECIDED
    assert made.mode is ReleaseMode.VERIFICATION
    assert (made.direct_mode, made.location, made.site) == (DirectMode.IMPORT_THROUGH, Location.DESTINATION, "0110")
    assert made.pack == "2014/1"
    assert made.approved_by == ""


@pytest.mark.parametrize(
    ("risk", "modes"),
    [("low", "DDVSU"), ("medium", "VVSUU"), ("high", "SSUUU")],
)
def test_the_matrix_is_read_by_risk_and_tier(pack: Pack, risk: str, modes: str) -> None:
    letters = dict(zip("DVSU", ReleaseMode, strict=True))
    made = [decide(through(), known(level), with_risk(pack, risk)).mode for level in CLASSES]
    assert made == [letters[one] for one in modes]


def test_goods_that_no_row_names_are_of_medium_risk(pack: Pack) -> None:
    assert decide(through(), known(), pack).mode is ReleaseMode.SAMPLING


def test_level_c_is_sampled_whole_and_level_d_goes_nowhere_directly(pack: Pack) -> None:
    poor = decide(through(), known("C"), with_risk(pack, "low"))
    assert (poor.mode, poor.sampling_percent, poor.direct_mode) == (ReleaseMode.SAMPLING, Decimal(100), None)
    worst = decide(through(), known("D"), with_risk(pack, "low"))
    assert (worst.mode, worst.direct_mode, worst.location) == (ReleaseMode.SUPERVISION, None, Location.PORT)


def test_every_batch_is_picked_where_no_row_names_a_share(pack: Pack) -> None:
    made = decide(through(), replace(known("C"), results=(RECOGNISED,)), with_risk(pack, "low"))
    assert (made.mode, made.sampling_percent) == (ReleaseMode.VERIFICATION, Decimal(100))


def test_an_order_to_watch_makes_it_supervised_where_the_order_says(pack: Pack) -> None:
    facts = replace(known("AA"), alerts=(replace(WATCH, location="0217"),), results=(RECOGNISED,))
    made = decide(through(), facts, with_risk(pack, "low"))
    assert (made.mode, made.location, made.site) == (ReleaseMode.SUPERVISION, Location.PORT, "0217")
    assert made.direct_mode is None
    assert made.refused_choices[0].condition == "no-alert"


@pytest.mark.parametrize(
    "change", [{"hs_codes": ("02",)}, {"origins": ("USA",)}, {"expires_on": date(2014, 10, 14)}, {"containers": ("X",)}]
)
def test_an_order_that_does_not_name_the_case_changes_nothing(pack: Pack, change: dict[str, object]) -> None:
    facts = replace(known(), alerts=(replace(WATCH, **change),))  # type: ignore[arg-type]
    assert decide(through(), facts, pack) == decide(through(), known(), pack)


def test_an_order_that_names_nothing_is_for_people(pack: Pack) -> None:
    facts = replace(known(), alerts=(Alert(number="A1"),))
    assert decide(through(), facts, pack) == decide(through(), known(), pack)


def test_a_recognised_result_makes_it_one_step_lighter_and_says_so(pack: Pack) -> None:
    made = decide(through(), replace(known(), results=(RECOGNISED,)), pack)
    assert (made.mode, made.result_number) == (ReleaseMode.VERIFICATION, "R1")
    assert made.trace[1].rule == "9-recognised"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (replace(known(), first_import=True), "row 7-first stands against it"),
        (known("A"), "it is verification already"),
    ],
)
def test_a_result_that_does_not_help_is_told_with_its_reason(pack: Pack, facts: Facts, why: str) -> None:
    made = decide(through(), replace(facts, results=(RECOGNISED,)), pack)
    assert made.result_number == ""
    assert (made.almost[0].rule, made.almost[0].effect) == ("9-recognised", why)


def test_goods_of_high_risk_are_made_lighter_only_where_the_authority_lists_them(pack: Pack) -> None:
    high = with_risk(pack, "high")
    facts = replace(known(), results=(RECOGNISED,))
    assert decide(through(), facts, high).mode is ReleaseMode.SUPERVISION
    listed = replace(high, matrix=(replace(high.matrix[0], high_lightened=("9403",)),))
    assert decide(through(), facts, listed).mode is ReleaseMode.SAMPLING


def test_meat_goes_to_pinggu_which_is_licensed_and_to_no_other_inland_place(pack: Pack) -> None:
    meat = through("0202300090")
    licensed = decide(meat, known(), pack)
    assert (licensed.location, licensed.site) == (Location.DESIGNATED_SITE, "0110")
    assert licensed.direct_mode is DirectMode.IMPORT_THROUGH
    other = decide(replace(meat, destination_office="0111", declaration_office="0111"), known(), pack)
    assert (other.location, other.direct_mode) == (Location.PORT, None)
    assert other.refused_choices[0].condition == "not-at-port"


def test_quarantine_goods_are_sampled_at_least_unless_a_decision_sends_them_elsewhere(pack: Pack) -> None:
    wool = through("5101110001")
    assert decide(wool, known("AA"), pack).mode is ReleaseMode.SAMPLING
    sent = decide(wool, replace(known("AA"), approvals=("D1",)), pack)
    assert (sent.mode, sent.direct_mode) == (ReleaseMode.VERIFICATION, DirectMode.IMPORT_THROUGH)


@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ({"original_container": False, "direct_chosen": True}, "original-container"),
        ({"declaration_office": "0202"}, "destination-accepts"),
        ({"goods": (Goods(number=1, hs_code=FURNITURE, origin="XXX"),)}, "no-epidemic"),
    ],
)
def test_a_direct_mode_is_refused_with_the_condition_that_fails(
    pack: Pack, change: dict[str, object], condition: str
) -> None:
    facts = replace(known(), epidemic_origins=frozenset({"XXX"}))
    made = decide(replace(through(), **change), facts, pack)  # type: ignore[arg-type]
    assert (made.direct_mode, made.location) == (None, Location.PORT)
    assert made.refused_choices[0].condition == condition
    assert made.almost[-1].effect == f"but for {condition}"


def test_an_export_that_was_passed_at_its_origin_is_not_examined_again(pack: Pack) -> None:
    case = replace(through(), direction=Direction.EXPORT, original_container=None)
    made = decide(case, replace(known(), results=(RECOGNISED,)), pack)
    assert (made.direct_mode, made.location) == (DirectMode.EXPORT_DIRECT, Location.ORIGIN)
    assert decide(case, known(), pack).location is Location.PORT


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (None, "credit-away"),
        ((ciq("A"), ciq("B")), "credit-contradicts"),
        ((ciq("A", effective_until=date(2014, 10, 14)),), "credit-expired"),
    ],
)
def test_credit_that_is_away_contradicts_itself_or_has_run_out_is_held_for_a_person(
    pack: Pack, levels: tuple[Level, ...] | None, code: str
) -> None:
    made = decide(through(), replace(known(), levels=levels), pack)
    assert (made.outcome, made.code, made.mode) == (Outcome.HELD, code, None)


def test_an_export_is_no_first_import(pack: Pack) -> None:
    case = replace(through(), direction=Direction.EXPORT)
    assert decide(case, replace(known("A"), first_import=True), pack) == decide(case, known("A"), pack)


def test_a_declaration_that_names_no_enterprise_is_held(pack: Pack) -> None:
    assert decide(replace(through(), enterprise=frozenset()), known(), pack).code == "enterprise-unnamed"


def test_a_level_is_found_by_any_code_of_the_enterprise(pack: Pack) -> None:
    facts = replace(known(), levels=(ciq("AA", uscc="unknown yet", ciq_code="1100600000"),))
    case = replace(through(), enterprise=frozenset({"1100600000"}))
    assert decide(case, facts, pack).tier == "T1"


def test_without_the_registry_of_alerts_nothing_is_decided(pack: Pack) -> None:
    assert decide(through(), replace(known(), alerts=None), pack).code == "alerts-away"


def test_an_enterprise_without_a_level_is_an_ordinary_one_that_imports_for_the_first_time(pack: Pack) -> None:
    made = decide(through(), replace(known(), levels=()), with_risk(pack, "low"))
    assert (made.tier, made.mode, made.sampling_percent) == ("T3", ReleaseMode.SAMPLING, Decimal(100))


def test_a_filed_case_counts_as_the_fourth_tier(pack: Pack) -> None:
    made = decide(through(), replace(known(), levels=(ciq("AA", under_case=True),)), with_risk(pack, "low"))
    assert (made.tier, made.mode, made.direct_mode) == ("T4", ReleaseMode.SAMPLING, None)


def test_class_c_of_before_december_2014_is_never_taken_over_by_itself(pack_on: PackOn) -> None:
    on = date(2014, 12, 1)
    case = replace(through(on=on), clearance_mode=ClearanceMode.LOCAL_DECLARE_LOCAL_RELEASE)
    made = decide(case, replace(known("C"), levels=(ciq("A"), customs("C"))), pack_on(on))
    assert made.code == "credit-case-by-case"
    taken = decide(case, replace(known("A"), levels=(ciq("A"), customs("AA"))), pack_on(on))
    assert taken.outcome is Outcome.DECIDED


def test_a_nonconformity_within_twelve_months_is_one_step_stricter(pack: Pack) -> None:
    before = replace(known("AA"), nonconformities=((FURNITURE, date(2013, 10, 15)),))
    assert decide(through(), before, pack).mode is ReleaseMode.SAMPLING
    older = replace(known("AA"), nonconformities=((FURNITURE, date(2013, 10, 14)),))
    assert decide(through(), older, pack).mode is ReleaseMode.VERIFICATION


def test_solid_waste_is_not_let_in_since_2021(pack_on: PackOn) -> None:
    on = date(2026, 5, 1)
    made = decide(through("3915100000", on), replace(known(), levels=()), pack_on(on))
    assert (made.outcome, made.code) == (Outcome.REJECTED, "current-waste")


@pytest.mark.parametrize(
    ("on", "mode", "refused"),
    [
        (date(2014, 8, 1), ClearanceMode.REGIONAL, False),
        (date(2017, 8, 23), ClearanceMode.REGIONAL, True),
        (date(2026, 5, 1), ClearanceMode.REGIONAL, True),
        (date(2026, 5, 1), ClearanceMode.NATIONAL, False),
        (date(2017, 6, 30), ClearanceMode.NATIONAL, True),
        (date(2026, 5, 1), ClearanceMode.TWO_STEP_OUTLINE, False),
        (date(2017, 8, 21), ClearanceMode.LOCAL_DECLARE_PORT_RELEASE, False),
        (date(2017, 8, 22), ClearanceMode.LOCAL_DECLARE_PORT_RELEASE, True),
    ],
)
def test_a_clearance_mode_is_open_on_its_days_only(
    pack_on: PackOn, on: date, mode: ClearanceMode, refused: bool
) -> None:
    case = replace(through(on=on), clearance_mode=mode)
    made = decide(case, replace(known(), levels=()), pack_on(on))
    found = [one for one in made.refused_choices if one.choice == mode]
    assert [one.condition for one in found] == (["not-in-force"] if refused else [])


def test_shijiazhuang_joins_regional_clearance_on_its_own_day(pack: Pack) -> None:
    case = replace(through(), declaration_office="0410", clearance_mode=ClearanceMode.REGIONAL)
    late = decide(replace(case, on=date(2014, 9, 22)), known(), pack)
    early = decide(replace(case, on=date(2014, 9, 21)), known(), pack)
    assert "RI" not in [one.choice for one in late.refused_choices]
    assert "RI" in [one.choice for one in early.refused_choices]


@pytest.mark.parametrize(
    ("levels", "more", "condition"),
    [
        ((customs("AA"), customs("B", "BROKER")), {}, None),
        ((customs("AA"), customs("C", "BROKER")), {}, "broker-credit"),
        ((customs("A"), customs("A", "BROKER")), {}, "enterprise-credit"),
        ((customs("AA", under_case=True), customs("A", "BROKER")), {}, "case-filed"),
        ((customs("AA"), customs("A", "BROKER")), {"examination": True}, "examination"),
        ((customs("AA"), customs("A", "BROKER")), {"port_declaration": True}, "port-declaration"),
        ((customs("AA"), customs("A", "BROKER")), {"port_reports": False}, "port-reports"),
    ],
)
def test_local_release_wants_every_condition_of_58_2013(
    pack: Pack, levels: tuple[Level, ...], more: dict[str, bool], condition: str | None
) -> None:
    case = replace(through(), broker=frozenset({"BROKER"}), clearance_mode=ClearanceMode.LOCAL_DECLARE_LOCAL_RELEASE)
    facts = replace(known(), levels=(ciq("AA"), *levels), **more)  # type: ignore[arg-type]
    found = [one.condition for one in decide(case, facts, pack).refused_choices if one.choice == "SS"]
    assert found == ([condition] if condition else [])


def test_it_is_told_what_would_change_the_outcome(pack: Pack) -> None:
    told = {one.change: one.decision for one in otherwise(through(), known("C"), with_risk(pack, "low"))}
    assert told["with B"].mode is ReleaseMode.VERIFICATION
    assert told["with B"].direct_mode is DirectMode.IMPORT_THROUGH
    assert told["with D"].mode is ReleaseMode.SUPERVISION
    assert "with C" not in told


def test_order_282_decides_by_the_level_of_the_day_of_acceptance(pack_on: PackOn) -> None:
    levels = (
        Level(uscc=IMPORTER, scheme=CreditScheme.GAC251, level="其他", effective_from=date(2022, 1, 1)),
        Level(uscc=IMPORTER, scheme=CreditScheme.GAC282, level="严重失信", effective_from=date(2026, 4, 1)),
    )
    facts = replace(known(), levels=levels)
    before, after = date(2026, 3, 31), date(2026, 4, 1)
    assert decide(through(on=before), facts, pack_on(before)).tier == "T3"
    assert decide(through(on=after), facts, pack_on(after)).tier == "T5"


RISKS = st.sampled_from(["low", "medium", "high"])
TIERS = st.sampled_from(CLASSES)
FACTS = st.builds(
    lambda level, alert, first, failed, result, certificate: replace(
        known(level),
        alerts=(WATCH,) if alert else (),
        first_import=first,
        certificate_required=certificate,
        nonconformities=((FURNITURE, ON),) if failed else (),
        results=(RECOGNISED,) if result else (),
    ),
    TIERS,
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(facts=FACTS, risk=RISKS, worse=TIERS)
def test_a_worse_level_never_makes_it_lighter(pack: Pack, facts: Facts, risk: str, worse: str) -> None:
    assert facts.levels is not None
    level = max(facts.levels[0].level, worse, key=CLASSES.index)
    rules = with_risk(pack, risk)
    assert rank(decide(through(), replace(facts, levels=(ciq(level),)), rules)) >= rank(decide(through(), facts, rules))


@given(facts=FACTS)
def test_a_higher_risk_never_makes_it_lighter(pack: Pack, facts: Facts) -> None:
    without = replace(facts, results=())
    ranks = [rank(decide(through(), without, with_risk(pack, risk))) for risk in ("low", "medium", "high")]
    assert ranks == sorted(ranks)


@given(facts=FACTS, risk=RISKS)
def test_no_override_but_the_recognised_result_makes_it_lighter(pack: Pack, facts: Facts, risk: str) -> None:
    rules = with_risk(pack, risk)
    assert facts.levels is not None
    plain = rank(decide(through(), known(facts.levels[0].level), rules))
    made = rank(decide(through(), facts, rules))
    assert made >= plain - bool(facts.results)
    assert rank(decide(through(), replace(facts, results=()), rules)) >= plain


@given(facts=FACTS, risk=RISKS)
def test_the_same_facts_always_give_the_same_decision_in_whatever_order_they_came(
    pack: Pack, facts: Facts, risk: str
) -> None:
    more = (*facts.results, Result(number="R0", recognised=True), Result(number="R2", recognised=False))
    alerts = (*(facts.alerts or ()), Alert(number="A2", origins=("USA",)))
    rules = with_risk(pack, risk)
    orders = ((results, order) for results in permutations(more) for order in permutations(alerts))
    made = [decide(through(), replace(facts, results=results, alerts=order), rules) for results, order in orders]
    said = {(one.mode, one.location, one.result_number, one.sampling_percent) for one in made}
    assert len(said) == 1
