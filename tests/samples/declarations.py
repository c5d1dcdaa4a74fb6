"""What becomes of a declaration: one meaning each, for all dialects. Every name and number is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from gateway.model.amendment import DeclarationAmendment, DeclarationCancellation
from gateway.model.certified import CertifiedGoods
from gateway.model.clearance import ClearanceForm, ClearanceState, ELedger
from gateway.model.declaration import Direction
from gateway.model.message import Message
from gateway.model.two_stage import LeaveGround, TwoStageStatus
from tests.samples.messages import BODY

LEDGER_DATE = date(2018, 10, 15)
TWO_STAGE_DATE = date(2025, 10, 15)

AMENDMENT = Message(
    number="2014101514000001",
    sent_at=datetime(2014, 10, 15, 6, 0, tzinfo=UTC),
    body=DeclarationAmendment(
        reason="船名申报有误",
        request_number="XG2014101500001",
        requested_at=datetime(2014, 10, 15, 5, 55, tzinfo=UTC),
        legal_basis="海关法第二十六条",
        declaration=replace(BODY, transport_name="XIN HAI JIN", remark="更正船名"),
    ),
)

CANCELLATION = Message(
    number="2014101515000001",
    sent_at=datetime(2014, 10, 15, 7, 0, tzinfo=UTC),
    body=DeclarationCancellation(
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        direction=Direction.IMPORT,
        reason="货物错发, 不再进口",
        request_number="CX2014101500001",
        requested_at=datetime(2014, 10, 15, 6, 50, tzinfo=UTC),
        legal_basis="海关法第二十六条",
        declaration_office="0110",
        port_office="0202",
        destination_office="0110",
    ),
)

TWO_STAGE = Message(
    number="2025101508300001",
    sent_at=datetime(2025, 10, 15, 8, 30, tzinfo=UTC),
    body=TwoStageStatus(
        in_reply_to="202510150000000001",
        declaration_number="BJ20251015000001",
        unified_number="202510150000000001",
        entry_number="011020251000000016",
        inspection_number="110110225000001",
        office="0202",
        may_leave_port=True,
        may_sell_or_use=False,
        leave_ground=LeaveGround.ON_CONDITION,
        condition="检测结果出具前不得销售或使用",
        goods_lines=(1, 2),
        decided_at=datetime(2025, 10, 15, 8, 25, tzinfo=UTC),
        remark="已取样送检",
    ),
)
"""附条件提离: let out of the port, and not yet for sale."""

E_LEDGER = Message(
    number="2018101503000001",
    sent_at=datetime(2018, 10, 15, 3, 0, tzinfo=UTC),
    body=ELedger(
        ledger_number="118000000000001",
        declaration_number="BJ20181015000009",
        unified_number="201810150000000009",
        entry_number="020220180000000019",
        inspection_number="110110218000009",
        issuing_office="0110",
        customs_office="0202",
        issued_at=datetime(2018, 10, 15, 2, 30, tzinfo=UTC),
        valid_until=date(2018, 12, 14),
        consignor_uscc="91110108551385082Q",
        consignor_name="北京某某食品有限公司",
        consignee_uscc="91120118300001234Y",
        consignee_name="Example Foods Import Pty Ltd",
        trade_country="AUS",
        route_country="NZL",
        transport_mode="2",
        transport_name="XIN TIAN JIN",
        contract_number="BJ-AU-2018-0901",
        bill_number="COSU6098769990",
        package_count=600,
        package_kind="4M",
        gross_weight_kg=Decimal(7800),
        remark="自产",
        goods=(
            CertifiedGoods(
                number=1,
                hs_code="2008701000",
                name="黄桃罐头",
                ciq_code="2008701000999",
                origin_country="CHN",
                batch_number="PT20180901",
                quantity=Decimal(7200),
                unit="KGM",
                weight_kg=Decimal(7200),
                total_value=Decimal("10080.5"),
                currency="USD",
            ),
            CertifiedGoods(number=2, hs_code="2008701000", name="黄桃罐头(赠品)"),
        ),
    ),
)

CLEARANCE_FORM = Message(
    number="2014101502000001",
    sent_at=datetime(2014, 10, 15, 2, 0, tzinfo=UTC),
    body=ClearanceForm(
        clearance_number="110110214000001000",
        direction=Direction.IMPORT,
        state=ClearanceState.STORED_AT_CUSTOMS,
        declaration_number="BJ20141015000001",
        unified_number="201410150000000001",
        entry_number="011020141000000016",
        inspection_number="110110214000001",
        issuing_office="0110",
        customs_office="0202",
        issued_at=datetime(2014, 10, 15, 1, 50, tzinfo=UTC),
        valid_until=date(2014, 12, 14),
        consignor_uscc="91120118300001234Y",
        consignor_name="示例肉类出口公司",
        consignee_uscc="91110108551385082Q",
        consignee_name="北京某某食品有限公司",
        trade_country="AUS",
        route_country="NZL",
        transport_mode="2",
        transport_name="XIN TIAN JIN",
        contract_number="BJ-AU-2014-0815",
        bill_number="COSU6098765430",
        package_count=1350,
        package_kind="4M",
        gross_weight_kg=Decimal(28500),
        remark="进口直通",
        goods=(
            CertifiedGoods(
                number=1,
                hs_code="0202300090",
                name="冻去骨牛肉",
                ciq_code="0202300090999",
                origin_country="AUS",
                batch_number="AU20140901",
                quantity=Decimal(18000),
                unit="KGM",
                weight_kg=Decimal(18000),
                total_value=Decimal(93600),
                currency="USD",
            ),
            CertifiedGoods(
                number=2,
                hs_code="0204420000",
                name="冻带骨绵羊肉",
                ciq_code="0204420000999",
                origin_country="AUS",
                batch_number="AU20140902",
                quantity=Decimal(9000),
                unit="KGM",
                weight_kg=Decimal(9000),
                total_value=Decimal(36900),
                currency="USD",
            ),
        ),
    ),
)
