"""On the way under control: seal (关锁), gate (卡口), track (途中监控), arrival check (核销)."""

from __future__ import annotations

from adapters.regional.source import DECLARED, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, QUANTITY, YES
from gateway.model.transit import (
    ArrivalCheck,
    ArrivalFinding,
    Gate,
    GateAct,
    Seal,
    SealAct,
    Track,
    TrackAct,
)
from gateway.translation.codecs import TEXT, decimal
from gateway.translation.form import Field, Form, Repeated, Row
from gateway.translation.shapes import words

DEGREES = decimal(9, 6)
"""Six places: a tenth of a metre."""
ON_THE_ROAD: tuple[Row, ...] = (
    *HEAD,
    *DECLARED,
    Field("TransitNumber", "transit_number", TEXT, max_length=64),
    Field("Office", "office", OFFICE, required=True),
    Repeated("Recipients/Office", "recipients", OFFICE),
    Field("At", "at", MOMENT, required=True),
    Field("BillNumber", "bill_number", TEXT, max_length=64),
    Field("ContainerNumber", "container_number", TEXT, max_length=64),
    Field("Vehicle", "vehicle", TEXT, max_length=64),
    Field("Place", "place", TEXT, max_length=255),
    Field("Operator", "operator", TEXT, max_length=255),
    Field("Remark", "remark", TEXT, max_length=2000),
)

SEAL = Form(
    kind=Seal.KIND,
    variant="1",
    body=Seal,
    root="Seal",
    namespace=NAMESPACE,
    schema="regional/seal.xsd",
    rows=(
        *ON_THE_ROAD,
        Field("Act", "act", words(SealAct), required=True),
        Field("SealNumber", "seal_number", TEXT, required=True, max_length=64),
        Field("FormerSealNumber", "former_seal_number", TEXT, max_length=64),
        Field("Electronic", "electronic", YES),
    ),
    message_type="Seal",
    source=OURS,
)

GATE = Form(
    kind=Gate.KIND,
    variant="1",
    body=Gate,
    root="Gate",
    namespace=NAMESPACE,
    schema="regional/gate.xsd",
    rows=(
        *ON_THE_ROAD,
        Field("Act", "act", words(GateAct), required=True),
        Field("YardCode", "yard_code", TEXT, max_length=64),
        Field("OrderNumber", "order_number", TEXT, max_length=64),
        Repeated("SealNumbers/SealNumber", "seal_numbers", TEXT, max_length=64),
        Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
        Field("Empty", "empty", YES),
    ),
    message_type="Gate",
    source=OURS,
)

TRACK = Form(
    kind=Track.KIND,
    variant="1",
    body=Track,
    root="Track",
    namespace=NAMESPACE,
    schema="regional/track.xsd",
    rows=(
        *ON_THE_ROAD,
        Field("Act", "act", words(TrackAct), required=True),
        Field("Latitude", "latitude", DEGREES, note="WGS 84"),
        Field("Longitude", "longitude", DEGREES, note="WGS 84"),
        Field("DueAt", "due_at", MOMENT),
    ),
    message_type="Track",
    source=OURS,
)

ARRIVAL_CHECK = Form(
    kind=ArrivalCheck.KIND,
    variant="1",
    body=ArrivalCheck,
    root="ArrivalCheck",
    namespace=NAMESPACE,
    schema="regional/arrival-check.xsd",
    rows=(
        *ON_THE_ROAD,
        Field("Finding", "finding", words(ArrivalFinding), required=True),
        Field("ContainerNumberFound", "container_number_found", TEXT, max_length=64),
        Field("SealNumberDeclared", "seal_number_declared", TEXT, max_length=64),
        Field("SealNumberFound", "seal_number_found", TEXT, max_length=64),
        Field("DueAt", "due_at", MOMENT),
    ),
    message_type="ArrivalCheck",
    source=OURS,
)
