"""Elements whose meaning the years changed, and what an operator's word makes of a document: told by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from adapters.beijing.ciq import DIALECT as BEIJING
from gateway.document.parse import parse
from gateway.model.declaration import ClearanceMode, Declaration
from gateway.model.errors import GatewayError
from gateway.model.goods import GoodsPackage
from gateway.model.message import Message
from gateway.translation.losses import Loss
from gateway.translation.translator import Translator, Written
from tests.adapters.contract import CODES, SCHEMAS
from tests.adapters.hebei.documents import HEBEI, changed, declaration, sample, text, written
from tests.samples.messages import AFTER_MERGER, BUSINESS_DATE, LEAN_BODY

NAMES = ("declaration.2017.xml", "declaration.4.8.xml")
NO_STEP = (ClearanceMode.TWO_STEP, ClearanceMode.REGIONAL, ClearanceMode.PORT, ClearanceMode.NATIONAL)


def wrote(body: Declaration, on: date = AFTER_MERGER) -> Written:
    return HEBEI.write(Message(number="1", body=body), on=on)


def typed(kind: str) -> tuple[Declaration, tuple[Loss, ...]]:
    read = HEBEI.read(changed("declaration.4.8.xml", ("<BillType>", f"<Type>{kind}</Type><BillType>")), on=AFTER_MERGER)
    assert isinstance(read.message.body, Declaration)
    return read.message.body, read.losses


class TestTheStepOfATwoStepDeclaration:
    @pytest.mark.parametrize(
        ("kind", "mode"),
        [
            ("  5", ClearanceMode.TWO_STEP_OUTLINE),
            ("  6", ClearanceMode.TWO_STEP_FULL),
            ("SD", ClearanceMode.LOCAL_DECLARE_PORT_RELEASE),
            ("SS", ClearanceMode.LOCAL_DECLARE_LOCAL_RELEASE),
        ],
    )
    def test_the_third_place_is_the_step_behind_two_blanks(self, kind: str, mode: ClearanceMode) -> None:
        body, losses = typed(kind)
        assert (body.clearance_mode, losses) == (mode, ())
        root = written(body)
        found = root.find("{*}DecHead/{*}Type")
        assert found is not None
        assert found.text == kind
        assert declaration(parse(etree.tostring(root)).root).clearance_mode is mode

    def test_a_0_in_the_third_place_says_that_there_is_one_step_as_nothing_does(self) -> None:
        assert typed("SD0")[0].clearance_mode is ClearanceMode.LOCAL_DECLARE_PORT_RELEASE
        assert typed("SS0")[1] == ()

    @pytest.mark.parametrize("kind", ["CL5", "ML5", "5  Z", "  5  Z"])
    def test_an_outline_of_another_kind_is_an_outline_all_the_same_and_its_kind_a_named_loss(self, kind: str) -> None:
        body, losses = typed(kind)
        assert body.clearance_mode is ClearanceMode.TWO_STEP_OUTLINE
        assert [(one.name, one.value) for one in losses] == [("clearance_mode", kind.strip())]

    @pytest.mark.parametrize("kind", ["CL", "ML", "TT", "CL0", "H1", "ML  5"])
    def test_a_kind_without_a_step_is_no_mode(self, kind: str) -> None:
        body, losses = typed(kind)
        assert body.clearance_mode is None
        assert [one.value for one in losses] == [kind]

    @pytest.mark.parametrize("mode", NO_STEP)
    def test_a_mode_that_does_not_say_its_step_is_not_written_as_one(self, mode: ClearanceMode) -> None:
        told = wrote(replace(LEAN_BODY, clearance_mode=mode))
        assert text(etree.fromstring(told.document), "DecHead/Type") is None
        assert [one.name for one in told.losses if one.name == "clearance_mode"] == ["clearance_mode"]

    def test_until_2018_there_was_no_second_step(self) -> None:
        told = wrote(replace(LEAN_BODY, clearance_mode=ClearanceMode.TWO_STEP_OUTLINE), BUSINESS_DATE)
        assert "clearance_mode" in {one.name for one in told.losses}
        assert b"<Type>" not in told.document


class TestOfficesAfterTheMerger:
    def test_the_destination_is_a_customs_office_now(self) -> None:
        root = written(replace(LEAN_BODY, destination_office="0110"))
        assert text(root, "DecHead/PurpOrgCode") == "0110"

    def test_the_six_digits_of_a_ciq_office_are_none_and_refused_with_their_place(self) -> None:
        before = changed("declaration.4.8.xml", ("<PurpOrgCode>0110", "<PurpOrgCode>110000"))
        with pytest.raises(GatewayError, match=r"42.*PurpOrgCode"):
            declaration(before)

    @pytest.mark.parametrize("element", ["OrgCode", "InspOrgCode"])
    def test_a_deprecated_office_is_a_named_loss_and_never_written(self, element: str) -> None:
        new = f"<{element}>120000</{element}><EntryType>"
        read = HEBEI.read(changed("declaration.4.8.xml", ("<EntryType>", new)), on=AFTER_MERGER)
        assert [(one.path.rpartition("/")[2], one.value) for one in read.losses] == [(element, "120000")]
        assert "deprecated" in read.losses[0].reason
        assert f"<{element}>".encode() not in HEBEI.write(read.message, on=AFTER_MERGER).document

    def test_where_a_certificate_is_fetched_stands_in_a_deprecated_element_for_there_is_no_other(self) -> None:
        root = written(replace(LEAN_BODY, certificate_office="0110"))
        code = text(root, "DecHead/VsaOrgCode")
        assert code is not None
        assert len(code) == 6
        assert declaration(root).certificate_office == "0110"

    def test_until_2018_the_customs_form_had_neither(self) -> None:
        losses = {one.name for one in wrote(LEAN_BODY, BUSINESS_DATE).losses}
        assert {"destination_office", "certificate_office"} <= losses


class TestWhatTheOperatorAsks:
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize(
        ("asked", "draft"), [("A", True), ("B", True), ("C", False), ("D", False), ("E", True), ("G", True)]
    )
    def test_what_is_kept_or_uploaded_is_a_draft_and_only_what_is_declared_a_declaration(
        self, name: str, asked: str, draft: bool
    ) -> None:
        read = declaration(changed(name, ("<OperType>D", f"<OperType>{asked}")))
        assert read.draft is draft

    @pytest.mark.parametrize("asked", ["F", "1", "g"])
    def test_a_word_that_is_not_on_the_list_is_refused_and_not_taken_for_a_declaration(self, asked: str) -> None:
        with pytest.raises(GatewayError, match=r"4203.*OperType"):
            declaration(changed("declaration.4.8.xml", ("<OperType>D", f"<OperType>{asked}")))

    def test_the_document_of_a_client_that_only_keeps_is_read_as_a_draft(self) -> None:
        assert declaration(sample("as-sent.2017.xml"), date(2017, 11, 2)).draft

    @pytest.mark.parametrize("on", [BUSINESS_DATE, AFTER_MERGER])
    @pytest.mark.parametrize(
        ("relation", "draft", "asked"),
        [(None, False, "C"), ("0", False, "C"), ("1", False, "D"), ("0", True, "G"), ("1", True, "G")],
    )
    def test_it_is_written_with_the_transit_where_there_is_one_and_a_draft_stays_a_draft(
        self, on: date, relation: str | None, draft: bool, asked: str
    ) -> None:
        root = etree.fromstring(wrote(replace(LEAN_BODY, transit_relation=relation, draft=draft), on).document)
        found = root.find(".//{*}DecSign/{*}OperType")
        assert found is not None
        assert found.text == asked
        assert declaration(root, on).draft is draft

    def test_a_port_that_has_no_word_for_drafts_is_told_that_it_is_one(self) -> None:
        draft = Message(number="1", body=replace(LEAN_BODY, draft=True))
        with pytest.raises(GatewayError, match=r"4206.*none says draft True"):
            Translator(BEIJING, CODES, SCHEMAS).write(draft, on=BUSINESS_DATE)

    def test_where_nobody_asks_it_is_a_declaration(self) -> None:
        silent = changed("declaration.4.8.xml", ("<OperType>D</OperType>", ""))
        assert not declaration(silent).draft


class TestCounts:
    @pytest.mark.parametrize("count", ["900", "900.0", "900.00000", "0900", "900."])
    def test_a_count_that_is_written_with_decimals_is_the_count_and_nothing_is_lost(self, count: str) -> None:
        read = HEBEI.read(changed("declaration.4.8.xml", ("<PackQty>1350", f"<PackQty>{count}")), on=AFTER_MERGER)
        assert isinstance(read.message.body, Declaration)
        assert read.message.body.other_packages[0].count == 900
        assert read.losses == ()

    @pytest.mark.parametrize("count", ["900.5", "-1", "9e2", "九百"])
    def test_what_is_no_count_is_refused(self, count: str) -> None:
        with pytest.raises(GatewayError, match=r"42.*PackQty"):
            declaration(changed("declaration.4.8.xml", ("<PackQty>1350", f"<PackQty>{count}")))

    def test_it_is_written_without(self) -> None:
        root = written(replace(LEAN_BODY, other_packages=(GoodsPackage(kind="W2", count=900),)))
        assert text(root, "DecOtherPacks/DecOtherPack/PackQty") == "900"


class TestPackaging:
    @pytest.mark.parametrize("kind", ["9994", "9995", "9996", "9997"])
    def test_bare_hung_matted_or_bundled_goods_are_not_told_as_bulk(self, kind: str) -> None:
        told = wrote(replace(LEAN_BODY, package_kind=kind), BUSINESS_DATE)
        found = etree.fromstring(told.document).find(".//WrapType")
        assert found is not None
        assert found.text == "7"
        assert "package_kind" in {one.name for one in told.losses}

    def test_bulk_is_bulk(self) -> None:
        root = etree.fromstring(wrote(replace(LEAN_BODY, package_kind="9993"), BUSINESS_DATE).document)
        assert root.findtext(".//WrapType") == "4"


class TestLinesOfGoods:
    @pytest.mark.parametrize("name", NAMES)
    def test_two_lines_with_one_number_are_refused_for_a_permit_would_be_of_either(self, name: str) -> None:
        with pytest.raises(GatewayError, match=r"4209.*goods.number"):
            declaration(changed(name, ("<GNo>2</GNo>\n", "<GNo>1</GNo>\n")))
