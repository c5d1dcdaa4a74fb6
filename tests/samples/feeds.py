"""Feeds, tables, and what watches a link: one meaning each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from gateway.model.code_table import CodeTable, TableCode, TableRow
from gateway.model.declaration import Direction
from gateway.model.feeds import FeedEvent, FxDeclaration, TaxExportCleared, TaxLine
from gateway.model.message import Message
from gateway.model.watch import Flow, Heartbeat, Reconcile, Total

HEARTBEAT = Message(
    number="2014101500000901",
    sent_at=datetime(2014, 10, 15, 4, 0, tzinfo=UTC),
    sender="DXPENT0000000001",
    receivers=("DXPGTW0000000001",),
    body=Heartbeat(
        at=datetime(2014, 10, 15, 4, 0, tzinfo=UTC),
        sequence=7,
        waiting=3,
        oldest_waiting_at=datetime(2014, 10, 15, 3, 58, 30, tzinfo=UTC),
        software="某口岸系统 1.0",
    ),
)

TAX_EXPORT_CLEARED = Message(
    number="2015061000000902",
    answer_to="902",
    sent_at=datetime(2015, 6, 10, 1, 0, tzinfo=UTC),
    sender="DXPGTW0000000001",
    receivers=("DXPENT0000000901",),
    body=TaxExportCleared(
        entry_number="011020150000000027",
        office="0110",
        event=FeedEvent.AMEND,
        version=2,
        closed_on=date(2015, 6, 9),
        enterprise_uscc="91110108551385082Q",
        enterprise_code="1101960001",
        enterprise_name="北京某某食品有限公司",
        trade_mode="0110",
        currency="USD",
        noticed_at=datetime(2015, 6, 9, 10, 0, tzinfo=UTC),
        remark="改单后更正",
        export_date=date(2015, 6, 8),
        lines=(
            TaxLine(
                record_number="011020150000000027001",
                goods_line=1,
                hs_code="0811100000",
                name="冷冻草莓",
                quantity=Decimal(12000),
                unit="KGM",
                fob_value=Decimal("15600.5"),
            ),
            TaxLine(
                record_number="011020150000000027012",
                goods_line=12,
                hs_code="2008999000",
                name="示例果脯",
                quantity=Decimal("800.125"),
                unit="KGM",
                fob_value=Decimal(3200),
            ),
        ),
    ),
)

FX_DECLARATION = Message(
    number="2014101600000903",
    answer_to="903",
    sent_at=datetime(2014, 10, 16, 10, 0, tzinfo=UTC),
    sender="DXPGTW0000000001",
    receivers=("DXPENT0000000902",),
    body=FxDeclaration(
        entry_number="011020141000000016",
        office="0110",
        event=FeedEvent.CANCEL,
        version=3,
        closed_on=date(2014, 10, 16),
        enterprise_uscc="91110108551385082Q",
        enterprise_code="1101960001",
        enterprise_name="北京某某食品有限公司",
        trade_mode="0110",
        currency="USD",
        noticed_at=datetime(2014, 10, 16, 9, 0, tzinfo=UTC),
        remark="撤单",
        direction=Direction.IMPORT,
        total_value=Decimal("130500.25"),
        terms_of_trade="1",
        contract_number="BJ-AU-2014-0815",
    ),
)

CODE_TABLE = Message(
    number="2014101500000904",
    answer_to="904",
    sent_at=datetime(2014, 10, 15, 0, 0, tzinfo=UTC),
    sender="DXPENT0000000100",
    receivers=("DXPGTW0000000001",),
    body=CodeTable(
        family="country",
        version="2014-11",
        effective_from=date(2014, 11, 1),
        issuer="某某总署",
        approved_by="某某司",
        source="某年第1号公告(示例)",
        issued_at=datetime(2014, 10, 14, 8, 0, tzinfo=UTC),
        remark="示例更新",
        rows=(
            TableRow(
                canonical="XEX",
                name="示例国",
                codes=(
                    TableCode(column="customs", code="998"),
                    TableCode(column="customs", code="997"),
                    TableCode(column="ciq", code="998"),
                ),
            ),
            TableRow(canonical="XOL", name="旧示例国", withdrawn=True),
        ),
    ),
)

RECONCILE = Message(
    number="2014101600000905",
    answer_to="905",
    sent_at=datetime(2014, 10, 15, 17, 0, tzinfo=UTC),
    sender="DXPENT0000000001",
    receivers=("DXPGTW0000000001",),
    body=Reconcile(
        statement_number="DZ-20141015",
        day=date(2014, 10, 15),
        made_at=datetime(2014, 10, 15, 16, 30, tzinfo=UTC),
        remark="日终对账",
        totals=(
            Total(
                message_kind="declaration",
                flow=Flow.SENT,
                count=12,
                digest="sm3:" + "3c" * 32,
                first_number="2014101500000001",
                last_number="2014101500000012",
            ),
            Total(
                message_kind="declaration-status",
                flow=Flow.RECEIVED,
                count=30,
                digest="sm3:" + "4d" * 32,
                first_number="2014101508300001",
                last_number="2014101508300030",
            ),
        ),
    ),
)
