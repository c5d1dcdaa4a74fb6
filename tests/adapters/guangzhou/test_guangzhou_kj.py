"""guangzhou-kj keeps the contract that every dialect keeps, and takes nothing else for a new list of one parcel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from lxml import etree

from adapters.guangzhou.kj import DIALECT
from gateway.model.attachments import Charge
from gateway.model.declaration import Declaration, Direction
from gateway.model.errors import GatewayError
from gateway.model.message import Message, Receipt
from gateway.translation.translator import Read, Translator, Written
from tests.adapters.contract import CODES, SAMPLES, SCHEMAS, DialectContract, Meaning
from tests.samples import ecommerce, messages

TRANSLATOR = Translator(DIALECT, CODES, SCHEMAS)
FOLDER = SAMPLES / "guangzhou-kj"
LIST: Any = ecommerce.ITEM_LIST.body
FULL = replace(
    LIST,
    entry_number="011020141000000024",
    inspection_number="110110214000002",
    manual_number="B01104500001",
    licence_number="14-11-000001",
    approval_number="APPR0001",
    terms_of_trade="1",
    trade_mode="1210",
    declarant_customs_code="1101910001",
    declarant_name="北京某某报关有限公司",
    contact_phone="010-00000000",
    recorder_name="北京某某报关有限公司",
    recorder_operator="某丙",
    platform_code="1100960002",
    platform_name="某某海外购",
    logistics_name="天津某某速递有限公司",
    consignee_name_en="Someone",
    consignor_name_en="Example Trading Pty Ltd, Sydney",
    destination_area="120116",
    bill_number="COSU6098765431",
    transport_mode="2",
    transport_name="XIN TIAN JIN",
    voyage_number="045W",
    route_country="AUS",
    departure_port="036225",
    passage_date=date(2014, 10, 13),
    package_count=1,
    package_kind="4M",
    gross_weight_kg=Decimal("2.4"),
    net_weight_kg=Decimal(2),
    total_value_cny=Decimal("276.9"),
    freight=Charge(mark="3", amount=Decimal(10), currency="CNY"),
    remark="工作日送货",
    goods=(
        replace(
            LIST.goods[0],
            hs_name="供婴幼儿食用的零售包装配方奶粉",
            specification="900克/罐",
            goods_brand="示例牌",
            batch_number="AU20140801",
            first_quantity=Decimal("1.8"),
            first_unit="KGM",
            second_quantity=Decimal(2),
            second_unit="122",
            weight=Decimal("2.2"),
        ),
    ),
)
"""The same parcel, with all that a list can say."""


class TestGuangzhouKj(DialectContract):
    dialect = DIALECT
    folder = FOLDER
    samples: ClassVar[Mapping[str, Meaning]] = {
        "declaration.xml": Meaning(message=ecommerce.ITEM_LIST, shared=frozenset({"declaration_office"})),
        "declaration.full.xml": Meaning(
            message=replace(ecommerce.ITEM_LIST, body=FULL), shared=frozenset({"declaration_office"})
        ),
    }
    receipts: ClassVar[Mapping[str, Receipt]] = {
        "receipt.xml": replace(
            messages.ACCEPTED,
            original=None,
            digest="",
            answerer="DXPENT0000000202",
            losses=("goods[1].record_id", "stock_flag"),
        )
    }


def read(*changes: tuple[str, str]) -> Read:
    text = (FOLDER / "declaration.full.xml").read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    return TRANSLATOR.read(etree.fromstring(text.encode(), parser), on=messages.BUSINESS_DATE)


def declared(*changes: tuple[str, str]) -> Declaration:
    body = read(*changes).message.body
    assert isinstance(body, Declaration)
    return body


def write(message: Message = ecommerce.ITEM_LIST, **changes: Any) -> Written:
    told = replace(message, body=replace(FULL, **changes))
    return TRANSLATOR.write(told, on=messages.BUSINESS_DATE)


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        ("<OpType>A<", "<OpType>M<", "OpType"),
        ("<OpType>A<", "<OpType>D<", "OpType"),
        ("<IeFlag>I<", "<IeFlag>E<", "IeFlag"),
        ("<CurrCode>142<", "<CurrCode>502<", "CurrCode"),
        ("<CurrCode>142</CurrCode>", "", "CurrCode"),
        ("KJ881110", "KJ881010", "MessageType"),
    ],
)
def test_a_change_a_deletion_an_export_and_another_currency_are_not_taken_for_a_new_list_in_yuan(
    was: str, now: str, place: str
) -> None:
    with pytest.raises(GatewayError) as caught:
        read((was, now))
    assert str(caught.value.place.path).endswith(f"/{place}")


def test_two_lists_in_one_document_are_refused() -> None:
    text = (FOLDER / "declaration.full.xml").read_text(encoding="utf-8")
    one = text[text.index("<ElistDetailInfo>") : text.index("</ElistDetailInfoList>")]
    with pytest.raises(GatewayError, match="more than once"):
        read(("</ElistDetailInfoList>", f"{one}</ElistDetailInfoList>"))


def test_a_price_in_dollars_is_refused_and_never_told_as_yuan() -> None:
    for currency in ("USD", None):
        with pytest.raises(GatewayError, match="target-lacks") as caught:
            write(goods=(replace(FULL.goods[0], currency=currency),))
        assert str(caught.value.place.path).endswith("/UnitPrice")


def test_freight_in_dollars_is_a_named_loss_and_a_rate_is_told_without_a_currency() -> None:
    dollars = write(freight=Charge(mark="3", amount=Decimal(10), currency="USD"))
    assert b"FeeRate" not in dollars.document
    assert "freight.amount" in {loss.name for loss in dollars.losses}
    rate = write(freight=Charge(mark="1", amount=Decimal("0.3")))
    assert b"<FeeRate>0.3</FeeRate><FeeMark>1</FeeMark>" in rate.document
    assert declared(("<FeeMark>3<", "<FeeMark>1<")).freight == Charge(mark="1", amount=Decimal(10))


@pytest.mark.parametrize("changes", [{"subject": None}, {"direction": Direction.EXPORT}, {"draft": True}])
def test_what_is_no_import_of_a_parcel_has_no_form(changes: dict[str, Any]) -> None:
    with pytest.raises(GatewayError, match="target-lacks"):
        write(**changes)


def test_papers_and_telephones_of_persons_are_named_as_lost_and_never_repeated() -> None:
    secrets = "".join(f"<{name}>999888777</{name}>" for name in ("ConsigneeIdNum", "ConsigneeTel"))
    losses = read(("<ConsigneeCountry>", f"{secrets}<ConsigneeCountry>")).losses
    assert [loss.path.rpartition("/")[2] for loss in losses] == ["ConsigneeIdNum", "ConsigneeTel"]
    assert "999888777" not in repr(losses)


def test_two_offices_that_differ_are_one_and_a_named_loss() -> None:
    other = read(("<ApplySeaPort>0110<", "<ApplySeaPort>0202<"))
    assert other.message.body.offices()["declaration_office"] == "0110"
    assert [loss.name for loss in other.losses] == ["declaration_office"]


def test_an_organisation_of_the_inspection_that_no_table_knows_is_a_named_loss() -> None:
    assert [loss.name for loss in read(("<CIQOrgCode>110110<", "<CIQOrgCode>440001<")).losses] == ["declaration_office"]


def test_the_platform_and_the_sender_are_constants_of_the_link() -> None:
    nameless = replace(ecommerce.ITEM_LIST, sender="", receivers=())
    with pytest.raises(GatewayError, match="target-lacks"):
        write(nameless)
    constants = {"Head/Sender": "EXAMPLEGATE", "Head/Receiver": "EXAMPLEPORT"}
    document = TRANSLATOR.write(nameless, on=messages.BUSINESS_DATE, constants=constants).document
    assert b"<Sender>EXAMPLEGATE</Sender><Receiver>EXAMPLEPORT</Receiver>" in document
