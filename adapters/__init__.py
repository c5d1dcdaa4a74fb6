"""The dialects and envelopes there are. A port's line stands here, and nowhere else is a port known by name."""

from __future__ import annotations

from adapters.beijing.ciq import DIALECT as BEIJING_CIQ
from adapters.national.dxp import DIALECT as DXP
from gateway.translation.form import Dialect, EnvelopeDialect

DIALECTS: tuple[Dialect, ...] = (BEIJING_CIQ,)
ENVELOPES: tuple[EnvelopeDialect, ...] = (DXP,)
