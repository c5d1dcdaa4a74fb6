"""What the samples of tianjin-customs mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gateway.model.declaration import Direction, Subject
from gateway.model.ecommerce import TradeAct, TradeDocument
from gateway.model.message import Key, Message
from gateway.model.registration import Registered
from tests.adapters.contract import Meaning
from tests.samples import alerts, customs, ecommerce, messages
from tests.samples.messages import status

SENDER = "BJSW01"
CERTIFICATES = Key(name="certificate-office", value="0110")
TRADERS = frozenset({"consignor_customs_code", "consignor_name"})
"""Of an import, 经营单位 is the consignee."""
KEYS = (
    Key(name="clearance-mode", value="RI"),
    Key(name="release-office", value="0110"),
    CERTIFICATES,
    Key(name="special", value="0000100"),
)


def sent(message: Message) -> Message:
    """With the code that customs gave the sending platform."""
    return replace(message, sender=SENDER)


def parcel(number: str, outcome: str, remark: str, direction: Direction = Direction.IMPORT, /) -> Message:
    return status(number, outcome=outcome, remark=remark, subject=Subject.PARCEL, direction=direction)


def acting(message: Message, act: TradeAct) -> Message:
    body: Any = message.body
    return sent(replace(message, body=replace(body, act=act)))


NOT_OURS = (
    "FORM_TYPE WH_CODE WH_NAME EBCNAME SENDER_COUNTRY SENDER_CITY RECEIVER_COUNTRY RECEIVER_CITY RECEIVER_IDENTITYCARD"
    " RECEIVER_TEL DECLARE_NO AGENT_ADDRESS AGENT_POST AGENT_TEL TRS_FEE INSUR_FEE INPUT_DATE INPUT_NO TRADE_COUNTRY"
    " COP_NO ASSURE_CODE BUYER_ID_TYPE BUYER_ID BUYER_NAME CONSIGNEE_PHONE LICENSE_NO CURRENCY BillList/FORM_ID"
    " BillList/ITEM_NAME BillList/BAR_CODE"
)

BOOKED = status("2014101508300021", outcome="stock-booked", remark="已实增")
PASSED = status("2014101508300022", outcome="reviewed", remark="审核通过")
ACCEPTED = status("2014101508300023", outcome="accepted", remark="已接收")
CONTROL = replace(alerts.CONTROL_ORDER, sender="CUSTOMS")
LIFT = replace(alerts.CONTROL_LIFT, sender="CUSTOMS")

MEANINGS: Mapping[str, Meaning] = {
    "declaration.BUS001.xml": Meaning(message=sent(messages.DECLARATION), variant="BUS001", keys=KEYS, partly=TRADERS),
    "declaration.BUS001-alone.xml": Meaning(
        message=sent(messages.LEAN_DECLARATION), variant="BUS001 alone", keys=(CERTIFICATES,)
    ),
    "declaration.BUS002.xml": Meaning(message=sent(customs.ITEM_LIST), variant="BUS002"),
    "declaration.BUS002-as-sent.xml": Meaning(
        message=sent(customs.ITEM_LIST),
        variant="BUS002",
        written=False,
        losses=frozenset(f"/Message/Declaration/BillHead/{path}" for path in NOT_OURS.split()),
    ),
    "declaration.BUS005.xml": Meaning(message=sent(customs.GOODS_LIST), variant="BUS005"),
    "declaration-status.BUR002.xml": Meaning(message=ACCEPTED, variant="BUR002"),
    "declaration-status.BUR004.xml": Meaning(message=PASSED, variant="BUR004"),
    "declaration-status.BUR004-released.xml": Meaning(message=messages.RELEASED, variant="BUR004"),
    "declaration-status.BUR004-partly.xml": Meaning(message=messages.PARTLY_RELEASED, variant="BUR004"),
    "declaration-status.BUR004-rejected.xml": Meaning(message=messages.REJECTED, variant="BUR004"),
    "declaration-status.BUR016.xml": Meaning(message=BOOKED, variant="BUR016"),
    "declaration-status.BUR006.xml": Meaning(
        message=parcel("2014101508300024", "accepted", "已接收"), variant="BUR006"
    ),
    "declaration-status.BUR008.xml": Meaning(
        message=parcel("2014101508300025", "review-failed", "三单不符"), variant="BUR008"
    ),
    "declaration-status.BUR008-partly.xml": Meaning(
        message=parcel("2014101508300026", "partly-released", "第2项未放行"), variant="BUR008"
    ),
    "declaration-status.BUR020.xml": Meaning(
        message=parcel("2014101508300027", "deleted", "清单作废"), variant="BUR020"
    ),
    "declaration-status.BUR022.xml": Meaning(
        message=parcel("2014101508300028", "rejected", "退单", Direction.EXPORT), variant="BUR022"
    ),
    "declaration-status.BUR024.xml": Meaning(
        message=parcel("2014101508300029", "reviewed", "审核通过", Direction.EXPORT), variant="BUR024"
    ),
    "declaration-status.ERR001.xml": Meaning(message=messages.NOT_IMPORTED, variant="ERR001 BUS001"),
    "declaration-status.BKK002-04.xml": Meaning(
        message=parcel("2014101508300030", "review-failed", "查验不通过"), variant="BKK002 04", written=False
    ),
    "control-order.xml": Meaning(message=CONTROL, variant="BKK001"),
    "control-lift.xml": Meaning(message=LIFT, variant="BKK002"),
    "gate-pass.BUS003.xml": Meaning(message=sent(customs.GATE_PASS), variant="BUS003"),
    "gate-pass.BUS004.xml": Meaning(message=sent(customs.GATE_PASS_DELETION), variant="BUS004"),
    "gate-pass-status.BUR010.xml": Meaning(message=customs.PASS_ACCEPTED, variant="BUR010"),
    "gate-pass-status.BUR012.xml": Meaning(message=customs.PASS_REVIEWED, variant="BUR012"),
    "gate-pass-status.BUR012-failed.xml": Meaning(message=customs.PASS_FAILED, variant="BUR012"),
    "gate-pass-status.BUR028.xml": Meaning(message=customs.PASSED_GATE, variant="BUR028"),
    "gate-pass-status.BUR018.xml": Meaning(message=customs.DELETION_ACCEPTED, variant="BUR018"),
    "gate-pass-status.BUS012.xml": Meaning(message=customs.PASS_DELETED, variant="BUS012"),
    "enterprise-registration.xml": Meaning(message=sent(ecommerce.ENTERPRISE_REGISTRATION), variant="BAA001"),
    "goods-registration.xml": Meaning(message=sent(ecommerce.GOODS_REGISTRATION), variant="BAA002"),
    "registration-status.BAR002.xml": Meaning(
        message=ecommerce.registration("2014101508300041", outcome="accepted", remark="已接收"),
        variant="BAR002",
    ),
    "registration-status.BAR004.xml": Meaning(
        message=ecommerce.registration("2014101508300042", outcome="suspended", remark="暂停使用"), variant="BAR004"
    ),
    "registration-status.BAR006.xml": Meaning(
        message=ecommerce.registration(
            "2014101508300043",
            outcome="rejected",
            registered=Registered.GOODS,
            application_number="P0000102",
            remark="退单",
        ),
        variant="BAR006",
    ),
    "registration-status.BAR008.xml": Meaning(
        message=ecommerce.registration(
            "2014101508300044",
            outcome="reviewed",
            registered=Registered.GOODS,
            application_number="P0000102",
            remark="审核通过",
        ),
        variant="BAR008",
    ),
    "trade-order.xml": Meaning(message=sent(ecommerce.TRADE_ORDER), variant="BIL001"),
    "waybill.xml": Meaning(message=acting(ecommerce.WAYBILL, TradeAct.CHANGE), variant="BIL002"),
    "payment.xml": Meaning(message=acting(ecommerce.PAYMENT, TradeAct.DELETE), variant="BIL003"),
    "trade-document-status.BIR002.xml": Meaning(message=ecommerce.ORDER_STORED, variant="BIR002"),
    "trade-document-status.BIR004.xml": Meaning(message=ecommerce.WAYBILL_STORED, variant="BIR004"),
    "trade-document-status.BIR006.xml": Meaning(
        message=ecommerce.stored(
            "2014101508300045", outcome="rejected", document=TradeDocument.PAYMENT, remark="必填项不满足"
        ),
        variant="BIR006",
    ),
    "tax-notice.xml": Meaning(message=customs.TAX_NOTICE, variant="SDD001"),
}
