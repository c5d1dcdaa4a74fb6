"""Where the names come from."""

from __future__ import annotations

PUBLIC = (
    "the official DXP specification and terminal-node schema of the national e-port, 202205 edition, and the edition"
    " before it, which has no Signature: names, spelling, order, types and lengths"
)
NAMESPACE = "http://www.chinaport.gov.cn/dxp"
