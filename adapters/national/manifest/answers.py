"""The office's answer to a report: Head repeats the report's number, function and type; Response says the rest.

TRAP: ResponseType 11 (提运单放行) releases one bill and no declaration; 01 (接受申报) releases nothing.
"""

from __future__ import annotations

from adapters.national.manifest.source import (
    GUIDES,
    NO_ELEMENT,
    NUMBER,
    OF_MANIFEST,
    OFFICE,
    OURS,
    ROAD_CLIENTS,
    TO_RECEIVER,
    UNNUMBERED,
    VERSION,
)
from gateway.model.cargo import BillAnswer, ContainerAnswer, ManifestStatus
from gateway.translation.codecs import MOMENT_17, TEXT
from gateway.translation.form import Coded, Constant, Field, Form, Group, Implied, Row, When

OUTCOME = Field("ResponseType/Code", "outcome", Coded("outcome", "manifest"))
TEXT_OF_OUTCOME = Field("ResponseType/Text", "remark", TEXT, max_length=512)
OF_BILLS: tuple[Row, ...] = (
    Field("AssociatedTransportDocument/ID", "split_bill_number", TEXT, max_length=35),
    OUTCOME,
    TEXT_OF_OUTCOME,
    Field("TransportContractDocument/ID", "bill_number", TEXT, required=True, max_length=35),
)
OF_BOXES: tuple[Row, ...] = (
    Field("EquipmentIdentification/ID", "container_number", TEXT, required=True, max_length=17),
    OUTCOME,
    TEXT_OF_OUTCOME,
    Field("TransportContractDocument/ID", "bill_number", TEXT, max_length=35),
)

TYPES = "MT1101 MT1401 MT2101 MT2201 MT2401 MT3101 MT3201 MT4101 MT4404 MT5101 MT5102 MT5201 MT5202"
"""Of the reports that this dialect has; to another one no answer is written."""

ANSWERS = tuple(
    Form(
        kind=ManifestStatus.KIND,
        variant=message_type,
        body=ManifestStatus,
        root="Manifest",
        namespace=f"urn:Declaration:datamodel:standard:CN:{message_type}:1",
        schema=f"hebei-dec/manifest-status.{message_type}.xsd",
        rows=(
            UNNUMBERED,
            NUMBER,
            Field("Head/FunctionCode", "act", OF_MANIFEST),
            Constant("Head/MessageType", message_type, marks=True),
            Field("Head/SenderID", "office", OFFICE, required=True, note="the office of 4 digits"),
            TO_RECEIVER,
            Field("Head/SendTime", "noticed_at", MOMENT_17, required=True),
            VERSION,
            Field("Response/AdditionalInformation/StatementCode", "statement_code", TEXT, max_length=17),
            Field("Response/AdditionalInformation/StatementDescription", "statement", TEXT, max_length=512),
            Field("Response/BorderTransportMeans/ID", "transport_id", TEXT, max_length=35),
            Field("Response/BorderTransportMeans/JourneyID", "voyage_number", TEXT, max_length=35),
            Group("Response/Consignment", "bills", BillAnswer, OF_BILLS),
            Field("Response/ResponseType/Code", "outcome", Coded("outcome", "manifest")),
            Field("Response/ResponseType/Text", "remark", TEXT, max_length=512),
            Group("Response/TransportEquipment", "containers", ContainerAnswer, OF_BOXES),
            Implied("report_type", message_type),
        ),
        has="Response",
        when=(When(name="report_type", equals=message_type),),
        message_type=message_type,
        lacks={
            "message.number": "MessageID is the number of the report that is answered",
            "message.answer_to": NO_ELEMENT,
            "message.sender": "SenderID is the office that answers",
            "message.sent_at": "SendTime is when the office said it",
            "in_reply_to": "MessageID is the report's own number",
        },
        source=(
            f"{GUIDES}; {ROAD_CLIENTS}. That the answer stands in the namespace of its report, and the order of"
            f" Response, are inferred. {OURS}"
        ),
    )
    for message_type in TYPES.split()
)
