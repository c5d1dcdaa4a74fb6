"""Risk, credit, licences, pre-decisions, and aid between offices."""

from __future__ import annotations

from adapters.regional.aid import AID_REPLY, AID_REQUEST, LEAD_TRANSFER
from adapters.regional.credit import CREDIT_UPDATE
from adapters.regional.licences import LICENCE_STATUS, LICENCE_WRITE_OFF
from adapters.regional.predecision import PRE_DECISION
from adapters.regional.risk import CONTROL_LIFT, CONTROL_ORDER, RISK_ALERT
from gateway.translation.form import Form

ALERTS: tuple[Form, ...] = (
    RISK_ALERT,
    CONTROL_ORDER,
    CONTROL_LIFT,
    CREDIT_UPDATE,
    LICENCE_STATUS,
    LICENCE_WRITE_OFF,
    PRE_DECISION,
    AID_REQUEST,
    AID_REPLY,
    LEAD_TRANSFER,
)
