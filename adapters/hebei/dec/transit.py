"""The transit (转关) that stands in a declaration: TrnHead, TrnList, TrnContainers, TrnContaGoodsList.

TRAP: ValidTime is when the goods are expected at their destination, a day. ContaGoodsCount counts packages.
"""

from __future__ import annotations

from adapters.hebei.dec.source import BOXES_48, DAY, DAY_OF_MOMENT, QUANTITY, SIZE_ALONE
from gateway.model.movement import Transit, TransitBill, TransitContainer, TransitContainerGoods
from gateway.translation.codecs import INTEGER, TEXT, decimal, flag
from gateway.translation.form import Coded, Field, Group, Inline, Row

PIECES = decimal(9, 0)

TRUNK = (
    Field("TrnHead/TrnPreId", "preentry_number", TEXT, max_length=18, note="转关单统一编号"),
    Field("TrnHead/TransNo", "cargo_list_number", TEXT, max_length=16, note="载货清单号"),
    Field("TrnHead/TurnNo", "number", TEXT, max_length=16, note="转关申报单号"),
)
HEAD = (
    Field("TrnHead/TrafCustomsNo", "transport_id", TEXT, max_length=13),
    Field("TrnHead/NativeShipName", "transport_name", TEXT, max_length=30, note="of the vehicle, ship or not"),
    Field("TrnHead/NativeVoyageNo", "voyage_number", TEXT, max_length=32),
    Field("TrnHead/ContractorName", "carrier_name", TEXT, max_length=70),
    Field("TrnHead/ContractorCode", "carrier_code", TEXT, max_length=10, note="organisation code"),
    Field("TrnHead/TransFlag", "flag", TEXT, max_length=2),
    Field("TrnHead/ValidTime", "valid_until", DAY_OF_MOMENT),
    Field("TrnHead/ESealFlag", "electronic_seal", flag("Y", "N")),
    Field("TrnHead/Notes", "remark", TEXT, max_length=200),
    Field("TrnHead/TrnType", "paperless", flag("1", "0")),
    Field("TrnHead/ApplCodeScc", "declarant_uscc", TEXT, max_length=18),
)
BILL = (
    Field("ShipId", "transport_id", TEXT, max_length=32),
    Field("ShipNameEn", "transport_name", TEXT, max_length=255),
    Field("VoyageNo", "voyage_number", TEXT, max_length=32),
    Field("BillNo", "bill_number", TEXT, max_length=32),
    Field("IEDate", "passage_date", DAY),
)
BOX = (
    Field("ContaNo", "number", TEXT, required=True, max_length=11),
    Field("ContaSn", "sequence", INTEGER, max_length=3),
)
BOX_REST = (
    Field("SealNo", "seal_number", TEXT, max_length=128),
    Field("TransName", "transport_name", TEXT, max_length=32),
    Field("TransWeight", "weight_kg", QUANTITY, note="工具实际重量, of the vehicle"),
)
GOODS = Group(
    "TrnContaGoodsList/TrnContaGoods",
    "container_goods",
    TransitContainerGoods,
    (
        Field("ContaNo", "container_number", TEXT, required=True, max_length=11),
        Field("GNo", "goods_line", INTEGER, required=True),
        Field("ContaGoodsCount", "quantity", PIECES, partly="it counts packages, and whole ones"),
        Field("ContaGoodsWeight", "weight_kg", QUANTITY),
    ),
)

_48: tuple[Row, ...] = (
    *TRUNK,
    Field("TrnHead/NativeTrafMode", "transport_mode", Coded("transport_mode", "dec")),
    *HEAD,
    Group(
        "TrnList", "bills", TransitBill, (Field("TrafMode", "transport_mode", Coded("transport_mode", "dec")), *BILL)
    ),
    Group(
        "TrnContainers/TrnContainer",
        "containers",
        TransitContainer,
        (
            *BOX,
            Field("ContaModel", "model", Coded("container_model", "dec"), partly=BOXES_48),
            *BOX_REST,
            Field("SealQty", "seal_count", INTEGER, max_length=4),
        ),
    ),
    GOODS,
)
_2017: tuple[Row, ...] = (
    *TRUNK,
    Field("TrnHead/NativeTrafMode", "transport_mode", Coded("transport_mode", "customs")),
    *HEAD,
    Group(
        "TrnList",
        "bills",
        TransitBill,
        (Field("TrafMode", "transport_mode", Coded("transport_mode", "customs")), *BILL),
    ),
    Group(
        "TrnContainers/TrnContainer",
        "containers",
        TransitContainer,
        (*BOX, Field("ContaModel", "model", Coded("container_model", "customs"), partly=SIZE_ALONE), *BOX_REST),
    ),
    GOODS,
)

TRANSIT_48 = Inline("transit", Transit, _48)
TRANSIT_2017 = Inline("transit", Transit, _2017)
"""As the interface of 3.1 and the data dictionaries of 2017 have it: without SealQty."""
