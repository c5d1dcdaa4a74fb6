"""What the samples of transit and of the road mean: the Pinggu beef on its way from 新港 to 平谷. All made up."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from gateway.model.declaration import Direction
from gateway.model.message import Message
from gateway.model.transit import (
    ArrivalCheck,
    ArrivalFinding,
    Gate,
    GateAct,
    Seal,
    SealAct,
    Track,
    TrackAct,
    TransitDeclaration,
    TransitStatus,
)
from tests.samples.messages import TRANSIT

NUMBERS: dict[str, Any] = {
    "declaration_number": "BJ20141015000001",
    "unified_number": "201410150000000001",
    "entry_number": "011020141000000016",
    "inspection_number": "110110214000001",
    "transit_number": "TRN201410150000001",
}
ROAD: dict[str, Any] = {
    **NUMBERS,
    "bill_number": "COSU6098765430",
    "container_number": "CSQU3054383",
    "vehicle": "京A00000",
    "operator": "某己",
}


def message(number: str, body: Any) -> Message:
    return Message(
        number=number,
        answer_to="533",
        sent_at=datetime(2014, 10, 15, 9, 0, tzinfo=UTC),
        sender="DXPENT0000000202",
        receivers=("DXPENT0000000110",),
        body=body,
    )


TRANSIT_DECLARATION = message(
    "2014101500000821",
    TransitDeclaration(
        **NUMBERS,
        direction=Direction.IMPORT,
        origin_office="0202",
        destination_office="0110",
        transit=TRANSIT,
        remark="进境转关",
    ),
)
TRANSIT_STATUS = message(
    "2014101500000822",
    TransitStatus(
        **NUMBERS,
        outcome="released",
        office="0202",
        in_reply_to="2014101500000821",
        transit_entry_number="0202201410150001",
        bill_number="COSU6098765430",
        noticed_at=datetime(2014, 10, 15, 8, 40, tzinfo=UTC),
        remark="转关放行",
    ),
)
SEAL = message(
    "2014101500000823",
    Seal(
        **ROAD,
        office="0202",
        recipients=("0110",),
        at=datetime(2014, 10, 15, 9, 0, tzinfo=UTC),
        place="新港某某堆场",
        remark="换封",
        act=SealAct.REPLACED,
        seal_number="TJ0000001",
        former_seal_number="AU0000002",
        electronic=True,
    ),
)
GATE = message(
    "2014101500000824",
    Gate(
        **ROAD,
        office="0202",
        recipients=("0110",),
        at=datetime(2014, 10, 15, 9, 10, tzinfo=UTC),
        place="新港某某卡口",
        remark="凭放行指令出场",
        act=GateAct.OUT,
        yard_code="CNTXG020012/0202",
        order_number="RO201410150001",
        seal_numbers=("TJ0000001",),
        gross_weight_kg=Decimal("32400.5"),
        empty=False,
    ),
)
TRACK = message(
    "2014101500000825",
    Track(
        **ROAD,
        office="0202",
        recipients=("0110", "0111"),
        at=datetime(2014, 10, 15, 10, 0, tzinfo=UTC),
        place="京津高速公路",
        remark="偏离路线",
        act=TrackAct.DEVIATION,
        latitude=Decimal("39.524001"),
        longitude=Decimal("116.942"),
        due_at=datetime(2014, 10, 18, 9, 10, tzinfo=UTC),
    ),
)
ARRIVAL_CHECK = message(
    "2014101500000826",
    ArrivalCheck(
        **ROAD,
        office="0110",
        recipients=("0202",),
        at=datetime(2014, 10, 15, 12, 30, tzinfo=UTC),
        place="平谷国际陆港",
        remark="封志号不符",
        finding=ArrivalFinding.SEAL_MISMATCH,
        container_number_found="CSQU3054383",
        seal_number_declared="TJ0000001",
        seal_number_found="TJ0000009",
        due_at=datetime(2014, 10, 18, 9, 10, tzinfo=UTC),
    ),
)
