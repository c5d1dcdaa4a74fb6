"""The dialects and envelopes there are. A port's line stands here, and nowhere else is a port known by name."""

from __future__ import annotations

from adapters.beijing.ciq import DIALECT as BEIJING_CIQ
from adapters.beijing.eciq import DIALECT as BEIJING_ECIQ
from adapters.guangzhou.gzeport import DIALECT as GZEPORT
from adapters.guangzhou.kj import DIALECT as GUANGZHOU_KJ
from adapters.hebei.dec import DIALECT as HEBEI_DEC
from adapters.national.dxp import BETWEEN_NODES
from adapters.national.dxp import DIALECT as DXP
from adapters.regional import DIALECT as REGIONAL
from adapters.tianjin.ciq import DIALECT as TIANJIN_CIQ
from adapters.tianjin.customs import DIALECT as TIANJIN_CUSTOMS
from gateway.translation.form import Dialect, EnvelopeDialect

DIALECTS: tuple[Dialect, ...] = (
    BEIJING_CIQ,
    BEIJING_ECIQ,
    TIANJIN_CIQ,
    TIANJIN_CUSTOMS,
    HEBEI_DEC,
    GUANGZHOU_KJ,
    REGIONAL,
)
ENVELOPES: tuple[EnvelopeDialect, ...] = (DXP, BETWEEN_NODES, GZEPORT)
