"""Every kind of message there is, family by family."""

from __future__ import annotations

from gateway.model.aid import AidReply, AidRequest, LeadTransfer
from gateway.model.alerts import ControlLift, ControlOrder, RiskAlert
from gateway.model.amendment import DeclarationAmendment, DeclarationCancellation
from gateway.model.cargo import ArrivalReport, LoadingReport, Manifest, ManifestStatus, TallyReport
from gateway.model.clearance import ClearanceForm, ELedger
from gateway.model.code_table import CodeTable
from gateway.model.credit import CreditUpdate
from gateway.model.declaration import Declaration
from gateway.model.duties import TaxNotice
from gateway.model.ecommerce import Payment, TraceabilityCode, TradeDocumentStatus, TradeOrder, Waybill
from gateway.model.feeds import FxDeclaration, TaxExportCleared
from gateway.model.gate_pass import GatePass, GatePassStatus
from gateway.model.inspection_transfer import InspectionTransfer
from gateway.model.kind import Kind
from gateway.model.laboratory_report import LaboratoryReport
from gateway.model.licences import LicenceStatus, LicenceWriteOff
from gateway.model.notices import Consultation, ConsultationStatus, Notice
from gateway.model.orders import ExamOrder, ExamResult, ReleaseExecuted, ReleaseOrder
from gateway.model.predecision import PreDecision
from gateway.model.recognition import RecognitionDecision
from gateway.model.registration import EnterpriseRegistration, GoodsRegistration, RegistrationStatus
from gateway.model.release_mode import ReleaseModeDecision
from gateway.model.results import InspectionResult, Reinspection, ResultRevocation
from gateway.model.status import DeclarationStatus
from gateway.model.transit import ArrivalCheck, Gate, Seal, Track, TransitDeclaration, TransitStatus
from gateway.model.two_stage import TwoStageStatus
from gateway.model.watch import Heartbeat, Reconcile

DECLARATIONS = (
    Declaration,
    DeclarationAmendment,
    DeclarationCancellation,
    DeclarationStatus,
    TwoStageStatus,
    ELedger,
    ClearanceForm,
)
ORDERS = (ExamOrder, ExamResult, ReleaseOrder, ReleaseExecuted)
RECOGNITION = (
    InspectionResult,
    ResultRevocation,
    Reinspection,
    RecognitionDecision,
    ReleaseModeDecision,
    InspectionTransfer,
    LaboratoryReport,
)
ALERTS = (
    RiskAlert,
    ControlOrder,
    ControlLift,
    CreditUpdate,
    LicenceStatus,
    LicenceWriteOff,
    PreDecision,
    AidRequest,
    AidReply,
    LeadTransfer,
)
CARGO = (Manifest, ArrivalReport, TallyReport, LoadingReport, ManifestStatus)
TRANSIT = (TransitDeclaration, TransitStatus, Seal, Gate, Track, ArrivalCheck, GatePass, GatePassStatus)
FEEDS = (TaxExportCleared, FxDeclaration, CodeTable, Reconcile, Heartbeat)
ECOMMERCE = (
    EnterpriseRegistration,
    GoodsRegistration,
    RegistrationStatus,
    TradeOrder,
    Waybill,
    Payment,
    TaxNotice,
    TradeDocumentStatus,
    TraceabilityCode,
    Notice,
    Consultation,
    ConsultationStatus,
)

KINDS: tuple[type[Kind], ...] = (
    *DECLARATIONS,
    *ORDERS,
    *RECOGNITION,
    *ALERTS,
    *CARGO,
    *TRANSIT,
    *FEEDS,
    *ECOMMERCE,
)
