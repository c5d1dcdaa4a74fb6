"""The manifest by water and by air: original (原始舱单) of what comes in, advance (预配舱单) of what is to go out.

No original manifest by air (MT1201) is public: it is left to our own dialect.
"""

from __future__ import annotations

from adapters.national.manifest.bills import CONSIGNMENTS, LACKS
from adapters.national.manifest.source import (
    AGENT,
    AIR,
    BY_AIR,
    BY_WATER,
    CARRIER,
    EXIT_OFFICE,
    GUIDES,
    JOURNEY,
    MEANS,
    MODE,
    MOMENT,
    NUMBER,
    OF_MANIFEST,
    OURS,
    RECEIVES,
    REMARK,
    REPORTER,
    ROUTED,
    SENDER,
    SENT,
    TO_OFFICE,
    UNNUMBERED,
    VERSION,
    WATER,
)
from gateway.model.cargo import Manifest, ManifestStage
from gateway.translation.codecs import TEXT
from gateway.translation.form import Constant, Field, Form, Ignored, Implied, When

TYPES = (
    ("MT1101", ManifestStage.ORIGINAL, WATER, BY_WATER),
    ("MT2101", ManifestStage.ADVANCE, WATER, BY_WATER),
    ("MT2201", ManifestStage.ADVANCE, AIR, BY_AIR),
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
            UNNUMBERED,
            NUMBER,
            Field("Head/FunctionCode", "act", OF_MANIFEST, required=True),
            Constant("Head/MessageType", message_type, marks=True),
            SENDER,
            TO_OFFICE,
            SENT,
            VERSION,
            REPORTER,
            Ignored("Declaration/ExitCustomsOffice", EXIT_OFFICE),
            AGENT,
            CARRIER,
            JOURNEY,
            Field(MODE, "transport_mode", mode, required=True),
            *MEANS,
            Field("Declaration/BorderTransportMeans/FirstArrivalLocationID", "arrival_place", TEXT, max_length=35),
            Field("Declaration/BorderTransportMeans/ArrivalDateTime", "arrival_at", MOMENT),
            Field("Declaration/BorderTransportMeans/DepartureDateTime", "departure_at", MOMENT),
            CONSIGNMENTS,
            REMARK,
            Implied("stage", stage),
        ),
        has="Declaration",
        when=(When(name="stage", equals=stage), moved),
        message_type=message_type,
        lacks={**ROUTED, "message.receivers": RECEIVES, **LACKS},
        source=f"{GUIDES}; {message_type}. {OURS}",
    )
    for message_type, stage, moved, mode in TYPES
)
