"""采信: a report is accepted by the catalogue of the day, and frees goods from tests; it makes nothing lighter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.model.choices import Direction
from gateway.model.credit import CreditScheme
from gateway.model.kind import Kind
from gateway.model.release_mode import ReleaseMode
from gateway.recognition.accepting import accept_report
from gateway.recognition.catalogue import Accepting, Laboratory, WantedItem
from gateway.recognition.decide import decide
from gateway.recognition.decision import Decision
from gateway.recognition.facts import Alert, Case, Facts, Goods, Level, Result
from gateway.recognition.gathering import gather
from gateway.recognition.lint import lint
from gateway.recognition.pack import Pack
from gateway.recognition.papers import Report, ReportedGoods, ReportedItem
from gateway.recognition.rule import Certainty
from tests.recognition.conftest import IMPORTER, PackOn
from tests.recognition.test_gathering import kept
from tests.samples.recognition import LABORATORY_REPORT

REPORT_MESSAGE: Any = LABORATORY_REPORT.body
ON = date(2026, 9, 1)
ISSUED = date(2026, 8, 20)
SINCE = date(2022, 12, 1)
DRESS, COAT, CEMENT = "6104430000", "6201300000", "2523290000"
SURE: dict[str, Any] = {"source": "a test", "certainty": Certainty.INFERRED, "valid_from": SINCE}
DYES = WantedItem(code="FZ-AZO")
CLOTHING = Accepting(
    id="clothing",
    goods="clothing",
    prefixes=("61", "62"),
    validity_days=365,
    items=(WantedItem(code="FZ-HCHO", standard="GB 18401", edition="2010"), DYES),
    photograph=True,
    **SURE,
)
LISTED = Laboratory(id="lab", code="LAB-1", goods="clothing", **SURE)
REPORT = Report(
    number="R1",
    laboratory="LAB-1",
    issued_on=ISSUED,
    enterprise=IMPORTER,
    photographs=1,
    goods=(ReportedGoods(number=1, hs_code=DRESS, origin="ITA", batch="B1"),),
    items=(
        ReportedItem(goods_line=1, code="FZ-HCHO", standard="GB 18401", edition="2010", conforming=True),
        ReportedItem(goods_line=1, code="FZ-AZO", standard="GB/T 17592", conforming=True),
    ),
)
CASE = Case(
    on=ON,
    direction=Direction.IMPORT,
    goods=(Goods(number=1, hs_code=DRESS, origin="ITA", batch="B1"),),
    enterprise=frozenset({IMPORTER}),
    declaration_office="0110",
    port_office="0202",
    destination_office="0110",
)


@pytest.fixture
def catalogue(pack_on: PackOn) -> Pack:
    return replace(pack_on(ON), accepting=(CLOTHING,), laboratory=(LISTED,))


def broken(report: Report, catalogue: Pack, case: Case = CASE) -> list[str]:
    """The names of what does not hold."""
    judged = accept_report(report, catalogue, case)
    names = [one.name for one in judged.terms if one.against]
    assert judged.holds is (not names and bool(judged.lines))
    return names


def test_a_report_that_fulfils_every_condition_is_accepted_with_its_lines(catalogue: Pack) -> None:
    judged = accept_report(REPORT, catalogue, CASE)
    assert (judged.holds, judged.lines, judged.reason) == (True, (1,), "")
    assert [one.name for one in judged.terms] == [
        "report-stands",
        "same-goods",
        "goods-listed",
        "laboratory-listed",
        "laboratory-not-suspended",
        "in-validity",
        "items-complete",
        "photograph",
    ]


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"withdrawn": True}, "report-stands"),
        ({"enterprise": "another"}, "same-goods"),
        ({"enterprise": ""}, "same-goods"),
        ({"laboratory": "LAB-2"}, "laboratory-listed"),
        ({"issued_on": date(2025, 8, 31)}, "in-validity"),
        ({"issued_on": date(2026, 9, 2)}, "in-validity"),
        ({"valid_until": date(2026, 8, 31)}, "in-validity"),
        ({"items": REPORT.items[:1]}, "items-complete"),
        ({"items": (replace(REPORT.items[0], edition="2025"), REPORT.items[1])}, "items-complete"),
        ({"items": (replace(REPORT.items[0], standard="GB 5296"), REPORT.items[1])}, "items-complete"),
        ({"items": (replace(REPORT.items[0], goods_line=2), REPORT.items[1])}, "items-complete"),
        ({"items": (*REPORT.items, ReportedItem(goods_line=1, code="FZ-PH", conforming=False))}, "items-complete"),
        ({"photographs": 0}, "photograph"),
    ],
)
def test_each_condition_by_itself_keeps_it_from_being_accepted(
    catalogue: Pack, changed: dict[str, Any], name: str
) -> None:
    assert broken(replace(REPORT, **changed), catalogue) == [name]


def test_a_year_is_its_longest_validity_and_it_may_say_less(catalogue: Pack) -> None:
    assert broken(replace(REPORT, issued_on=date(2025, 9, 1)), catalogue) == []
    assert broken(replace(REPORT, valid_until=ON), catalogue) == []
    assert broken(replace(REPORT, issued_on=date(2025, 8, 31), valid_until=date(2030, 1, 1)), catalogue)


@pytest.mark.parametrize("changed", [{"hs_code": COAT}, {"origin": "CHN"}, {"batch": "B2"}])
def test_other_goods_are_not_those_of_the_report(catalogue: Pack, changed: dict[str, Any]) -> None:
    other = replace(CASE, goods=(replace(CASE.goods[0], **changed),))
    assert "same-goods" in broken(REPORT, catalogue, other)
    assert accept_report(REPORT, catalogue, other).lines == ()


def test_what_the_report_does_not_say_of_goods_is_not_compared(catalogue: Pack) -> None:
    told = replace(REPORT, goods=(ReportedGoods(number=1, hs_code=DRESS),))
    assert broken(told, catalogue) == []


def test_the_catalogue_of_goods_is_that_of_the_day_of_the_declaration(catalogue: Pack) -> None:
    ended = replace(catalogue, accepting=(replace(CLOTHING, valid_until=date(2026, 8, 31)),))
    assert "goods-listed" in broken(REPORT, ended)
    cement = replace(CASE, goods=(replace(CASE.goods[0], hs_code=CEMENT),))
    listed = replace(REPORT, goods=(replace(REPORT.goods[0], hs_code=CEMENT),))
    assert "goods-listed" in broken(listed, catalogue, cement)


def test_the_laboratory_is_that_of_the_day_of_issue(catalogue: Pack) -> None:
    ended = replace(catalogue, laboratory=(replace(LISTED, valid_until=date(2026, 8, 25)),))
    assert broken(REPORT, ended) == []
    late = replace(catalogue, laboratory=(replace(LISTED, valid_from=date(2026, 8, 21)),))
    assert broken(REPORT, late) == ["laboratory-listed"]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"item": "FZ-AZO"}, ["laboratory-listed"]),
        ({"goods": "cement"}, ["laboratory-listed"]),
        ({"standard": "GB 5296"}, ["laboratory-listed"]),
        ({"standard": "GB 18401"}, []),
    ],
)
def test_it_is_listed_for_goods_items_and_standards(catalogue: Pack, changed: dict[str, Any], names: list[str]) -> None:
    assert broken(REPORT, replace(catalogue, laboratory=(replace(LISTED, **changed),))) == names


@pytest.mark.parametrize("since", [SINCE, ISSUED, ON])
def test_a_suspended_laboratory_is_not_accepted_whenever_it_issued(catalogue: Pack, since: date) -> None:
    row = replace(LISTED, id="suspended", suspended=True, valid_from=since)
    assert broken(REPORT, replace(catalogue, laboratory=(LISTED, row))) == ["laboratory-not-suspended"]


def test_a_suspension_that_is_still_to_come_or_of_another_does_not_matter(catalogue: Pack) -> None:
    to_come = replace(LISTED, id="suspended", suspended=True, valid_from=date(2026, 9, 2))
    other = replace(to_come, code="LAB-2", valid_from=SINCE)
    assert broken(REPORT, replace(catalogue, laboratory=(LISTED, to_come, other))) == []


def test_the_packs_as_shipped_accept_nothing_for_nobody_read_the_annexes(packs: list[Pack], pack_on: PackOn) -> None:
    assert not any(pack.laboratory for pack in packs)
    assert {"laboratory-listed", "items-complete"} <= set(broken(REPORT, pack_on(ON)))


def known(**more: Any) -> Facts:
    level = Level(uscc=IMPORTER, scheme=CreditScheme.GAC282, level="常规", effective_from=date(2026, 4, 1))
    return replace(Facts(levels=(level,), alerts=(), first_import=False, reports=(REPORT,)), **more)


def of_report(decision: Decision) -> list[tuple[str, str | None, str | None]]:
    return [(one.rule, one.fact, one.effect) for one in (*decision.trace, *decision.almost) if one.rule == "9-report"]


def test_an_accepted_report_frees_goods_from_tests_and_changes_neither_mode_nor_place(catalogue: Pack) -> None:
    plain, made = decide(CASE, known(reports=()), catalogue), decide(CASE, known(), catalogue)
    assert (made.no_test_by, made.mode, made.location) == (("R1",), ReleaseMode.SAMPLING, plain.location)
    assert (made.mode, made.sampling_percent) == (plain.mode, plain.sampling_percent)
    assert of_report(made) == [("9-report", "R1", "no sample is taken for test")]
    assert ("report", "R1: accepted") in [(one.name, one.value) for one in made.facts]


def test_it_is_no_recognised_result_which_still_makes_it_lighter_beside_it(catalogue: Pack) -> None:
    made = decide(CASE, known(results=(Result(number="Q1", recognised=True),)), catalogue)
    assert (made.mode, made.result_number, made.no_test_by) == (ReleaseMode.VERIFICATION, "Q1", ("R1",))
    assert decide(CASE, known(), catalogue).result_number == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"alerts": (Alert(number="A", hs_codes=("61",)),)}, "row 2-alert stands against it"),
        ({"first_import": True}, "row 7-first stands against it"),
        ({"reports": (replace(REPORT, photographs=0),)}, "photograph: none"),
    ],
)
def test_where_it_does_not_count_the_decision_says_why(catalogue: Pack, more: dict[str, Any], why: str) -> None:
    made = decide(CASE, known(**more), catalogue)
    assert made.no_test_by == ()
    assert of_report(made) == [("9-report", "R1", why)]


def test_all_goods_must_be_covered_by_one_report_or_several(catalogue: Pack) -> None:
    both = replace(CASE, goods=(*CASE.goods, Goods(number=2, hs_code=COAT)))
    made = decide(both, known(), catalogue)
    assert (made.no_test_by, of_report(made)) == ((), [("9-report", "R1", "other goods are not covered")])
    second = replace(REPORT, number="R2", goods=(ReportedGoods(number=1, hs_code=COAT),))
    assert decide(both, known(reports=(REPORT, second)), catalogue).no_test_by == ("R1", "R2")


def test_a_laboratory_is_listed_for_what_the_catalogue_has(catalogue: Pack) -> None:
    assert lint([catalogue]) == ()
    strange = (replace(LISTED, id="a", goods="toys"), replace(LISTED, id="b", item="FZ-PH"))
    assert lint([replace(catalogue, laboratory=strange)]) == (
        "current: a: no goods toys in the catalogue",
        "current: b: nobody wants FZ-PH of clothing",
    )


@given(data=st.data())
def test_taking_anything_away_from_a_report_never_makes_it_acceptable(pack_on: PackOn, data: st.DataObject) -> None:
    catalogue = replace(pack_on(ON), accepting=(CLOTHING,), laboratory=(LISTED,))
    items = tuple(data.draw(st.lists(st.sampled_from(REPORT.items), unique=True)))
    less = replace(REPORT, items=items, photographs=data.draw(st.integers(0, 1)))
    holds = accept_report(less, catalogue, CASE).holds
    assert holds is (set(items) == set(REPORT.items) and less.photographs == 1)


def test_a_report_that_is_not_accepted_is_a_fact_in_its_version(catalogue: Pack) -> None:
    made = decide(
        CASE, known(reports=(replace(REPORT, withdrawn=True, version="8"), replace(REPORT, number="R2"))), catalogue
    )
    told = [(one.value, one.version) for one in made.facts if one.name == "report"]
    assert told == [("R1: not accepted", "8"), ("R2: accepted", None)]


HANDED = replace(REPORT_MESSAGE, withdrawn=False, enterprise_uscc=IMPORTER, declaration_number="BJ1")
OF_REPORT = replace(CASE, numbers=frozenset({"BJ1"}))


def found(case: Case, *bodies: Kind) -> list[Report]:
    return list(gather(case, kept(*bodies), Facts()).reports)


def test_a_report_that_is_handed_in_under_a_declaration_or_cited_by_it_is_a_fact_of_it() -> None:
    (one,) = found(OF_REPORT, HANDED)
    assert (one.number, one.laboratory, one.issued_on, one.version) == ("BG-2026-0009", "LAB-CX-01", ISSUED, "1")
    assert (one.photographs, one.goods[0].hs_code, one.items[0].standard, one.items[0].conforming) == (
        1,
        DRESS,
        "GB 18401",
        True,
    )
    assert len(found(replace(CASE, papers=frozenset({"BG-2026-0009"})), HANDED)) == 1
    assert found(CASE, HANDED) == [], "a report that nobody names is no fact, though it is of the same enterprise"


def test_a_report_that_was_withdrawn_stays_withdrawn_whichever_word_came_first() -> None:
    gone = replace(HANDED, withdrawn=True)
    for bodies in ((HANDED, gone), (gone, HANDED), (HANDED, gone, HANDED)):
        assert [one.withdrawn for one in found(OF_REPORT, *bodies)] == [True]
