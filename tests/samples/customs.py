"""Gate passes and their answers, a notice of duty, and lists of a parcel as customs ask for them; all made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from gateway.model.declaration import Direction
from gateway.model.duties import DutyLine, TaxNotice
from gateway.model.gate_pass import GateDocument, GateGoods, GatePass, GatePassAct, GatePassStatus
from gateway.model.message import Message
from tests.samples import ecommerce

MORNING = datetime(2014, 10, 15, 1, 0, tzinfo=UTC)
NOON = datetime(2014, 10, 15, 4, 5, 9, tzinfo=UTC)


def said(number: str, body: Any) -> Message:
    return Message(
        number=number,
        answer_to=f"6{number[-3:]}",
        sent_at=MORNING,
        sender="DXPENT0000000001",
        receivers=("DXPGTW0000000001",),
        body=body,
    )


MILK = GateGoods(
    number=1,
    hs_code="1901101090",
    name="婴幼儿配方奶粉",
    stock_number="R2014101500000001",
    entry_number="011020141000000016",
    specification="3段|900克/罐",
    name_en="Infant formula",
    quantity=Decimal(6),
    unit="122",
    unit_price=Decimal("98.5"),
    currency="CNY",
    first_quantity=Decimal("5.4"),
    first_unit="KGM",
    second_quantity=Decimal(6),
    second_unit="122",
    origin_country="NZL",
    duty_mode="3",
    use="11",
    remark="常温",
    total_value=Decimal(591),
)

GATE_PASS = said(
    "2014101500000921",
    GatePass(
        pass_number="U2014101500000001",
        office="0202",
        act=GatePassAct.SUBMIT,
        port_office="0207",
        direction=Direction.IMPORT,
        vehicle="津A00000",
        vehicle_weight_kg=Decimal(7300),
        package_count=2,
        gross_weight_kg=Decimal("7312.5"),
        document_count=2,
        declared_at=MORNING,
        seal_number="TJ0000001",
        transport_name="XIN TIAN JIN",
        voyage_number="045W",
        bill_number="COSU6098765430",
        declarant_customs_code="1202910001",
        declarant_name="天津某某报关有限公司",
        trader_customs_code="1202960001",
        trader_name="天津某某电子商务有限公司",
        warehouse_code="1202960002",
        warehouse_name="天津某某仓储有限公司",
        owner_customs_code="1202960003",
        owner_name="天津某某供应链有限公司",
        documents=(
            GateDocument(number="I2014101500000001", kind="I2A"),
            GateDocument(number="I2014101500000002", kind="I2A"),
        ),
        goods=(MILK,),
    ),
)
GATE_PASS_DELETION = said(
    "2014101500000922",
    GatePass(
        pass_number="U2014101500000001",
        office="0202",
        act=GatePassAct.DELETE,
        request_number="D2014101500000001",
        reason="车辆故障",
        declared_at=MORNING,
        declarant_customs_code="1202910001",
        declarant_name="天津某某报关有限公司",
        remark="另行申报",
    ),
)


def answer(number: str, outcome: str, remark: str, act: GatePassAct = GatePassAct.SUBMIT, **more: Any) -> Message:
    told = GatePassStatus(
        outcome=outcome, act=act, pass_number="U2014101500000001", noticed_at=NOON, remark=remark, **more
    )
    return said(number, told)


PASS_REVIEWED = answer(
    "2014101500000931",
    "reviewed",
    "审核通过",
    in_reply_to="2014101500000921",
    assigned_number="FZ2014101500000001",
    receipt_number="R201410150021",
    receipt_type="BUR012",
    office="0202",
)
PASS_ACCEPTED = answer("2014101500000932", "accepted", "已接收")
PASS_FAILED = answer("2014101500000933", "review-failed", "单证不符")
PASSED_GATE = answer("2014101500000934", "gate-passed", "已过卡")
DELETION_ACCEPTED = answer("2014101500000935", "accepted", "已接收", act=GatePassAct.DELETE)
PASS_DELETED = answer("2014101500000936", "deleted", "同意删除", act=GatePassAct.DELETE)

TAX_NOTICE = said(
    "2014101500000941",
    TaxNotice(
        printed_at=NOON,
        lines=(
            DutyLine(
                payment_document="020220141015000001-A01",
                declaration_number="I2014101500000001",
                trade_order_number="O2014101500000001",
                office="0202",
                calculated_at=MORNING,
                taxpayer_name="某甲",
                dutiable_value=Decimal(591),
                customs_duty=Decimal(0),
                value_added_tax=Decimal("70.33"),
                consumption_tax=Decimal("0.15"),
                total=Decimal("70.48"),
                warehouse_code="1202960002",
                warehouse_name="天津某某仓储有限公司",
                ecommerce_code="0202D00001",
                ecommerce_name="天津某某电子商务有限公司",
                remark="税款担保",
                second_remark="月度汇总",
            ),
            DutyLine(payment_document="020220141015000001-A02", office="0202", total=Decimal(12)),
        ),
    ),
)

PARCEL: Any = ecommerce.ITEM_LIST.body
ITEM_LIST = replace(
    ecommerce.ITEM_LIST,
    body=replace(
        PARCEL,
        preentry_number="PRE201410150106",
        manual_number="H02024500001",
        bill_number="COSU6098765430",
        trade_mode="1210",
        declarant_customs_code="1101910001",
        declarant_name="北京某某报关有限公司",
        recorder_name="北京某某报关有限公司",
        platform_code="1100960009",
        platform_name="北京某某平台有限公司",
        logistics_name="天津某某物流有限公司",
        route_country="AUS",
        transport_mode="4",
        transport_name="汽车",
        voyage_number="045W",
        passage_date=date(2014, 10, 16),
        package_count=1,
        package_kind="4M",
        gross_weight_kg=Decimal("2.1"),
        net_weight_kg=Decimal("1.8"),
        goods_place="JG0202001",
        remark="易碎",
        goods=(
            replace(
                PARCEL.goods[0],
                specification="1段|900克/罐",
                product_number="P0106",
                first_quantity=Decimal("1.8"),
                first_unit="KGM",
                second_quantity=Decimal(2),
                second_unit="122",
            ),
        ),
    ),
)
"""Everything that customs ask of a parcel that comes in."""

FULL: Any = ITEM_LIST.body
GOODS_LIST = replace(
    ITEM_LIST,
    number="2014101500000107",
    body=replace(
        FULL,
        direction=Direction.EXPORT,
        licence_number="14-11-000002",
        route_country="AUS",
        consignor_customs_code="1101960001",
        consignor_name="北京某某食品有限公司",
        owner_customs_code="1101960002",
        owner_name="北京某某冷链配送有限公司",
    ),
)
