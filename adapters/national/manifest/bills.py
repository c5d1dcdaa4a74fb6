"""Consignment, TransportEquipment and ConsignmentItem of the reports of water and air."""

from __future__ import annotations

from adapters.national.manifest.source import (
    ADDRESS,
    FULL,
    FULL_NOTE,
    FULL_PARTLY,
    MOMENT,
    MONEY,
    NO_PACKAGING,
    PARTIAL,
    PERSONAL,
    QUANTITY,
)
from gateway.model.bills import Bill, CargoContainer, CargoItem
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Group, Ignored, Repeated, Row

BILL_NUMBER = Field("TransportContractDocument/ID", "bill_number", TEXT, required=True, max_length=35)
SPLIT_NUMBER = Field("AssociatedTransportDocument/ID", "split_bill_number", TEXT, max_length=35)
PACKAGES: tuple[Row, ...] = (
    Field("ConsignmentPackaging/QuantityQuantity", "package_count", INTEGER),
    Ignored("ConsignmentPackaging/TypeCode", NO_PACKAGING),
)
GROSS_WEIGHT = Field("TotalGrossMassMeasure", "gross_weight_kg", QUANTITY)
VOLUME = Field("GrossVolumeMeasure", "volume_m3", QUANTITY)
LOADED: tuple[Row, ...] = (
    Field("LoadingLocation/ID", "loading_place", TEXT, max_length=35),
    Field("LoadingLocation/LoadingDate", "loaded_at", MOMENT),
)
SPLIT = Field("TransportSplitIndicator", "partial", PARTIAL, note="inferred: 1 for yes; public documents show 0")

NUMBERED_BOX: tuple[Row, ...] = (
    Field("EquipmentIdentification/ID", "number", TEXT, required=True, max_length=17),
    Field("CharacteristicCode", "size_type", TEXT, max_length=4),
    Ignored("SupplierPartyTypeCode", "集装箱来源代码: whose the box is; no name of ours"),
    Field("FullnessCode", "full", FULL, partly=FULL_PARTLY, note=FULL_NOTE),
    Repeated("SealID", "seal_numbers", TEXT, max_length=35, most=9, note="@AgencyCode, who applied it, is a loss"),
)
NO_DAMAGE = dict.fromkeys(
    ("damaged", "damage_code", "damage"), "only a tally tells of damage; a box that is whole is not told at all"
)

ITEM: tuple[Row, ...] = (
    Field("SequenceNumeric", "number", INTEGER, required=True),
    Field("ConsignmentItemPackaging/QuantityQuantity", "package_count", INTEGER),
    Ignored("ConsignmentItemPackaging/TypeCode", NO_PACKAGING),
    Field("ConsignmentItemPackaging/MarksNumbers", "marks", TEXT, max_length=512),
    Field("Commodity/CargoDescription", "name", TEXT, max_length=512),
    Field("Commodity/UNDGCode", "un_number", TEXT, max_length=5),
    Field("Commodity/TariffClassificationCode", "hs_code", TEXT, max_length=18),
    Ignored("AdditionalInformation", "货物描述补充信息: no name of ours"),
    Field("GoodsMeasure/GrossMassMeasure", "gross_weight_kg", QUANTITY),
    Ignored("EquipmentIdentification", "which boxes a line stands in: no name of ours"),
    Ignored("CustomsProcedure", "海关手续代码: no name of ours"),
    Ignored("UCR", "唯一托运编号: no name of ours"),
    Ignored("Origin", "原产国 in two letters, of which our table of countries has no column"),
)

CONSIGNMENT: tuple[Row, ...] = (
    BILL_NUMBER,
    Ignored("TransportContractDocument/ChangeReasonCode", "更改原因代码, of a list that is not public"),
    Field("TransportContractDocument/ConditionCode", "condition", TEXT, max_length=17),
    Ignored("TransportContractDocument/Deconsolidator", "拆箱人: no name of ours"),
    Ignored("TransportContractDocument/Consolidator", "拼箱人: no name of ours"),
    SPLIT_NUMBER,
    VOLUME,
    Field("ValueAmount", "value", MONEY),
    Field(
        "ValueAmount/@CurrencyTypeCode",
        "currency",
        Coded("currency", "canonical"),
        note="inferred: an attribute, and ISO 4217; one packer has its name and no value",
    ),
    *LOADED,
    Field("UnloadingLocation/ID", "unloading_place", TEXT, max_length=35),
    Ignored("UnloadingLocation/ArrivalDate", "到达卸货地日期 of one bill: the vehicle's arrival is told"),
    Ignored("GoodsReceiptPlace", "收货地: no name of ours"),
    Ignored("TranshipmentLocation", "中转启运地: no name of ours"),
    Field("TransitDestination/ID", "destination_place", TEXT, max_length=35, note="中转目的地: the inland port"),
    Ignored("RoutingCountryCode", "途经国家: no name of ours"),
    Ignored("GoodsConsignedPlace", "货物托运地: no name of ours"),
    Repeated("CustomsStatusCode", "customs_status", TEXT, max_length=17),
    SPLIT,
    Field("FreightPayment/MethodCode", "freight_payment", TEXT, max_length=17),
    *PACKAGES,
    GROSS_WEIGHT,
    Ignored("PreviousCustomsDocument", "前一海关单证: no name of ours"),
    Ignored("DeliveryDestination", "货物交付目的地: no name of ours"),
    Ignored("Handling", "码头作业指令: no name of ours"),
    Ignored("IntermediateCarrier", "中间承运人: no name of ours"),
    Field("Consignee/ID", "consignee_code", TEXT, max_length=64),
    Field("Consignee/Name", "consignee_name", TEXT, max_length=70),
    Ignored("Consignee/Address", ADDRESS),
    Ignored("Consignee/Communication", PERSONAL, secret=True),
    Ignored("Consignee/Contact", PERSONAL, secret=True),
    Field("Consignor/ID", "consignor_code", TEXT, max_length=64),
    Field("Consignor/Name", "consignor_name", TEXT, max_length=70),
    Ignored("Consignor/Address", ADDRESS),
    Ignored("Consignor/Communication", PERSONAL, secret=True),
    Ignored("NotifyParty/ID", "通知人代码: no name of ours"),
    Field("NotifyParty/Name", "notify_name", TEXT, max_length=70),
    Ignored("NotifyParty/Address", ADDRESS),
    Ignored("NotifyParty/Communication", PERSONAL, secret=True),
    Ignored("UNDGContact", PERSONAL, secret=True),
    Group("TransportEquipment", "containers", CargoContainer, NUMBERED_BOX),
    Group("ConsignmentItem", "items", CargoItem, ITEM),
)
CONSIGNMENTS = Group("Declaration/Consignment", "bills", Bill, CONSIGNMENT)

LACKS = {
    "bills.remark": "only the whole report has a remark",
    "bills.package_kind": NO_PACKAGING,
    "bills.items.package_kind": NO_PACKAGING,
    **{f"bills.containers.{name}": reason for name, reason in NO_DAMAGE.items()},
}

REPORTED: tuple[Row, ...] = (BILL_NUMBER, SPLIT_NUMBER, *PACKAGES, GROSS_WEIGHT)
"""What arrivals and tallies say of a bill."""
UNREPORTED = (
    "condition consignee_code consignee_name consignor_code consignor_name notify_name loading_place loaded_at"
    " unloading_place destination_place customs_status partial freight_payment value currency remark containers"
)
