"""What a declaration's life means in our own words; and that no dialect takes one act of it for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from adapters import DIALECTS
from adapters.regional import DIALECT
from gateway.document.parse import parse
from gateway.model import faults
from gateway.model.amendment import DeclarationAmendment
from gateway.model.clearance import ClearanceState
from gateway.model.declaration import ClearanceMode, Direction, Special
from gateway.model.errors import GatewayError, SenderError
from gateway.model.message import Message
from gateway.model.status import Stage
from gateway.model.two_stage import LeaveGround
from gateway.translation.translator import Translator
from tests.adapters.contract import CODES, SCHEMAS, flat
from tests.samples.declarations import AMENDMENT, CANCELLATION, CLEARANCE_FORM, TWO_STAGE
from tests.samples.messages import BUSINESS_DATE, DECLARATION, LEAN_BODY, LEAN_DECLARATION, PARTLY_RELEASED, status

REGIONAL = Translator(DIALECT, CODES, SCHEMAS)
TRANSLATORS = {dialect.name: Translator(dialect, CODES, SCHEMAS) for dialect in DIALECTS}
DAYS = (BUSINESS_DATE, date(2018, 10, 15), date(2025, 10, 15))
ANYTHING = {"MessageHead/RECIPT_CODE": "120202"}


def body(message: Message, **changes: Any) -> Message:
    same: Any = message.body
    return replace(message, body=replace(same, **changes))


def bound(message: Message, **changes: Any) -> Message:
    """With changes of the declaration, wherever it stands."""
    amendment = message.body
    if isinstance(amendment, DeclarationAmendment):
        return body(message, declaration=replace(amendment.declaration, **changes))
    return body(message, **changes)


def said(message: Message, on: date = BUSINESS_DATE) -> etree._Element:
    return parse(REGIONAL.write(message, on=on).document).root


def text(root: etree._Element, path: str) -> str | None:
    return root.findtext("/".join(f"{{*}}{step}" for step in path.split("/")))


def understood(root: etree._Element) -> Any:
    return REGIONAL.read(root, on=BUSINESS_DATE).message.body


def spoilt(message: Message, path: str) -> etree._Element:
    """The document of a message without one element."""
    root = said(message)
    found = root.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    assert found is not None
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    return root


class TestTwoStages:
    @pytest.mark.parametrize(
        ("leave", "sell", "words"),
        [
            (False, False, ("false", "false")),
            (True, False, ("true", "false")),
            (False, True, ("false", "true")),
            (True, True, ("true", "true")),
        ],
        ids=["neither", "only to leave the port", "only to be sold or used", "both"],
    )
    def test_one_permission_does_not_follow_from_the_other(
        self, leave: bool, sell: bool, words: tuple[str, str]
    ) -> None:
        root = said(body(TWO_STAGE, may_leave_port=leave, may_sell_or_use=sell))
        assert (text(root, "MayLeavePort"), text(root, "MaySellOrUse")) == words
        read = understood(root)
        assert (read.may_leave_port, read.may_sell_or_use) == (leave, sell)

    @pytest.mark.parametrize("permission", ["MayLeavePort", "MaySellOrUse"])
    def test_a_permission_that_is_not_told_is_not_guessed(self, permission: str) -> None:
        with pytest.raises(SenderError) as refused:
            understood(spoilt(TWO_STAGE, permission))
        assert refused.value.fault is faults.ELEMENT_MISSING
        assert refused.value.place.path == f"/TwoStageStatus/{permission}"

    @pytest.mark.parametrize("ground", LeaveGround)
    def test_every_ground_to_leave_has_its_word(self, ground: LeaveGround) -> None:
        root = said(body(TWO_STAGE, leave_ground=ground))
        assert text(root, "LeaveGround") == ground.value


class TestStatus:
    def test_partly_released_stays_itself(self) -> None:
        root = said(PARTLY_RELEASED)
        assert text(root, "Outcome") == understood(root).outcome == "partly-released"

    @pytest.mark.parametrize("name", TRANSLATORS)
    @pytest.mark.parametrize("on", DAYS)
    def test_no_dialect_says_of_a_part_that_it_is_released(self, name: str, on: date) -> None:
        translator = TRANSLATORS[name]
        try:
            written = translator.write(PARTLY_RELEASED, on=on, constants=ANYTHING)
        except SenderError as refused:
            assert refused.fault is faults.TARGET_LACKS
        else:
            read: Any = translator.read(parse(written.document).root, on=on, keys=written.keys).message.body
            assert read.outcome == "partly-released"

    @pytest.mark.parametrize("stage", Stage)
    def test_every_stage_has_its_word(self, stage: Stage) -> None:
        root = said(status("1", outcome="rejected", stage=stage))
        assert text(root, "Stage") == stage.value
        assert understood(root).stage is stage

    @pytest.mark.parametrize(
        ("direction", "word"), [(Direction.IMPORT, "import"), (Direction.EXPORT, "export"), (None, None)]
    )
    def test_a_direction_is_a_word_or_not_said(self, direction: Direction | None, word: str | None) -> None:
        root = said(status("1", direction=direction))
        assert text(root, "Direction") == word
        assert understood(root).direction is direction

    def test_an_outcome_of_another_family_is_no_word_of_ours(self) -> None:
        root = said(PARTLY_RELEASED)
        for outcome in root.iter("{*}Outcome"):
            outcome.text = "800"
        with pytest.raises(SenderError) as refused:
            understood(root)
        assert (refused.value.fault, refused.value.value) == (faults.CODE_UNKNOWN, "800")


class TestDeclaration:
    @pytest.mark.parametrize("mode", ClearanceMode)
    def test_every_mode_an_enterprise_may_choose_has_its_word(self, mode: ClearanceMode) -> None:
        root = said(body(LEAN_DECLARATION, clearance_mode=mode, release_office="0202"))
        assert (text(root, "ClearanceMode"), text(root, "ReleaseOffice")) == (mode.value, "0202")
        assert understood(root).clearance_mode is mode

    def test_specials_are_told_one_by_one(self) -> None:
        root = said(body(LEAN_DECLARATION, specials=tuple(Special)))
        assert [one.text for one in root.iterfind("{*}Specials/{*}Special")] == [one.value for one in Special]

    def test_a_draft_is_no_declaration_and_says_so(self) -> None:
        root = said(body(LEAN_DECLARATION, draft=True))
        assert text(root, "Draft") == "true"
        assert understood(root).draft

    @pytest.mark.parametrize("message", [DECLARATION, AMENDMENT], ids=["alone", "in an amendment"])
    def test_a_foreign_port_is_of_the_list_whichever_way_the_goods_go(self, message: Message) -> None:
        """Of an import where it departs, of an export where it arrives; the Chinese one is its six CIQ digits."""
        exported = bound(message, direction=Direction.EXPORT, departure_port="120202", arrival_port="036147")
        root = said(exported)
        assert flat(REGIONAL.read(root, on=BUSINESS_DATE).message) == flat(exported)
        for port in root.iter("{*}ArrivalPort"):
            port.text = "120202"
        with pytest.raises(SenderError) as refused:
            understood(root)
        assert (refused.value.fault, refused.value.value) == (faults.CODE_UNKNOWN, "120202")


class TestAmendment:
    def test_it_has_the_declaration_whole_as_it_shall_read(self) -> None:
        amended = understood(said(AMENDMENT)).declaration
        assert amended == replace(DECLARATION.body, transport_name="XIN HAI JIN", remark="更正船名")  # type: ignore[type-var]

    @pytest.mark.parametrize("path", ["Declaration/Direction", "Declaration/Goods/Line/HsCode", "Reason"])
    def test_what_it_cannot_be_without_is_named_by_its_path(self, path: str) -> None:
        with pytest.raises(SenderError) as refused:
            understood(spoilt(AMENDMENT, path))
        assert refused.value.fault is faults.ELEMENT_MISSING
        where = refused.value.place.path or ""
        assert where.replace("[1]", "") == f"/DeclarationAmendment/{path}"

    def test_an_amendment_of_nothing_is_refused(self) -> None:
        with pytest.raises(SenderError) as refused:
            understood(spoilt(AMENDMENT, "Declaration"))
        assert refused.value.fault is faults.ELEMENT_MISSING
        assert refused.value.place.path == "/DeclarationAmendment/Declaration"


@pytest.mark.parametrize("name", TRANSLATORS)
@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("message", [AMENDMENT, CANCELLATION], ids=["amendment", "cancellation"])
def test_what_amends_or_withdraws_is_never_written_as_a_submission(message: Message, name: str, on: date) -> None:
    """By any dialect: either it has a form of its own that reads as the same act, or it is refused by name."""
    translator = TRANSLATORS[name]
    try:
        written = translator.write(message, on=on, constants=ANYTHING)
    except GatewayError as refused:
        assert refused.fault is faults.TARGET_LACKS
    else:
        root = parse(written.document).root
        kinds = {written.form.kind, translator.read(root, on=on, keys=written.keys).message.body.KIND}
        assert kinds == {message.body.KIND}


class TestClearanceForm:
    def test_it_is_written_until_it_was_abolished_and_read_for_ever(self) -> None:
        last = said(CLEARANCE_FORM, on=date(2018, 5, 31))
        with pytest.raises(SenderError) as refused:
            said(CLEARANCE_FORM, on=date(2018, 6, 1))
        assert refused.value.fault is faults.TARGET_LACKS
        assert REGIONAL.read(last, on=date(2026, 5, 1)).message == CLEARANCE_FORM

    @pytest.mark.parametrize("state", ClearanceState)
    def test_checked_off_and_written_off_are_two_states(self, state: ClearanceState) -> None:
        root = said(body(CLEARANCE_FORM, state=state))
        assert text(root, "State") == state.value
        assert understood(root).state is state


def test_a_declaration_by_our_words_is_none_by_those_of_another_namespace() -> None:
    root = said(LEAN_DECLARATION)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    with pytest.raises(SenderError) as refused:
        understood(root)
    assert refused.value.fault is faults.NAMESPACE_WRONG
    assert understood(said(LEAN_DECLARATION)) == LEAN_BODY
