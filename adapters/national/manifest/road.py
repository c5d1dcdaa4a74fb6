"""The manifest by road, and the confirmation that a lorry leaves empty (空载确报, MT4404).

Elements stand in the order of their names, as the public clients have them where they show an order. What leaves laden
(MT4401 … MT4406), arrival and tally by road (MT3402, MT5402) are known by number alone: left to our own dialect.
"""

from __future__ import annotations

from dataclasses import replace

from adapters.national.manifest.source import (
    ADDRESS,
    AGENT,
    BY_ROAD,
    CARRIER,
    DECLARED_AT,
    MEANS,
    MODE,
    MOMENT,
    MONEY,
    NO_ELEMENT,
    NO_PACKAGING,
    NUMBER,
    OF_MANIFEST,
    OURS,
    PERSONAL,
    QUANTITY,
    REMARK,
    REPORTER,
    ROAD,
    ROAD_CLIENTS,
    ROUTED,
    SENDER,
    SENT,
    TO_RECEIVER,
    UNNUMBERED,
    VERSION,
)
from gateway.model.bills import Bill, CargoContainer, CargoItem
from gateway.model.cargo import LoadingReport, Manifest, ManifestStage
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Constant, Field, Form, Group, Ignored, Implied, Row, When

CONSIGNMENT: tuple[Row, ...] = (
    Ignored("BorderTransportMeans", "途经国家: no name of ours"),
    Field("Consignee/ID", "consignee_code", TEXT, max_length=64),
    Field("Consignee/Name", "consignee_name", TEXT, max_length=70),
    Ignored("Consignee/Address", ADDRESS),
    Ignored("Consignee/Communication", PERSONAL, secret=True),
    Ignored("Consignee/Contact", PERSONAL, secret=True),
    Group(
        "ConsignmentItem",
        "items",
        CargoItem,
        (
            Field("Commodity/CargoDescription", "name", TEXT, max_length=512),
            Field("Commodity/Classification/ID", "hs_code", TEXT, max_length=18),
            Ignored("Commodity/Description", "货物描述补充信息: no name of ours"),
            Field("GoodsMeasure/GrossMassMeasure", "gross_weight_kg", QUANTITY),
            Field("Packaging/QuantityQuantity", "package_count", INTEGER),
            Field("SequenceNumeric", "number", INTEGER, required=True),
        ),
    ),
    Field("Consignor/ID", "consignor_code", TEXT, max_length=64),
    Field("Consignor/Name", "consignor_name", TEXT, max_length=70),
    Ignored("Consignor/Address", ADDRESS),
    Ignored("Consignor/Communication", PERSONAL, secret=True),
    Field("Freight/PaymentMethodCode", "freight_payment", TEXT, max_length=17),
    Field("GovernmentAgencyGoodsItem/GoodsMeasure/GrossMassMeasure", "gross_weight_kg", QUANTITY),
    Ignored("GovernmentProcedure", "海关货物通关代码, of a list that is not public"),
    Field("GrossVolumeMeasure", "volume_m3", QUANTITY),
    Ignored("NotifyParty/ID", "通知人代码: no name of ours"),
    Field("NotifyParty/Name", "notify_name", TEXT, max_length=70),
    Ignored("NotifyParty/Address", ADDRESS),
    Ignored("NotifyParty/Communication", PERSONAL, secret=True),
    Field("TotalPackageQuantity", "package_count", INTEGER),
    Field("TransitDestination/ID", "destination_place", TEXT, max_length=35),
    Field("TransportContractDocument/ConditionCode", "condition", TEXT, max_length=17),
    Ignored("TransportContractDocument/Deconsolidator", "拆箱人: no name of ours"),
    Field("TransportContractDocument/ID", "bill_number", TEXT, required=True, max_length=35),
    Group(
        "TransportEquipment",
        "containers",
        CargoContainer,
        (Field("ID", "number", TEXT, required=True, max_length=17),),
    ),
    Ignored("UNDGContact", PERSONAL, secret=True),
    Field("ValueAmount", "value", MONEY),
)
UNSAID = "split_bill_number loading_place loaded_at unloading_place customs_status partial currency remark package_kind"
OF_BOXES = "size_type seal_numbers full damaged damage_code damage"

HEAD: tuple[Row, ...] = (
    UNNUMBERED,
    NUMBER,
    Field("Head/FunctionCode", "act", OF_MANIFEST, required=True),
)
REST: tuple[Row, ...] = (
    SENDER,
    TO_RECEIVER,
    SENT,
    VERSION,
    DECLARED_AT,
    Field("Declaration/ID", "voyage_number", TEXT, max_length=35, note="货物运输批次号: one trip of one lorry"),
    REMARK,
)

MANIFESTS = tuple(
    Form(
        kind=Manifest.KIND,
        variant=message_type,
        body=Manifest,
        root="Manifest",
        namespace=f"urn:Declaration:datamodel:standard:CN:{message_type}:1",
        schema=f"hebei-dec/manifest.{message_type}.xsd",
        rows=(
            *HEAD,
            Constant("Head/MessageType", message_type, marks=True),
            *REST,
            AGENT,
            Field(MODE, "transport_mode", BY_ROAD, required=True, note="4 in the public clients, 3 in the guides"),
            CARRIER,
            Group("Declaration/Consignment", "bills", Bill, CONSIGNMENT),
            Ignored("Declaration/LoadingLocation", "装货地 and its time, of all bills: no name of ours"),
            REPORTER,
            Field("Declaration/UnloadingLocation/ArrivalDateTime", "arrival_at", MOMENT, note="到达卸货地"),
            Field("Declaration/UnloadingLocation/ID", "arrival_place", TEXT, max_length=35),
            Implied("stage", stage),
        ),
        has="Declaration",
        when=(When(name="stage", equals=stage), ROAD),
        message_type=message_type,
        lacks={
            **ROUTED,
            "transport_id": "the confirmation of the lorry tells it, and the manifest its trip alone",
            "transport_name": NO_ELEMENT,
            "departure_at": NO_ELEMENT,
            **{f"bills.{name}": NO_ELEMENT for name in UNSAID.split()},
            **{f"bills.containers.{name}": NO_ELEMENT for name in OF_BOXES.split()},
            "bills.items.un_number": NO_ELEMENT,
            "bills.items.marks": NO_ELEMENT,
            "bills.items.package_kind": NO_PACKAGING,
        },
        source=f"{ROAD_CLIENTS}; {message_type}: the order of Consignment is inferred. {OURS}",
    )
    for message_type, stage in (("MT1401", ManifestStage.ORIGINAL), ("MT2401", ManifestStage.ADVANCE))
)

LORRY = "Declaration/Consignment/BorderTransportMeans"

LEAVES_EMPTY = Form(
    kind=LoadingReport.KIND,
    variant="MT4404",
    body=LoadingReport,
    root="Manifest",
    namespace="urn:Declaration:datamodel:standard:CN:MT4404:1",
    schema="hebei-dec/loading-report.MT4404.xsd",
    rows=(
        *HEAD,
        Constant("Head/MessageType", "MT4404", marks=True),
        *REST,
        CARRIER,
        Field(f"{LORRY}/ArrivalDateTime", "arrival_at", MOMENT),
        *(replace(row, path=row.path.replace("Declaration/", "Declaration/Consignment/", 1)) for row in MEANS),
        Field(f"{LORRY}/TypeCode", "transport_mode", BY_ROAD, required=True),
        Ignored(f"{LORRY}/Master", PERSONAL, secret=True),
        Ignored(f"{LORRY}/TransportEquipment", "托架或拖挂车: no name of ours"),
        REPORTER,
        Implied("empty", True),
    ),
    has="Declaration",
    when=(When(name="empty", equals=True), ROAD),
    message_type="MT4404",
    lacks={
        **ROUTED,
        "agent_code": NO_ELEMENT,
        "arrival_place": NO_ELEMENT,
        "departure_at": NO_ELEMENT,
        "loaded_at": "nothing is loaded",
        "bills": "nothing is loaded",
    },
    source=f"{ROAD_CLIENTS}; MT4404, 空载出境确报. {OURS}",
)
