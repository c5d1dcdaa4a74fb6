"""The part of the configuration about the two listeners."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from gateway.service.transport_config import Section
from gateway.service.trust_config import ServerTls


class Listen(Section):
    """Two listeners: the e-ports' and the operators'. An ops address that is not loopback is refused."""

    host: str = "127.0.0.1"
    """Where e-ports post to."""
    port: int = Field(8400, ge=0, le=65535)
    """0: any free one, for tests."""
    ops_host: Literal["127.0.0.1", "::1", "localhost"] = "127.0.0.1"
    ops_port: int = Field(8401, ge=0, le=65535)
    """Of the first worker; each further worker has the next number."""
    ops_token_file: Path
    """Bearer token of the ops port: one line without blanks, 16 characters at least, long and random."""
    restricted_token_file: Path | None = None
    """The same of those who may read what is restricted (alerts, controls, aid) as it is; none: nobody may."""
    tls: ServerTls | None = None
    """The e-ports' port speaks TLS; None: it speaks plain HTTP."""
