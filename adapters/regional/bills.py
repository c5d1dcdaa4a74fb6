"""Bills, their boxes and their lines of goods, wherever a report of cargo tells them."""

from __future__ import annotations

from adapters.regional.source import CURRENCY, MOMENT, MONEY, PACKAGING, QUANTITY, YES
from gateway.model.bills import Bill, CargoContainer, CargoItem
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Field, Group, Repeated, Row

CONTAINER: tuple[Row, ...] = (
    Field("Number", "number", TEXT, required=True, max_length=64, note="ISO 6346, or what stands on the box"),
    Field("SizeType", "size_type", TEXT, max_length=4, note="ISO 6346: 22G1"),
    Repeated("SealNumbers/SealNumber", "seal_numbers", TEXT, max_length=64),
    Field("Full", "full", YES),
    Field("Damaged", "damaged", YES),
    Field("DamageCode", "damage_code", TEXT, max_length=32, note="ISO 9897"),
    Field("Damage", "damage", TEXT, max_length=255),
)
ITEM: tuple[Row, ...] = (
    Field("Number", "number", INTEGER, required=True),
    Field("Name", "name", TEXT, max_length=2000),
    Field("HsCode", "hs_code", TEXT, max_length=32),
    Field("UnNumber", "un_number", TEXT, max_length=32),
    Field("Marks", "marks", TEXT, max_length=2000),
    Field("PackageCount", "package_count", INTEGER),
    Field("PackageKind", "package_kind", PACKAGING),
    Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
)
CONTAINERS = Group("Containers/Container", "containers", CargoContainer, CONTAINER)
BILL: tuple[Row, ...] = (
    Field("BillNumber", "bill_number", TEXT, required=True, max_length=64),
    Field("SplitBillNumber", "split_bill_number", TEXT, max_length=64),
    Field("Condition", "condition", TEXT, max_length=32),
    Field("ConsigneeCode", "consignee_code", TEXT, max_length=64),
    Field("ConsigneeName", "consignee_name", TEXT, max_length=255),
    Field("ConsignorCode", "consignor_code", TEXT, max_length=64),
    Field("ConsignorName", "consignor_name", TEXT, max_length=255),
    Field("NotifyName", "notify_name", TEXT, max_length=255),
    Field("LoadingPlace", "loading_place", TEXT, max_length=64),
    Field("LoadedAt", "loaded_at", MOMENT),
    Field("UnloadingPlace", "unloading_place", TEXT, max_length=64),
    Field("DestinationPlace", "destination_place", TEXT, max_length=64),
    Repeated("CustomsStatus/Code", "customs_status", TEXT, max_length=32),
    Field("Partial", "partial", YES),
    Field("FreightPayment", "freight_payment", TEXT, max_length=32),
    Field("PackageCount", "package_count", INTEGER),
    Field("PackageKind", "package_kind", PACKAGING),
    Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
    Field("VolumeM3", "volume_m3", QUANTITY),
    Field("Value", "value", MONEY),
    Field("Currency", "currency", CURRENCY),
    Field("Remark", "remark", TEXT, max_length=2000),
    CONTAINERS,
    Group("Items/Item", "items", CargoItem, ITEM),
)
BILLS = Group("Bills/Bill", "bills", Bill, BILL)
