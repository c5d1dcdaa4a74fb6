"""Hebei's dialect keeps what every dialect keeps; and what a document in the shape of a real one means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from adapters.hebei.dec import DIALECT
from gateway.model.attachments import AttachedDocument, Charge, DocumentLine
from gateway.model.declaration import Declaration, Direction
from gateway.model.goods import Container, GoodsLine
from gateway.model.message import Message, Receipt
from gateway.model.transit import TransitStatus
from tests.adapters.contract import SAMPLES, DialectContract, Meaning
from tests.adapters.national import manifest
from tests.samples.messages import (
    ACCEPTED,
    AFTER_MERGER,
    DECLARATION,
    EXAM_ORDERED,
    IMPORTED,
    NOT_IMPORTED,
    PARTLY_RELEASED,
    REFUSED,
    REJECTED,
    RELEASED,
)
from tests.samples.transit import TRANSIT_STATUS

AS_SENT = Message(
    number="HB-EXPORT-20171102-01",
    sent_at=datetime(2017, 11, 2, 2, 5, 0, 100_000, tzinfo=UTC),
    body=Declaration(
        direction=Direction.EXPORT,
        draft=True,
        declaration_office="0401",
        port_office="0202",
        bill_number="SITGTX1234567",
        transport_mode="2",
        transport_name="EXAMPLE STAR",
        voyage_number="1747E",
        payment_mode="2",
        consignor_customs_code="1301940009",
        consignor_uscc="91130100MA0000023A",
        consignor_name="石家庄某某贸易有限公司",
        owner_customs_code="1301940009",
        owner_uscc="91130100MA0000023A",
        owner_name="石家庄某某贸易有限公司",
        declarant_customs_code="1301980008",
        declarant_uscc="91130100MA0000015F",
        declarant_name="石家庄某某报关行",
        contact_person="某戊",
        contact_phone="0311-00000000",
        recorder_code="130100001",
        recorder_uscc="91130100MA0000015F",
        recorder_name="石家庄某某报关行",
        recorder_operator="某庚",
        recorder_operator_number="2000000000001",
        operator_card="2000000000001",
        district="13019",
        route_country="HKG",
        trade_country="HKG",
        trade_mode="0110",
        arrival_port="344000",
        terms_of_trade="3",
        levy_nature="101",
        other_charge=Charge(mark="1", amount=Decimal("0.0003"), currency="HKD"),
        package_kind="9999",
        package_count=24,
        gross_weight_kg=Decimal("410.5"),
        net_weight_kg=Decimal(398),
        remark="样式测试",
        contract_number="HB-2017-88",
        entry_type="M",
        declaration_mode="1",
        transit_relation="0",
        promises="0011",
        related_entry_number="040120171000444111",
        containers=(Container(number="10987654321", model="S", count=1, weight_kg=Decimal("2.2")),),
        documents=(AttachedDocument(code="Y", number="201712345678:1"),),
        document_lines=(DocumentLine(kind="Y19", number="K001-17-0000001", goods_line=1, document_line=1),),
        goods=(
            GoodsLine(
                number=1,
                hs_code="8407310000",
                name="活塞式发动机",
                quantity=Decimal(17),
                unit="001",
                first_quantity=Decimal(17),
                first_unit="001",
                second_quantity=Decimal(1021),
                second_unit="KWT",
                unit_price=Decimal(10),
                total_value=Decimal(170),
                currency="USD",
                origin_country="CHN",
                destination_country="HKG",
                duty_mode="1",
                use="01",
                product_number="E-77",
                product_version="1",
            ),
            GoodsLine(
                number=2,
                hs_code="8409919990",
                name="发动机零件",
                quantity=Decimal(100),
                unit="KGM",
                first_quantity=Decimal(100),
                first_unit="KGM",
                unit_price=Decimal("2.5"),
                total_value=Decimal(250),
                currency="HKD",
                origin_country="CHN",
                destination_country="HKG",
                duty_mode="1",
            ),
        ),
    ),
)
assert isinstance(TRANSIT_STATUS.body, TransitStatus)
TRANSIT_PARTLY = replace(
    TRANSIT_STATUS, body=replace(TRANSIT_STATUS.body, outcome="partly-released", remark="1号箱未放行")
)
BODY = "/ImportMessage/SWImpData/DecMessage"
UNSAID = frozenset(
    {
        "message.number",  # ClientSeqNo says another than the wrapper's CopMsgId
        "clearance_mode",  # of Type CL, 汇总征税, which is none
        f"{BODY}/DecLists/DecList[1]/Factor",
        *(
            f"{BODY}/DecHead/{name}"
            for name in ("PaymentMark", "InRatio", "OwnerLinkMan", "OwnerLinkPHONE", "ExtraByThisClient")
        ),
        *(f"{BODY}/DecFreeTxt/{name}" for name in ("BonNo", "DecBpNo")),
        *(f"{BODY}/DecSign/{name}" for name in ("CopCode", "OperName", "Sign", "Certificate")),
    }
)

MIDNIGHT: Mapping[str, Any] = {"declared_at": datetime(2014, 10, 14, 16, tzinfo=UTC)}
OLD = Meaning(
    message=DECLARATION,
    variant="2017",
    differs={**MIDNIGHT, "containers.model": "L", "transit.containers.model": "L"},
    partly=frozenset({"clearance_mode", "consignor_customs_code", "consignor_uscc", "consignor_name", "arrival_port"}),
)
NEW = Meaning(
    message=DECLARATION,
    variant="4.8",
    on=AFTER_MERGER,
    differs={**MIDNIGHT, "package_kind": "W2", "other_packages.kind": "W2"},
    partly=frozenset({"clearance_mode", "consignee_address", "consignor_uscc", "consignor_ciq_code", "arrival_port"}),
)


ONE_NUMBER = frozenset({"in_reply_to", "unified_number"})


def result(message: Message) -> Meaning:
    """DEC_RESULT has the day of 进出口日期, and one number for what it answers."""
    return Meaning(
        message=message,
        variant="DEC_DATA",
        differs={"passage_date": datetime(2014, 10, 12, 16, tzinfo=UTC)},
        partly=frozenset({"in_reply_to"}),
        shared=ONE_NUMBER,
    )


def of_transit(message: Message, variant: str = "TRN_RESULT") -> Meaning:
    """TRN_RESULT has one number for the declaration it answers; as TRN_DATA it is only read."""
    return Meaning(
        message=message,
        variant=variant,
        partly=frozenset({"in_reply_to"}),
        shared=ONE_NUMBER,
        written=variant == "TRN_RESULT",
    )


def answer(message: Message) -> Meaning:
    return Meaning(message=message, variant="DecImportResponse", shared=ONE_NUMBER)


class TestHebeiDec(DialectContract):
    dialect = DIALECT
    folder = SAMPLES / "hebei-dec"
    samples: ClassVar[Mapping[str, Meaning]] = {
        "declaration.2017.xml": OLD,
        "declaration.2017.gb18030.xml": OLD,
        "declaration.4.8.xml": NEW,
        "as-sent.2017.xml": Meaning(
            message=AS_SENT, variant="2017", on=date(2017, 11, 2), losses=UNSAID, written=False
        ),
        "declaration-status.DEC_DATA.xml": result(RELEASED),
        "declaration-status.DEC_DATA-partly.xml": result(PARTLY_RELEASED),
        "declaration-status.DEC_DATA-rejected.xml": result(REJECTED),
        "declaration-status.DEC_DATA-exam.xml": result(EXAM_ORDERED),
        "declaration-status.DecImportResponse.xml": answer(IMPORTED),
        "declaration-status.DecImportResponse-failed.xml": answer(NOT_IMPORTED),
        "transit-status.TRN_RESULT.xml": of_transit(TRANSIT_STATUS),
        "transit-status.TRN_RESULT-partly.xml": of_transit(TRANSIT_PARTLY),
        "transit-status.TRN_DATA.xml": of_transit(TRANSIT_STATUS, "TRN_DATA"),
        **manifest.MEANINGS,
    }
    receipts: ClassVar[Mapping[str, Receipt]] = {"receipt.xml": ACCEPTED, "receipt.refused.xml": REFUSED}
