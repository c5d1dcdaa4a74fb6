"""Arrival (运抵报告), tally (理货报告) and loading (装载舱单) by water and by air.

No arrival of an import is public, and no loading by air: they are left to our own dialect.
"""

from __future__ import annotations

from adapters.national.manifest.bills import (
    BILL_NUMBER,
    GROSS_WEIGHT,
    LOADED,
    NO_DAMAGE,
    NUMBERED_BOX,
    PACKAGES,
    REPORTED,
    SPLIT,
    UNREPORTED,
    VOLUME,
)
from adapters.national.manifest.source import (
    AIR,
    BY_AIR,
    BY_WATER,
    CARRIER,
    DAY,
    DECLARED_AT,
    GUIDES,
    JOURNEY,
    MASTER,
    MEANS,
    MODE,
    MOMENT,
    NO_ELEMENT,
    NO_PACKAGING,
    NUMBER,
    OF_ARRIVAL,
    OF_MANIFEST,
    OURS,
    PERSONAL,
    RECEIVES,
    REMARK,
    ROUTED,
    SENDER,
    SENT,
    TO_OFFICE,
    TO_RECEIVER,
    UNNUMBERED,
    VERSION,
    WATER,
)
from gateway.model.bills import Bill, CargoContainer, CargoItem
from gateway.model.cargo import ArrivalReport, LoadingReport, TallyReport
from gateway.model.declaration import Direction
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Constant, Field, Form, Group, Ignored, Implied, Row, When

ITEMS = Group(
    "ConsignmentItem",
    "items",
    CargoItem,
    (
        Field("SequenceNumeric", "number", INTEGER, required=True),
        Field("ConsignmentItemPackaging/MarksNumbers", "marks", TEXT, max_length=512),
        Field("Commodity/CargoDescription", "name", TEXT, max_length=512),
        Ignored("AdditionalInformation", "货物描述补充信息: no name of ours"),
    ),
)
DAMAGE: tuple[Row, ...] = (
    Field("Damage/DamageType/Code", "damage_code", TEXT, max_length=17),
    Field("Damage/DamageType/Text", "damage", TEXT, max_length=255),
    Ignored("Damage/DamageArea", "集装箱残损范围: no name of ours"),
    Ignored("Damage/Severity", "残损程度: no name of ours"),
    Ignored("TransportMeans", "贝位: no name of ours"),
)
UNSAID_HERE = dict.fromkeys(("agent_code", "arrival_place", "arrival_at", "departure_at"), NO_ELEMENT)
UNSAID_OF_BILLS = {f"bills.{name}": "the manifest says it" for name in (*UNREPORTED.split(), "package_kind")}

ARRIVALS = tuple(
    Form(
        kind=ArrivalReport.KIND,
        variant=message_type,
        body=ArrivalReport,
        root="Manifest",
        namespace=f"urn:Declaration:datamodel:standard:CN:{message_type}:1",
        schema=f"hebei-dec/arrival-report.{message_type}.xsd",
        rows=(
            UNNUMBERED,
            NUMBER,
            Field("Head/FunctionCode", "act", OF_ARRIVAL, required=True),
            Constant("Head/MessageType", message_type, marks=True),
            SENDER,
            TO_RECEIVER,
            SENT,
            VERSION,
            DECLARED_AT,
            JOURNEY,
            Field(MODE, "transport_mode", mode, required=True),
            *MEANS,
            Field("Declaration/UnloadingLocation/ID", "yard_code", TEXT, max_length=35, note="卸货地 is the yard"),
            Field("Declaration/UnloadingLocation/ArrivalDate", "arrived_at", DAY, required=True),
            Group("Declaration/Consignment", "bills", Bill, (*REPORTED, ITEMS)),
            Group("Declaration/TransportEquipment", "containers", CargoContainer, NUMBERED_BOX),
            REMARK,
            Implied("direction", Direction.EXPORT),
        ),
        has="Declaration",
        when=(When(name="direction", equals=Direction.EXPORT), moved),
        message_type=message_type,
        lacks={
            **ROUTED,
            **UNSAID_HERE,
            "reporter_code": "SenderID is who reports",
            "carrier_code": NO_ELEMENT,
            **UNSAID_OF_BILLS,
            "bills.volume_m3": "the manifest says it",
            **{
                f"bills.items.{name}": "the manifest says it"
                for name in ("hs_code", "un_number", "package_count", "package_kind", "gross_weight_kg")
            },
            **{f"containers.{name}": reason for name, reason in NO_DAMAGE.items()},
        },
        source=f"{GUIDES}; {message_type}: that the remark stands last is inferred. {OURS}",
    )
    for message_type, moved, mode in (("MT3101", WATER, BY_WATER), ("MT3201", AIR, BY_AIR))
)

UNLOADED, LOADED_AT = "UnloadingLocation", "LoadingLocation"
TALLY_TYPES = (
    ("MT5101", Direction.IMPORT, WATER, BY_WATER, UNLOADED, LOADED_AT),
    ("MT5102", Direction.EXPORT, WATER, BY_WATER, LOADED_AT, UNLOADED),
    ("MT5201", Direction.IMPORT, AIR, BY_AIR, UNLOADED, LOADED_AT),
    ("MT5202", Direction.EXPORT, AIR, BY_AIR, LOADED_AT, UNLOADED),
)

TALLIES = tuple(
    Form(
        kind=TallyReport.KIND,
        variant=message_type,
        body=TallyReport,
        root="Manifest",
        namespace=f"urn:Declaration:datamodel:standard:CN:{message_type}:1",
        schema=f"hebei-dec/tally-report.{message_type}.xsd",
        rows=(
            UNNUMBERED,
            NUMBER,
            Field("Head/FunctionCode", "act", OF_ARRIVAL, required=True),
            Constant("Head/MessageType", message_type, marks=True),
            SENDER,
            TO_RECEIVER,
            SENT,
            VERSION,
            DECLARED_AT,
            JOURNEY,
            Field(MODE, "transport_mode", mode, required=True),
            *MEANS,
            Field("Declaration/BorderTransportMeans/ActualDateTime", "started_at", MOMENT, note="装卸开始时间"),
            Field(
                "Declaration/BorderTransportMeans/CompletedDateTime",
                "tallied_at",
                MOMENT,
                required=True,
                note="装卸结束时间",
            ),
            Field(f"Declaration/BorderTransportMeans/{yard}/ID", "yard_code", TEXT, max_length=35),
            Ignored(f"Declaration/BorderTransportMeans/{away}", "the other end of the voyage: the manifest says it"),
            MASTER,
            Field("Declaration/TallyParty/ID", "reporter_code", TEXT, max_length=35, note="理货部门"),
            Ignored("Declaration/TallyParty/Contact", PERSONAL, secret=True),
            Group(
                "Declaration/Consignment",
                "bills",
                Bill,
                (Ignored("NativeBillNo", "境内运单号: no name of ours"), *REPORTED, VOLUME),
            ),
            Group("Declaration/TransportEquipment", "containers", CargoContainer, (*NUMBERED_BOX, *DAMAGE)),
            REMARK,
            Implied("direction", direction),
        ),
        has="Declaration",
        when=(When(name="direction", equals=direction), moved),
        message_type=message_type,
        lacks={
            **ROUTED,
            **UNSAID_HERE,
            "carrier_code": NO_ELEMENT,
            "short": "told by what the tally does not name",
            "over": "told by what the tally names beside the manifest",
            "damaged": "told box by box",
            "containers.damaged": "told by the kind of damage; a box that is whole is not told at all",
            **UNSAID_OF_BILLS,
            "bills.items": "the manifest says it",
        },
        source=f"{GUIDES}; {message_type}. {OURS}",
    )
    for message_type, direction, moved, mode, yard, away in TALLY_TYPES
)

BILL_OF_LOADING: tuple[Row, ...] = (
    BILL_NUMBER,
    *LOADED,
    *PACKAGES,
    GROSS_WEIGHT,
    SPLIT,
    Group("TransportEquipment", "containers", CargoContainer, NUMBERED_BOX),
    Ignored("ConsignmentItem", "goods by their words alone, without a number of their own: the manifest says them"),
)
UNSAID_OF_LOADING = (
    "split_bill_number condition consignee_code consignee_name consignor_code consignor_name notify_name"
    " unloading_place destination_place customs_status freight_payment volume_m3 value currency remark items"
)

LOADING = Form(
    kind=LoadingReport.KIND,
    variant="MT4101",
    body=LoadingReport,
    root="Manifest",
    namespace="urn:Declaration:datamodel:standard:CN:MT4101:1",
    schema="hebei-dec/loading-report.MT4101.xsd",
    rows=(
        UNNUMBERED,
        NUMBER,
        Field("Head/FunctionCode", "act", OF_MANIFEST, required=True),
        Constant("Head/MessageType", "MT4101", marks=True),
        SENDER,
        TO_OFFICE,
        SENT,
        VERSION,
        CARRIER,
        JOURNEY,
        Field(MODE, "transport_mode", BY_WATER, required=True),
        *MEANS,
        Group("Declaration/Consignment", "bills", Bill, BILL_OF_LOADING),
        REMARK,
        Implied("empty", False),
    ),
    has="Declaration",
    when=(When(name="empty", equals=False), WATER),
    message_type="MT4101",
    lacks={
        **ROUTED,
        **UNSAID_HERE,
        "message.receivers": RECEIVES,
        "reporter_code": "SenderID is who reports",
        "loaded_at": "told bill by bill",
        **{f"bills.{name}": "the manifest says it" for name in UNSAID_OF_LOADING.split()},
        "bills.package_kind": NO_PACKAGING,
        **{f"bills.containers.{name}": reason for name, reason in NO_DAMAGE.items()},
    },
    source=f"{GUIDES}; MT4101: codes of FunctionCode as of the manifest, inferred. {OURS}",
)
