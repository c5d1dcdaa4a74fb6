"""A declaration as rules see it, and facts as files say them."""

from __future__ import annotations

from datetime import date

import pytest

from gateway.model.choices import Direction, Special
from gateway.model.declaration import Declaration
from gateway.model.errors import SenderError
from gateway.model.goods import Container, GoodsLine
from gateway.recognition.facts import case_of
from gateway.recognition.reading_facts import read_facts

ON = date(2014, 10, 15)
DECLARED = Declaration(
    direction=Direction.IMPORT,
    consignee_uscc="C",
    consignor_uscc="S",
    declarant_ciq_code="B",
    waste_flag="1",
    package_kind="9993",
    specials=(Special.DIRECT_RELEASE,),
    containers=(Container(number="CSQU3054383"), Container(count=1)),
    goods=(
        GoodsLine(number=1, hs_code="9403600000", name="tables", ciq_code="9403600000101"),
        GoodsLine(number=2, hs_code="3601000000", name="powder", ciq_code="999", un_number="0027"),
    ),
)


def test_the_enterprise_is_the_consignee_of_an_import_and_the_broker_whoever_declares() -> None:
    case = case_of(DECLARED, ON)
    assert (case.enterprise, case.broker) == (frozenset({"C"}), frozenset({"B"}))
    assert case.containers == frozenset({"CSQU3054383"})
    assert case.direct_chosen


def test_marks_say_what_the_code_does_not() -> None:
    first, second = case_of(DECLARED, ON).goods
    assert first.marks == frozenset({"bulk", "used"})
    assert second.marks == frozenset({"bulk", "used", "dangerous"})


def test_the_inspection_category_is_its_three_digits_however_it_is_written() -> None:
    assert [one.ciq_code for one in case_of(DECLARED, ON).goods] == ["101", "999"]


def test_several_files_of_facts_add_to_one_another() -> None:
    one = '{"alerts": [{"number": "A1"}], "first_import": false}'
    made = read_facts([one, '{"alerts": [{"number": "A2"}], "first_import": true}'])
    assert [alert.number for alert in made.alerts or ()] == ["A1", "A2"]
    assert made.first_import is True
    assert made.levels is None


@pytest.mark.parametrize(
    ("text", "place"),
    [('{"alert": []}', "alert"), ('{"alerts": [{"number": 1}]}', "alerts.0.number"), ("[]", None), ("{", None)],
)
def test_facts_that_are_wrong_are_told_with_their_place(text: str, place: str | None) -> None:
    with pytest.raises(SenderError) as told:
        read_facts([text])
    assert (told.value.fault.code, told.value.place.path) == ("4203", place)
