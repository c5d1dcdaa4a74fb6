"""Which messages a reader wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gateway.routing.delivery import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which messages to list; None means any. Newest first, `before` our number pages on."""

    link: str | None = None
    kind: str | None = None
    state: State | None = None
    number: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: str | None = None
    limit: int = 50
