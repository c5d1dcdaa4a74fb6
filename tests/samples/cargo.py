"""What the samples of cargo reports and their answers mean. Every name and number is made up.

The import is the Pinggu beef of 2014-10-15, landed at 新港 and going on to 平谷; the export goes the other way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from gateway.model.bills import Bill, CargoContainer, CargoItem
from gateway.model.cargo import (
    ArrivalReport,
    BillAnswer,
    ContainerAnswer,
    LoadingReport,
    Manifest,
    ManifestStage,
    ManifestStatus,
    ReportAct,
    TallyReport,
)
from gateway.model.declaration import Direction
from gateway.model.message import Message

BEEF_BOX = CargoContainer(
    number="CSQU3054383",
    size_type="45R1",
    seal_numbers=("TJ0000001", "AU0000002"),
    full=True,
    damaged=True,
    damage_code="DT",
    damage="箱门凹陷",
)
TEA_BOX = replace(BEEF_BOX, number="CBHU3202732", size_type="22G1", seal_numbers=("BJ0000003",))

BEEF = CargoItem(
    number=1,
    name="FROZEN BONELESS BEEF",
    hs_code="0202300090",
    un_number="0000",
    marks="N/M",
    package_count=900,
    package_kind="4M",
    gross_weight_kg=Decimal(19000),
)
MUTTON = replace(
    BEEF,
    number=2,
    name="FROZEN BONE-IN MUTTON",
    hs_code="0204420000",
    package_count=450,
    gross_weight_kg=Decimal("9500.5"),
)
TEA = replace(BEEF, name="GREEN TEA", hs_code="0902109000", gross_weight_kg=Decimal(8000))

IMPORTED = Bill(
    bill_number="COSU6098765430",
    split_bill_number="COSU6098765430A",
    condition="10",
    consignee_code="9999+91110108551385082Q",
    consignee_name="北京某某食品有限公司",
    consignor_code="9999+EXAMPLE-MEAT",
    consignor_name="Example Meat Exports Pty Ltd",
    notify_name="北京某某冷链配送有限公司",
    loading_place="AUMEL",
    loaded_at=datetime(2014, 9, 20, 4, 0, tzinfo=UTC),
    unloading_place="CNTXG/0202",
    destination_place="CNPGU/0110",
    customs_status=("001",),
    partial=False,
    freight_payment="PP",
    package_count=1350,
    package_kind="4M",
    gross_weight_kg=Decimal("28500.5"),
    volume_m3=Decimal("62.5"),
    value=Decimal(130500),
    currency="USD",
    remark="冷藏",
    containers=(BEEF_BOX,),
    items=(BEEF, MUTTON),
)
EXPORTED = replace(
    IMPORTED,
    bill_number="COSU6098765440",
    split_bill_number="COSU6098765440A",
    consignee_name="Example Tea Imports Pty Ltd",
    consignor_name="北京某某茶叶有限公司",
    loading_place="CNTXG/0202",
    loaded_at=datetime(2014, 10, 16, 4, 0, tzinfo=UTC),
    unloading_place="AUMEL",
    destination_place="AUMEL",
    gross_weight_kg=Decimal(8000),
    package_count=900,
    containers=(TEA_BOX,),
    items=(TEA,),
)


def message(number: str, body: Any) -> Message:
    return Message(
        number=number,
        answer_to="533",
        sent_at=datetime(2014, 10, 15, 2, 0, tzinfo=UTC),
        sender="0202300001234",
        receivers=("0202",),
        body=body,
    )


REPORT: dict[str, Any] = {
    "office": "0202",
    "recipients": ("0110",),
    "reporter_code": "0202300001234",
    "reporter_name": "天津某某船务代理有限公司",
    "carrier_code": "COSU",
    "carrier_name": "某某海运",
    "agent_code": "0202300001234",
    "transport_mode": "2",
    "transport_id": "UN9133329",
    "transport_name": "XIN TIAN JIN",
    "voyage_number": "045W",
    "arrival_place": "CNTXG",
    "arrival_at": datetime(2014, 10, 13, 2, 0, tzinfo=UTC),
    "departure_at": datetime(2014, 9, 20, 10, 0, tzinfo=UTC),
    "remark": "冷藏集装箱 & 温度 < -18℃",
}

MANIFEST = message(
    "2014101300000801",
    Manifest(
        **REPORT,
        report_number="CN_MT1101_1p0_0202300001234_20141013100000000",
        act=ReportAct.CHANGE,
        stage=ManifestStage.ORIGINAL,
        bills=(IMPORTED,),
    ),
)
ADVANCE_MANIFEST = message(
    "2014101500000802",
    Manifest(
        **REPORT,
        report_number="CN_MT2101_1p1_0202300001234_20141015100000000",
        act=ReportAct.ORIGINAL,
        stage=ManifestStage.ADVANCE,
        bills=(EXPORTED,),
    ),
)
ARRIVAL_REPORT = message(
    "2014101500000803",
    ArrivalReport(
        **REPORT,
        report_number="0202300001234_20141015100000003",
        act=ReportAct.ADD,
        direction=Direction.EXPORT,
        yard_code="CNTXG020012/0202",
        arrived_at=datetime(2014, 10, 15, 1, 30, tzinfo=UTC),
        bills=(EXPORTED,),
        containers=(TEA_BOX,),
    ),
)
TALLY_REPORT = message(
    "2014101500000804",
    TallyReport(
        **REPORT,
        report_number="0202300001234_20141015100000004",
        act=ReportAct.DELETE,
        direction=Direction.IMPORT,
        yard_code="CNTXG020012/0202",
        started_at=datetime(2014, 10, 13, 6, 0, tzinfo=UTC),
        tallied_at=datetime(2014, 10, 14, 2, 0, tzinfo=UTC),
        short=True,
        over=False,
        damaged=True,
        bills=(IMPORTED,),
        containers=(BEEF_BOX,),
    ),
)
LOADING_REPORT = message(
    "2014101600000805",
    LoadingReport(
        **REPORT,
        report_number="CN_MT4101_1p0_0202300001234_20141016100000005",
        act=ReportAct.CHANGE,
        loaded_at=datetime(2014, 10, 16, 5, 0, tzinfo=UTC),
        empty=False,
        bills=(EXPORTED,),
    ),
)
EMPTY_LORRY = message(
    "2014101600000806",
    LoadingReport(
        **{**REPORT, "transport_mode": "4", "transport_id": "1100000000001", "transport_name": "京A00000"},
        report_number="CN_MT4404_1P0_0202300001234_20141016100000006",
        act=ReportAct.ADD,
        empty=True,
    ),
)

ACCEPTED = message(
    "2014101500000811",
    ManifestStatus(
        outcome="accepted",
        office="0202",
        in_reply_to="2014101300000801",
        report_number="CN_MT1101_1p0_0202300001234_20141013100000000",
        report_type="MT1101",
        act=ReportAct.CHANGE,
        transport_id="UN9133329",
        voyage_number="045W",
        noticed_at=datetime(2014, 10, 15, 2, 0, tzinfo=UTC),
        statement_code="0",
        statement="调用成功",
        remark="接受申报",
        bills=(
            BillAnswer(
                bill_number="COSU6098765430",
                split_bill_number="COSU6098765430A",
                outcome="bill-released",
                remark="提运单放行",
            ),
            BillAnswer(bill_number="COSU6098765431", outcome="unloading-barred", remark="禁卸"),
        ),
        containers=(
            ContainerAnswer(
                container_number="CSQU3054383", bill_number="COSU6098765430", outcome="in-process", remark="待人工审核"
            ),
        ),
    ),
)
REFUSED_LOADING = message(
    "2014101500000812",
    ManifestStatus(
        office="0202",
        report_number="CN_MT2101_1p1_0202300001234_20141015100000000",
        report_type="MT2101",
        act=ReportAct.ORIGINAL,
        noticed_at=datetime(2014, 10, 15, 2, 5, tzinfo=UTC),
        bills=(BillAnswer(bill_number="COSU6098765440", outcome="loading-refused", remark="拒装"),),
    ),
)
REJECTED = message(
    "2014101500000813",
    ManifestStatus(
        outcome="rejected",
        office="0202",
        report_number="0202300001234_20141015100000003",
        report_type="MT3101",
        act=ReportAct.ADD,
        noticed_at=datetime(2014, 10, 15, 2, 10, tzinfo=UTC),
        remark="不允许传输",
        containers=(ContainerAnswer(container_number="CBHU3202732"),),
    ),
)


def variant(told: Message, **changes: Any) -> Message:
    """The same report, made another way."""
    return replace(told, body=replace(told.body, **changes))  # type: ignore[type-var]


ROAD_MANIFEST = variant(MANIFEST, report_number="CN_MT1401_1p0_0202300001234_20141015100000001", transport_mode="4")
ROAD_ADVANCE_MANIFEST = variant(
    ADVANCE_MANIFEST, report_number="CN_MT2401_1p0_0202300001234_20141015100000002", transport_mode="4"
)
EXPORT_TALLY = variant(TALLY_REPORT, report_number="0202300001234_20141015100000014", direction=Direction.EXPORT)
