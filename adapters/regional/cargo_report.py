"""What is reported of cargo: manifest (舱单), arrival (运抵), tally (理货), loading (装载)."""

from __future__ import annotations

from adapters.regional.bills import BILLS, CONTAINERS
from adapters.regional.source import DIRECTION, HEAD, MOMENT, NAMESPACE, OFFICE, OURS, TRANSPORT_MODE, YES
from gateway.model.cargo import ArrivalReport, LoadingReport, Manifest, ManifestStage, ReportAct, TallyReport
from gateway.translation.codecs import TEXT
from gateway.translation.form import Field, Form, Repeated, Row
from gateway.translation.shapes import words

REPORT: tuple[Row, ...] = (
    *HEAD,
    Field("ReportNumber", "report_number", TEXT, required=True, max_length=255),
    Field("Office", "office", OFFICE, required=True),
    Repeated("Recipients/Office", "recipients", OFFICE),
    Field("Act", "act", words(ReportAct), required=True),
    Field("ReporterCode", "reporter_code", TEXT, max_length=64),
    Field("ReporterName", "reporter_name", TEXT, max_length=255),
    Field("CarrierCode", "carrier_code", TEXT, max_length=64),
    Field("CarrierName", "carrier_name", TEXT, max_length=255),
    Field("AgentCode", "agent_code", TEXT, max_length=64),
    Field("TransportMode", "transport_mode", TRANSPORT_MODE),
    Field("TransportId", "transport_id", TEXT, max_length=64),
    Field("TransportName", "transport_name", TEXT, max_length=255),
    Field("VoyageNumber", "voyage_number", TEXT, max_length=64),
    Field("ArrivalPlace", "arrival_place", TEXT, max_length=64),
    Field("ArrivalAt", "arrival_at", MOMENT),
    Field("DepartureAt", "departure_at", MOMENT),
    Field("Remark", "remark", TEXT, max_length=2000),
)
YARD = Field("YardCode", "yard_code", TEXT, max_length=64)
WAY = Field("Direction", "direction", DIRECTION, required=True)

MANIFEST = Form(
    kind=Manifest.KIND,
    variant="1",
    body=Manifest,
    root="Manifest",
    namespace=NAMESPACE,
    schema="regional/manifest.xsd",
    rows=(
        *REPORT,
        Field("Stage", "stage", words(ManifestStage), required=True, note="原始舱单 comes in, 预配舱单 is to go out"),
        BILLS,
    ),
    message_type="Manifest",
    source=OURS,
)

ARRIVAL_REPORT = Form(
    kind=ArrivalReport.KIND,
    variant="1",
    body=ArrivalReport,
    root="ArrivalReport",
    namespace=NAMESPACE,
    schema="regional/arrival-report.xsd",
    rows=(*REPORT, WAY, YARD, Field("ArrivedAt", "arrived_at", MOMENT, required=True), BILLS, CONTAINERS),
    message_type="ArrivalReport",
    source=OURS,
)

TALLY_REPORT = Form(
    kind=TallyReport.KIND,
    variant="1",
    body=TallyReport,
    root="TallyReport",
    namespace=NAMESPACE,
    schema="regional/tally-report.xsd",
    rows=(
        *REPORT,
        WAY,
        YARD,
        Field("StartedAt", "started_at", MOMENT),
        Field("TalliedAt", "tallied_at", MOMENT, required=True),
        Field("Short", "short", YES),
        Field("Over", "over", YES),
        Field("Damaged", "damaged", YES),
        BILLS,
        CONTAINERS,
    ),
    message_type="TallyReport",
    source=OURS,
)

LOADING_REPORT = Form(
    kind=LoadingReport.KIND,
    variant="1",
    body=LoadingReport,
    root="LoadingReport",
    namespace=NAMESPACE,
    schema="regional/loading-report.xsd",
    rows=(
        *REPORT,
        Field("LoadedAt", "loaded_at", MOMENT),
        Field("Empty", "empty", YES, required=True, note="空载: the vehicle leaves with nothing on it"),
        BILLS,
    ),
    message_type="LoadingReport",
    source=OURS,
)
