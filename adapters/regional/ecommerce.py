"""The forms of cross-border trade: registrations, the three documents of a parcel, notices and consultations."""

from __future__ import annotations

from adapters.regional.notices import CONSULTATION, CONSULTATION_STATUS, NOTICE, TRACEABILITY_CODE
from adapters.regional.registration import ENTERPRISE_REGISTRATION, GOODS_REGISTRATION, REGISTRATION_STATUS
from adapters.regional.tax_notice import TAX_NOTICE
from adapters.regional.trade_documents import PAYMENT, TRADE_DOCUMENT_STATUS, TRADE_ORDER, WAYBILL
from gateway.translation.form import Form

ECOMMERCE: tuple[Form, ...] = (
    ENTERPRISE_REGISTRATION,
    GOODS_REGISTRATION,
    REGISTRATION_STATUS,
    TRADE_ORDER,
    WAYBILL,
    PAYMENT,
    TAX_NOTICE,
    TRADE_DOCUMENT_STATUS,
    TRACEABILITY_CODE,
    NOTICE,
    CONSULTATION,
    CONSULTATION_STATUS,
)
