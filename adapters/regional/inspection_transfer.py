"""电子转单: a consignment handed from one inspection office to the next."""

from __future__ import annotations

from adapters.regional.certified import CERTIFIED
from adapters.regional.goods import CONTAINERS
from adapters.regional.source import (
    AMOUNT,
    COUNTRY,
    CURRENCY,
    DAY,
    DECLARED,
    DIRECTION,
    HEAD,
    MOMENT,
    NAMESPACE,
    OFFICE,
    OURS,
    PACKAGING,
    QUANTITY,
    TRANSPORT_MODE,
)
from gateway.model.inspection_transfer import Changeable, InspectionTransfer, IssuedCertificate
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Coded, Field, Form, Group, Repeated, Row
from gateway.translation.shapes import words

CERTIFICATE: tuple[Row, ...] = (
    Field("Code", "code", Coded("certificate", "canonical"), required=True),
    Field("Number", "number", TEXT, required=True, max_length=64),
    Field("IssuedOn", "issued_on", DAY),
    Field("Originals", "originals", INTEGER),
    Field("Copies", "copies", INTEGER),
)

INSPECTION_TRANSFER = Form(
    kind=InspectionTransfer.KIND,
    variant="1",
    body=InspectionTransfer,
    root="InspectionTransfer",
    namespace=NAMESPACE,
    schema="regional/inspection-transfer.xsd",
    rows=(
        *HEAD,
        Field("TransferNumber", "transfer_number", TEXT, required=True, max_length=64),
        *DECLARED,
        Field("SendingOffice", "sending_office", OFFICE, required=True),
        Field("ReceivingOffice", "receiving_office", OFFICE, required=True),
        Field("Direction", "direction", DIRECTION, required=True),
        Field("IssuedAt", "issued_at", MOMENT, required=True),
        Field("ValidUntil", "valid_until", DAY),
        Field("ClearanceNumber", "clearance_number", TEXT, max_length=64),
        Field("ResultNumber", "result_number", TEXT, max_length=64),
        Field("ConsignorUscc", "consignor_uscc", TEXT, max_length=32),
        Field("ConsignorName", "consignor_name", TEXT, max_length=255),
        Field("ConsigneeUscc", "consignee_uscc", TEXT, max_length=32),
        Field("ConsigneeName", "consignee_name", TEXT, max_length=255),
        Field("ContractNumber", "contract_number", TEXT, max_length=64),
        Field("BillNumber", "bill_number", TEXT, max_length=64),
        Field("TradeCountry", "trade_country", COUNTRY),
        Field("RouteCountry", "route_country", COUNTRY),
        Field("TransportMode", "transport_mode", TRANSPORT_MODE),
        Field("TransportName", "transport_name", TEXT, max_length=255),
        Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
        Field("SailingDate", "sailing_date", DAY),
        Repeated("SealNumbers/SealNumber", "seal_numbers", TEXT, max_length=64),
        Field("TotalValue", "total_value", AMOUNT),
        Field("Currency", "currency", CURRENCY),
        Field("PackageCount", "package_count", INTEGER),
        Field("PackageKind", "package_kind", PACKAGING),
        Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
        Repeated("PortMayChange/Change", "port_may_change", words(Changeable)),
        Field("Agreement", "agreement", TEXT, max_length=2000),
        Group("Certificates/Certificate", "certificates", IssuedCertificate, CERTIFICATE),
        CONTAINERS,
        CERTIFIED,
        Field("Remark", "remark", TEXT, max_length=2000),
    ),
    message_type="InspectionTransfer",
    source=OURS,
)
