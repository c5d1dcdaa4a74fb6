"""What inspection tells customs of a consignment: the clearance form until 2018-05-31, and the electronic ledger."""

from __future__ import annotations

from datetime import date

from adapters.regional.certified import CERTIFIED
from adapters.regional.source import (
    COUNTRY,
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
from gateway.model.clearance import ClearanceForm, ClearanceState, ELedger
from gateway.translation.codecs import INTEGER, TEXT
from gateway.translation.form import Field, Form, Row
from gateway.translation.shapes import words

CLEARED: tuple[Row, ...] = (
    *DECLARED,
    Field("IssuingOffice", "issuing_office", OFFICE, required=True),
    Field("CustomsOffice", "customs_office", OFFICE),
    Field("IssuedAt", "issued_at", MOMENT),
    Field("ValidUntil", "valid_until", DAY),
    Field("ConsignorUscc", "consignor_uscc", TEXT, max_length=32),
    Field("ConsignorName", "consignor_name", TEXT, max_length=255),
    Field("ConsigneeUscc", "consignee_uscc", TEXT, max_length=32),
    Field("ConsigneeName", "consignee_name", TEXT, max_length=255),
    Field("TradeCountry", "trade_country", COUNTRY),
    Field("RouteCountry", "route_country", COUNTRY),
    Field("TransportMode", "transport_mode", TRANSPORT_MODE),
    Field("TransportName", "transport_name", TEXT, max_length=255),
    Field("ContractNumber", "contract_number", TEXT, max_length=64),
    Field("BillNumber", "bill_number", TEXT, max_length=64),
    Field("PackageCount", "package_count", INTEGER),
    Field("PackageKind", "package_kind", PACKAGING),
    Field("GrossWeightKg", "gross_weight_kg", QUANTITY),
    Field("Remark", "remark", TEXT, max_length=2000),
    CERTIFIED,
)

E_LEDGER = Form(
    kind=ELedger.KIND,
    variant="1",
    body=ELedger,
    root="ELedger",
    namespace=NAMESPACE,
    schema="regional/e-ledger.xsd",
    rows=(
        *HEAD,
        Field("LedgerNumber", "ledger_number", TEXT, required=True, max_length=64, note="电子底账"),
        *CLEARED,
    ),
    message_type="ELedger",
    source=OURS,
)

CLEARANCE_FORM = Form(
    kind=ClearanceForm.KIND,
    variant="1",
    body=ClearanceForm,
    root="ClearanceForm",
    namespace=NAMESPACE,
    schema="regional/clearance-form.xsd",
    rows=(
        *HEAD,
        Field("ClearanceNumber", "clearance_number", TEXT, required=True, max_length=18, note="通关单号"),
        Field("Direction", "direction", DIRECTION, required=True, note="import: 入境 (A), export: 出境 (B)"),
        Field("State", "state", words(ClearanceState)),
        *CLEARED,
    ),
    message_type="ClearanceForm",
    until=date(2018, 5, 31),
    source=f"{OURS}. Abolished on 2018-06-01 (GACC announcement 50/2018): later it is read and no longer written",
)
