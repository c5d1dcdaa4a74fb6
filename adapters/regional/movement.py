"""A transit (转关), wherever it is told: in a declaration or by itself."""

from __future__ import annotations

from adapters.regional.source import DAY, MOMENT, QUANTITY, TRANSPORT_MODE, YES
from gateway.model.movement import TransitBill, TransitContainer, TransitContainerGoods
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Group, Row

BILLS: tuple[Row, ...] = (
    Field("TransportMode", "transport_mode", TRANSPORT_MODE),
    Field("TransportId", "transport_id", TEXT, max_length=64),
    Field("TransportName", "transport_name", TEXT, max_length=255),
    Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
    Field("BillNumber", "bill_number", TEXT, max_length=64),
    Field("PassageDate", "passage_date", DAY),
)
CONTAINERS: tuple[Row, ...] = (
    Field("Number", "number", TEXT, required=True, max_length=64),
    Field("Sequence", "sequence", INTEGER),
    Field("Model", "model", Coded("container_model", "canonical")),
    Field("SealNumber", "seal_number", TEXT, max_length=255, note="one or several, as written"),
    Field("SealCount", "seal_count", INTEGER),
    Field("TransportName", "transport_name", TEXT, max_length=255),
    Field("WeightKg", "weight_kg", QUANTITY),
)
CONTAINER_GOODS: tuple[Row, ...] = (
    Field("ContainerNumber", "container_number", TEXT, required=True, max_length=64),
    Field("GoodsLine", "goods_line", INTEGER, required=True),
    Field("Quantity", "quantity", QUANTITY),
    Field("WeightKg", "weight_kg", QUANTITY),
)

TRANSIT: tuple[Row, ...] = (
    Field("PreentryNumber", "preentry_number", TEXT, max_length=64),
    Field("Number", "number", TEXT, max_length=64),
    Field("CargoListNumber", "cargo_list_number", TEXT, max_length=64),
    Field("Flag", "flag", TEXT, max_length=32),
    Field("TransportMode", "transport_mode", TRANSPORT_MODE),
    Field("TransportId", "transport_id", TEXT, max_length=64),
    Field("TransportName", "transport_name", TEXT, max_length=255),
    Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
    Field("CarrierCode", "carrier_code", TEXT, max_length=32),
    Field("CarrierName", "carrier_name", TEXT, max_length=255),
    Field("DeclarantCode", "declarant_code", TEXT, max_length=32),
    Field("DeclarantUscc", "declarant_uscc", TEXT, max_length=32),
    Field("DeclarantName", "declarant_name", TEXT, max_length=255),
    Field("Paperless", "paperless", YES),
    Field("ElectronicSeal", "electronic_seal", YES),
    Field("ValidUntil", "valid_until", MOMENT),
    Field("Remark", "remark", TEXT, max_length=2000),
    Group("Bills/Bill", "bills", TransitBill, BILLS),
    Group("Containers/Container", "containers", TransitContainer, CONTAINERS),
    Group("ContainerGoods/Line", "container_goods", TransitContainerGoods, CONTAINER_GOODS),
)
"""The rows of `Transit`: for a Nested row of whatever has one."""
