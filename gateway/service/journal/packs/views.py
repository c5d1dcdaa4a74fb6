"""What the journal tells of changes of the rule packs: frozen records, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, as it was proposed; without `approved_by` it waits, and nothing is decided by it."""

    digest: str
    """`sm3:` and hex, of the content: who approves names what was proposed, byte for byte."""
    content: bytes
    proposed_by: str
    proposed_at: datetime
    reason: str
    number: int
    """Of the act that put it in force, 0 while it waits: changes hold in this order."""
    approved_by: str = ""
    approved_at: datetime | None = None
