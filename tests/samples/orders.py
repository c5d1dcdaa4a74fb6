"""Orders between offices, and what became of them: one meaning each. Every name and number is made up.

Beijing (0110) has the declaration of the Pinggu import, Tianjin (0202) has the goods.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from gateway.model.message import Message
from gateway.model.orders import (
    ExaminedItem,
    ExamItem,
    ExamOrder,
    ExamResult,
    Finding,
    ReleaseExecuted,
    ReleaseGround,
    ReleaseOrder,
)

NUMBERS = {
    "declaration_number": "BJ20141015000001",
    "unified_number": "201410150000000001",
    "entry_number": "011020141000000016",
    "inspection_number": "110110214000001",
}
BEIJING, TIANJIN = "DXPENT0000000110", "DXPENT0000000202"

EXAM_ORDER_BODY = ExamOrder(
    **NUMBERS,
    order_number="CY2014101500001",
    issuing_office="0110",
    executing_office="0202",
    issued_at=datetime(2014, 10, 15, 2, 0, tzinfo=UTC),
    issued_by="0110-017",
    bill_number="COSU6098765430",
    voyage_number="045W",
    due_by=datetime(2014, 10, 16, 2, 0, tzinfo=UTC),
    grounds="温度记录缺失",
    place="新港某某查验场",
    goods_lines=(1,),
    container_numbers=("CSQU3054383",),
    items=(
        ExamItem(name="核对品名数量", code="C02", goods_line=1, method="开箱彻查"),
        ExamItem(name="核对封志"),
    ),
    remark="冷藏箱，开箱不超过30分钟",
)
EXAM_ORDER = Message(
    number="2014101502000001",
    answer_to="CY-1",
    sent_at=datetime(2014, 10, 15, 2, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(TIANJIN,),
    body=EXAM_ORDER_BODY,
)

EXAM_RESULT_BODY = ExamResult(
    **NUMBERS,
    finding=Finding.FAILED,
    executing_office="0202",
    ordering_office="0208",
    in_reply_to="201410150000000002",
    order_number="CY2014101500001",
    examined_at=datetime(2014, 10, 15, 7, 30, tzinfo=UTC),
    examiners=("0202-101", "0202-118"),
    business_type="1",
    failed_lines=(1,),
    container_numbers=("CSQU3054383",),
    measures="加封，待处理",
    items=(
        ExaminedItem(name="核对品名数量", finding=Finding.FAILED, code="C02", goods_line=1, remark="少20箱"),
        ExaminedItem(name="核对封志", finding=Finding.PASSED),
    ),
    remark="第1项数量不符",
)
"""To 津保税区 (0208), whose inspection organisation 120010 public code addresses."""
EXAM_RESULT = Message(
    number="2014101507300001",
    answer_to="533",
    sent_at=datetime(2014, 10, 15, 7, 37, 38, tzinfo=UTC),
    sender=TIANJIN,
    receivers=(BEIJING,),
    body=EXAM_RESULT_BODY,
)
PASSED = replace(
    EXAM_RESULT,
    number="2014101507300002",
    body=replace(
        EXAM_RESULT_BODY,
        finding=Finding.PASSED,
        failed_lines=(),
        measures=None,
        items=(ExaminedItem(name="核对封志", finding=Finding.PASSED),),
        remark="货证相符",
    ),
)
UNDECIDED = replace(
    EXAM_RESULT,
    number="2014101507300003",
    body=replace(
        EXAM_RESULT_BODY, finding=Finding.UNDECIDED, examiners=(), failed_lines=(), measures=None, items=(), remark=None
    ),
)

RELEASE_ORDER_BODY = ReleaseOrder(
    **NUMBERS,
    order_number="FX2014101500001",
    issuing_office="0110",
    executing_office="0202",
    issued_at=datetime(2014, 10, 15, 8, 0, tzinfo=UTC),
    issued_by="0110-023",
    bill_number="COSU6098765430",
    voyage_number="045W",
    reviewed_by="0110-017",
    valid_until=datetime(2014, 10, 18, 8, 0, tzinfo=UTC),
    partial=True,
    goods_lines=(2,),
    container_numbers=("CSQU3054383",),
    condition="运抵平谷国际陆港后检验，未经检验合格不得销售",
    remark="第1项未放行",
)
RELEASE_ORDER = Message(
    number="2014101508000001",
    answer_to="FX-1",
    sent_at=datetime(2014, 10, 15, 8, 0, 5, tzinfo=UTC),
    sender=BEIJING,
    receivers=(TIANJIN,),
    body=RELEASE_ORDER_BODY,
)
WHOLE_RELEASE = replace(
    RELEASE_ORDER,
    number="2014101508000002",
    body=replace(RELEASE_ORDER_BODY, order_number="FX2014101500002", partial=False, goods_lines=(), remark=None),
)

RELEASE_EXECUTED_BODY = ReleaseExecuted(
    **NUMBERS,
    order_number="FX2014101500001",
    executing_office="0202",
    executed_at=datetime(2014, 10, 15, 8, 30, tzinfo=UTC),
    partial=True,
    ground=ReleaseGround.RELEASE_ORDER,
    in_reply_to="201410150000000003",
    goods_lines=(2,),
    container_numbers=("CSQU3054383",),
    executed_by="0202-131",
    remark="第2项已提离",
)
RELEASE_EXECUTED = Message(
    number="2014101508300011",
    answer_to="FX-1-R",
    sent_at=datetime(2014, 10, 15, 8, 30, 5, tzinfo=UTC),
    sender=TIANJIN,
    receivers=(BEIJING,),
    body=RELEASE_EXECUTED_BODY,
)
RELEASED_AFTER_EXAM = replace(
    RELEASE_EXECUTED,
    number="2014101508300012",
    body=replace(
        RELEASE_EXECUTED_BODY,
        order_number="CY2014101500001",
        ground=ReleaseGround.EXAM_PASSED,
        partial=False,
        goods_lines=(),
        remark=None,
    ),
)
