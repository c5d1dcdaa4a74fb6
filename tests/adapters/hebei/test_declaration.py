"""The traps of Hebei's family told by hand: dates, names that mislead, documents as they are really sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from gateway.document.parse import parse
from gateway.model.declaration import ClearanceMode, Declaration, Direction
from gateway.model.errors import GatewayError
from gateway.model.goods import Container, GoodsLine
from gateway.model.message import Message
from tests.adapters.hebei.documents import HEBEI, changed, declaration, inner, sample, text, written
from tests.samples.messages import AFTER_MERGER, BUSINESS_DATE, DECLARATION


def exported(**goods: object) -> Declaration:
    line = GoodsLine(number=1, hs_code="8407310000", name="活塞式发动机", **goods)  # type: ignore[arg-type]
    return Declaration(
        direction=Direction.EXPORT,
        declaration_office="0401",
        consignor_name="石家庄某某贸易有限公司",
        consignor_customs_code="1301940009",
        consignee_name="Example Trading Ltd",
        goods=(line,),
    )


class TestTheDayDecidesTheForm:
    def test_until_july_2018_a_declaration_is_written_in_the_wrapper(self) -> None:
        assert HEBEI.write(DECLARATION, on=date(2018, 7, 31)).form.variant == "2017"

    def test_from_august_2018_it_is_written_as_4_8(self) -> None:
        assert HEBEI.write(DECLARATION, on=date(2018, 8, 1)).form.variant == "4.8"

    @pytest.mark.parametrize("on", [BUSINESS_DATE, AFTER_MERGER])
    @pytest.mark.parametrize("name", ["declaration.2017.xml", "declaration.4.8.xml"])
    def test_both_are_read_on_every_day(self, name: str, on: date) -> None:
        assert declaration(sample(name), on).declaration_office == "0110"

    def test_both_forms_and_both_charsets_mean_one_declaration(self) -> None:
        old, new = declaration(sample("declaration.2017.xml")), declaration(sample("declaration.4.8.xml"))
        assert old.goods[0].origin_country == new.goods[0].origin_country == "AUS"
        assert declaration(sample("declaration.2017.gb18030.xml")) == old


class TestNamesThatMislead:
    def test_the_swapped_countries_of_an_export(self) -> None:
        root = written(exported(origin_country="CHN", destination_country="HKG"))
        assert text(root, "DecLists/DecList/OriginCountry") == "HKG"
        assert text(root, "DecLists/DecList/DestinationCountry") == "CHN"
        line = declaration(root).goods[0]
        assert (line.origin_country, line.destination_country) == ("CHN", "HKG")

    def test_the_countries_of_an_import_stand_as_they_are_named(self) -> None:
        line = declaration(sample("declaration.4.8.xml")).goods[0]
        assert (line.origin_country, line.destination_country) == ("AUS", "CHN")

    def test_trade_country_is_the_way_and_trade_area_the_trade(self) -> None:
        root = changed("declaration.4.8.xml", ("<TradeCountry>AUS", "<TradeCountry>NZL"))
        assert (declaration(root).route_country, declaration(root).trade_country) == ("NZL", "AUS")

    def test_trans_mode_is_terms_of_trade_and_traf_mode_the_transport(self) -> None:
        root = changed("declaration.4.8.xml", ("<TransMode>1", "<TransMode>3"), ("<TrafMode>2", "<TrafMode>5"))
        assert (declaration(root).terms_of_trade, declaration(root).transport_mode) == ("3", "5")

    def test_the_domestic_party_is_the_consignor_of_an_export(self) -> None:
        root = written(exported())
        assert text(root, "DecHead/TradeName") == "石家庄某某贸易有限公司"
        assert text(root, "DecHead/TradeCode") == "1301940009"
        assert text(root, "DecHead/OverseasConsignorCname") == "Example Trading Ltd"
        assert declaration(root).consignor_name == "石家庄某某贸易有限公司"

    def test_a_tax_period_declaration_is_no_transit(self) -> None:
        read = HEBEI.read(changed("declaration.4.8.xml", ("<BillType>", "<Type>TT</Type><BillType>")), on=AFTER_MERGER)
        assert isinstance(read.message.body, Declaration)
        assert read.message.body.clearance_mode is None
        assert [(one.path.rpartition("/")[2], one.value) for one in read.losses] == [("Type", "TT")]

    def test_a_mode_without_a_type_is_a_loss_and_no_refusal(self) -> None:
        sent = Message(number="1", body=replace(exported(), clearance_mode=ClearanceMode.TWO_STEP))
        wrote = HEBEI.write(sent, on=AFTER_MERGER)
        assert text(etree.fromstring(wrote.document), "DecHead/Type") is None
        assert [one.name for one in wrote.losses] == ["clearance_mode"]

    def test_local_declaration_with_port_release_has_a_type(self) -> None:
        root = written(replace(exported(), clearance_mode=ClearanceMode.LOCAL_DECLARE_PORT_RELEASE))
        assert text(root, "DecHead/Type") == "SD"

    def test_the_sea_numbers_of_one_country_are_not_those_of_another_family(self) -> None:
        root = changed("declaration.2017.xml", ("<TradeAreaCode>601", "<TradeAreaCode>344"))
        assert declaration(root, BUSINESS_DATE).trade_country == "RUS"

    def test_a_container_weighs_what_the_box_weighs(self) -> None:
        heavy = changed(
            "declaration.4.8.xml",
            ("<ContainerWt>3900</ContainerWt>", "<ContainerWt>2200</ContainerWt><GoodsContaWt>28500</GoodsContaWt>"),
        )
        read = HEBEI.read(heavy, on=AFTER_MERGER)
        assert isinstance(read.message.body, Declaration)
        assert read.message.body.containers[0].weight_kg == Decimal(2200)
        assert [one.value for one in read.losses] == ["28500"]

    @pytest.mark.parametrize("on", [BUSINESS_DATE, AFTER_MERGER])
    def test_distinate_port_is_where_an_export_goes_and_no_stop_on_the_way(self, on: date) -> None:
        body = replace(exported(), stopover_port="702000", arrival_port="276000")
        wrote = HEBEI.write(Message(number="1", body=body), on=on)
        said = declaration(etree.fromstring(wrote.document), on)
        assert (said.stopover_port, said.arrival_port) == (None, "276000")
        assert ("stopover_port", "702000") in [(one.name, one.value) for one in wrote.losses]

    def test_enty_port_code_is_where_an_import_enters_and_an_export_leaves(self) -> None:
        root = written(replace(exported(), departure_port="120202"))
        assert text(root, "DecHead/EntyPortCode") == "120202"
        assert text(root, "DecHead/DespPortCode") is None
        assert (declaration(root).departure_port, declaration(root).entry_port) == ("120202", None)
        assert declaration(sample("declaration.4.8.xml")).entry_port == "120202"

    def test_a_charge_may_say_less_than_its_three_elements(self) -> None:
        root = changed("declaration.2017.xml", ("<FeeMark>3</FeeMark>", ""), ("<FeeRate>3200</FeeRate>", ""))
        charge = declaration(root, BUSINESS_DATE).freight
        assert charge is not None
        assert (charge.mark, charge.amount, charge.currency) == (None, None, "USD")
        assert text(written(declaration(root, BUSINESS_DATE)), "DecHead/FeeCurr") == "USD"

    @pytest.mark.parametrize("on", [BUSINESS_DATE, AFTER_MERGER])
    @pytest.mark.parametrize(
        "several", ["CSQU3054383,CBHU3202732", "CSQU3054383 CBHU3202732", "CSQU3054383;CBHU3202732"]
    )
    def test_several_boxes_in_one_text_are_never_one_box_of_that_name(self, several: str, on: date) -> None:
        body = replace(exported(), containers=(Container(number=several, model="111", count=2),))
        wrote = HEBEI.write(Message(number="1", body=body), on=on)
        assert b"CSQU3054383" not in wrote.document
        assert ("containers[1].number", several) in [(one.name, one.value) for one in wrote.losses]

    def test_a_box_of_fibreboard_is_never_told_as_one_of_wood(self) -> None:
        body = replace(exported(), package_kind="4G")
        assert text(written(body, BUSINESS_DATE), "SWImpData/DecMessage/DecHead/WrapType") == "2"

    def test_direct_release_is_the_fifth_bit(self) -> None:
        root = changed("declaration.4.8.xml", ("0000100", "0000001"))
        assert [one.value for one in declaration(root).specials] == ["transit"]


class TestAsSent:
    """A document in the shape of a real one: read whole, with each thing that is not carried told by name."""

    def test_what_names_or_proves_a_person_is_not_repeated_in_a_loss(self) -> None:
        losses = HEBEI.read(sample("as-sent.2017.xml"), on=date(2017, 11, 2)).losses
        secret = ("OwnerLinkMan", "OwnerLinkPHONE", "DecBpNo", "Sign", "Certificate")
        values = {one.value for one in losses if one.name.endswith(secret)}
        assert not values & {"某己", "0311-00000001", "0311-00000002", "c2lnbmVk", "4d0000"}

    def test_without_its_wrapper_it_is_named_by_client_seq_no(self) -> None:
        read = HEBEI.read(inner("as-sent.2017.xml", "SWImpData/DecMessage"), on=date(2017, 11, 2))
        assert read.form.variant == "2017-bare"
        assert read.message.number == "decnew201711021006020704"

    def test_an_unknown_code_refuses_with_its_place(self) -> None:
        with pytest.raises(GatewayError, match=r"4204.*DecList\[2\]/GUnit"):
            HEBEI.read(changed("as-sent.2017.xml", ("<GUnit>035", "<GUnit>735")), on=date(2017, 11, 2))

    def test_another_message_type_in_the_same_wrapper_is_no_declaration(self) -> None:
        with pytest.raises(GatewayError, match="4009"):
            HEBEI.read(changed("as-sent.2017.xml", ("SWDEC001", "SWTRN001")), on=date(2017, 11, 2))


class TestContainers:
    def test_a_letter_tells_the_size_alone_and_no_kind_is_made_up(self) -> None:
        old = declaration(sample("as-sent.2017.xml"), date(2017, 11, 2))
        assert old.containers[0].model == "S"
        wrote = HEBEI.write(Message(number="1", body=old), on=AFTER_MERGER)
        assert text(etree.fromstring(wrote.document), "DecContainers/Container/ContainerMd") is None
        assert "containers[1].model" in {one.name for one in wrote.losses}


class TestSince2018:
    def test_order_version_and_empty_elements_say_nothing(self) -> None:
        root = sample("declaration.4.8.xml")
        plain = declaration(sample("declaration.4.8.xml"))
        del root.attrib["Version"]
        for parent in list(root.iter(etree.Element)):
            parent[:] = list(reversed(parent))
            if len(parent):
                etree.SubElement(parent, "{http://www.chinaport.gov.cn/dec}NoOtherPack")
        assert plain.transit is not None
        plain = replace(
            plain,
            goods=plain.goods[::-1],
            documents=plain.documents[::-1],
            electronic_documents=plain.electronic_documents[::-1],
            document_lines=plain.document_lines[::-1],
            transit=replace(plain.transit, container_goods=plain.transit.container_goods[::-1]),
        )
        assert declaration(parse(etree.tostring(root)).root) == plain

    @pytest.mark.parametrize(
        ("part", "told"),
        [
            ("<DecSupplement><Buyer>某某公司</Buyer></DecSupplement>", "某某公司"),
            ("<DecMarkLobs><DecMarkLob><AttachName>m.png</AttachName></DecMarkLob></DecMarkLobs>", "m.png"),
            ("<DecControlModel><ElementNo>1</ElementNo></DecControlModel>", "1"),
            ("<SddTax><Sign>c2lnbmVk</Sign></SddTax>", ""),
            ("<DecRisk><Sign>c2lnbmVk</Sign></DecRisk>", ""),
            ("<DecRoyaltyFee><Authorizer>Example Ltd</Authorizer></DecRoyaltyFee>", ""),
        ],
    )
    def test_a_part_that_is_no_word_of_ours_is_named_and_a_signed_or_secret_one_not_repeated(
        self, part: str, told: str
    ) -> None:
        read = HEBEI.read(changed("declaration.4.8.xml", ("</DecMessage>", f"{part}</DecMessage>")), on=AFTER_MERGER)
        assert [one.value for one in read.losses] == [told]
        assert not any("later" in one.reason or "not carried yet" in one.reason for one in read.losses)

    def test_a_number_longer_than_client_seq_no_refuses(self) -> None:
        with pytest.raises(GatewayError, match="4208"):
            HEBEI.write(replace(DECLARATION, number="1" * 19), on=AFTER_MERGER)

    def test_the_old_numeric_country_is_no_code_any_more(self) -> None:
        with pytest.raises(GatewayError, match=r"4204.*TradeAreaCode"):
            HEBEI.read(changed("declaration.4.8.xml", ("<TradeAreaCode>AUS", "<TradeAreaCode>601")), on=AFTER_MERGER)
