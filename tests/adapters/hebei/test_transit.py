"""The transit in a declaration, and the papers and requests that came into its message by and by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from gateway.model.declaration import Declaration
from gateway.model.errors import GatewayError
from gateway.model.message import Message
from gateway.model.movement import Transit, TransitContainerGoods
from gateway.translation.translator import Written
from tests.adapters.hebei.documents import HEBEI, changed, declaration, sample, text, written
from tests.samples.messages import AFTER_MERGER, BODY, BUSINESS_DATE, TRANSIT

NAMES = ("declaration.2017.xml", "declaration.4.8.xml")


def with_transit(transit: Transit) -> Declaration:
    return replace(BODY, transit=transit)


def wrote(body: Declaration, on: date = AFTER_MERGER) -> Written:
    return HEBEI.write(Message(number="1", body=body), on=on)


class TestTransit:
    @pytest.mark.parametrize("name", NAMES)
    def test_both_forms_say_by_what_way_it_goes_on_under_control(self, name: str) -> None:
        transit = declaration(sample(name)).transit
        assert transit is not None
        assert (transit.number, transit.transport_mode, transit.transport_name) == ("0202201410150001", "4", "京A00000")
        assert [one.bill_number for one in transit.bills] == ["COSU6098765430"]
        assert [one.seal_number for one in transit.containers] == ["TJ0000001"]
        assert [(one.goods_line, one.quantity) for one in transit.container_goods] == [
            (1, Decimal(900)),
            (2, Decimal(450)),
        ]

    def test_only_the_later_form_counts_the_seals(self) -> None:
        old, new = (declaration(sample(name)).transit for name in NAMES)
        assert old is not None
        assert new is not None
        assert (old.containers[0].seal_count, new.containers[0].seal_count) == (None, 1)
        losses = {one.name for one in wrote(BODY, BUSINESS_DATE).losses}
        assert "transit.containers[1].seal_count" in losses

    def test_valid_time_is_a_day_and_the_hour_a_named_loss(self) -> None:
        late = wrote(with_transit(replace(TRANSIT, valid_until=datetime.fromisoformat("2014-10-17T20:30:00+08:00"))))
        assert text(etree.fromstring(late.document), "TrnHead/ValidTime") == "20141017"
        assert "transit.valid_until" in {one.name for one in late.losses}

    def test_several_bills_are_several_lists(self) -> None:
        two = replace(TRANSIT, bills=(TRANSIT.bills[0], replace(TRANSIT.bills[0], bill_number="COSU6098765431")))
        read = declaration(written(with_transit(two))).transit
        assert read is not None
        assert [one.bill_number for one in read.bills] == ["COSU6098765430", "COSU6098765431"]

    def test_part_of_a_package_is_a_loss_and_not_rounded(self) -> None:
        half = TransitContainerGoods(container_number="CSQU3054383", goods_line=1, quantity=Decimal("1.5"))
        told = wrote(with_transit(replace(TRANSIT, container_goods=(half,))))
        assert text(etree.fromstring(told.document), "TrnContaGoodsList/TrnContaGoods/ContaGoodsCount") is None
        assert ("transit.container_goods[1].quantity", "1.5") in {(one.name, one.value) for one in told.losses}

    def test_empty_parts_are_no_transit(self) -> None:
        empty = "<TrnHead><TurnNo/><ESealFlag/></TrnHead><TrnList/><TrnContainers/><TrnContaGoodsList/></DecMessage>"
        bare = written(replace(BODY, transit=None)).getroottree()
        raw = etree.tostring(bare).decode().replace("</DecMessage>", empty)
        assert declaration(etree.fromstring(raw)).transit is None

    def test_a_box_without_a_number_is_refused_with_its_place(self) -> None:
        without = changed("declaration.4.8.xml", ("<ContaNo>CSQU3054383</ContaNo>\n      <ContaSn>", "<ContaSn>"))
        with pytest.raises(GatewayError, match=r"4202.*TrnContainer/ContaNo"):
            declaration(without)


class TestPapers:
    @pytest.mark.parametrize("name", NAMES)
    def test_files_are_named_and_which_line_of_a_certificate_is_which_goods_line(self, name: str) -> None:
        read = declaration(sample(name))
        assert [(one.code, one.size) for one in read.electronic_documents] == [("00000001", 20480), ("00000004", 20480)]
        assert [(one.kind, one.goods_line, one.document_line) for one in read.document_lines] == [
            ("Y03", 1, 1),
            ("Y03", 2, 2),
        ]

    def test_the_hour_of_a_signature_is_chinas(self) -> None:
        signed = declaration(sample("declaration.4.8.xml")).electronic_documents[0].signed_at
        assert signed == datetime.fromisoformat("2014-10-14T10:00:00+08:00")

    def test_a_size_that_is_no_number_is_a_loss_and_no_refusal(self) -> None:
        root = changed("declaration.4.8.xml", ("<EdocSize>20480", "<EdocSize>20KB"))
        read = HEBEI.read(root, on=AFTER_MERGER)
        assert [(one.name, one.value) for one in read.losses] == [
            ("electronic_documents[1].size", "20KB"),
            ("electronic_documents[2].size", "20KB"),
        ]

    def test_the_form_of_2017_cannot_say_to_which_goods_a_file_belongs(self) -> None:
        losses = {one.name for one in wrote(BODY, BUSINESS_DATE).losses}
        assert {"electronic_documents[1].goods_lines", "two_stage.transfer", "statements[1].code"} <= losses


class TestRequests:
    def test_a_place_asked_for_is_no_permission_to_go_there(self) -> None:
        asked = declaration(sample("declaration.4.8.xml")).two_stage
        assert asked is not None
        assert (asked.transfer, asked.transfer_site, asked.conditional_leave) == (True, "CNPGU010001", False)

    def test_each_statement_has_an_element_of_its_own(self) -> None:
        second = (
            "</DecCopPromise><DecCopPromise><DeclaratioMaterialCode>102053</DeclaratioMaterialCode></DecCopPromise>"
        )
        root = changed("declaration.4.8.xml", ("</DecCopPromise>", second))
        assert [one.code for one in declaration(root).statements] == ["101040", "102053"]
